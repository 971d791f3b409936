#include "publish/shelf.h"

#include "publish/blame.h"
#include "rules/rules.h"

const char generator_name[] = "redbinder " REDBINDER_VERSION;

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

RunSet *shelf_read_runs(const char *path, Date as_of, Diags *diags)
{
    g_autoptr(History) history = history_open(path, HISTORY_READ, diags);
    return history == NULL ? NULL : history_runs(history, as_of, diags);
}

Shelf *shelf_new(const Library *library, const Resources *resources, const Diags *reading,
                 RunSet *runs, Date as_of)
{
    Shelf *shelf = g_new0(Shelf, 1);
    shelf->library = library;
    shelf->resources = resources;
    shelf->runs = runs;
    shelf->as_of = as_of;
    shelf->arena = arena_new();
    shelf->others = diags_new();
    shelf->findings = g_new0(Diags *, library->n_plans + 1);
    shelf->views = arena_alloc(shelf->arena, library->n_plans * sizeof *shelf->views);
    g_autoptr(Diags) found = diags_new();
    for (size_t i = 0; i < diags_count(reading); i++)
        diags_add_copy(found, diags_at(reading, i));
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        CheckInput input = {.library = library, .plan = plan, .as_of = as_of};
        PlanView *view = &shelf->views[i];
        shelf->findings[i] = diags_new();
        rules_check(&input, found);
        view->plan = plan;
        view->standing = standing_new(plan, runs, as_of);
        view->findings = shelf->findings[i];
        assess(shelf, view);
    }
    blame(library, found, shelf->findings, shelf->others);
    for (size_t i = 0; i < library->n_plans; i++)
        diags_sort(shelf->findings[i]);
    diags_sort(shelf->others);
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
                     .as_of = shelf->as_of,
                     .generator = generator_name};
}

static void copy_all(const Diags *from, Diags *to)
{
    for (size_t i = 0; i < diags_count(from); i++)
        diags_add_copy(to, diags_at(from, i));
}

void shelf_report(const Shelf *shelf, Diags *diags)
{
    copy_all(shelf->others, diags);
    for (size_t i = 0; i < shelf->library->n_plans; i++)
        copy_all(shelf->findings[i], diags);
}
