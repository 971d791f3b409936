#ifndef REDBINDER_COMPOSE_LAYERS_H
#define REDBINDER_COMPOSE_LAYERS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * A graph laid out in columns, so that what comes first stands left (layered drawing: Sugiyama
 * 1981; the order within columns by barycentres). An edge leads from a column to the next one;
 * where it has further to go, it passes the columns between as a wire, which has a place of its
 * own: so no edge crosses a box. Wires with the same beginning are one. What follows from other
 * edges is left out, and so are nodes without any edge.
 */
typedef struct LayerEdge {
    size_t from, to; /* nodes; FROM comes before TO */
} LayerEdge;

typedef struct LayerSizes {
    double box, wire; /* heights */
    double gap;       /* between any two */
    size_t most;      /* boxes of a column; what has more becomes several columns */
} LayerSizes;

/* One place of a column: a box, or a wire that passes. */
typedef struct LayerSlot {
    size_t node; /* for a wire the node where it begins */
    bool is_wire;
    bool against; /* a wire of edges that close a circle */
    double y;     /* middle */
} LayerSlot;

/* From a slot to one of the next column. Those that close a circle are drawn against their
 * direction: the arrow belongs at the beginning. */
typedef struct LayerLink {
    size_t from, to;
    bool against;
} LayerLink;

typedef struct LayerColumn {
    LayerSlot *slots; /* from above */
    size_t n_slots;
    LayerLink *links; /* to the next column */
    size_t n_links;
    bool begins; /* false: more of what stands in the column before */
} LayerColumn;

typedef struct Layers {
    LayerColumn *columns;
    size_t n_columns;
    double height;
    const bool *in_circle; /* by node: it waits for itself, by way of others or at once */
    const bool *has_place; /* by node: it stands in a column */
} Layers;

/* Lays N_NODES nodes out. Belongs to ARENA. */
const Layers *layers_new(Arena *arena, size_t n_nodes, const LayerEdge *edges, size_t n_edges,
                         const LayerSizes *sizes);

/* Sorts the slots of each column so that few links cross, and gives all their heights. Called by
 * layers_new. */
void layers_arrange(Layers *layers, const LayerSizes *sizes);

#endif
