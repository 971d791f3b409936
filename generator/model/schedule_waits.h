#ifndef REDBINDER_MODEL_SCHEDULE_WAITS_H
#define REDBINDER_MODEL_SCHEDULE_WAITS_H

#include "model/net.h"
#include "model/runbook.h"

/*
 * Which runbooks wait for which, since what they recover depends on what the others recover.
 *
 * Nodes: the runbooks by their index, then what they wait for. A runbook waits for each dependency
 * of what it recovers that it does not recover itself; a dependency that runbooks recover waits for
 * these, any other one for its own dependencies. What leads to no runbook is left out. So the work
 * grows with what is written, not with the ways through it.
 */
typedef struct Waits {
    size_t n_nodes;
    GArray *order; /* size_t: every node after those that it waits for */
    GArray *edges; /* NetEdge; without the waits that close a circle */
} Waits;

/* Owned by the caller. */
Waits *waits_new(const Runbook *const *runbooks, size_t count) G_GNUC_WARN_UNUSED_RESULT;
void waits_free(Waits *waits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Waits, waits_free)

#endif
