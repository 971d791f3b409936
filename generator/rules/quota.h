#ifndef REDBINDER_RULES_QUOTA_H
#define REDBINDER_RULES_QUOTA_H

#include "base/diag.h"

/*
 * How many findings of one rule a plan gets: what is wrong everywhere is not said a thousand times.
 * All zero at the start.
 */
typedef struct Quota {
    size_t count;
    Span first_left_out;
} Quota;

enum { QUOTA_MOST = 20 };

/* Whether the finding at SPAN is to be added. */
bool quota_take(Quota *quota, Span span);

/* Counts one more finding and returns true when it is to be left out and its place does not matter
 * any more: to find the place takes time. */
bool quota_is_spent(Quota *quota);

/* Says how many were left out, if any: "and 12 more steps are like this". */
void quota_end(const Quota *quota, const Rule *rule, const char *what, Diags *diags);

#endif
