#ifndef REDBINDER_HISTORY_JUNIT_H
#define REDBINDER_HISTORY_JUNIT_H

#include "history/evidence.h"

/*
 * Reads the JUnit XML in INPUT into EVIDENCE; findings say what is wrong with it. Each
 * outermost test suite with test cases becomes a run; elements that no dialect shares are
 * passed over. A suite says where it belongs by properties, at any depth in it:
 * `redbinder.plan`, `.exercise`, `.runbook`, and the instants `.declared`, `.service-back`,
 * `.recovered-to`; those of <testsuites> hold for all suites.
 */
void junit_read(const EvidenceInput *input, Evidence *evidence, Diags *diags);

#endif
