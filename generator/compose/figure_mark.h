#ifndef REDBINDER_COMPOSE_FIGURE_MARK_H
#define REDBINDER_COMPOSE_FIGURE_MARK_H

#include "doc/figure.h"

/*
 * The signs of figures about runs. Each has a shape of its own: whoever sees no colours, or a copy
 * in grey, misses nothing.
 */
typedef enum FigureMark {
    MARK_DONE,    /* disc: a passed run, a target that was met */
    MARK_MISSED,  /* triangle: over the target */
    MARK_FAILED,  /* cross: a run that did not pass */
    MARK_DUE,     /* hollow square: due, the day is yet to come */
    MARK_OVERDUE, /* diamond: was not done by its day */
} FigureMark;

/* Draws MARK around X, Y; it reaches RADIUS to each side. */
void figure_mark(Figure *figure, FigureMark mark, double x, double y, double radius);

/* One sign of a legend with its words. */
typedef struct LegendEntry {
    FigureMark mark;
    const char *words;
} LegendEntry;

/* Draws ENTRIES in a line from X, with Y at the middle of the signs. Returns where it ends. */
double figure_legend(Figure *figure, const LegendEntry *entries, size_t count, double x, double y);

#endif
