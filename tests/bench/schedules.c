/*
 * Measures how long it takes to schedule the recovery of a large library, all of it in one
 * scenario.
 *
 *   schedules FOLDER
 *
 * Writes the libraries below FOLDER, which must not exist.
 */
#include "model/schedule.h"
#include "read/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROLES = 12, PEOPLE = 20, RUNS = 21, LAYER = 10 };

typedef struct Extent {
    const char *name;
    size_t services; /* each with a runbook of its own */
    size_t steps;    /* of each runbook */
} Extent;

static const Extent extents[] = {
    {"200 services, 2,000 steps", 200, 10},
    {"one runbook, 10,000 steps", 1, 10000},
    {"1,000 services, 20,000 steps", 1000, 20},
};

static bool write_text(const char *folder, const char *name, const GString *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    if (g_mkdir_with_parents(parent, 0755) == 0 &&
        g_file_set_contents(path, text->str, (gssize)text->len, NULL))
        return true;
    fprintf(stderr, "schedules: %s cannot be written\n", path);
    return false;
}

static GString *people_text(void)
{
    GString *text = g_string_new("people:\n");
    for (int i = 0; i < PEOPLE; i++)
        g_string_append_printf(text, "  - {id: person-%d, name: Person %d}\n", i, i);
    return text;
}

/* Services in layers; each depends on three of the layer before. */
static GString *plan_text(const Extent *extent)
{
    GString *text = g_string_new("title: Bench\nroles:\n");
    for (int i = 0; i < ROLES; i++)
        g_string_append_printf(text,
                               "  - {id: role-%d, holders: [person-%d], alternates: [person-%d]}\n",
                               i, i % PEOPLE, (i * 7 + 3) % PEOPLE);
    g_string_append(text, "services:\n");
    for (size_t i = 0; i < extent->services; i++) {
        size_t below = i / LAYER * LAYER;
        g_string_append_printf(text, "  - {id: service-%zu, rto: %zuh, depends: [", i,
                               4 + i / LAYER);
        for (size_t j = 0; below > 0 && j < 3; j++)
            g_string_append_printf(text, "%sservice-%zu", j > 0 ? ", " : "",
                                   below - LAYER + (i + j * 3) % LAYER);
        g_string_append(text, "]}\n");
    }
    g_string_append(text,
                    "scenarios:\n  - id: all\n    detect: 5m\n    decide: 15m\n    affects:\n");
    for (size_t i = 0; i < extent->services; i++)
        g_string_append_printf(text, "      - service-%zu\n", i);
    g_string_append(text, "    runbooks:\n");
    for (size_t i = 0; i < extent->services; i++)
        g_string_append_printf(text, "      - runbook-%zu\n", i);
    return text;
}

static GString *runbook_text(const Extent *extent, size_t index)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "title: R\nrecovers: [service-%zu]\nsteps:\n", index);
    for (size_t i = 0; i < extent->steps; i++) {
        g_string_append_printf(text, "  - {id: s%zu, title: S, takes: %zum, who: role-%zu, ", i,
                               1 + (index * 5 + i * 3) % 17, (index + i) % ROLES);
        if (i % 4 == 3)
            g_string_append_printf(text, "after: [s%zu], ", i - 3);
        g_string_append(text, "manual: x}\n");
    }
    return text;
}

static bool write_library(const char *folder, const Extent *extent)
{
    g_autoptr(GString) library = g_string_new("title: Bench\n");
    g_autoptr(GString) people = people_text();
    g_autoptr(GString) plan = plan_text(extent);
    bool done = write_text(folder, "redbinder.yaml", library) &&
                write_text(folder, "people.yaml", people) &&
                write_text(folder, "bench/plan.yaml", plan);
    for (size_t i = 0; done && i < extent->services; i++) {
        g_autoptr(GString) runbook = runbook_text(extent, i);
        g_autofree char *name = g_strdup_printf("bench/runbooks/runbook-%zu.yaml", i);
        done = write_text(folder, name, runbook);
    }
    return done;
}

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare_times(const void *a, const void *b)
{
    double first = *(const double *)a;
    double second = *(const double *)b;
    return first < second ? -1 : first > second;
}

static bool measure(const char *root, const Extent *extent, size_t number)
{
    g_autofree char *folder = g_strdup_printf("%s/%zu", root, number);
    g_autoptr(Diags) diags = diags_new();
    if (!write_library(folder, extent))
        return false;
    g_autoptr(Library) library = read_library(folder, diags);
    if (library == NULL || library->n_plans != 1 || diags_count(diags) > 0) {
        fprintf(stderr, "schedules: %s cannot be read\n", folder);
        return false;
    }
    const Plan *plan = library->plans[0];
    double times[RUNS];
    size_t n_tasks = 0;
    for (int i = 0; i < RUNS; i++) {
        double begin = milliseconds();
        g_autoptr(Schedule) schedule = schedule_new(library, plan, plan->scenarios.items[0], NULL);
        times[i] = milliseconds() - begin;
        n_tasks = schedule->n_tasks;
    }
    qsort(times, RUNS, sizeof *times, compare_times);
    printf("  %-30s %8.2f ms %8.3f us each task\n", extent->name, times[RUNS / 2],
           times[RUNS / 2] * 1e3 / (double)n_tasks);
    return true;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: schedules FOLDER\n");
        return 2;
    }
    printf("\nschedules, with and without staff limits (processor time)\n");
    for (size_t i = 0; i < G_N_ELEMENTS(extents); i++)
        if (!measure(argv[1], &extents[i], i))
            return 3;
    return 0;
}
