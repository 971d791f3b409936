#ifndef REDBINDER_HISTORY_RUN_LOG_H
#define REDBINDER_HISTORY_RUN_LOG_H

#include "history/evidence.h"

/* Reads the run log in INPUT (its format: docs/run-log.md) into EVIDENCE; findings say what
 * is wrong with it. */
void run_log_read(const EvidenceInput *input, Evidence *evidence, Diags *diags);

#endif
