#ifndef REDBINDER_HISTORY_VERIFY_H
#define REDBINDER_HISTORY_VERIFY_H

#include "history/history.h"

/* Whether a history is as it was sealed. */

typedef struct Verified {
    size_t records, rows; /* rows: with those of the records */
    char head[65];        /* seal of the last row; empty: there is none */
} Verified;

/* Recomputes every key and seal. False with a finding that names the first row that is not as it
 * was sealed, is missing or is too many. With HEAD, the first digits of the seal of a record (as a
 * report prints it; NULL: none), that record must be there too. */
bool history_verify(History *history, const char *head, Verified *verified, Diags *diags);

#endif
