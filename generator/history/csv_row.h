#ifndef REDBINDER_HISTORY_CSV_ROW_H
#define REDBINDER_HISTORY_CSV_ROW_H

#include "history/csv_columns.h"

/* One row of a table, and the run or the act that it tells of. */
typedef struct CsvRow {
    Span span;               /* where it begins */
    Text cells[CSV_COLUMNS]; /* by csv_columns; text NULL where empty or without a column */
} CsvRow;

typedef struct CsvRowReader {
    const EvidenceInput *input;
    Evidence *evidence;
    Diags *diags;
    GHashTable *ids; /* run id to the Span of its cell; both belong to the evidence's arena */
} CsvRowReader;

/* Adds what ROW tells to the evidence; findings say what is wrong with it. */
void csv_row_take(const CsvRowReader *reader, const CsvRow *row);

#endif
