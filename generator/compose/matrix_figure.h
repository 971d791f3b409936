#ifndef REDBINDER_COMPOSE_MATRIX_FIGURE_H
#define REDBINDER_COMPOSE_MATRIX_FIGURE_H

#include "doc/figure.h"
#include "model/library.h"

/* The risk matrix with the numbers of PLAN's risks in its cells, numbered from 1 in plan order.
 * NULL when the library has no matrix. Belongs to ARENA. */
const Figure *matrix_figure(Arena *arena, const RiskMatrix *matrix, const Plan *plan);

#endif
