#include "comply/exercise_state.h"

#include "model/coverage.h"
#include "read/schema.h"

#include <string.h>

/* How often EVERY fits into the days from FROM to AS_OF. */
static size_t times_planned(Date from, Date as_of, Duration every)
{
    enum { DAY = 24 * 60 * 60 };
    Date eve = {from.days - 1};
    size_t times = 0;
    if (every.months == 0)
        return (size_t)((int64_t)(as_of.days - eve.days) * DAY / MAX(every.seconds, 1));
    /* Whole multiples, for months added one by one drift: 31 January, 28 February, 28 March. */
    for (Duration span = every; date_add(eve, span).days <= as_of.days;
         span = duration_add(span, every))
        times++;
    return times;
}

static void judge(const Standing *standing, ExerciseState *state)
{
    if (!exercise_has_frequency(state->exercise))
        return;
    const Run *passed = state->passed != NULL ? state->passed : state->before;
    Duration every = state->exercise->every.value;
    state->has_due = passed != NULL;
    if (state->has_due)
        state->due = date_add(run_date(passed), every);
    state->overdue = !state->has_due || standing->as_of.days > state->due.days;
    state->has_planned = standing->from.days != INT32_MIN;
    if (state->has_planned)
        state->planned = times_planned(standing->from, standing->as_of, every);
}

static void take_run(const Standing *standing, ExerciseState *state, const Run *run)
{
    bool passed = run->outcome == RUN_PASSED;
    if (run_date(run).days < standing->from.days) {
        if (passed)
            state->before = run;
        return;
    }
    state->last = run;
    if (passed)
        state->passed = run;
    state->n_passed += passed;
    state->n_others += !passed;
}

void exercises_judge(Standing *standing)
{
    const Plan *plan = standing->plan;
    standing->n_exercises = plan->exercises.count;
    standing->exercises =
        arena_alloc(standing->arena, (plan->exercises.count + 1) * sizeof(ExerciseState));
    for (size_t i = 0; i < plan->exercises.count; i++)
        standing->exercises[i].exercise = plan->exercises.items[i];
    for (size_t i = 0; i < standing->n_known; i++) {
        size_t index = 0;
        if (coverage_exercise(standing->coverage, standing->known[i], &index))
            take_run(standing, &standing->exercises[index], standing->known[i]);
    }
    for (size_t i = 0; i < plan->exercises.count; i++)
        judge(standing, &standing->exercises[i]);
}

const char *exercise_type_word(int type)
{
    return exercise_type_words[type];
}

int exercise_type_of_run(const Standing *standing, const Run *run)
{
    size_t index = 0;
    if (coverage_exercise(standing->coverage, run, &index)) {
        const Word *type = &standing->plan->exercises.items[index]->type;
        return type->text == NULL ? -1 : type->index;
    }
    for (int i = 0; run->type != NULL && exercise_type_words[i] != NULL; i++)
        if (strcmp(run->type, exercise_type_words[i]) == 0)
            return i;
    return -1;
}
