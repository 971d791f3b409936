#include "doc/figure.h"

#include <string.h>

Figure *figure_new(Arena *arena, double width, double height, const char *title, const char *alt)
{
    Figure *figure = arena_new_item(arena, Figure);
    figure->width = width;
    figure->height = height;
    figure->title = arena_text(arena, title);
    figure->alt = arena_text(arena, alt);
    figure->arena = arena;
    return figure;
}

static Drawing *add(Figure *figure, ShapeKind kind)
{
    if (figure->n_drawings == figure->room) {
        size_t room = figure->room == 0 ? 32 : figure->room * 2;
        Drawing *larger = arena_alloc(figure->arena, room * sizeof *larger);
        if (figure->n_drawings > 0)
            memcpy(larger, figure->drawings, figure->n_drawings * sizeof *larger);
        figure->drawings = larger;
        figure->room = room;
    }
    Drawing *drawing = &figure->drawings[figure->n_drawings++];
    drawing->kind = kind;
    return drawing;
}

void figure_rectangle(Figure *figure, double x, double y, double width, double height, Paint fill,
                      Paint stroke)
{
    Drawing *drawing = add(figure, DRAW_RECTANGLE);
    drawing->x = x;
    drawing->y = y;
    drawing->width = width;
    drawing->height = height;
    drawing->fill = fill;
    drawing->stroke = stroke;
}

void figure_line(Figure *figure, double x1, double y1, double x2, double y2, Paint stroke,
                 bool dashed)
{
    Drawing *drawing = add(figure, DRAW_LINE);
    drawing->x = x1;
    drawing->y = y1;
    drawing->width = x2 - x1;
    drawing->height = y2 - y1;
    drawing->stroke = stroke;
    drawing->dashed = dashed;
}

void figure_disc(Figure *figure, double x, double y, double radius, Paint fill, Paint stroke)
{
    Drawing *drawing = add(figure, DRAW_DISC);
    drawing->x = x;
    drawing->y = y;
    drawing->width = radius;
    drawing->fill = fill;
    drawing->stroke = stroke;
}

void figure_text(Figure *figure, double x, double y, double size, TextAnchor anchor, Paint fill,
                 bool bold, const char *text)
{
    Drawing *drawing = add(figure, DRAW_TEXT);
    drawing->x = x;
    drawing->y = y;
    drawing->size = size;
    drawing->anchor = anchor;
    drawing->fill = fill;
    drawing->bold = bold;
    drawing->text = arena_text(figure->arena, text);
}
