#ifndef REDBINDER_REDACT_REDACT_H
#define REDBINDER_REDACT_REDACT_H

#include "base/diag.h"
#include "comply/plan_view.h"

/*
 * The public edition: a library, its history and the verdicts on it, without what is nobody's
 * business outside. It is done once, between judging and printing: verdicts rest on what is true,
 * and whatever is made from the model afterwards cannot tell what is no longer in it.
 *
 * Which values are private the table of the format says (Privacy in read/schema.h); words stand in
 * their place, and where a text repeats one, it is masked there. Markdown in which it cannot be
 * masked safely is left out as a whole. docs/public.md tells authors what remains.
 */
typedef struct RedactInput {
    Library *library;
    RunSet *runs;    /* the history; its acts with it */
    PlanView *views; /* one for each plan of LIBRARY */
} RedactInput;

/* Changes all that INPUT holds. What stands in place of something belongs to the arena of LIBRARY.
 * Plans that are internal stay in LIBRARY, with everything in them left out: whoever makes pages
 * passes over them (redact_is_internal). */
void redact(const RedactInput *input);

/* Is PLAN as a whole left out of the public edition? */
bool redact_is_internal(const Plan *plan);

/* FINDINGS by their rules alone, each rule once: their texts quote what they are about. Owned by
 * the caller. */
Diags *redact_findings(const Diags *findings) G_GNUC_WARN_UNUSED_RESULT;

#endif
