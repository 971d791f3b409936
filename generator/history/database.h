#ifndef REDBINDER_HISTORY_DATABASE_H
#define REDBINDER_HISTORY_DATABASE_H

#include "history/history.h"
#include "history/migrations.h"
#include "history/seal.h"
#include "history/tables.h"

#include <sqlite3.h>

/*
 * The SQLite file: opening it with suspicion, bringing it up to date, running statements.
 * Only this room sees inside a History.
 */
struct History {
    sqlite3 *db;
    char *path;
    HistoryMode mode;
    GPtrArray *sources;     /* Source *, owned: texts that findings point into */
    GHashTable *statements; /* SQL -> sqlite3_stmt *: what is asked again and again */
    sqlite3_stmt *inserts[N_TABLES], *selects[N_TABLES]; /* of rows; NULL until needed */
    int64_t last; /* number of the last record; -1: to be read again */
    Seal head;    /* its seal; zero when there is none */
    bool batch;   /* inside of history_begin and history_commit */
};

/* A statement of the history, lent out: it is reset when it goes out of scope. */
typedef sqlite3_stmt Query;

/* "rdbn": written into the header of every database of ours. */
enum { HISTORY_APPLICATION_ID = 0x7264626E };

/* What the tables allow: 1900-01-01 to 2999-12-31 for days, 1800 to 3099 for instants. */
enum { HISTORY_FIRST_DAY = -25567, HISTORY_LAST_DAY = 376199 };
#define HISTORY_FIRST_SECOND INT64_C(-5364662400)
#define HISTORY_LAST_SECOND INT64_C(35659353599)

/* Opens PATH and brings it up to the last of MIGRATIONS; see history_open. */
History *database_open(const char *path, HistoryMode mode, const Migrations *migrations,
                       Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* Compiles SQL; NULL with a finding. Owned by the caller. */
sqlite3_stmt *database_prepare(History *history, const char *sql,
                               Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* SQL compiled once for the life of HISTORY; one at a time. NULL with a finding. */
Query *database_query(History *history, const char *sql, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;
void query_end(Query *query);

/* Binds TEXT, which must live as long as QUERY runs; NULL binds NULL. */
void query_bind(Query *query, int index, const char *text);

/* Runs SQL, which gives no rows; false with a finding. */
bool database_execute(History *history, const char *sql, Diags *diags);

/* Steps STATEMENT to its next row: true when there is one. False at the end and, with *FAILED
 * set and a finding, on failure. */
bool database_next(History *history, sqlite3_stmt *statement, bool *failed, Diags *diags);

/* Runs STATEMENT, which gives no rows, to its end and resets it; false with a finding. */
bool database_run(History *history, sqlite3_stmt *statement, Diags *diags);

/* Adds what SQLite has just complained about. */
void database_complain(History *history, Diags *diags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3_stmt, sqlite3_finalize)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Query, query_end)

#endif
