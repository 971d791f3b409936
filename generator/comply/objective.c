#include "comply/objective.h"

#include "comply/change.h"
#include "comply/exercise_state.h"
#include "comply/reason.h"
#include "model/coverage.h"

#include <string.h>

const char *measure_word(MeasureKind kind)
{
    static const char *const words[] = {
        [MEASURE_RTO] = "RTO", [MEASURE_RPO] = "RPO", [MEASURE_WRT] = "WRT", [MEASURE_MTD] = "MTD"};
    return words[kind];
}

/* What is gathered for one objective while the runs pass by, oldest first. */
typedef struct Tracked {
    GArray *values;    /* of Measurement */
    int64_t newest;    /* the value of the objective's last run */
    const Run *failed; /* newest failed run since the newest measurement, that one included */
} Tracked;

static void begin(Objective *objective, MeasureKind kind, const Entity *subject,
                  const DurationValue *target)
{
    objective->kind = kind;
    objective->subject = subject;
    objective->has_target = value_is_length(target);
    objective->target = objective->has_target ? duration_approximate(target->value) : 0;
    objective->target_text = target->text;
}

static void begin_all(Standing *standing)
{
    const Plan *plan = standing->plan;
    size_t count = plan->services.count + plan->data.count;
    standing->n_objectives = count;
    standing->objectives = arena_alloc(standing->arena, (count + 1) * sizeof(Objective));
    Objective *objective = standing->objectives;
    for (size_t i = 0; i < plan->services.count; i++, objective++)
        begin(objective, MEASURE_RTO, &plan->services.items[i]->entity,
              &plan->services.items[i]->rto);
    for (size_t i = 0; i < plan->data.count; i++, objective++)
        begin(objective, MEASURE_RPO, &plan->data.items[i]->entity, &plan->data.items[i]->rpo);
}

/* The objectives beside the RTO: two of each service, the WRT and the MTD. */
static void begin_further(Standing *standing)
{
    const Plan *plan = standing->plan;
    standing->n_further = 2 * plan->services.count;
    standing->further = arena_alloc(standing->arena, (standing->n_further + 1) * sizeof(Objective));
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        begin(&standing->further[2 * i], MEASURE_WRT, &service->entity, &service->wrt);
        begin(&standing->further[2 * i + 1], MEASURE_MTD, &service->entity, &service->mtd);
    }
}

static int64_t measure(MeasureKind kind, const Run *run)
{
    switch (kind) {
    case MEASURE_RTO:
        return run_measured_rto(run);
    case MEASURE_RPO:
        return run_measured_rpo(run);
    case MEASURE_WRT:
        return run_measured_wrt(run);
    case MEASURE_MTD:
        return run_measured_mtd(run);
    }
    g_assert_not_reached();
}

static void take_run(Objective *objective, Tracked *tracked, const Run *run)
{
    Measurement taken = {.run = run, .seconds = measure(objective->kind, run)};
    if (run_bears_on(run, taken.seconds, objective->has_target ? objective->target : -1)) {
        g_array_append_val(tracked->values, taken);
        objective->n++;
        objective->n_met += objective->has_target && taken.seconds <= objective->target;
        objective->last = run;
        tracked->newest = taken.seconds;
        tracked->failed = NULL;
    }
    if (run->outcome == RUN_FAILED)
        tracked->failed = run;
}

/* FURTHER is what is tracked of the further objectives. */
static void take_runs(Standing *standing, Tracked *tracked, Tracked *further)
{
    for (size_t i = 0; i < standing->n_runs; i++) {
        Subjects subjects = coverage_of(standing->coverage, standing->runs[i]);
        for (size_t j = 0; j < subjects.count; j++) {
            size_t at = subjects.items[j];
            take_run(&standing->objectives[at], &tracked[at], standing->runs[i]);
            if (at >= standing->plan->services.count)
                continue;
            for (size_t k = 2 * at; k < 2 * at + 2; k++)
                take_run(&standing->further[k], &further[k], standing->runs[i]);
        }
    }
}

