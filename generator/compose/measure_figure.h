#ifndef REDBINDER_COMPOSE_MEASURE_FIGURE_H
#define REDBINDER_COMPOSE_MEASURE_FIGURE_H

#include "comply/comply.h"
#include "doc/figure.h"

/* Measured against promised: for each measured objective with a target a bar from best to worst
 * and a mark at the median, in shares of the target. Draws them from the objective *NEXT on, as
 * many as fit on a page, and moves *NEXT behind them. NULL when none is left. Belongs to ARENA. */
const Figure *measure_figure(Arena *arena, const Standing *standing, size_t *next);

#endif
