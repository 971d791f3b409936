#ifndef REDBINDER_HISTORY_RECORD_CURSOR_H
#define REDBINDER_HISTORY_RECORD_CURSOR_H

#include "history/database.h"
#include "history/record_rows.h"

/*
 * Records out of the database, one after another, as they were sealed. The database may have been
 * written to by anybody: what cannot be a row of ours is a broken row.
 */
typedef struct RecordCursor {
    History *history; /* borrowed */
    sqlite3_stmt *statement;
    Record *record; /* that record_cursor_next has found; complete and numbered; its key is the
                       one that its rows have, about.key the one in the database */
    int64_t before; /* number of the record that this one should follow */
    Seal seal;      /* of the last row of that one, as the database has it */
    bool failed;    /* there is a finding */
    int odd_row;    /* index of the first row that we cannot have written; -1: none */
    size_t n_rows[N_TABLES]; /* seen so far */
} RecordCursor;

/* The rows of TABLE that belong to RECORD, in their order: position (or 1), columns, seal. The
 * statement belongs to HISTORY: reset it. NULL with a finding. */
sqlite3_stmt *record_rows_of(History *history, TableId table, int64_t record, Diags *diags);

/* Adds the present row of such a statement to RECORD; false when it holds what we never write. */
bool record_read_row(Record *record, TableId table, sqlite3_stmt *statement);

/* A cursor before the first record that comes after number AFTER, 0 for all; never NULL. */
RecordCursor *record_cursor_new(History *history, int64_t after,
                                Diags *diags) G_GNUC_WARN_UNUSED_RESULT;
void record_cursor_free(RecordCursor *cursor);

/* Goes to the next record; false at the end and, with FAILED set, when it cannot be read. */
bool record_cursor_next(RecordCursor *cursor, Diags *diags);

/* Whether the record follows the one before it and all its rows carry the right key and seals;
 * false with a finding that names the first that does not. */
bool record_cursor_is_sealed(RecordCursor *cursor, Diags *diags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RecordCursor, record_cursor_free)

#endif
