#ifndef REDBINDER_PUBLISH_CLAIM_H
#define REDBINDER_PUBLISH_CLAIM_H

#include "base/diag.h"

extern const Rule rule_output_foreign;

/*
 * Which folders are ours to replace. Each output carries the file .redbinder, and SHA256SUMS
 * lists what a build wrote; nothing else is ever removed.
 */
#define CLAIM_MARK ".redbinder"
#define CLAIM_MANIFEST "SHA256SUMS"

/* May a build replace the folder TARGET? It may when there is none, when it is empty but for dot
 * files, and when a build wrote all that is in it. A finding says why not. */
bool claim_output(const char *target, Diags *diags);

/* Makes the folder STAGE for a build to write in, marks it, and locks it. One that a build left
 * behind is removed first; one that a build is writing in, and one that is not ours, are refused
 * with a finding. Returns the lock, a file descriptor to be closed by the caller, or -1. */
int claim_stage(const char *stage, Diags *diags);

/* Marks FOLDER as one that a build may replace. False with a finding when it cannot. */
bool claim_mark(const char *folder, Diags *diags);

/* Removes FOLDER, which is ours, its mark last: whatever cuts this off, what is left can still be
 * told from what others wrote. False with a finding when something stays. */
bool claim_remove(const char *folder, Diags *diags);

#endif
