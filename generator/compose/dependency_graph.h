#ifndef REDBINDER_COMPOSE_DEPENDENCY_GRAPH_H
#define REDBINDER_COMPOSE_DEPENDENCY_GRAPH_H

#include "compose/layers.h"
#include "model/plan.h"

/*
 * What waits for what in a plan, in columns: its services and data sets, and what they need of
 * other plans.
 */
typedef struct DependencyGraph {
    const Plan *plan;
    const Entity **nodes; /* services, data sets, then those of other plans as they are named */
    size_t n_nodes;
    const Layers *layers; /* by the indices of NODES */
    size_t *numbers;      /* by node: its number in the order of recovery, from 1; 0: no place */
} DependencyGraph;

/* Heights in which columns are measured: those of boxes in the figure. */
extern const LayerSizes dependency_sizes;

/* Belongs to ARENA. NULL when nothing waits for anything, or when there is too much to be drawn;
 * *TOO_MANY says so. */
const DependencyGraph *dependency_graph_new(Arena *arena, const Plan *plan, bool *too_many);

/* Says columns FROM up to TO in sentences. Owned by the caller. */
char *dependency_describe(const DependencyGraph *graph, size_t from,
                          size_t to) G_GNUC_WARN_UNUSED_RESULT;

/* "Web and Mail": what neither waits nor is waited for; NULL when there is nothing of the kind.
 * Owned by the caller. */
char *dependency_loners(const DependencyGraph *graph) G_GNUC_WARN_UNUSED_RESULT;

#endif
