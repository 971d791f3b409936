#ifndef REDBINDER_COMPOSE_EXERCISED_FIGURE_H
#define REDBINDER_COMPOSE_EXERCISED_FIGURE_H

#include "comply/comply.h"
#include "doc/figure.h"

/* Services against types of exercises: when each was tried in each way for the last time, and how
 * that went. Only types that the plan has or that were run. Draws the services from *NEXT on, as
 * many as fit on a page, and moves *NEXT behind them. NULL when none is left, or when there is no
 * type. Belongs to ARENA. */
const Figure *exercised_figure(Arena *arena, const Standing *standing, size_t *next);

#endif
