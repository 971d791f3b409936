#ifndef REDBINDER_MODEL_FLOW_H
#define REDBINDER_MODEL_FLOW_H

#include "model/net.h"
#include "model/runbook.h"

/*
 * The steps of a runbook, calls followed (see model/calls.h), and what each waits for: the steps
 * of its `after` that come before it, else the step before it. `after` and the order of the source
 * count among the steps of one runbook. The steps of a call wait for its opening, the opening for
 * what the call waits for, and the closing for all that belongs to the call; whatever waits for the
 * call waits for its closing.
 */
#define FLOW_BEGIN SIZE_MAX /* the beginning of the runbook */

typedef struct Flow {
    GArray *row;   /* CalledStep */
    GArray *edges; /* NetEdge of places in ROW, or from FLOW_BEGIN; by the places that wait, which
                      come after those that they wait for */
} Flow;

/* Owned by the caller. */
Flow *flow_new(const Runbook *runbook) G_GNUC_WARN_UNUSED_RESULT;
void flow_free(Flow *flow);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Flow, flow_free)

#endif
