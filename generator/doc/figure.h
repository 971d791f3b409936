#ifndef REDBINDER_DOC_FIGURE_H
#define REDBINDER_DOC_FIGURE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * A drawing, described once as shapes and drawn by each backend in its own way: SVG on the
 * site, vectors in the PDF, its alternative text in Markdown. Units are points; the origin is
 * the upper left corner; later shapes lie over earlier ones.
 */
typedef enum ShapeKind {
    DRAW_RECTANGLE,
    DRAW_LINE,
    DRAW_TEXT,
    DRAW_DISC,
    DRAW_POLYLINE, /* open, not filled */
    DRAW_POLYGON,
} ShapeKind;

typedef struct Point {
    double x, y;
} Point;

/* A paint, by meaning; each backend has its colours, which differ in lightness as well, so
 * that they stay apart when printed grey. */
typedef enum Paint {
    PAINT_NONE,
    PAINT_INK,   /* text and axes */
    PAINT_MUTED, /* secondary text, grids */
    PAINT_PAPER, /* background */
    PAINT_ACCENT,
    PAINT_GOOD,
    PAINT_INFO,
    PAINT_WARNING,
    PAINT_DANGER,
} Paint;

typedef enum TextAnchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } TextAnchor;

typedef struct Drawing {
    double x, y;          /* RECTANGLE: upper left; LINE: from; TEXT: base line; DISC: centre */
    double width, height; /* RECTANGLE: size; LINE: vector to its end; DISC: width is the radius */
    const Point *points;  /* POLYLINE, POLYGON */
    const char *text;     /* TEXT */
    double size;          /* TEXT: font size */
    ShapeKind kind;
    unsigned n_points;
    Paint fill, stroke; /* TEXT: fill only */
    TextAnchor anchor;  /* TEXT */
    bool dashed;        /* LINE */
    bool bold;          /* TEXT */
} Drawing;

typedef struct Figure {
    double width, height;
    const char *title; /* a few words */
    const char *alt;   /* what it shows, in sentences: read aloud and written in Markdown */
    Drawing *drawings;
    size_t n_drawings, room;
    Arena *arena; /* borrowed: holds figure and strings */
} Figure;

/* A new, empty figure; belongs to ARENA, which also gets copies of the texts. */
Figure *figure_new(Arena *arena, double width, double height, const char *title, const char *alt);

void figure_rectangle(Figure *figure, double x, double y, double width, double height, Paint fill,
                      Paint stroke);
void figure_line(Figure *figure, double x1, double y1, double x2, double y2, Paint stroke,
                 bool dashed);
void figure_disc(Figure *figure, double x, double y, double radius, Paint fill, Paint stroke);
void figure_text(Figure *figure, double x, double y, double size, TextAnchor anchor, Paint fill,
                 bool bold, const char *text);

/* POINTS are copied. */
void figure_polyline(Figure *figure, const Point *points, size_t n_points, Paint stroke);
void figure_polygon(Figure *figure, const Point *points, size_t n_points, Paint fill, Paint stroke);

/*
 * How wide TEXT is at most, whatever sans-serif font it is set in: no backend's font is at hand
 * when a figure is laid out. A few words come out about a tenth narrower.
 */
double figure_text_width(const char *text, double size, bool bold);

/* TEXT, cut with an ellipsis so that it is no wider than WIDTH. Belongs to the figure's arena. */
const char *figure_fit(const Figure *figure, const char *text, double size, bool bold,
                       double width);

/* Breaks TEXT between words, where that is possible, into at most MOST lines no wider than WIDTH;
 * the last is cut with an ellipsis. Returns how many there are, at least one; they belong to the
 * figure's arena. */
size_t figure_wrap(const Figure *figure, const char *text, double size, bool bold, double width,
                   const char **lines, size_t most);

#endif
