#include "model/coverage.h"

#include <stdlib.h>

/* Runs that name the same runbook and the same exercise speak for the same subjects: each such
 * pair is worked out once, however many runs there are. */
typedef struct Pair {
    gint64 key;
    Subjects subjects;
} Pair;

struct Coverage {
    const Plan *plan;
    GHashTable *runbooks;  /* id to place in the plan, counted from 1 */
    GHashTable *exercises; /* the same */
    GHashTable *subjects;  /* Entity to number, counted from 1 */
    GHashTable *pairs;     /* key to Pair */
    GHashTable *names;     /* id of a subject to number, counted from 1; services come first */
    GHashTable *own;       /* Run whose evidence names subjects to Subjects */
    Arena *arena;
};

/* The runbook's half of a key; places in the plan follow. */
enum { RUNBOOK_NOT_NAMED, RUNBOOK_UNKNOWN, RUNBOOK_FIRST };

static bool find(GHashTable *table, const void *key, size_t *index)
{
    void *place = key == NULL ? NULL : g_hash_table_lookup(table, key);
    *index = place == NULL ? 0 : GPOINTER_TO_SIZE(place) - 1;
    return place != NULL;
}

/* The first of equal ids wins, as everywhere; the second has been reported. */
static void insert(GHashTable *table, const void *key, size_t index)
{
    if (key != NULL && !g_hash_table_contains(table, key))
        g_hash_table_insert(table, (void *)(uintptr_t)key, GSIZE_TO_POINTER(index + 1));
}

bool coverage_exercise(const Coverage *coverage, const Run *run, size_t *index)
{
    return find(coverage->exercises, run->exercise, index);
}

bool coverage_runbook(const Coverage *coverage, const Run *run, size_t *index)
{
    return find(coverage->runbooks, run->runbook, index);
}

bool coverage_subject(const Coverage *coverage, const Entity *entity, size_t *index)
{
    return find(coverage->subjects, entity, index);
}

int64_t coverage_measured(const Coverage *coverage, size_t subject, const Run *run)
{
    const Plan *plan = coverage->plan;
    bool is_service = subject < plan->services.count;
    const DurationValue *target = is_service
                                      ? &plan->services.items[subject]->rto
                                      : &plan->data.items[subject - plan->services.count]->rpo;
    int64_t limit = value_is_length(target) ? duration_approximate(target->value) : -1;
    int64_t seconds = is_service ? run_measured_rto(run) : run_measured_rpo(run);
    return run_bears_on(run, seconds, limit) ? seconds : -1;
}

static int compare_numbers(const void *a, const void *b)
{
    size_t x = *(const size_t *)a;
    size_t y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static GArray *numbers_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(size_t));
}

static size_t number_at(const GArray *numbers, guint index)
{
    return g_array_index(numbers, size_t, index);
}

static void add_refs(const Coverage *coverage, const RefList *refs, GArray *numbers)
{
    size_t index = 0;
    for (size_t i = 0; i < refs->count; i++)
        if (coverage_subject(coverage, refs->items[i]->target, &index))
            g_array_append_val(numbers, index);
}

/* Adds what the runbooks of EXERCISE recover. */
static void add_runbooks(const Coverage *coverage, const Exercise *exercise, GArray *numbers)
{
    for (size_t i = 0; i < exercise->runbooks.count; i++) {
        const Entity *target = exercise->runbooks.items[i]->target;
        if (target != NULL && target->kind == ENTITY_RUNBOOK)
            add_refs(coverage, &((const Runbook *)target)->recovers, numbers);
    }
}

/* Adds what of NAMED is not in BY_RUNBOOK, which is sorted. */
static void add_others(const GArray *named, const GArray *by_runbook, GArray *numbers)
{
    for (guint i = 0; i < named->len; i++)
        if (by_runbook->len == 0 ||
            bsearch(&g_array_index(named, size_t, i), by_runbook->data, by_runbook->len,
                    sizeof(size_t), compare_numbers) == NULL)
            g_array_append_val(numbers, g_array_index(named, size_t, i));
}

/* Adds to NUMBERS what EXERCISE adds to the subjects of a run. */
static void add_exercise(const Coverage *coverage, const Exercise *exercise, bool whole,
                         GArray *numbers)
{
    if (whole) {
        add_refs(coverage, &exercise->services, numbers);
        add_runbooks(coverage, exercise, numbers);
        return;
    }
    g_autoptr(GArray) named = numbers_new();
    g_autoptr(GArray) by_runbook = numbers_new();
    add_refs(coverage, &exercise->services, named);
    add_runbooks(coverage, exercise, by_runbook);
    g_array_sort(by_runbook, compare_numbers);
    add_others(named, by_runbook, numbers);
}

/* NUMBERS in order, each once. */
static Subjects collect(Arena *arena, GArray *numbers)
{
    g_array_sort(numbers, compare_numbers);
    size_t *items = arena_alloc(arena, (numbers->len + 1) * sizeof *items);
    size_t used = 0;
    for (guint i = 0; i < numbers->len; i++)
        if (used == 0 || items[used - 1] != number_at(numbers, i))
            items[used++] = number_at(numbers, i);
    return (Subjects){items, used};
}

/* RUNBOOK is RUNBOOK_NOT_NAMED, RUNBOOK_UNKNOWN or RUNBOOK_FIRST and its place; EXERCISE is 0
 * for none, else counts from 1. Each pair has a number of its own, and the numbers are dense, since
 * the table looks at the lower half only to spread them. */
static gint64 pair_key(const Coverage *coverage, size_t runbook, size_t exercise)
{
    return (gint64)(runbook * (coverage->plan->exercises.count + 1) + exercise);
}

