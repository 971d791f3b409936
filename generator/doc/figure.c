#include "doc/figure.h"

#include <string.h>

/* Many enough for a block of the arena that can grow where it lies. */
enum { FIRST_ROOM = 56 };

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
        size_t room = figure->room == 0 ? FIRST_ROOM : figure->room * 3 / 2;
        figure->drawings =
            arena_grow(figure->arena, figure->drawings, figure->room * sizeof *figure->drawings,
                       room * sizeof *figure->drawings);
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

static void add_points(Figure *figure, ShapeKind kind, const Point *points, size_t n_points,
                       Paint fill, Paint stroke)
{
    Point *kept = arena_alloc(figure->arena, (n_points + 1) * sizeof *kept);
    if (n_points > 0)
        memcpy(kept, points, n_points * sizeof *kept);
    Drawing *drawing = add(figure, kind);
    drawing->points = kept;
    drawing->n_points = (unsigned)n_points;
    drawing->fill = fill;
    drawing->stroke = stroke;
}

void figure_polyline(Figure *figure, const Point *points, size_t n_points, Paint stroke)
{
    add_points(figure, DRAW_POLYLINE, points, n_points, PAINT_NONE, stroke);
}

void figure_polygon(Figure *figure, const Point *points, size_t n_points, Paint fill, Paint stroke)
{
    add_points(figure, DRAW_POLYGON, points, n_points, fill, stroke);
}

/* In shares of the font's size, after Open Sans and DejaVu Sans, the wider of the two. */
static double character_width(gunichar character)
{
    if (g_unichar_iszerowidth(character))
        return 0;
    if (g_unichar_iswide(character))
        return 1.1;
    if (character > 0x7f)
        return g_unichar_isupper(character) ? 0.85 : 0.8;
    if (strchr(" iljtfrI.,:;'|!()[]-", (char)character) != NULL)
        return 0.42;
    if (strchr("mwMW@%", (char)character) != NULL)
        return 1.0;
    if (strchr("+=<>~^#&", (char)character) != NULL)
        return 0.93;
    return g_ascii_isupper((char)character) ? 0.79 : 0.64;
}

double figure_text_width(const char *text, double size, bool bold)
{
    double width = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        width += character_width(g_utf8_get_char(at));
    return width * size * (bold ? 1.1 : 1.0);
}

const char *figure_fit(const Figure *figure, const char *text, double size, bool bold, double width)
{
    static const char ellipsis[] = "\xE2\x80\xA6";
    if (figure_text_width(text, size, bold) <= width)
        return arena_text(figure->arena, text);
    double room = width - figure_text_width(ellipsis, size, bold);
    const char *end = text;
    while (*end != '\0') {
        room -= character_width(g_utf8_get_char(end)) * size * (bold ? 1.1 : 1.0);
        if (room < 0)
            break;
        end = g_utf8_next_char(end);
    }
    return arena_printf(figure->arena, "%.*s%s", (int)(end - text), text, ellipsis);
}

/* Where the line at TEXT ends: behind the last word that fits, or in the first when it does not. */
static const char *line_end(const char *text, double size, bool bold, double width)
{
    const char *space = NULL;
    const char *at = text;
    for (; *at != '\0'; at = g_utf8_next_char(at)) {
        if (*at == ' ')
            space = at;
        width -= character_width(g_utf8_get_char(at)) * size * (bold ? 1.1 : 1.0);
        if (width < 0)
            break;
    }
    if (*at == '\0')
        return at;
    return space != NULL && space > text ? space : at > text ? at : g_utf8_next_char(text);
}

size_t figure_wrap(const Figure *figure, const char *text, double size, bool bold, double width,
                   const char **lines, size_t most)
{
    size_t count = 0;
    while (count + 1 < most) {
        const char *end = line_end(text, size, bold, width);
        if (*end == '\0')
            break;
        size_t length = (size_t)(end - text);
        while (length > 0 && text[length - 1] == ' ')
            length--;
        lines[count++] = arena_text_n(figure->arena, text, length);
        text = end;
        while (*text == ' ')
            text++;
    }
    if (count == 0 || *text != '\0')
        lines[count++] = figure_fit(figure, text, size, bold, width);
    return count;
}
