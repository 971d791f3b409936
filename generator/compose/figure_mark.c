#include "compose/figure_mark.h"

static void draw_triangle(Figure *figure, double x, double y, double r)
{
    const Point points[] = {{x, y - r}, {x + r, y + r * 0.8}, {x - r, y + r * 0.8}};
    figure_polygon(figure, points, G_N_ELEMENTS(points), PAINT_DANGER, PAINT_INK);
}

/* A cross is an outline too, so that it is as heavy as the other signs. */
static void draw_cross(Figure *figure, double x, double y, double r)
{
    double t = r * 0.34; /* half of an arm's width, along the axes */
    const Point points[] = {{x, y - t}, {x + r - t, y - r}, {x + r, y - r + t},
                            {x + t, y}, {x + r, y + r - t}, {x + r - t, y + r},
                            {x, y + t}, {x - r + t, y + r}, {x - r, y + r - t},
                            {x - t, y}, {x - r, y - r + t}, {x - r + t, y - r}};
    figure_polygon(figure, points, G_N_ELEMENTS(points), PAINT_DANGER, PAINT_INK);
}

static void draw_diamond(Figure *figure, double x, double y, double r)
{
    const Point points[] = {{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}};
    figure_polygon(figure, points, G_N_ELEMENTS(points), PAINT_DANGER, PAINT_INK);
}

void figure_mark(Figure *figure, FigureMark mark, double x, double y, double radius)
{
    double side = radius * 0.85;
    switch (mark) {
    case MARK_DONE:
        figure_disc(figure, x, y, radius, PAINT_INK, PAINT_INK);
        return;
    case MARK_MISSED:
        draw_triangle(figure, x, y, radius);
        return;
    case MARK_FAILED:
        draw_cross(figure, x, y, radius);
        return;
    case MARK_DUE:
        figure_rectangle(figure, x - side, y - side, 2 * side, 2 * side, PAINT_PAPER, PAINT_INK);
        return;
    case MARK_OVERDUE:
        draw_diamond(figure, x, y, radius);
        return;
    }
    g_assert_not_reached();
}

double figure_legend(Figure *figure, const LegendEntry *entries, size_t count, double x, double y)
{
    enum { SIZE = 8, GAP = 8 };
    for (size_t i = 0; i < count; i++) {
        figure_mark(figure, entries[i].mark, x + 4, y, 3.6);
        figure_text(figure, x + 11, y + 3, SIZE, ANCHOR_START, PAINT_INK, false, entries[i].words);
        x += 11 + figure_text_width(entries[i].words, SIZE, false) + GAP;
    }
    return x;
}
