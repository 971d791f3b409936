#include "press/html.h"

#include <math.h>
#include <stdlib.h>

/* Of a point, in CSS. */
static const double PIXELS = 4 / 3.0;

/* A coordinate in at most two decimals, whatever the locale. */
static void format_number(double value, char *text, size_t size)
{
    if (!isfinite(value) || fabs(value) > 1e6)
        value = 0;
    int hundredths = (int)lround(value * 100);
    const char *sign = hundredths < 0 ? "-" : "";
    int whole = abs(hundredths) / 100;
    int rest = abs(hundredths) % 100;
    if (rest == 0)
        g_snprintf(text, size, "%s%d", sign, whole);
    else if (rest % 10 == 0)
        g_snprintf(text, size, "%s%d.%d", sign, whole, rest / 10);
    else
        g_snprintf(text, size, "%s%d.%02d", sign, whole, rest);
}

static void set_number(xmlNode *shape, const char *name, double value)
{
    char text[32];
    format_number(value, text, sizeof text);
    html_set(shape, name, text);
}

/* Paints are classes, so that the style sheet has the colours for light, dark and paper. */
static const char *paint_name(Paint paint)
{
    static const char *const names[] = {
        [PAINT_NONE] = "none",   [PAINT_INK] = "ink",         [PAINT_MUTED] = "muted",
        [PAINT_PAPER] = "paper", [PAINT_ACCENT] = "accent",   [PAINT_GOOD] = "good",
        [PAINT_INFO] = "info",   [PAINT_WARNING] = "warning", [PAINT_DANGER] = "danger",
    };
    return names[paint];
}

static xmlNode *add_shape(xmlNode *svg, const char *name, const Drawing *drawing)
{
    xmlNode *shape = html_add(svg, name);
    html_set_printf(shape, "class", "fill-%s stroke-%s", paint_name(drawing->fill),
                    paint_name(drawing->stroke));
    return shape;
}

static void add_rectangle(xmlNode *svg, const Drawing *drawing)
{
    xmlNode *shape = add_shape(svg, "rect", drawing);
    set_number(shape, "x", drawing->x);
    set_number(shape, "y", drawing->y);
    set_number(shape, "width", MAX(drawing->width, 0));
    set_number(shape, "height", MAX(drawing->height, 0));
}

static void add_line(xmlNode *svg, const Drawing *drawing)
{
    xmlNode *shape = add_shape(svg, "line", drawing);
    set_number(shape, "x1", drawing->x);
    set_number(shape, "y1", drawing->y);
    set_number(shape, "x2", drawing->x + drawing->width);
    set_number(shape, "y2", drawing->y + drawing->height);
    if (drawing->dashed)
        html_set(shape, "stroke-dasharray", "4 3");
}

static void add_disc(xmlNode *svg, const Drawing *drawing)
{
    xmlNode *shape = add_shape(svg, "circle", drawing);
    set_number(shape, "cx", drawing->x);
    set_number(shape, "cy", drawing->y);
    set_number(shape, "r", MAX(drawing->width, 0));
}

static void add_points(xmlNode *svg, const char *name, const Drawing *drawing)
{
    g_autoptr(GString) points = g_string_new(NULL);
    for (size_t i = 0; i < drawing->n_points; i++) {
        char x[32], y[32];
        format_number(drawing->points[i].x, x, sizeof x);
        format_number(drawing->points[i].y, y, sizeof y);
        g_string_append_printf(points, "%s%s,%s", i > 0 ? " " : "", x, y);
    }
    html_set(add_shape(svg, name, drawing), "points", points->str);
}

static void add_text(xmlNode *svg, const Drawing *drawing)
{
    static const char *const anchors[] = {
        [ANCHOR_START] = "start", [ANCHOR_MIDDLE] = "middle", [ANCHOR_END] = "end"};
    xmlNode *shape = add_shape(svg, "text", drawing);
    set_number(shape, "x", drawing->x);
    set_number(shape, "y", drawing->y);
    set_number(shape, "font-size", drawing->size);
    if (drawing->anchor != ANCHOR_START)
        html_set(shape, "text-anchor", anchors[drawing->anchor]);
    if (drawing->bold)
        html_set(shape, "font-weight", "bold");
    html_add_text(shape, drawing->text);
}

static void add_drawing(xmlNode *svg, const Drawing *drawing)
{
    switch (drawing->kind) {
    case DRAW_RECTANGLE:
        add_rectangle(svg, drawing);
        return;
    case DRAW_LINE:
        add_line(svg, drawing);
        return;
    case DRAW_TEXT:
        add_text(svg, drawing);
        return;
    case DRAW_POLYLINE:
        add_points(svg, "polyline", drawing);
        return;
    case DRAW_POLYGON:
        add_points(svg, "polygon", drawing);
        return;
    case DRAW_DISC:
        add_disc(svg, drawing);
        return;
    }
    g_assert_not_reached();
}

/* The element NAME with an id of its own, which LABELS gets too. */
static void add_label(xmlNode *svg, const char *name, int number, const char *text, GString *labels)
{
    if (text == NULL || *text == '\0')
        return;
    g_autofree char *id = g_strdup_printf("figure_%d_%s", number, name);
    html_set(html_add_with_text(svg, name, NULL, text), "id", id);
    g_string_append_printf(labels, "%s%s", labels->len > 0 ? " " : "", id);
}

void html_figure(HtmlWriter *writer, xmlNode *parent, const Figure *figure)
{
    int number = ++writer->n_figures;
    xmlNode *svg = html_add(parent, "svg");
    html_set(svg, "xmlns", "http://www.w3.org/2000/svg");
    html_set_printf(svg, "viewBox", "0 0 %d %d", (int)CLAMP(ceil(figure->width), 1, 1e6),
                    (int)CLAMP(ceil(figure->height), 1, 1e6));
    set_number(svg, "width", MAX(figure->width, 0) * PIXELS);
    set_number(svg, "height", MAX(figure->height, 0) * PIXELS);
    html_set(svg, "role", "img");
    g_autoptr(GString) labels = g_string_new(NULL);
    add_label(svg, "title", number, figure->title, labels);
    add_label(svg, "desc", number, figure->alt, labels);
    if (labels->len > 0)
        html_set(svg, "aria-labelledby", labels->str);
    for (size_t i = 0; i < figure->n_drawings; i++)
        add_drawing(svg, &figure->drawings[i]);
}
