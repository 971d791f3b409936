#ifndef REDBINDER_MODEL_CALLS_H
#define REDBINDER_MODEL_CALLS_H

#include "model/runbook.h"

/*
 * The steps of a runbook with the steps of those that it calls in their place. A call that would
 * lead back to a runbook in which it stands, one that names nothing, and one that lies too deep
 * or would make too many steps is not followed: it stays a step like any other.
 */
typedef enum CalledKind {
    CALLED_STEP,  /* a step */
    CALLED_OPEN,  /* a call that is followed: the steps up to its CALLED_CLOSE are those of RUNBOOK
                   */
    CALLED_CLOSE, /* they are done, and with them the step that calls */
} CalledKind;

typedef struct CalledStep {
    CalledKind kind;
    const Step *step;       /* the step; of the others the one that calls */
    const Runbook *runbook; /* where STEP stands */
} CalledStep;

enum { CALLS_MAX_DEPTH = 16, CALLS_MAX_STEPS = 5000 };

/* The steps of RUNBOOK, calls followed. GArray of CalledStep, owned by the caller. */
GArray *calls_unfold(const Runbook *runbook) G_GNUC_WARN_UNUSED_RESULT;

/* The steps of RUNBOOK, calls followed, by what runs call them: `step`, or `call/inner` for the
 * step `inner` of the runbook that `call` calls. Text to const Step *; of equal names the first
 * counts. Owned by the caller. */
GHashTable *calls_index(const Runbook *runbook) G_GNUC_WARN_UNUSED_RESULT;

/* The runbook that STEP calls, or NULL. */
const Runbook *step_called(const Step *step);

#endif
