#ifndef REDBINDER_COMPOSE_ESCALATION_FIGURE_H
#define REDBINDER_COMPOSE_ESCALATION_FIGURE_H

#include "doc/figure.h"
#include "model/library.h"

/* The ladder of calls of PLAN as a tree: levels with the time at which they are called, and below
 * each of them who answers there, with number; as many figures as pages are needed. Without
 * PEOPLE the levels alone. const Figure *, which belong to ARENA; the array is owned by the caller.
 */
GPtrArray *escalation_figures(Arena *arena, const Plan *plan, Date as_of,
                              bool people) G_GNUC_WARN_UNUSED_RESULT;

#endif
