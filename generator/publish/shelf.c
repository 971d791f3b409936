#include "publish/shelf.h"

#include "publish/blame.h"
#include "publish/inspect.h"
#include "redact/redact.h"

const char generator_name[] = "redbinder " REDBINDER_VERSION;

static void copy_all(const Diags *from, Diags *to)
{
    for (size_t i = 0; i < diags_count(from); i++)
        diags_add_copy(to, diags_at(from, i));
}

static void assess(Shelf *shelf, PlanView *view)
{
    const Resources *resources = shelf->resources;
    Assessment *assessments =
        arena_alloc(shelf->arena, resources->n_frameworks * sizeof *assessments);
    for (size_t i = 0; i < resources->n_frameworks; i++) {
        assessments[i].framework = resources->frameworks[i];
        assessments[i].results =
            comply_evaluate(resources->frameworks[i], view->standing, shelf->library, shelf->arena,
                            &assessments[i].n_results);
    }
    view->assessments = assessments;
    view->n_assessments = resources->n_frameworks;
}

RunSet *shelf_read_runs(const char *path, Period period, ShelfSteps steps, Diags *diags)
{
    g_autoptr(History) history = history_open(path, HISTORY_READ, diags);
    const HistoryScope scope = {.as_of = period.as_of,
                                .from = {INT32_MIN},
                                .steps_of_newest = steps == SHELF_STEPS_ALL ? HISTORY_ALL_STEPS
                                                                            : COMPOSE_MOST_RUNS,
                                .steps_from = period.from};
    return history == NULL ? NULL : history_runs(history, &scope, diags);
}

/* Checks the library and gives each plan its findings; READING are those of the readers. */
static void hand_out_findings(Shelf *shelf, const RunGroups *groups, const Diags *reading,
                              const Workers *workers)
{
    g_autoptr(Diags) found = diags_new();
    copy_all(reading, found);
    Inspection inspection = {.library = shelf->library,
                             .runs = groups,
                             .has_history = shelf->runs->count > 0,
                             .workers = workers,
                             .as_of = shelf->period.as_of};
    inspect(&inspection, found);
    blame(shelf->library, found, shelf->findings, shelf->others);
}

/* A shelf with the runs, and views that lack verdicts. */
static Shelf *start(const Library *library, const Resources *resources, RunSet *runs,
                    const RunGroups *groups, Period period)
{
    Shelf *shelf = g_new0(Shelf, 1);
    shelf->library = library;
    shelf->resources = resources;
    shelf->runs = runs;
    shelf->period = period;
    shelf->arena = arena_new();
    shelf->imprints = imprints_new(library);
    shelf->others = diags_new();
    shelf->findings = g_new0(Diags *, library->n_plans + 1);
    shelf->views = arena_alloc(shelf->arena, library->n_plans * sizeof *shelf->views);
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        PlanView *view = &shelf->views[i];
        shelf->findings[i] = diags_new();
        *view = (PlanView){
            .plan = plan,
            .standing = standing_new_from(plan, run_groups_of(groups, plan->id),
                                          run_groups_acts(groups, plan->id), period),
            .findings = shelf->findings[i],
        };
    }
    return shelf;
}

Shelf *shelf_new(const Library *library, const Resources *resources, const Diags *reading,
                 RunSet *runs, Period period, const Workers *workers)
{
    g_autoptr(RunGroups) groups = run_groups_new(runs);
    Shelf *shelf = start(library, resources, runs, groups, period);
    for (size_t i = 0; i < library->n_plans; i++)
        assess(shelf, &shelf->views[i]);
    hand_out_findings(shelf, groups, reading, workers);
    for (size_t i = 0; i < library->n_plans; i++)
        diags_sort(shelf->findings[i]);
    diags_sort(shelf->others);
    return shelf;
}

/* The findings of DIAGS as the public is told them; DIAGS is freed. */
static Diags *take_public(Diags *diags)
{
    Diags *told = redact_findings(diags);
    diags_free(diags);
    return told;
}

void shelf_make_public(Shelf *shelf, Library *library)
{
    redact(&(RedactInput){library, shelf->runs, shelf->views});
    shelf->others = take_public(shelf->others);
    size_t kept = 0;
    for (size_t i = 0; i < library->n_plans; i++) {
        PlanView view = shelf->views[i];
        Diags *findings = take_public(shelf->findings[i]);
        if (redact_is_internal(view.plan)) {
            diags_free(findings);
            standing_free((Standing *)view.standing);
            arena_free(library->plans[i]->arena);
            continue;
        }
        view.findings = findings;
        shelf->findings[kept] = findings;
        shelf->views[kept] = view;
        library->plans[kept++] = library->plans[i];
    }
    library->n_plans = kept;
    shelf->is_public = true;
}

Shelf *shelf_new_bare(const Library *library, const Resources *resources)
{
    RunSet *runs = g_new0(RunSet, 1);
    runs->arena = arena_new();
    g_autoptr(RunGroups) groups = run_groups_new(runs);
    Shelf *shelf = start(library, resources, runs, groups, imprint_period);
    shelf->bare = true;
    return shelf;
}

void shelf_free(Shelf *shelf)
{
    if (shelf == NULL)
        return;
    for (size_t i = 0; i < shelf->library->n_plans; i++) {
        diags_free(shelf->findings[i]);
        standing_free((Standing *)shelf->views[i].standing);
    }
    g_free(shelf->findings);
    imprints_free(shelf->imprints);
    diags_free(shelf->others);
    run_set_free(shelf->runs);
    arena_free(shelf->arena);
    g_free(shelf);
}

Subject shelf_subject(const Shelf *shelf, const PlanView *view, const Runbook *runbook)
{
    return (Subject){.library = shelf->library,
                     .views = shelf->views,
                     .n_views = shelf->library->n_plans,
                     .view = view,
                     .runbook = runbook,
                     .findings = shelf->others,
                     .as_of = shelf->period.as_of,
                     .from = shelf->period.from,
                     .head = shelf->runs->head,
                     .n_runs = shelf->runs->count,
                     .n_acts = shelf->runs->n_acts,
                     .is_public = shelf->is_public,
                     .generator = shelf->bare ? imprint_generator : generator_name,
                     .imprinter = imprints_imprinter(shelf->imprints),
                     .bare = shelf->bare};
}

void shelf_report(const Shelf *shelf, Diags *diags)
{
    copy_all(shelf->others, diags);
    for (size_t i = 0; i < shelf->library->n_plans; i++)
        copy_all(shelf->findings[i], diags);
}
