#ifndef REDBINDER_SCRIPT_CALLERS_H
#define REDBINDER_SCRIPT_CALLERS_H

#include "model/library.h"

/*
 * Appends whom to call when it takes too long, one a line: seconds after the declaration, tab,
 * name, tab, number (may be empty). They are the plan's levels of escalation; where it has none,
 * who declares a disaster, or else the plan's owner. PLAN may be NULL.
 */
void callers(const Plan *plan, GString *out);

#endif
