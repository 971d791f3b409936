#include "comply/comply.h"

#include "comply/exercise_state.h"
#include "comply/objective.h"
#include "model/coverage.h"

#include <stdlib.h>

static bool has_date(const Run *run)
{
    return run->started.seconds != MOMENT_ABSENT || run->ended.seconds != MOMENT_ABSENT;
}

static bool is_wanted(const Standing *standing, const Run *run)
{
    return has_date(run) && run_date(run).days >= standing->from.days &&
           run_date(run).days <= standing->as_of.days;
}

static int compare_runs(const void *a, const void *b)
{
    const Run *x = *(const Run *const *)a;
    const Run *y = *(const Run *const *)b;
    if (x->started.seconds != y->started.seconds)
        return x->started.seconds < y->started.seconds ? -1 : 1;
    return g_strcmp0(x->id, y->id);
}

static void select_runs(Standing *standing, RunList runs)
{
    standing->runs = arena_alloc(standing->arena, (runs.count + 1) * sizeof *standing->runs);
    for (size_t i = 0; i < runs.count; i++)
        if (is_wanted(standing, runs.items[i]))
            standing->runs[standing->n_runs++] = runs.items[i];
    qsort(standing->runs, standing->n_runs, sizeof *standing->runs, compare_runs);
}

static void select_acts(Standing *standing, ActList acts)
{
    standing->acts = arena_alloc(standing->arena, (acts.count + 1) * sizeof *standing->acts);
    for (size_t i = 0; i < acts.count; i++)
        if (acts.items[i]->date.days <= standing->as_of.days)
            standing->acts[standing->n_acts++] = acts.items[i];
}

static void list_findings(Standing *standing)
{
    g_autoptr(GArray) open = open_findings(standing->runs, standing->n_runs, standing->as_of);
    standing->findings = arena_alloc(standing->arena, (open->len + 1) * sizeof(OpenFinding));
    standing->n_findings = open->len;
    for (guint i = 0; i < open->len; i++)
        standing->findings[i] = g_array_index(open, OpenFinding, i);
}

/* Was RUN carried out by the script that the plan makes today? */
static bool is_current(const Standing *standing, const Run *run)
{
    size_t index = 0;
    if (run->script != SCRIPT_INTACT || run->runbook_hash == NULL ||
        !coverage_runbook(standing->coverage, run, &index))
        return false;
    const char *hash = standing->plan->runbooks.items[index]->hash;
    return hash != NULL && g_ascii_strcasecmp(hash, run->runbook_hash) == 0;
}

static void count_scripts(Standing *standing)
{
    for (size_t i = 0; i < standing->n_runs; i++) {
        const Run *run = standing->runs[i];
        if (run->outcome != RUN_PASSED || run->script == SCRIPT_UNKNOWN)
            continue;
        standing->scripts_current.whole++;
        standing->scripts_current.part += is_current(standing, run);
    }
}

static void count_shares(Standing *standing)
{
    standing->runs_passed.whole = standing->n_runs;
    for (size_t i = 0; i < standing->n_runs; i++)
        standing->runs_passed.part += standing->runs[i]->outcome == RUN_PASSED;
    for (size_t i = 0; i < standing->n_objectives; i++) {
        const Objective *objective = &standing->objectives[i];
        Share *share = objective->kind == MEASURE_RTO ? &standing->rto_met : &standing->rpo_met;
        /* A measurement that nothing was promised for can be neither met nor missed. */
        share->whole += objective->has_target ? objective->n : 0;
        share->part += objective->n_met;
    }
    for (size_t i = 0; i < standing->n_exercises; i++) {
        const ExerciseState *state = &standing->exercises[i];
        bool counts = exercise_has_frequency(state->exercise);
        standing->exercises_current.whole += counts;
        standing->exercises_current.part += counts && !state->overdue;
    }
}

Standing *standing_new(const Plan *plan, const RunSet *runs, Date as_of)
{
    g_autoptr(RunGroups) groups = run_groups_new(runs);
    Period period = {.from = {INT32_MIN}, .as_of = as_of};
    return standing_new_from(plan, run_groups_of(groups, plan->id),
                             run_groups_acts(groups, plan->id), period);
}

Standing *standing_new_from(const Plan *plan, RunList runs, ActList acts, Period period)
{
    Arena *arena = arena_new();
    Standing *standing = arena_new_item(arena, Standing);
    standing->arena = arena;
    standing->plan = plan;
    standing->as_of = period.as_of;
    standing->from = period.from;
    select_runs(standing, runs);
    select_acts(standing, acts);
    standing->coverage = coverage_new(plan, standing->runs, standing->n_runs);
    objectives_measure(standing);
    exercises_judge(standing);
    list_findings(standing);
    count_shares(standing);
    count_scripts(standing);
    return standing;
}

void standing_free(Standing *standing)
{
    if (standing == NULL)
        return;
    coverage_free(standing->coverage);
    arena_free(standing->arena);
}
