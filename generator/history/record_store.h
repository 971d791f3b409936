#ifndef REDBINDER_HISTORY_RECORD_STORE_H
#define REDBINDER_HISTORY_RECORD_STORE_H

#include "history/database.h"
#include "history/record_rows.h"

/* Records into the database, each sealed behind the last one. */

/*
 * SQL: whether the record r counts, that is, nothing that counts takes it back. What takes back
 * may be taken back itself, once: withdrawals of withdrawals stand.
 */
#define RECORD_COUNTS                                                                              \
    "NOT EXISTS (SELECT 1 FROM records AS c WHERE c.corrects = r.key AND NOT EXISTS "              \
    "(SELECT 1 FROM records AS w WHERE w.corrects = c.key))"

/* Appends the complete RECORD inside of an open transaction; false with a finding. */
bool record_store_append(History *history, Record *record, Diags *diags);

/* Whether there is a record of KEY; false with *FAILED and a finding when that cannot be told. */
bool record_store_knows(History *history, const char *key, bool *failed, Diags *diags);

/* Whether the file of this SHA-256 was taken in; likewise. */
bool record_store_knows_file(History *history, const char *hash, bool *failed, Diags *diags);

/* Reads the last record's number and seal where they are not known; false with a finding. */
bool record_store_head(History *history, Diags *diags);

/* Forgets them, as after a rollback. */
void record_store_forget(History *history);

/* Whether the last record is sound, so that another may follow; false with a finding. */
bool record_store_check(History *history, Diags *diags);

#endif
