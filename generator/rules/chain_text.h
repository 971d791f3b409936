#ifndef REDBINDER_RULES_CHAIN_TEXT_H
#define REDBINDER_RULES_CHAIN_TEXT_H

#include "base/diag.h"
#include "model/schedule.h"

/*
 * The chains of a schedule as messages tell them.
 */

/* "1h30m" for SECONDS. Writes into BUFFER of DURATION_TEXT_SIZE bytes and returns it. */
const char *chain_length(int64_t seconds, char *buffer);

/* "5m + 15m + 1h = 1h20m", or "14 parts = 5h". CHAIN as of schedule_chain. Owned by the caller. */
char *chain_arithmetic(const Schedule *schedule, const GArray *chain) G_GNUC_WARN_UNUSED_RESULT;

/* "step 'mend' (1h)", "the decision (15m)". Owned by the caller. */
char *chain_task_words(const Task *task) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a note for each link of CHAIN, in its order; of many links the longest are told. STAFFED
 * tells who waited for whom. */
void chain_notes(const Schedule *schedule, const GArray *chain, bool staffed, Diag *diag,
                 Diags *diags);

#endif
