#ifndef REDBINDER_HISTORY_CSV_TABLE_H
#define REDBINDER_HISTORY_CSV_TABLE_H

#include "history/evidence.h"

/*
 * A table of runs and acts, one in a row, as a spreadsheet writes it (history/csv.h). The first
 * row names the columns (history/csv_columns.h); `kind` says what a row is.
 */

/* Does SOURCE look like one: a first line with a column `kind`, or a name that ends with .csv? */
bool csv_table_begins(const Source *source);

void csv_table_read(const EvidenceInput *input, Evidence *evidence, Diags *diags);

#endif
