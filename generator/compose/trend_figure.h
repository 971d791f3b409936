#ifndef REDBINDER_COMPOSE_TREND_FIGURE_H
#define REDBINDER_COMPOSE_TREND_FIGURE_H

#include "comply/comply.h"
#include "doc/figure.h"

/* How the measured RTO of services went over the period, a panel for each: dated points, the
 * target as a line. Draws the measured ones from the objective *NEXT on, as many as fit on a
 * page, and moves *NEXT behind them. NULL when none is left. Belongs to ARENA. */
const Figure *trend_figure(Arena *arena, const Standing *standing, size_t *next);

#endif
