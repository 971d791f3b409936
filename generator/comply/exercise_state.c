#include "comply/exercise_state.h"

#include "model/coverage.h"

static void judge(const Standing *standing, ExerciseState *state)
{
    if (!exercise_has_frequency(state->exercise))
        return;
    state->has_due = state->passed != NULL;
    if (state->has_due)
        state->due = date_add(run_date(state->passed), state->exercise->every.value);
    state->overdue = !state->has_due || standing->as_of.days > state->due.days;
}

void exercises_judge(Standing *standing)
{
    const Plan *plan = standing->plan;
    standing->n_exercises = plan->exercises.count;
    standing->exercises =
        arena_alloc(standing->arena, (plan->exercises.count + 1) * sizeof(ExerciseState));
    for (size_t i = 0; i < plan->exercises.count; i++)
        standing->exercises[i].exercise = plan->exercises.items[i];
    for (size_t i = 0; i < standing->n_runs; i++) {
        size_t index = 0;
        if (!coverage_exercise(standing->coverage, standing->runs[i], &index))
            continue;
        standing->exercises[index].last = standing->runs[i];
        if (standing->runs[i]->outcome == RUN_PASSED)
            standing->exercises[index].passed = standing->runs[i];
    }
    for (size_t i = 0; i < plan->exercises.count; i++)
        judge(standing, &standing->exercises[i]);
}
