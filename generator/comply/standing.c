#include "comply/comply.h"

#include "comply/exercise_state.h"
#include "comply/objective.h"
#include "comply/share.h"
#include "model/coverage.h"

#include <stdlib.h>

static bool has_date(const Run *run)
{
    return run->started.seconds != MOMENT_ABSENT || run->ended.seconds != MOMENT_ABSENT;
}

static int compare_runs(const void *a, const void *b)
{
    const Run *x = *(const Run *const *)a;
    const Run *y = *(const Run *const *)b;
    if (x->started.seconds != y->started.seconds)
        return x->started.seconds < y->started.seconds ? -1 : 1;
    return g_strcmp0(x->id, y->id);
}

/* KNOWN are those of no later day, RUNS those of them within the period. */
static void select_runs(Standing *standing, RunList runs)
{
    standing->known = arena_alloc(standing->arena, (runs.count + 1) * sizeof *standing->known);
    standing->runs = arena_alloc(standing->arena, (runs.count + 1) * sizeof *standing->runs);
    for (size_t i = 0; i < runs.count; i++)
        if (has_date(runs.items[i]) && run_date(runs.items[i]).days <= standing->as_of.days)
            standing->known[standing->n_known++] = runs.items[i];
    qsort(standing->known, standing->n_known, sizeof *standing->known, compare_runs);
    for (size_t i = 0; i < standing->n_known; i++)
        if (run_date(standing->known[i]).days >= standing->from.days)
            standing->runs[standing->n_runs++] = standing->known[i];
}

static void select_acts(Standing *standing, ActList acts)
{
    standing->acts = arena_alloc(standing->arena, (acts.count + 1) * sizeof *standing->acts);
    for (size_t i = 0; i < acts.count; i++)
        if (acts.items[i]->date.days <= standing->as_of.days)
            standing->acts[standing->n_acts++] = acts.items[i];
}

/* Was it closed on a day of the period? */
static bool is_closed_within(const Standing *standing, const RunFinding *finding)
{
    return finding_is_closed(finding, standing->as_of) &&
           finding->closed.days >= standing->from.days;
}

static void list_findings(Standing *standing)
{
    ActList acts = {(const Act *const *)standing->acts, standing->n_acts};
    g_autoptr(GArray) told =
        findings_told(standing->known, standing->n_known, acts, standing->as_of, standing->arena);
    standing->findings = arena_alloc(standing->arena, (told->len + 1) * sizeof(OpenFinding));
    standing->closed = arena_alloc(standing->arena, (told->len + 1) * sizeof(OpenFinding));
    for (guint i = 0; i < told->len; i++) {
        OpenFinding item = g_array_index(told, OpenFinding, i);
        if (!finding_is_closed(item.finding, standing->as_of))
            standing->findings[standing->n_findings++] = item;
        else if (is_closed_within(standing, item.finding))
            standing->closed[standing->n_closed++] = item;
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
    shares_count(standing);
    return standing;
}

void standing_free(Standing *standing)
{
    if (standing == NULL)
        return;
    coverage_free(standing->coverage);
    arena_free(standing->arena);
}
