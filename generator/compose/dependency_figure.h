#ifndef REDBINDER_COMPOSE_DEPENDENCY_FIGURE_H
#define REDBINDER_COMPOSE_DEPENDENCY_FIGURE_H

#include "compose/dependency_graph.h"
#include "doc/figure.h"

/* What waits for what: boxes in the order of recovery, from left to right. Draws the columns from
 * *NEXT on, as many as fit on a page, and moves *NEXT behind them. NULL when none is left. Belongs
 * to ARENA. */
const Figure *dependency_figure(Arena *arena, const DependencyGraph *graph, size_t *next);

/* Has GRAPH more columns than lie beside each other, so that edges go on elsewhere? */
bool dependency_is_split(const DependencyGraph *graph);

#endif
