#ifndef REDBINDER_RULES_TERM_H
#define REDBINDER_RULES_TERM_H

#include "model/value.h"

/*
 * What is to be done again a while after it was last done: reviews, drills, trainings.
 */
typedef struct Term {
    Date last;
    Duration period;
    const char *text; /* PERIOD as it was written; borrowed */
} Term;

/* What was done on LAST and is to be done EVERY so long, which must be known. */
Term term_of(Date last, const DurationValue *every);

/* The last day on which it is not overdue. */
Date term_due(Term term);

bool term_is_over(Term term, Date as_of);

/* "2025-06-30 + 1y = 2026-06-30 < 2026-07-14", of a term that is over. Owned by the caller. */
char *term_arithmetic(Term term, Date as_of) G_GNUC_WARN_UNUSED_RESULT;

/* "14 days overdue: " and the arithmetic. Owned by the caller. */
char *term_overdue(Term term, Date as_of) G_GNUC_WARN_UNUSED_RESULT;

#endif