static int compare_values(const void *a, const void *b)
{
    int64_t x = ((const Measurement *)a)->seconds;
    int64_t y = ((const Measurement *)b)->seconds;
    return (x > y) - (x < y);
}

/* The smallest of the sorted VALUES that PERCENT of them do not exceed. */
static int64_t nearest_rank(const GArray *values, size_t percent)
{
    size_t rank = (values->len * percent + 99) / 100;
    return g_array_index(values, Measurement, rank - 1).seconds;
}

/* Sorts VALUES, once they have been kept in their order. */
static void sum_up(Arena *arena, Objective *objective, GArray *values)
{
    if (values->len == 0)
        return;
    Measurement *kept = arena_alloc(arena, values->len * sizeof *kept);
    memcpy(kept, values->data, values->len * sizeof *kept);
    objective->measurements = kept;
    g_array_sort(values, compare_values);
    objective->best = g_array_index(values, Measurement, 0).seconds;
    objective->median = nearest_rank(values, 50);
    objective->p90 = nearest_rank(values, 90);
    objective->worst = g_array_index(values, Measurement, values->len - 1).seconds;
}

/* For every subject the shortest frequency among the exercises that cover it, or NULL. */
static const Exercise **shortest_frequencies(const Standing *standing)
{
    const Exercise **shortest = g_new0(const Exercise *, standing->n_objectives + 1);
    for (size_t i = 0; i < standing->plan->exercises.count; i++) {
        const Exercise *exercise = standing->plan->exercises.items[i];
        if (!exercise_has_frequency(exercise))
            continue;
        Subjects subjects = coverage_of_exercise(standing->coverage, i);
        for (size_t j = 0; j < subjects.count; j++) {
            const Exercise **at = &shortest[subjects.items[j]];
            if (*at == NULL || duration_compare(exercise->every.value, (*at)->every.value) < 0)
                *at = exercise;
        }
    }
    return shortest;
}

/* FALLBACK is the exercise that gives the frequency when that of the run has none. */
static void limit_validity(const Standing *standing, Objective *objective, const Exercise *fallback)
{
    if (objective->last == NULL)
        return;
    size_t index = 0;
    const Exercise *exercise = fallback;
    if (coverage_exercise(standing->coverage, objective->last, &index) &&
        exercise_has_frequency(standing->plan->exercises.items[index]))
        exercise = standing->plan->exercises.items[index];
    if (exercise == NULL)
        return;
    objective->has_until = true;
    objective->until = date_add(run_date(objective->last), exercise->every.value);
}

/* "Measured 1h30m in run 'r-17' of 2026-03-31, target 4h" */
static const char *measured_text(const Standing *standing, const Objective *objective,
                                 int64_t newest)
{
    Arena *arena = standing->arena;
    return arena_printf(arena, "Measured %s in %s, target %s", reason_seconds(arena, newest),
                        reason_run(arena, objective->last),
                        objective->target_text != NULL ? objective->target_text
                                                       : reason_seconds(arena, objective->target));
}

static Verdict judge_newest(const Standing *standing, const Objective *objective, int64_t newest,
                            const char **reason)
{
    Arena *arena = standing->arena;
    const char *measured = measured_text(standing, objective, newest);
    if (newest > objective->target) {
        *reason = arena_printf(arena, "%s: missed.", measured);
        return VERDICT_NOT_SATISFIED;
    }
    const char *change = runbook_change(standing, objective->last);
    if (change != NULL) {
        *reason = arena_printf(arena, "%s: met, but runbook '%s' %s.", measured,
                               objective->last->runbook, change);
        return VERDICT_STALE;
    }
    if (!objective->has_until) {
        *reason = arena_printf(arena, "%s: met. No exercise says how often it is to be repeated.",
                               measured);
        return VERDICT_SATISFIED;
    }
    bool over = standing->as_of.days > objective->until.days;
    *reason = arena_printf(
        arena, over ? "%s: met, but counted only until %s." : "%s: met. Counts until %s.", measured,
        reason_date(arena, objective->until));
    return over ? VERDICT_STALE : VERDICT_SATISFIED;
}

