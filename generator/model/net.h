#ifndef REDBINDER_MODEL_NET_H
#define REDBINDER_MODEL_NET_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * A network of activities with their times: the critical path method (Kelley and Walker 1959).
 *
 * Nodes are numbered from 0; the first `n_tasks` are activities, the others gates, which take no
 * time and only gather what waits for them. Everything is linear in nodes and edges but
 * net_savings, which needs a factor log(edges).
 */
#define NET_NONE SIZE_MAX

typedef struct NetEdge {
    size_t from, to; /* TO cannot start before FROM has ended */
} NetEdge;

typedef struct Net {
    size_t n_nodes, n_tasks, n_edges;
    int64_t *takes;             /* seconds */
    size_t *order;              /* every node after those that it waits for */
    size_t *preds, *first_pred; /* of node V: preds[first_pred[V]] up to first_pred[V + 1] */
    size_t *succs, *first_succ;
    int64_t *start, *end; /* at best */
    size_t *before;       /* the task that decides its start, gates left out; NET_NONE */
    int64_t length;       /* the largest end */
} Net;

/* A network of TAKES (of N_NODES) with EDGES (GArray of NetEdge), and its times. ORDER must be a
 * topological order of it. Belongs to ARENA, as TAKES and ORDER must. */
Net *net_new(Arena *arena, size_t n_tasks, size_t n_nodes, int64_t *takes, size_t *order,
             const GArray *edges) G_GNUC_WARN_UNUSED_RESULT;

/* For each node the longest way from its start to the end of one of ENDS (by node; NULL: of any
 * node); -1 when it leads to none. TAILS has room for all nodes. */
void net_tails(const Net *net, const bool *ends, int64_t *tails);

/* For each node by how much the last of ENDS (NULL: of all nodes) would come earlier if it took no
 * time. TAILS is that of the same ENDS; SAVINGS has room for all nodes. The longest way around a
 * node is the longest over one of the edges that jump over it in the topological order. */
void net_savings(const Net *net, const bool *ends, const int64_t *tails, int64_t *savings);

#endif
