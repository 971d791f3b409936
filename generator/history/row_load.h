#ifndef REDBINDER_HISTORY_ROW_LOAD_H
#define REDBINDER_HISTORY_ROW_LOAD_H

#include "history/database.h"

/*
 * Rows to structs, by the tables of tables.h. The tables are STRICT and checked, but a database can
 * be written to by anybody: whatever does not fit the model is reported as damage, and text is made
 * plain.
 */
typedef struct RowLoader {
    History *history;
    Diags *diags;
    Arena *arena;       /* for what is loaded */
    GHashTable *shared; /* texts of ARENA that many rows have: set */
    bool failed;        /* there is a finding */
} RowLoader;

/* Fills ITEM, the struct that TABLE holds, from the columns of ROW, the first of which is FIRST. */
void row_load(RowLoader *loader, const Table *table, sqlite3_stmt *row, int first, void *item);

/* The text of one COLUMN of ROW; NULL when it has none. Kept once when it is SHARED. */
const char *row_load_text(RowLoader *loader, sqlite3_stmt *row, int column, bool shared);

/* The next row of STATEMENT; false at the end, on failure and after damage. */
bool row_load_next(RowLoader *loader, sqlite3_stmt *statement);

/* Appends the columns of TABLE to SQL, each with its table, after commas. */
void row_load_columns(const Table *table, GString *sql);

#endif
