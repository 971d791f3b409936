#ifndef REDBINDER_HISTORY_RUN_STORE_H
#define REDBINDER_HISTORY_RUN_STORE_H

#include "history/database.h"
#include "history/evidence.h"

/* Writes EVIDENCE, which came from INPUT as FORMAT, inside of an open transaction: the file, then
 * those of its runs and acts that are new, which RECORDED counts. False with findings; then the
 * transaction is to be rolled back. */
bool run_store_evidence(History *history, const EvidenceInput *input, EvidenceFormat format,
                        const Evidence *evidence, Recorded *recorded, Diags *diags);

#endif
