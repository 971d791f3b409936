#ifndef REDBINDER_HISTORY_PART_LOAD_H
#define REDBINDER_HISTORY_PART_LOAD_H

#include "history/row_load.h"

/* The record of a run that has been loaded. */
typedef struct RunRecord {
    int64_t record;
    Run *run;
} RunRecord;

/* Gives the runs of COUNT RECORDS, in the order of their numbers, their rows of TABLE, one of the
 * tables of parts that Run has a member for. */
void part_load(RowLoader *loader, TableId table, const RunRecord *records, size_t count);

#endif
