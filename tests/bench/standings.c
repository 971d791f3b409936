/*
 * Measures what a large history costs a report once it has been read: standings, verdicts and
 * checks of all plans, and the report of the library as Markdown.
 *
 *   standings FOLDER
 *
 * Writes the libraries below FOLDER, which must not exist. REDBINDER_DATA names the checkout.
 */
#include "publish/report.h"
#include "read/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SERVICES = 8, DAYS = 1500, LAST_DAY = 20543 };

typedef struct Extent {
    const char *name;
    size_t plans, runs; /* of each plan */
} Extent;

static const Extent extents[] = {
    {"100 plans, 1,000 runs each", 100, 1000},
    {"1 plan, 100,000 runs", 1, 100000},
    {"1 plan, 50,000 runs", 1, 50000},
};

static bool write_text(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    if (g_mkdir_with_parents(parent, 0755) == 0 && g_file_set_contents(path, text, -1, NULL))
        return true;
    fprintf(stderr, "standings: %s cannot be written\n", path);
    return false;
}

static GString *plan_text(void)
{
    GString *text = g_string_new("title: Bench\nowner: jo\nservices:\n");
    for (int i = 0; i < SERVICES; i++)
        g_string_append_printf(text, "  - {id: s%d, rto: 4h, wrt: 1h, mtd: 6h}\n", i);
    g_string_append(text, "data:\n");
    for (int i = 0; i < SERVICES; i++)
        g_string_append_printf(text, "  - {id: d%d, rpo: 1h}\n", i);
    g_string_append(text, "exercises:\n");
    for (int i = 0; i < SERVICES; i++)
        g_string_append_printf(text, "  - {id: e%d, type: restore, every: 1mo, runbooks: [r%d]}\n",
                               i, i);
    return text;
}

static bool write_library(const char *folder, const Extent *extent)
{
    g_autoptr(GString) plan = plan_text();
    bool done =
        write_text(folder, "redbinder.yaml", "title: Bench\nframeworks: [nist-800-53-cp]\n") &&
        write_text(folder, "people.yaml", "people:\n  - {id: jo, name: Jo}\n");
    for (size_t i = 0; done && i < extent->plans; i++) {
        g_autofree char *name = g_strdup_printf("plan-%zu/plan.yaml", i);
        done = write_text(folder, name, plan->str);
        for (int j = 0; done && j < SERVICES; j++) {
            g_autofree char *path = g_strdup_printf("plan-%zu/runbooks/r%d.yaml", i, j);
            g_autofree char *text =
                g_strdup_printf("title: R\nrecovers: [s%d, d%d]\nsteps: [{id: a, title: A, manual: "
                                "x}]\n",
                                j, j);
            done = write_text(folder, path, text);
        }
    }
    return done;
}

static Run make_run(Arena *arena, const Plan *plan, const Extent *extent, size_t i)
{
    const size_t which = i % SERVICES;
    const int32_t day = LAST_DAY - DAYS + (int32_t)(i * DAYS / extent->runs);
    const int64_t start = (int64_t)day * 86400 + (int64_t)(i % 1000);
    Run run = {.id = arena_printf(arena, "%s-%zu", plan->id, i),
               .plan = plan->id,
               .exercise = plan->exercises.items[which]->entity.id.text,
               .runbook = plan->runbooks.items[which]->entity.id.text,
               .outcome = i % 11 == 0 ? RUN_FAILED : RUN_PASSED,
               .declared = {start},
               .decided = {MOMENT_ABSENT},
               .started = {start},
               .ended = {start + 20000},
               .service_back = {start + (int64_t)(i * 7919 % 16000)},
               .verified = {start + 18000},
               .recovered_to = {start - (int64_t)(i * 104729 % 4000)}};
    if (i % 5 > 0)
        return run;
    RunFinding *finding = arena_new_item(arena, RunFinding);
    *finding = (RunFinding){.severity = "low",
                            .text = arena_printf(arena, "finding %zu", i),
                            .due = {day + 30},
                            .closed = {i % 50 > 0 ? day + 20 : INT32_MIN}};
    run.findings = finding;
    run.n_findings = 1;
    return run;
}

static RunSet *make_runs(const Library *library, const Extent *extent)
{
    RunSet *set = g_new0(RunSet, 1);
    set->arena = arena_new();
    set->runs = arena_alloc(set->arena, extent->plans * extent->runs * sizeof(Run));
    for (size_t i = 0; i < extent->runs; i++)
        for (size_t j = 0; j < extent->plans; j++)
            set->runs[set->count++] = make_run(set->arena, library->plans[j], extent, i);
    return set;
}

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double time_standings(const Library *library, const RunSet *runs, Period period)
{
    double begin = milliseconds();
    g_autoptr(RunGroups) groups = run_groups_new(runs);
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        g_autoptr(Standing) standing = standing_new_from(plan, run_groups_of(groups, plan->id),
                                                         run_groups_acts(groups, plan->id), period);
    }
    return milliseconds() - begin;
}

static bool measure(const char *root, const Extent *extent, size_t number)
{
    const Period period = {{LAST_DAY - 364}, {LAST_DAY}};
    g_autofree char *folder = g_strdup_printf("%s/%zu", root, number);
    g_autoptr(Diags) diags = diags_new();
    if (!write_library(folder, extent))
        return false;
    g_autoptr(Library) library = read_library(folder, diags);
    g_autoptr(Resources) resources = library == NULL ? NULL : resources_read(library, diags);
    if (resources == NULL || !resources->complete || library->n_plans != extent->plans) {
        fprintf(stderr, "standings: %s cannot be read\n", folder);
        return false;
    }
    RunSet *runs = make_runs(library, extent);
    double of_year = time_standings(library, runs, period);
    double of_all = time_standings(library, runs, (Period){{INT32_MIN}, {LAST_DAY}});
    double begin = milliseconds();
    g_autoptr(Shelf) shelf =
        shelf_new(library, resources, diags, runs, (Period){{INT32_MIN}, {LAST_DAY}}, NULL);
    double whole = milliseconds() - begin;
    g_autoptr(GString) out = g_string_new(NULL);
    begin = milliseconds();
    report_write(shelf, NULL, &(ReportForm){.format = REPORT_MARKDOWN}, &(ExportOut){.text = out},
                 diags);
    printf("  %-30s %8.0f ms %8.0f ms %8.0f ms %8.0f ms %6.1f MB\n", extent->name, of_year, of_all,
           whole, milliseconds() - begin, (double)out->len / 1e6);
    return true;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: standings FOLDER\n");
        return 2;
    }
    printf("\n%-32s %11s %11s %11s %11s\n", "reports on large histories", "of a year", "standings",
           "verdicts", "markdown");
    for (size_t i = 0; i < G_N_ELEMENTS(extents); i++)
        if (!measure(argv[1], &extents[i], i))
            return 3;
    return 0;
}
