#ifndef REDBINDER_MODEL_OPEN_FINDING_H
#define REDBINDER_MODEL_OPEN_FINDING_H

#include "model/run.h"

#include <glib.h>

/*
 * What runs have shown to be wrong, and what became of it. What was recorded is never changed: a
 * finding that a later run of the plan records again, in the same words, is told by that one
 * alone, and an act about a finding, again by its words, gives it another owner or day, or closes
 * it. One that is told anew after it was closed is open again.
 */
typedef struct OpenFinding {
    const RunFinding *finding; /* as it stands on the day that was asked for */
    const Run *run;            /* that told of it last */
    const Act *closing;        /* the act that closed it, or NULL */
    Date opened;               /* when it was first told, since it was closed the last time */
    bool overdue;              /* its day is over, and it is open */
} OpenFinding;

/* The findings of RUNS (oldest first, of one plan) and what ACTS have made of them, as of AS_OF;
 * the one that was told longest ago comes first. GArray of OpenFinding, owned by the caller; what
 * an act has changed belongs to ARENA. */
GArray *findings_told(const Run *const *runs, size_t n_runs, ActList acts, Date as_of,
                      Arena *arena) G_GNUC_WARN_UNUSED_RESULT;

/* Is it closed on AS_OF? One that is closed on a later day is open. */
bool finding_is_closed(const RunFinding *finding, Date as_of);

/* Those that are open. */
GArray *open_findings(const Run *const *runs, size_t n_runs, ActList acts, Date as_of,
                      Arena *arena) G_GNUC_WARN_UNUSED_RESULT;

#endif
