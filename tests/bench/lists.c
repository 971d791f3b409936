/*
 * Whether a check takes more than its share of time over a long list.
 *
 *   lists FOLDER [KIND...]
 *
 * Writes libraries with one list of 5,000 and of 10,000 rows into FOLDER, which must not exist, for
 * each kind of list in list_text.c, reads them, and times each check by itself, and what
 * `check --lose` works out when the first things are lost, and the last service. Twice the rows may
 * take three times as long. Prints a line for each kind, and one for each check that takes longer;
 * then the exit status is 1.
 */
#include "base/file.h"
#include "list_text.h"
#include "model/outlook.h"
#include "read/reader.h"
#include "rules/rules.h"
#include "rules/waivers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    ROWS = 5000,
    MOST_CHECKS = 512,
    PARTS = MOST_CHECKS + 4, /* the checks, the reader, the waivers, what is lost, the sum */
    PART_READ = MOST_CHECKS,
    PART_WAIVERS,
    PART_LOSE,
    PART_ALL,
    AS_OF = 20778,
};

/* Less than this is noise; more for half of the rows is not tried with all. */
static const double NOISE = 0.02;
static const double ENDLESS = 5.0;
static const double MOST_GROWTH = 3.0;
enum { MOST_TRIES = 3 };

typedef struct Times {
    double seconds[PARTS];
    size_t findings;
} Times;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---- runs, which are in no file ---- */

static const char *repeat(Arena *arena, const char *format, size_t index)
{
    return arena_printf(arena, format, index);
}

static Run run_of(const ListKind *kind, Arena *arena, size_t index)
{
    int64_t start = ((int64_t)AS_OF - 900) * 86400 + (int64_t)index * 3600;
    bool apart = kind->runs == RUNS_APART;
    Run run = {
        .id = repeat(arena, "run-%zu", index),
        .kind = RUN_DRILL,
        .outcome = index % 3 == 0 ? RUN_FAILED : RUN_PASSED,
        .plan = "case",
        .exercise = apart ? repeat(arena, "x%zu", index) : "drill",
        .runbook = "r",
        .operator_name = repeat(arena, "Person %zu", index),
        .declared = {start},
        .started = {start},
        .ended = {start + 1800},
        .service_back = {start + 1500 + (int64_t)index},
        .recovered_to = {start - 600},
        .n_steps = 2,
        .n_findings = 1,
        .evidence = repeat(arena, "run-%zu.log", index),
    };
    run.steps = arena_alloc(arena, 2 * sizeof *run.steps);
    for (size_t i = 0; i < 2; i++)
        run.steps[i] = (RunStep){.id = i == 0 ? "s0" : "s1",
                                 .started = {start + 60},
                                 .ended = {start + 600},
                                 .outcome = index % 2 == 0 ? STEP_PASSED : STEP_FAILED,
                                 .by = run.operator_name};
    run.findings = arena_new_item(arena, RunFinding);
    run.findings[0] = (RunFinding){.severity = "high",
                                   .text = repeat(arena, "finding %zu", index),
                                   .due = {AS_OF - 10},
                                   .closed = {INT32_MIN}};
    return run;
}

static RunSet *runs_new(const ListKind *kind, size_t rows)
{
    RunSet *set = g_new0(RunSet, 1);
    set->arena = arena_new();
    set->count = kind->runs == RUNS_NONE ? 0 : rows;
    set->runs = arena_alloc(set->arena, (set->count + 1) * sizeof *set->runs);
    for (size_t i = 0; i < set->count; i++)
        set->runs[i] = run_of(kind, set->arena, i);
    return set;
}

/* ---- times ---- */

static void run_check(const Check *check, const RunGroups *runs, const CheckInput *all,
                      Diags *diags)
{
    const Library *library = all->library;
    for (size_t i = 0; check->run != NULL && i < library->n_plans; i++) {
        CheckInput input = *all;
        input.plan = library->plans[i];
        input.runs = run_groups_of(runs, input.plan->id);
        check->run(&input, diags);
    }
    if (check->run_library != NULL)
        check->run_library(all, diags);
}

static void time_checks(const Library *library, const RunSet *set, Times *times, Diags *diags)
{
    g_autoptr(RunGroups) runs = run_groups_new(set);
    CheckInput all = {.library = library,
                      .runs = run_groups_all(runs),
                      .has_history = set->count > 0,
                      .as_of = {AS_OF}};
    for (size_t i = 0; all_checks[i] != NULL && i < MOST_CHECKS; i++) {
        double start = now();
        run_check(all_checks[i], runs, &all, diags);
        times->seconds[i] = now() - start;
    }
    times->findings = diags_count(diags);
    double start = now();
    waivers_apply(&(WaiverInput){.library = library, .has_history = true, .as_of = {AS_OF}}, diags);
    diags_sort(diags);
    times->seconds[PART_WAIVERS] = now() - start;
}

