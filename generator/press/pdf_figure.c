#include "press/pdf_figure.h"

#include "press/pdf_text.h"

typedef struct Canvas {
    const PdfType *type;
    cairo_t *cr;
    double x, y, scale;
} Canvas;

static void paint_path(const Canvas *canvas, const Drawing *drawing)
{
    cairo_t *cr = canvas->cr;
    if (drawing->fill != PAINT_NONE) {
        pdf_paint_set_ground(cr, drawing->fill);
        cairo_fill_preserve(cr);
    }
    if (drawing->stroke != PAINT_NONE) {
        pdf_paint_set_line(cr, drawing->stroke);
        cairo_set_line_width(cr, 0.8 * canvas->scale);
        cairo_stroke_preserve(cr);
    }
    cairo_new_path(cr);
}

static void draw_line(const Canvas *canvas, const Drawing *drawing, double x, double y)
{
    cairo_t *cr = canvas->cr;
    const double dash[] = {3 * canvas->scale, 2 * canvas->scale};
    cairo_save(cr);
    pdf_paint_set_line(cr, drawing->stroke);
    cairo_set_line_width(cr, canvas->scale);
    if (drawing->dashed)
        cairo_set_dash(cr, dash, 2, 0);
    cairo_move_to(cr, x, y);
    cairo_line_to(cr, x + drawing->width * canvas->scale, y + drawing->height * canvas->scale);
    cairo_stroke(cr);
    cairo_restore(cr);
}

/* The path through the points of DRAWING, left to be painted. */
static void trace(const Canvas *canvas, const Drawing *drawing)
{
    cairo_new_path(canvas->cr);
    for (size_t i = 0; i < drawing->n_points; i++)
        cairo_line_to(canvas->cr, canvas->x + drawing->points[i].x * canvas->scale,
                      canvas->y + drawing->points[i].y * canvas->scale);
    if (drawing->kind == DRAW_POLYGON)
        cairo_close_path(canvas->cr);
}

static PdfInk text_ink(Paint paint)
{
    static const PdfInk inks[] = {
        [PAINT_NONE] = INK_TEXT,   [PAINT_INK] = INK_TEXT,        [PAINT_MUTED] = INK_MUTED,
        [PAINT_PAPER] = INK_PAPER, [PAINT_ACCENT] = INK_LINK,     [PAINT_GOOD] = INK_GOOD,
        [PAINT_INFO] = INK_INFO,   [PAINT_WARNING] = INK_WARNING, [PAINT_DANGER] = INK_DANGER,
    };
    return inks[paint];
}

static void draw_text(const Canvas *canvas, const Drawing *drawing, double x, double y)
{
    PdfInlines *inlines = pdf_inlines_new();
    pdf_inlines_add(inlines, drawing->text, 0);
    double size = drawing->size * canvas->scale;
    PdfStyle style = {.size = size,
                      .leading = size,
                      .face = drawing->bold ? FACE_BOLD : FACE_TEXT,
                      .ink = text_ink(drawing->fill)};
    enum { NEVER_WRAPPED = 100000 };
    g_autoptr(PdfText) text = pdf_text_new_take(canvas->type, inlines, &style, NEVER_WRAPPED);
    double width = pdf_text_line_width(text, 0);
    if (drawing->anchor == ANCHOR_MIDDLE)
        x -= width / 2;
    else if (drawing->anchor == ANCHOR_END)
        x -= width;
    pdf_text_draw(text, 0, canvas->cr, x, y - pdf_text_baseline(text), false);
}

static void draw(const Canvas *canvas, const Drawing *drawing)
{
    cairo_t *cr = canvas->cr;
    double x = canvas->x + drawing->x * canvas->scale;
    double y = canvas->y + drawing->y * canvas->scale;
    switch (drawing->kind) {
    case DRAW_RECTANGLE:
        cairo_rectangle(cr, x, y, drawing->width * canvas->scale, drawing->height * canvas->scale);
        paint_path(canvas, drawing);
        break;
    case DRAW_DISC:
        cairo_new_sub_path(cr);
        cairo_arc(cr, x, y, drawing->width * canvas->scale, 0, 2 * G_PI);
        paint_path(canvas, drawing);
        break;
    case DRAW_LINE:
        draw_line(canvas, drawing, x, y);
        break;
    case DRAW_POLYLINE:
    case DRAW_POLYGON:
        trace(canvas, drawing);
        paint_path(canvas, drawing);
        break;
    case DRAW_TEXT:
        draw_text(canvas, drawing, x, y);
        break;
    }
}

void pdf_figure_draw(const Figure *figure, const PdfType *type, cairo_t *cr, double x, double y,
                     double width)
{
    Canvas canvas = {.type = type, .cr = cr, .x = x, .y = y, .scale = width / figure->width};
    cairo_save(cr);
    cairo_rectangle(cr, x, y, width, figure->height * canvas.scale);
    cairo_clip(cr);
    for (size_t i = 0; i < figure->n_drawings; i++)
        draw(&canvas, &figure->drawings[i]);
    cairo_restore(cr);
}