static const char *no_target_text(const Standing *standing, const Objective *objective)
{
    const char *what = measure_word(objective->kind);
    if (objective->target_text == NULL)
        return arena_printf(standing->arena, "No %s is written.", what);
    return arena_printf(standing->arena, "The %s '%s' cannot be compared with anything.", what,
                        objective->target_text);
}

static const char *failure_text(const Standing *standing, const Objective *objective,
                                const Tracked *tracked)
{
    Arena *arena = standing->arena;
    const char *failed = reason_run(arena, tracked->failed);
    if (objective->last == NULL)
        return arena_printf(arena, "It has not been measured, and %s failed.", failed);
    const char *measured = measured_text(standing, objective, tracked->newest);
    if (objective->last == tracked->failed)
        return arena_printf(arena, "%s: the run failed.", measured);
    return arena_printf(arena, "%s, but %s failed.", measured, failed);
}

/* Says of which days nothing is known, for there may be runs before the period. */
static const char *unmeasured_text(const Standing *standing)
{
    if (standing->from.days == INT32_MIN)
        return "No run has measured it.";
    return arena_printf(standing->arena, "No run from %s to %s has measured it.",
                        reason_date(standing->arena, standing->from),
                        reason_date(standing->arena, standing->as_of));
}

static void judge(const Standing *standing, Objective *objective, const Tracked *tracked)
{
    if (!objective->has_target) {
        objective->verdict = VERDICT_NO_EVIDENCE;
        objective->reason = no_target_text(standing, objective);
    } else if (tracked->failed != NULL) {
        objective->verdict = VERDICT_NOT_SATISFIED;
        objective->reason = failure_text(standing, objective, tracked);
    } else if (objective->n == 0) {
        objective->verdict = VERDICT_NO_EVIDENCE;
        objective->reason = unmeasured_text(standing);
    } else {
        objective->verdict = judge_newest(standing, objective, tracked->newest, &objective->reason);
    }
}

static Tracked *track(size_t count)
{
    Tracked *tracked = g_new0(Tracked, count + 1);
    for (size_t i = 0; i < count; i++)
        tracked[i].values = g_array_new(FALSE, FALSE, sizeof(Measurement));
    return tracked;
}

/* Ends the tracking of OBJECTIVE. */
static void conclude(const Standing *standing, Objective *objective, Tracked *tracked,
                     const Exercise *fallback)
{
    sum_up(standing->arena, objective, tracked->values);
    limit_validity(standing, objective, fallback);
    judge(standing, objective, tracked);
    g_array_unref(tracked->values);
}

/* What nobody has measured is no row of a report: a WRT or an MTD need not be promised. */
static void drop_unmeasured(Standing *standing)
{
    size_t kept = 0;
    for (size_t i = 0; i < standing->n_further; i++)
        if (standing->further[i].n > 0)
            standing->further[kept++] = standing->further[i];
    standing->n_further = kept;
}

void objectives_measure(Standing *standing)
{
    begin_all(standing);
    begin_further(standing);
    g_autofree Tracked *tracked = track(standing->n_objectives);
    g_autofree Tracked *further = track(standing->n_further);
    take_runs(standing, tracked, further);
    g_autofree const Exercise **shortest = shortest_frequencies(standing);
    for (size_t i = 0; i < standing->n_objectives; i++)
        conclude(standing, &standing->objectives[i], &tracked[i], shortest[i]);
    for (size_t i = 0; i < standing->n_further; i++)
        conclude(standing, &standing->further[i], &further[i], shortest[i / 2]);
    drop_unmeasured(standing);
}
