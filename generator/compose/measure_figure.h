#ifndef REDBINDER_COMPOSE_MEASURE_FIGURE_H
#define REDBINDER_COMPOSE_MEASURE_FIGURE_H

#include "comply/comply.h"
#include "doc/figure.h"

/* Measured against promised: for each measured objective with a target a bar from best to worst
 * and a mark at the median, in shares of the target. NULL when there is none. Belongs to
 * ARENA. */
const Figure *measure_figure(Arena *arena, const Standing *standing);

#endif
