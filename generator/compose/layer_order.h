#ifndef REDBINDER_COMPOSE_LAYER_ORDER_H
#define REDBINDER_COMPOSE_LAYER_ORDER_H

#include "compose/layers.h"

#include <glib.h>

/*
 * An order for a graph that may have circles: the edges that close one are found and turned round;
 * then each edge leads forward. Every edge is followed once, without recursion.
 */
typedef struct LayerOrder {
    size_t n_nodes;
    GArray *edges;    /* LayerEdge: forward, each once, without those that follow from others */
    GArray *turned;   /* LayerEdge: turned round, that is forward too */
    size_t *sequence; /* all nodes, each behind those that lead to it */
    bool *in_circle;  /* by node */
} LayerOrder;

/* Owned by the caller, but for the two arrays of nodes, which belong to ARENA. */
LayerOrder *layer_order_new(Arena *arena, size_t n_nodes, const LayerEdge *edges,
                            size_t n_edges) G_GNUC_WARN_UNUSED_RESULT;
void layer_order_free(LayerOrder *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(LayerOrder, layer_order_free)

#endif