static void add_pair(Coverage *coverage, size_t runbook, size_t exercise)
{
    gint64 key = pair_key(coverage, runbook, exercise);
    if (g_hash_table_contains(coverage->pairs, &key))
        return;
    const Plan *plan = coverage->plan;
    g_autoptr(GArray) numbers = numbers_new();
    if (runbook >= RUNBOOK_FIRST)
        add_refs(coverage, &plan->runbooks.items[runbook - RUNBOOK_FIRST]->recovers, numbers);
    if (exercise > 0)
        add_exercise(coverage, plan->exercises.items[exercise - 1], runbook == RUNBOOK_NOT_NAMED,
                     numbers);
    Pair *pair = arena_new_item(coverage->arena, Pair);
    pair->key = key;
    pair->subjects = collect(coverage->arena, numbers);
    g_hash_table_insert(coverage->pairs, &pair->key, pair);
}

static size_t runbook_half(const Coverage *coverage, const Run *run)
{
    size_t index = 0;
    if (run->runbook == NULL)
        return RUNBOOK_NOT_NAMED;
    return coverage_runbook(coverage, run, &index) ? RUNBOOK_FIRST + index : RUNBOOK_UNKNOWN;
}

static size_t exercise_half(const Coverage *coverage, const Run *run)
{
    size_t index = 0;
    return coverage_exercise(coverage, run, &index) ? index + 1 : 0;
}

static Subjects find_pair(const Coverage *coverage, size_t runbook, size_t exercise)
{
    gint64 key = pair_key(coverage, runbook, exercise);
    const Pair *pair = g_hash_table_lookup(coverage->pairs, &key);
    return pair == NULL ? (Subjects){NULL, 0} : pair->subjects;
}

/* What the evidence of RUN names, and what runs of its pair speak for. */
static void add_own(Coverage *coverage, const Run *run)
{
    g_autoptr(GArray) numbers = numbers_new();
    size_t index = 0;
    Subjects of_pair =
        find_pair(coverage, runbook_half(coverage, run), exercise_half(coverage, run));
    for (size_t i = 0; i < of_pair.count; i++)
        g_array_append_val(numbers, of_pair.items[i]);
    for (size_t i = 0; i < run->n_services; i++)
        if (find(coverage->names, run->services[i], &index))
            g_array_append_val(numbers, index);
    Subjects *own = arena_new_item(coverage->arena, Subjects);
    *own = collect(coverage->arena, numbers);
    g_hash_table_insert(coverage->own, (gpointer)run, own);
}

Subjects coverage_of(const Coverage *coverage, const Run *run)
{
    const Subjects *own = run->n_services == 0 ? NULL : g_hash_table_lookup(coverage->own, run);
    if (own != NULL)
        return *own;
    return find_pair(coverage, runbook_half(coverage, run), exercise_half(coverage, run));
}

Subjects coverage_of_exercise(const Coverage *coverage, size_t index)
{
    return find_pair(coverage, RUNBOOK_NOT_NAMED, index + 1);
}

static void index_plan(Coverage *coverage)
{
    const Plan *plan = coverage->plan;
    for (size_t i = 0; i < plan->runbooks.count; i++)
        insert(coverage->runbooks, plan->runbooks.items[i]->entity.id.text, i);
    for (size_t i = 0; i < plan->exercises.count; i++)
        insert(coverage->exercises, plan->exercises.items[i]->entity.id.text, i);
    for (size_t i = 0; i < plan->services.count; i++) {
        insert(coverage->subjects, &plan->services.items[i]->entity, i);
        insert(coverage->names, plan->services.items[i]->entity.id.text, i);
    }
    for (size_t i = 0; i < plan->data.count; i++) {
        insert(coverage->subjects, &plan->data.items[i]->entity, plan->services.count + i);
        insert(coverage->names, plan->data.items[i]->entity.id.text, plan->services.count + i);
    }
}

Coverage *coverage_new(const Plan *plan, const Run *const *runs, size_t n_runs)
{
    Coverage *coverage = g_new0(Coverage, 1);
    coverage->plan = plan;
    coverage->runbooks = g_hash_table_new(g_str_hash, g_str_equal);
    coverage->exercises = g_hash_table_new(g_str_hash, g_str_equal);
    coverage->subjects = g_hash_table_new(NULL, NULL);
    coverage->pairs = g_hash_table_new(g_int64_hash, g_int64_equal);
    coverage->names = g_hash_table_new(g_str_hash, g_str_equal);
    coverage->own = g_hash_table_new(NULL, NULL);
    coverage->arena = arena_new();
    index_plan(coverage);
    for (size_t i = 0; i < plan->exercises.count; i++)
        add_pair(coverage, RUNBOOK_NOT_NAMED, i + 1);
    for (size_t i = 0; i < n_runs; i++)
        add_pair(coverage, runbook_half(coverage, runs[i]), exercise_half(coverage, runs[i]));
    for (size_t i = 0; i < n_runs; i++)
        if (runs[i]->n_services > 0)
            add_own(coverage, runs[i]);
    return coverage;
}

void coverage_free(Coverage *coverage)
{
    if (coverage == NULL)
        return;
    g_hash_table_unref(coverage->runbooks);
    g_hash_table_unref(coverage->exercises);
    g_hash_table_unref(coverage->subjects);
    g_hash_table_unref(coverage->pairs);
    g_hash_table_unref(coverage->names);
    g_hash_table_unref(coverage->own);
    arena_free(coverage->arena);
    g_free(coverage);
}
