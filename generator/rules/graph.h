#ifndef REDBINDER_RULES_GRAPH_H
#define REDBINDER_RULES_GRAPH_H

#include "model/plan.h"

/*
 * What the services of plans depend on, directly and by way of others, also in other plans.
 * Every dependency is followed once, without recursion, so that neither a long chain nor a
 * dense tangle costs more than its size; one graph serves all plans of a library. Nodes that all
 * depend on each other form a tangle (strongly connected components: Tarjan 1972).
 */
typedef struct GraphNode {
    const Entity *entity; /* service or data set */
    size_t slowest;       /* node with the longest RTO among this one and all it depends on;
                             GRAPH_NONE when none of them has one */
    size_t next;          /* the node on the way there; itself when it is the slowest */
    size_t hops;          /* how many steps away the slowest is */
    size_t tangle;        /* number of the tangle it belongs to; most are alone in theirs */
    size_t lowest;        /* while the walk is on: the earliest node it leads back to */
    int state;
} GraphNode;

#define GRAPH_NONE SIZE_MAX

typedef struct Graph Graph;

/* Follows all dependencies of the services of the COUNT plans. What lies beyond a dependency that
 * closes a circle does not count for `slowest` of those on the circle. */
Graph *graph_new(Plan *const *plans, size_t count) G_GNUC_WARN_UNUSED_RESULT;
void graph_free(Graph *graph);

/* The node at INDEX; valid until GRAPH is freed. */
const GraphNode *graph_node(const Graph *graph, size_t index);

/* Index of ENTITY, or GRAPH_NONE when nothing led to it. */
size_t graph_find(const Graph *graph, const Entity *entity);

/* How many tangles there are, those of one node among them. */
size_t graph_tangles(const Graph *graph);

/* The nodes of the tangle with the number TANGLE in the order in which they were met, *COUNT of
 * them. Belongs to GRAPH. */
const size_t *graph_tangle(const Graph *graph, size_t tangle, size_t *count);

/*
 * A shortest circle through the tangle: the indices of its nodes in order, the earliest met
 * first; empty when nothing in it waits for itself. *CLOSING is written in the last one and names
 * the first. In a tangle of thousands only so many nodes are tried that the work stays in
 * proportion to its size; the circle is then the shortest through those. GArray of size_t, owned
 * by the caller.
 */
GArray *graph_circle(const Graph *graph, size_t tangle,
                     const Ref **closing) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Graph, graph_free)

#endif
