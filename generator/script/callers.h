#ifndef REDBINDER_SCRIPT_CALLERS_H
#define REDBINDER_SCRIPT_CALLERS_H

#include "model/library.h"

/*
 * Appends whom to call when it takes too long, one a line: seconds after the declaration, tab,
 * name, tab, number (may be empty). They are the plan's levels of escalation; where it has none,
 * who declares a disaster, or else the plan's owner. PLAN may be NULL.
 */
void callers(const Plan *plan, GString *out);

/* Appends who answers for ENTITY, when that is somebody else, and the number, as one line:
 * "Maria Silva, +351 555 0100". Nothing when neither is known; ENTITY may be NULL. */
void caller_line(const Entity *entity, GString *out);

#endif
