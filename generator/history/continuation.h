#ifndef REDBINDER_HISTORY_CONTINUATION_H
#define REDBINDER_HISTORY_CONTINUATION_H

#include "history/database.h"
#include "history/evidence.h"

/*
 * A run that broke off may have been recorded before it was resumed. Its log has grown since: the
 * run in it takes the place of the shorter one, since it says all that that one said.
 *
 * Takes the run of EVIDENCE, read from INPUT, out of HISTORY when it was recorded from the lines
 * of INPUT before it was resumed. Nothing is done when the history does not have it, or has it from anything else.
 * False with a finding when the database fails.
 */
bool continuation_make_room(History *history, const EvidenceInput *input, const Evidence *evidence,
                            Diags *diags);

#endif
