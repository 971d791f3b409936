#ifndef REDBINDER_RULES_GRAPH_H
#define REDBINDER_RULES_GRAPH_H

#include "model/plan.h"

/*
 * What the services of a plan depend on, directly and by way of others, also in other plans.
 * Every dependency is followed once, without recursion, so that neither a long chain nor a
 * dense tangle costs more than its size.
 */
typedef struct GraphNode {
    const Entity *entity; /* service or data set */
    size_t slowest;       /* node with the longest RTO among this one and all it depends on;
                             GRAPH_NONE when none of them has one */
    size_t next;          /* the node on the way there; itself when it is the slowest */
    size_t hops;          /* how many steps away the slowest is */
    size_t position;      /* on the path while that is being followed */
    int state;
} GraphNode;

#define GRAPH_NONE SIZE_MAX

typedef struct Graph Graph;

/* Called for every dependency that closes a circle: PATH is the circle's nodes in order, LENGTH
 * of them; CLOSING is written in the last one and names the first. */
typedef void (*CycleVisit)(const Graph *graph, const size_t *path, size_t length,
                           const Ref *closing, void *data);

/* Follows all dependencies of PLAN's services. VISIT may be NULL. What lies beyond a
 * dependency that closes a circle does not count for `slowest` of those on the circle. */
Graph *graph_new(const Plan *plan, CycleVisit visit, void *data) G_GNUC_WARN_UNUSED_RESULT;
void graph_free(Graph *graph);

/* The node at INDEX; valid until GRAPH is freed. */
const GraphNode *graph_node(const Graph *graph, size_t index);

/* Index of ENTITY, or GRAPH_NONE when nothing led to it. */
size_t graph_find(const Graph *graph, const Entity *entity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Graph, graph_free)

#endif
