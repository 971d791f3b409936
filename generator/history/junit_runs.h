#ifndef REDBINDER_HISTORY_JUNIT_RUNS_H
#define REDBINDER_HISTORY_JUNIT_RUNS_H

#include "history/junit_suite.h"

/*
 * Makes runs of SUITES (JunitSuite) and adds them to EVIDENCE. Where a case belongs is said by the
 * first of these that speaks: its own properties, those of its suite, the command line's exercise,
 * the rules of the plans, the command line's plan. The cases of a suite that belong together are
 * one run; of what rules take, so are all cases of the file for one exercise and runbook. What
 * belongs nowhere is left out and told; a file with nothing else is refused.
 */
void junit_runs_make(GArray *suites, const EvidenceInput *input, Evidence *evidence, Diags *diags);

#endif
