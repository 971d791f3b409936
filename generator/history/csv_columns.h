#ifndef REDBINDER_HISTORY_CSV_COLUMNS_H
#define REDBINDER_HISTORY_CSV_COLUMNS_H

#include "history/act_sheet.h"
#include "history/run_log_line.h"

/* What a column of a table is for in a row about a run. */
typedef enum CsvPart {
    CSV_PART_NONE, /* nothing: it is for acts */
    CSV_PART_KIND,
    CSV_PART_HEAD,   /* FIELD of the event run-begin */
    CSV_PART_MOMENT, /* the time of EVENT */
    CSV_PART_OUTCOME,
    CSV_PART_PEOPLE,
    CSV_PART_FINDING, /* FIELD of the event finding */
    CSV_PART_NOTE,
} CsvPart;

/*
 * The columns that a table may have, in any order.
 *
 * To add one: its line in csv_columns.c, and its row in docs/evidence.md.
 */
typedef struct CsvColumn {
    const char *name;
    CsvPart part;
    LogField field;
    LogEvent event;
    ActField act; /* ACT_FIELDS: nothing, it is for runs */
} CsvColumn;

enum { CSV_COLUMNS = 41 };

extern const CsvColumn csv_columns[CSV_COLUMNS];

#endif
