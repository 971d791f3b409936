#ifndef REDBINDER_COMPOSE_CALENDAR_FIGURE_H
#define REDBINDER_COMPOSE_CALENDAR_FIGURE_H

#include "comply/comply.h"
#include "doc/figure.h"

/* The exercises over the months of the period and a few to come: done, failed, due, overdue. Of a
 * period without a first day, or a very long one, the last months. Draws the exercises from *NEXT
 * on, as many as fit on a page, and moves *NEXT behind them. NULL when none is left. Belongs to
 * ARENA. */
const Figure *calendar_figure(Arena *arena, const Standing *standing, size_t *next);

#endif
