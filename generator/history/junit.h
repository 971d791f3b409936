#ifndef REDBINDER_HISTORY_JUNIT_H
#define REDBINDER_HISTORY_JUNIT_H

#include "history/evidence.h"

/*
 * Reads the JUnit XML in INPUT into EVIDENCE; findings say what is wrong with it. Elements that no
 * dialect shares are passed over. A case or a suite may say by properties where it belongs and
 * what it was about (history/junit_suite.h); else the plans do (history/junit_runs.h).
 */
void junit_read(const EvidenceInput *input, Evidence *evidence, Diags *diags);

#endif
