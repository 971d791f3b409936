#ifndef REDBINDER_MODEL_OPEN_FINDING_H
#define REDBINDER_MODEL_OPEN_FINDING_H

#include "model/run.h"

#include <glib.h>

/*
 * What runs have shown to be wrong and nobody has mended. What was recorded is never changed: a
 * finding that a later run of the plan records again, in the same words, is told by that one
 * alone. So it gets another owner or day, and so it is closed.
 */
typedef struct OpenFinding {
    const RunFinding *finding;
    const Run *run; /* that told of it last */
    bool overdue;   /* its day is over */
} OpenFinding;

/* The findings of RUNS (oldest first, of one plan) that are open on AS_OF, oldest first; one that
 * is closed on a later day is open. GArray of OpenFinding, owned by the caller. */
GArray *open_findings(const Run *const *runs, size_t n_runs, Date as_of) G_GNUC_WARN_UNUSED_RESULT;

#endif
