#ifndef REDBINDER_HISTORY_KNOWN_NAMES_H
#define REDBINDER_HISTORY_KNOWN_NAMES_H

#include "history/evidence.h"
#include "model/library.h"

/* Do the plans, exercises and runbooks that EVIDENCE names exist in LIBRARY? Findings say which
 * do not: what is recorded is never replaced, so a slip must not get in. */
bool known_names_check(const Evidence *evidence, const Library *library, Diags *diags);

#endif
