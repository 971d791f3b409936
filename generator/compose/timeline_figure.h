#ifndef REDBINDER_COMPOSE_TIMELINE_FIGURE_H
#define REDBINDER_COMPOSE_TIMELINE_FIGURE_H

#include "doc/figure.h"
#include "model/library.h"

/*
 * The recovery of PLAN from SCENARIO against its objectives: a bar for each step, in lanes of those
 * who do them, with the critical path; as many figures as pages are needed, none when nothing is
 * estimated. Adds to *WORK what it has cost to compute. const Figure *, which belong to ARENA; the
 * array is owned by the caller.
 */
GPtrArray *timeline_figures(Arena *arena, const Library *library, const Plan *plan,
                            const Scenario *scenario, size_t *work) G_GNUC_WARN_UNUSED_RESULT;

#endif
