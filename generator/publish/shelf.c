#include "publish/shelf.h"

#include "rules/rules.h"

#include <string.h>

const char generator_name[] = "redbinder " REDBINDER_VERSION;

/* The folder's path as findings show it, from the source or the path of DIAG. */
static const char *diag_path(const Diag *diag)
{
    if (diag->span.source != NULL)
        return diag->span.source->path;
    return diag->path == NULL ? "" : diag->path;
}

static bool lies_in(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* Plan folders do not begin one another's paths, so a name up to the next '/' decides. */
static size_t plan_of(GHashTable *by_folder, const char *library, const char *path)
{
    if (!lies_in(path, library))
        return SIZE_MAX;
    const char *start = path + strlen(library);
    start += strspn(start, "/");
    g_autofree char *name = g_strndup(start, strcspn(start, "/"));
    gpointer index = g_hash_table_lookup(by_folder, name);
    return index == NULL ? SIZE_MAX : GPOINTER_TO_SIZE(index) - 1;
}

static void sort_out(Shelf *shelf, const Diags *reading)
{
    const Library *library = shelf->library;
    g_autoptr(GHashTable) by_folder = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < library->n_plans; i++)
        g_hash_table_insert(by_folder, (gpointer)library->plans[i]->id, GSIZE_TO_POINTER(i + 1));
    for (size_t i = 0; i < diags_count(reading); i++) {
        const Diag *diag = diags_at(reading, i);
        size_t plan = plan_of(by_folder, library->path, diag_path(diag));
        diags_add_copy(plan == SIZE_MAX ? shelf->others : shelf->findings[plan], diag);
    }
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
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        CheckInput input = {library, plan, as_of};
        PlanView *view = &shelf->views[i];
        shelf->findings[i] = diags_new();
        rules_check(&input, shelf->findings[i]);
        view->plan = plan;
        view->standing = standing_new(plan, runs, as_of);
        view->findings = shelf->findings[i];
        assess(shelf, view);
    }
    sort_out(shelf, reading);
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
