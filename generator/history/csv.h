#ifndef REDBINDER_HISTORY_CSV_H
#define REDBINDER_HISTORY_CSV_H

#include "base/arena.h"
#include "base/diag.h"
#include "model/value.h"

/*
 * A table as RFC 4180 writes it, record by record: cells in quotes hold separators, line ends and
 * doubled quotes; lines end with LF or CRLF. The separator is what the first line has: a comma,
 * else a semicolon or a tab, which spreadsheets use where the comma is a decimal sign.
 */
typedef struct CsvReader {
    const Source *source;
    Arena *arena;
    Diags *diags;
    size_t at; /* where the next record begins */
    char separator;
} CsvReader;

typedef enum CsvState {
    CSV_END,
    CSV_RECORD,
    CSV_BROKEN, /* findings say why; go on with the next */
} CsvState;

CsvReader csv_start(const Source *source, Arena *arena, Diags *diags);

/* Reads the next record: CELLS (of Text) gets its cells, text NULL where one is empty. White
 * space around a cell is passed over, within it becomes one space. */
CsvState csv_next(CsvReader *reader, GArray *cells);

#endif
