#include "rules/step_records.h"

#include "model/calls.h"

static int64_t seconds_of(const RunStep *step)
{
    if (step->started.seconds == MOMENT_ABSENT || step->ended.seconds == MOMENT_ABSENT)
        return -1;
    return step->ended.seconds - step->started.seconds;
}

static void take_step(StepRecord *record, const Run *run, const RunStep *step)
{
    bool passed = step->outcome == STEP_PASSED;
    int64_t seconds = seconds_of(step);
    record->newest = run;
    g_array_append_val(record->outcomes, passed);
    if (passed && seconds >= 0)
        g_array_append_val(record->seconds, seconds);
}

/* The place of STEP in RECORDS; a new one when it was not seen before. */
static size_t find_record(GArray *records, GHashTable *places, const Step *step)
{
    size_t place = GPOINTER_TO_SIZE(g_hash_table_lookup(places, step));
    if (place > 0)
        return place - 1;
    StepRecord record = {.step = step,
                         .seconds = g_array_new(FALSE, FALSE, sizeof(int64_t)),
                         .outcomes = g_array_new(FALSE, FALSE, sizeof(bool))};
    g_array_append_val(records, record);
    g_hash_table_insert(places, (gpointer)step, GSIZE_TO_POINTER((size_t)records->len));
    return records->len - 1;
}

static void take_run(GArray *records, GHashTable *places, GHashTable *steps, const Run *run)
{
    for (size_t i = 0; i < run->n_steps; i++) {
        const RunStep *step = &run->steps[i];
        const Step *planned = step->id == NULL ? NULL : g_hash_table_lookup(steps, step->id);
        if (planned == NULL || step->outcome == STEP_SKIPPED)
            continue;
        size_t place = find_record(records, places, planned);
        take_step(&g_array_index(records, StepRecord, place), run, step);
    }
}

static void free_index(gpointer index)
{
    if (index != NULL)
        g_hash_table_unref(index);
}

StepRecords *step_records_new(const Trials *trials)
{
    g_autoptr(GPtrArray) indexes = g_ptr_array_new_with_free_func(free_index);
    g_ptr_array_set_size(indexes, (int)trials->plan->runbooks.count);
    g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
    GArray *records = g_array_new(FALSE, FALSE, sizeof(StepRecord));
    for (size_t i = 0; i < trials->n_runs; i++) {
        size_t at = 0;
        if (!coverage_runbook(trials->coverage, trials->runs[i], &at))
            continue;
        if (indexes->pdata[at] == NULL)
            indexes->pdata[at] = calls_index(trials->plan->runbooks.items[at]);
        take_run(records, places, indexes->pdata[at], trials->runs[i]);
    }
    StepRecords *all = g_new0(StepRecords, 1);
    all->count = records->len;
    all->items = (StepRecord *)(void *)g_array_free(records, FALSE);
    return all;
}

void step_records_free(StepRecords *records)
{
    if (records == NULL)
        return;
    for (size_t i = 0; i < records->count; i++) {
        g_array_unref(records->items[i].seconds);
        g_array_unref(records->items[i].outcomes);
    }
    g_free(records->items);
    g_free(records);
}

static int compare_values(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

int64_t percentile_80(const GArray *values, size_t most)
{
    size_t count = MIN((size_t)values->len, most);
    g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_array_append_vals(sorted, &g_array_index(values, int64_t, values->len - count), (guint)count);
    g_array_sort(sorted, compare_values);
    size_t rank = (count * 8 + 9) / 10;
    return g_array_index(sorted, int64_t, rank - 1);
}