static double time_losses(const Library *library)
{
    const Plan *plan = library->plans[0];
    g_autoptr(Losses) losses = losses_new(library);
    if (plan->sites.count > 0)
        losses_add(losses, &plan->sites.items[0]->entity);
    if (plan->services.count > 0) {
        losses_add(losses, &plan->services.items[0]->entity);
        losses_add(losses, &plan->services.items[plan->services.count - 1]->entity);
    }
    if (library->tools.count > 0)
        losses_add(losses, &library->tools.items[0]->entity);
    if (library->people.count > 0)
        losses_add(losses, &library->people.items[0]->entity);
    double start = now();
    g_autoptr(Outlook) outlook = outlook_new(library, losses, (Date){AS_OF});
    return now() - start;
}

static Times time_kind(const ListKind *kind, const char *folder, size_t rows)
{
    Times times = {{0}, 0};
    g_autoptr(Diags) diags = diags_new();
    if (!list_write(kind, folder, rows, diags))
        exit(3);
    double start = now();
    g_autoptr(Library) library = read_library(folder, diags);
    times.seconds[PART_READ] = now() - start;
    for (size_t i = 0; i < MIN(diags_count(diags), 3); i++)
        printf("  %s: %s: %s\n", kind->name, diag_path(diags_at(diags, i)),
               diags_at(diags, i)->text);
    if (library == NULL || library->n_plans == 0)
        exit(3);
    g_autoptr(RunSet) runs = runs_new(kind, rows);
    time_checks(library, runs, &times, diags);
    times.seconds[PART_LOSE] = time_losses(library);
    for (size_t i = 0; i < PART_ALL; i++)
        times.seconds[PART_ALL] += times.seconds[i];
    g_autoptr(Diags) trouble = diags_new();
    file_remove_tree(folder, trouble);
    return times;
}

static const char *part_name(size_t part)
{
    if (part == PART_READ)
        return "(the reader)";
    if (part == PART_WAIVERS)
        return "(waivers and order)";
    if (part == PART_LOSE)
        return "(what is lost)";
    return part == PART_ALL ? "(all)" : all_checks[part]->rule.id;
}

static bool is_slow(double before, double after)
{
    return after >= NOISE && after > before * MOST_GROWTH;
}

/* Prints what grows faster than the list. */
static size_t report(const ListKind *kind, const Times *half, const Times *whole)
{
    size_t count = 0;
    for (size_t i = 0; i < PART_ALL; i++) {
        double before = half->seconds[i];
        double after = whole->seconds[i];
        if (!is_slow(before, after))
            continue;
        printf("  SLOW %-22s %-30s %8.3f s %8.3f s\n", kind->name, part_name(i), before, after);
        count++;
    }
    return count;
}

static bool any_is_slow(const Times *half, const Times *whole)
{
    for (size_t i = 0; i < PART_ALL; i++)
        if (is_slow(half->seconds[i], whole->seconds[i]))
            return true;
    return false;
}

static void keep_least(Times *times, Times again)
{
    for (size_t i = 0; i < PARTS; i++)
        times->seconds[i] = MIN(times->seconds[i], again.seconds[i]);
}

static size_t measure(const ListKind *kind, const char *folder)
{
    Times half = time_kind(kind, folder, ROWS);
    if (half.seconds[PART_ALL] > ENDLESS) {
        Times none = {{0}, 0};
        printf("  %-24s %8.3f s\n", kind->name, half.seconds[PART_ALL]);
        return report(kind, &none, &half);
    }
    Times whole = time_kind(kind, folder, 2 * ROWS);
    /* What another program took of the processor is not there each time. */
    for (int tries = 1; tries < MOST_TRIES && any_is_slow(&half, &whole); tries++) {
        keep_least(&half, time_kind(kind, folder, ROWS));
        keep_least(&whole, time_kind(kind, folder, 2 * ROWS));
    }
    printf("  %-24s %8.3f s %8.3f s %6.1f %8zu findings\n", kind->name, half.seconds[PART_ALL],
           whole.seconds[PART_ALL], whole.seconds[PART_ALL] / half.seconds[PART_ALL],
           whole.findings);
    return report(kind, &half, &whole);
}

static bool is_wanted(const ListKind *kind, char **names)
{
    if (*names == NULL)
        return true;
    for (; *names != NULL; names++)
        if (strcmp(*names, kind->name) == 0)
            return true;
    return false;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: lists FOLDER [KIND...]\n");
        return 2;
    }
    printf("\nlists of %d and of %d rows: reading and checking\n", ROWS, 2 * ROWS);
    size_t slow = 0;
    for (const ListKind *kind = list_kinds; kind->name != NULL; kind++)
        if (is_wanted(kind, argv + 2)) {
            slow += measure(kind, argv[1]);
            fflush(stdout);
        }
    return slow > 0;
}
