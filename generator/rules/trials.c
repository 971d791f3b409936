#include "rules/trials.h"

#include "model/open_finding.h"
#include "rules/subject.h"

static bool is_wanted(const Run *run, Date as_of)
{
    bool has_date = run->started.seconds != MOMENT_ABSENT || run->ended.seconds != MOMENT_ABSENT;
    return has_date && run_date(run).days <= as_of.days;
}

static void select_runs(Trials *trials, RunList runs)
{
    trials->runs = g_new(const Run *, runs.count + 1);
    for (size_t i = 0; i < runs.count; i++)
        if (is_wanted(runs.items[i], trials->as_of))
            trials->runs[trials->n_runs++] = runs.items[i];
}

static void sort_by_exercise(Trials *trials)
{
    size_t n_exercises = trials->plan->exercises.count;
    g_autofree GPtrArray **lists = g_new0(GPtrArray *, n_exercises + 1);
    for (size_t i = 0; i < trials->n_runs; i++) {
        size_t index = 0;
        if (!coverage_exercise(trials->coverage, trials->runs[i], &index))
            continue;
        if (lists[index] == NULL)
            lists[index] = g_ptr_array_new();
        g_ptr_array_add(lists[index], (gpointer)trials->runs[i]);
    }
    trials->of_exercise = g_new0(RunList, n_exercises + 1);
    for (size_t i = 0; i < n_exercises; i++) {
        if (lists[i] == NULL)
            continue;
        size_t count = lists[i]->len;
        trials->of_exercise[i] =
            (RunList){(const Run *const *)(void *)g_ptr_array_free(lists[i], FALSE), count};
    }
}

Trials *trials_new(const CheckInput *input)
{
    if (!input->has_history)
        return NULL;
    Trials *trials = g_new0(Trials, 1);
    trials->arena = arena_new();
    trials->plan = input->plan;
    trials->as_of = input->as_of;
    trials->n_places = input->plan->exercises.count + input->plan->runbooks.count + 1;
    select_runs(trials, input->runs);
    trials->coverage = coverage_new(trials->plan, trials->runs, trials->n_runs);
    sort_by_exercise(trials);
    return trials;
}

void trials_free(Trials *trials)
{
    if (trials == NULL)
        return;
    for (size_t i = 0; i < trials->plan->exercises.count; i++)
        g_free((gpointer)trials->of_exercise[i].items);
    g_free(trials->of_exercise);
    g_free(trials->runs);
    coverage_free(trials->coverage);
    arena_free(trials->arena);
    g_free(trials);
}

GArray *trials_open_findings(const Trials *trials, const CheckInput *input)
{
    return open_findings(trials->runs, trials->n_runs, input->acts, input->as_of, trials->arena);
}

const Exercise *trials_exercise(const Trials *trials, const Run *run)
{
    size_t index = 0;
    bool has = coverage_exercise(trials->coverage, run, &index);
    return has ? trials->plan->exercises.items[index] : NULL;
}

const Runbook *trials_runbook(const Trials *trials, const Run *run)
{
    size_t index = 0;
    bool has = coverage_runbook(trials->coverage, run, &index);
    return has ? trials->plan->runbooks.items[index] : NULL;
}

size_t trials_place(const Trials *trials, const Run *run)
{
    size_t index = 0;
    if (coverage_exercise(trials->coverage, run, &index))
        return index;
    if (coverage_runbook(trials->coverage, run, &index))
        return trials->plan->exercises.count + index;
    return trials->n_places - 1;
}

static const Entity *entity_at(const Trials *trials, size_t place)
{
    const Plan *plan = trials->plan;
    if (place < plan->exercises.count)
        return &plan->exercises.items[place]->entity;
    place -= plan->exercises.count;
    return place < plan->runbooks.count ? &plan->runbooks.items[place]->entity : NULL;
}

Span trials_span(const Trials *trials, size_t place)
{
    const Entity *entity = entity_at(trials, place);
    return entity != NULL ? subject_place(entity) : trials->plan->span;
}

char *trials_words(const Trials *trials, size_t place)
{
    const Entity *entity = entity_at(trials, place);
    if (entity == NULL)
        return g_strdup("the plan");
    return g_strdup_printf("%s '%s'", entity_kind_word(entity->kind), subject_id(entity));
}

char *run_words(const Run *run)
{
    char date[DATE_TEXT_SIZE];
    return g_strdup_printf("run '%s' of %s", run->id != NULL ? run->id : "?",
                           date_format(run_date(run), date));
}

const Run *newest_run(RunList runs, RunOutcome outcome)
{
    for (size_t i = runs.count; i > 0; i--)
        if (runs.items[i - 1]->outcome == outcome)
            return runs.items[i - 1];
    return NULL;
}

const Run *newest_finished_run(RunList runs)
{
    for (size_t i = runs.count; i > 0; i--)
        if (runs.items[i - 1]->outcome != RUN_ABORTED)
            return runs.items[i - 1];
    return NULL;
}

Measured *trials_measurements(const Trials *trials)
{
    size_t count = trials->plan->services.count + trials->plan->data.count;
    Measured *measurements = g_new0(Measured, count + 1);
    for (size_t i = 0; i < trials->n_runs; i++) {
        const Run *run = trials->runs[i];
        Subjects subjects = coverage_of(trials->coverage, run);
        for (size_t j = 0; j < subjects.count; j++) {
            int64_t seconds = coverage_measured(trials->coverage, subjects.items[j], run);
            if (seconds >= 0)
                measurements[subjects.items[j]] = (Measured){run, seconds};
        }
    }
    return measurements;
}

bool exercise_is_hands_on(const Exercise *exercise)
{
    static const unsigned talk = 1u << EXERCISE_TABLETOP | 1u << EXERCISE_WALKTHROUGH |
                                 1u << EXERCISE_TRAINING | 1u << EXERCISE_AUDIT |
                                 1u << EXERCISE_REVIEW;
    return exercise->type.index < 0 || (talk & 1u << exercise->type.index) == 0;
}
