#ifndef REDBINDER_HISTORY_KNOWN_NAMES_H
#define REDBINDER_HISTORY_KNOWN_NAMES_H

#include "history/evidence.h"
#include "model/library.h"

/* Are all that EVIDENCE names, plans, people, sites and so on, in LIBRARY? Findings say which
 * are not: what is recorded is never replaced, so a slip must not get in. */
bool known_names_check(const Evidence *evidence, const Library *library, Diags *diags);

#endif
