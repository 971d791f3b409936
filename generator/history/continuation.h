#ifndef REDBINDER_HISTORY_CONTINUATION_H
#define REDBINDER_HISTORY_CONTINUATION_H

#include "history/database.h"
#include "history/evidence.h"

/*
 * A run that broke off may have been recorded before it was resumed. Its log has grown since: the
 * run in it takes the place of the shorter one, since it says all that that one said. Each run is
 * stored with the hashes that its log had before it was resumed, so that it does not matter which
 * of the two comes in first, or from where.
 */

/* Notes in the one run of EVIDENCE, a run log, what its log was when it was resumed. */
void continuation_find(const EvidenceInput *input, Evidence *evidence);

/* Two runs of one id that both count. */
typedef struct Rivals {
    bool found;
    char *keys[2];  /* of their records, in the order of their keys */
    char *names[2]; /* of the files they came from */
} Rivals;

void rivals_clear(Rivals *rivals);

/* Adds the finding that the run ID has the two contents of RIVALS. */
Diag *rivals_report(const Rivals *rivals, const History *history, const char *id, Diags *diags);

/* Sees to it that one run of ID counts: where one goes on from the other, a correction says so.
 * *RIVALS, empty before, are two that neither does. False with a finding when the database
 * fails. */
bool continuation_settle(History *history, const char *id, Rivals *rivals, Diags *diags);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rivals, rivals_clear)

#endif
