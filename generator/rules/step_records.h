#ifndef REDBINDER_RULES_STEP_RECORDS_H
#define REDBINDER_RULES_STEP_RECORDS_H

#include "rules/trials.h"

/*
 * What runs have shown of each step: how long it took when it passed, and whether it did. A step
 * of a runbook that others call has one record, whichever of them was carried out.
 */
typedef struct StepRecord {
    const Step *step;
    GArray *seconds;   /* of int64_t: durations of the passes, oldest first */
    GArray *outcomes;  /* of bool: passed or failed, oldest first; skipped ones are left out */
    const Run *newest; /* in which it was carried out */
} StepRecord;

typedef struct StepRecords {
    StepRecord *items; /* steps that were carried out, in the order of their first run */
    size_t count;
} StepRecords;

StepRecords *step_records_new(const Trials *trials) G_GNUC_WARN_UNUSED_RESULT;
void step_records_free(StepRecords *records);

/* The least of the newest MOST (at least one) of VALUES (int64_t) that 80 of 100 do not exceed:
 * the nearest-rank percentile, definition 1 of Hyndman and Fan 1996. There is at least one. */
int64_t percentile_80(const GArray *values, size_t most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(StepRecords, step_records_free)

#endif
