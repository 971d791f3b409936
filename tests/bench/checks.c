/*
 * Prints how long the slowest checks take over a library, as of a day in 2026.
 *
 *   checks LIBRARY [COUNT]
 */
#include "read/reader.h"
#include "rules/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { AS_OF = 20778, USUAL_COUNT = 5 };

typedef struct Cost {
    const Check *check;
    double seconds;
    size_t findings;
} Cost;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static Cost cost_of(const Check *check, const Library *library)
{
    g_autoptr(Diags) diags = diags_new();
    CheckInput input = {.library = library, .as_of = {AS_OF}};
    double start = now();
    if (check->run_library != NULL)
        check->run_library(&input, diags);
    for (size_t i = 0; check->run != NULL && i < library->n_plans; i++) {
        input.plan = library->plans[i];
        check->run(&input, diags);
    }
    return (Cost){check, now() - start, diags_count(diags)};
}

static int compare(const void *a, const void *b)
{
    const Cost *left = a;
    const Cost *right = b;
    if (left->seconds < right->seconds)
        return 1;
    return left->seconds > right->seconds ? -1 : 0;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: checks LIBRARY [COUNT]\n");
        return 2;
    }
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Library) library = read_library(argv[1], diags);
    if (library == NULL)
        return 3;
    g_autoptr(GArray) costs = g_array_new(FALSE, FALSE, sizeof(Cost));
    double sum = 0;
    for (const Check *const *check = all_checks; *check != NULL; check++) {
        Cost cost = cost_of(*check, library);
        sum += cost.seconds;
        g_array_append_val(costs, cost);
    }
    g_array_sort(costs, compare);
    printf("  %-34s %11.1f ms\n", "all checks", sum * 1000);
    size_t count = argc > 2 ? strtoul(argv[2], NULL, 10) : USUAL_COUNT;
    for (size_t i = 0; i < MIN(count, costs->len); i++) {
        const Cost *cost = &g_array_index(costs, Cost, i);
        printf("  %-34s %11.1f ms %8zu findings\n", cost->check->rule.id, cost->seconds * 1000,
               cost->findings);
    }
    return 0;
}
