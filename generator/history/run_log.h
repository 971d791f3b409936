#ifndef REDBINDER_HISTORY_RUN_LOG_H
#define REDBINDER_HISTORY_RUN_LOG_H

#include "history/evidence.h"

/* Does SOURCE begin as a run log of this version does? False with a finding. */
bool run_log_begins(const Source *source, Diags *diags);

/* Reads the run log in INPUT (its format: docs/run-log.md) into EVIDENCE; findings say what
 * is wrong with it. */
void run_log_read(const EvidenceInput *input, Evidence *evidence, Diags *diags);

#endif
