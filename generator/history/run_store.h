#ifndef REDBINDER_HISTORY_RUN_STORE_H
#define REDBINDER_HISTORY_RUN_STORE_H

#include "history/database.h"
#include "history/evidence.h"

/* Whether evidence of this SHA-256 is in the database; false with *FAILED and a finding when
 * that cannot be told. */
bool run_store_knows(History *history, const char *hash, bool *failed, Diags *diags);

/* Writes EVIDENCE, which came from INPUT as FORMAT, inside of an open transaction. False with
 * findings; then the transaction is to be rolled back. */
bool run_store_evidence(History *history, const EvidenceInput *input, EvidenceFormat format,
                        const Evidence *evidence, Diags *diags);

#endif
