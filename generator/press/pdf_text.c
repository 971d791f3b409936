#include "press/pdf_text.h"

#include "press/pdf_plain.h"
#include "press/pdf_shape.h"

#include <pango/pangocairo.h>

/* Invariant: either PLAIN or SHAPE has the lines. */
struct PdfText {
    int references;
    const PdfType *type;
    PdfInlines *inlines;
    PdfStyle style;
    double width;
    bool linked; /* has a link */
    bool leans;
    PdfPlain *plain;
    PdfShape *shape;
};

/* A stretch of one line that belongs to one span. */
typedef struct Stretch {
    const PdfSpan *span;
    double x, width;
} Stretch;

/* ---- setting ---- */

static bool has_link(const PdfInlines *inlines)
{
    for (guint i = 0; i < inlines->spans->len; i++) {
        if (g_array_index(inlines->spans, PdfSpan, i).link != NULL)
            return true;
    }
    return false;
}

PdfText *pdf_text_new_take(const PdfType *type, PdfInlines *inlines, const PdfStyle *style,
                           double width)
{
    PdfText *text = g_new0(PdfText, 1);
    text->references = 1;
    text->type = type;
    text->inlines = inlines;
    text->style = *style;
    text->width = width;
    text->linked = has_link(inlines);
    PdfPlainFont font = {.size = style->size, .face = style->face};
    text->plain = pdf_plain_new(type, inlines, font, width);
    if (text->plain == NULL)
        text->shape = pdf_shape_new(type, inlines, style, width);
    return text;
}

PdfText *pdf_text_ref(PdfText *text)
{
    text->references++;
    return text;
}

void pdf_text_unref(PdfText *text)
{
    if (text == NULL || --text->references > 0)
        return;
    pdf_plain_free(text->plain);
    pdf_shape_free(text->shape);
    pdf_inlines_free(text->inlines);
    g_free(text);
}

void pdf_text_shorten(PdfText *text)
{
    if (pdf_text_lines(text) == 1 && pdf_text_line_width(text, 0) <= text->width)
        return;
    if (text->shape == NULL)
        text->shape = pdf_shape_new(text->type, text->inlines, &text->style, text->width);
    g_clear_pointer(&text->plain, pdf_plain_free);
    pdf_shape_shorten(text->shape);
}

void pdf_text_lean(PdfText *text)
{
    text->leans = true;
}

/* ---- asking ---- */

size_t pdf_text_lines(const PdfText *text)
{
    return text->plain != NULL ? pdf_plain_lines(text->plain) : pdf_shape_lines(text->shape);
}

const PdfStyle *pdf_text_style(const PdfText *text)
{
    return &text->style;
}

double pdf_text_line_width(const PdfText *text, size_t line)
{
    if (text->plain != NULL)
        return pdf_plain_line(text->plain, line)->width;
    PangoRectangle logical;
    pango_layout_line_get_extents(pdf_shape_line(text->shape, line)->line, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

double pdf_text_baseline(const PdfText *text)
{
    return text->style.leading / 2 + text->style.size * 0.36;
}

/* Where LINE begins, in bytes, when it goes on with the one before it; else 0. */
static unsigned continued_at(const PdfText *text, size_t line)
{
    if (line == 0)
        return 0;
    if (text->plain != NULL) {
        const PdfPlainLine *at = pdf_plain_line(text->plain, line);
        return at->continued ? at->start : 0;
    }
    const PdfShapeLine *at = pdf_shape_line(text->shape, line);
    return at->continued ? at->start : 0;
}

bool pdf_text_is_continued(const PdfText *text, size_t line, bool *within_word)
{
    unsigned start = continued_at(text, line);
    *within_word = start > 0 && !g_ascii_isspace(text->inlines->text->str[start - 1]);
    return start > 0;
}

void pdf_text_find_missing(const PdfText *text, GArray *missing)
{
    if (text->shape != NULL)
        pdf_shape_find_missing(text->shape, missing);
}

/* ---- drawing ---- */

static const PdfSpan *span_at(const PdfText *text, unsigned offset)
{
    const GArray *spans = text->inlines->spans;
    guint low = 0;
    guint high = spans->len;
    while (low + 1 < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(spans, PdfSpan, middle).start <= offset)
            low = middle;
        else
            high = middle;
    }
    return spans->len == 0 ? NULL : &g_array_index(spans, PdfSpan, low);
}

static bool looks_linked(const PdfSpan *span)
{
    return span->link != NULL && !(span->marks & (SPAN_ASIDE | SPAN_QUIET));
}

static PdfInk span_ink(const PdfText *text, const PdfSpan *span)
{
    if (span == NULL)
        return text->style.ink;
    if (span->marks & SPAN_ASIDE)
        return INK_MUTED;
    return looks_linked(span) ? INK_LINK : text->style.ink;
}

/* What lies below the glyphs of a stretch. */
static void draw_ground(const PdfText *text, const Stretch *stretch, cairo_t *cr, double baseline)
{
    if (stretch->span == NULL || !(stretch->span->marks & SPAN_CODE))
        return;
    double size = text->style.size;
    pdf_ink_set(cr, INK_TINT);
    cairo_rectangle(cr, stretch->x, baseline - size * 0.86, stretch->width, size * 1.16);
    cairo_fill(cr);
}

static void stroke_line(cairo_t *cr, double x, double y, double width, double thickness)
{
    cairo_set_line_width(cr, thickness);
    cairo_move_to(cr, x, y);
    cairo_line_to(cr, x + width, y);
    cairo_stroke(cr);
}

/* What lies over them. */
static void draw_lines(const PdfText *text, const Stretch *stretch, cairo_t *cr, double baseline)
{
    const PdfSpan *span = stretch->span;
    double size = text->style.size;
    if (span == NULL)
        return;
    if (span->marks & SPAN_GAP) {
        pdf_ink_set(cr, INK_MUTED);
        stroke_line(cr, stretch->x + 1, baseline + 1.5, stretch->width - 2, 0.5);
    } else if (span->marks & SPAN_BADGE) {
        pdf_ink_set(cr, pdf_ink_of_tone(span->tone));
        cairo_set_line_width(cr, 0.7);
        cairo_rectangle(cr, stretch->x + 0.6, baseline - size * 0.8, stretch->width - 1.2,
                        size * 1.04);
        cairo_stroke(cr);
    } else if (looks_linked(span)) {
        pdf_ink_set(cr, INK_LINK);
        stroke_line(cr, stretch->x, baseline + size * 0.14, stretch->width, 0.35);
    }
}

/* ---- what stands in a stretch ---- */

/* The element that is open in a line: a link, or what stands beside links. */
typedef struct Element {
    cairo_t *cr;
    bool tagged; /* false: there are no elements */
    bool open;
    const char *link; /* NULL: it is none */
} Element;

static void leave(Element *element)
{
    if (element->open)
        cairo_tag_end(element->cr, element->link != NULL ? CAIRO_TAG_LINK : "Span");
    element->open = false;
}

/* Opens the element of SPAN, unless it is open: a reference and its page are one link. */
static void enter(Element *element, const PdfSpan *span)
{
    if (!element->tagged || (element->open && element->link == span->link))
        return;
    leave(element);
    element->open = true;
    element->link = span->link;
    if (span->link != NULL)
        cairo_tag_begin(element->cr, CAIRO_TAG_LINK, span->link);
    else
        cairo_tag_begin(element->cr, "Span", NULL);
}

static bool is_gap(const PdfSpan *span)
{
    return span != NULL && span->marks & SPAN_GAP;
}

static void draw_plain_run(const PdfText *text, const PdfPlainRun *run, const Stretch *stretch,
                           cairo_t *cr, double baseline)
{
    cairo_glyph_t *glyphs = (cairo_glyph_t *)(void *)run->glyphs->data;
    for (size_t i = 0; i < run->n_glyphs; i++) {
        glyphs[i].x += stretch->x;
        glyphs[i].y = baseline;
    }
    pdf_ink_set(cr, span_ink(text, stretch->span));
    cairo_set_scaled_font(cr, run->font);
    cairo_show_text_glyphs(cr, text->inlines->text->str + run->start, (int)(run->end - run->start),
                           glyphs, (int)run->n_glyphs,
                           (cairo_text_cluster_t *)(void *)run->clusters->data, (int)run->n_glyphs,
                           0);
}

static void draw_plain(const PdfText *text, size_t index, cairo_t *cr, double x, double baseline,
                       bool tagged)
{
    const PdfPlainLine *line = pdf_plain_line(text->plain, index);
    if (line->start == line->end)
        return;
    PdfPlainRun run = {.glyphs = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t)),
                       .clusters = g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t))};
    Element element = {.cr = cr, .tagged = tagged && text->linked};
    const PdfSpan *span = span_at(text, line->start);
    const GArray *spans = text->inlines->spans;
    for (guint i = (guint)(span - (const PdfSpan *)(void *)spans->data);
         i < spans->len && g_array_index(spans, PdfSpan, i).start < line->end; i++) {
        pdf_plain_run(text->plain, line, i, &run);
        Stretch stretch = {.span = &g_array_index(spans, PdfSpan, i), .x = x, .width = run.width};
        enter(&element, stretch.span);
        draw_ground(text, &stretch, cr, baseline);
        if (!is_gap(stretch.span))
            draw_plain_run(text, &run, &stretch, cr, baseline);
        draw_lines(text, &stretch, cr, baseline);
        x += run.width;
    }
    leave(&element);
    g_array_unref(run.glyphs);
    g_array_unref(run.clusters);
}

/* ---- what pango has set ---- */

static double run_width(const PangoGlyphItem *run)
{
    return (double)pango_glyph_string_get_width(run->glyphs) / PANGO_SCALE;
}

/* Draws the runs from FIRST up to END; they belong to the span of STRETCH. */
static void draw_runs(const PdfText *text, const PdfShapeLine *line, GSList *first, GSList *end,
                      const Stretch *stretch, cairo_t *cr, double baseline)
{
    if (is_gap(stretch->span))
        return;
    pdf_ink_set(cr, span_ink(text, stretch->span));
    double x = stretch->x;
    const char *string = text->inlines->text->str + line->piece;
    for (GSList *at = first; at != end; at = at->next) {
        PangoGlyphItem *run = at->data;
        cairo_move_to(cr, x, baseline);
        pango_cairo_show_glyph_item(cr, string, run);
        x += run_width(run);
    }
}

static void draw_shaped(const PdfText *text, size_t index, cairo_t *cr, double x, double baseline,
                        bool tagged)
{
    Element element = {.cr = cr, .tagged = tagged && text->linked};
    const PdfShapeLine *line = pdf_shape_line(text->shape, index);
    for (GSList *run = line->line->runs; run != NULL;) {
        GSList *first = run;
        const PangoGlyphItem *item = run->data;
        Stretch stretch = {.span = span_at(text, line->piece + (unsigned)item->item->offset),
                           .x = x};
        for (; run != NULL; run = run->next) {
            item = run->data;
            if (span_at(text, line->piece + (unsigned)item->item->offset) != stretch.span)
                break;
            stretch.width += run_width(item);
        }
        enter(&element, stretch.span);
        draw_ground(text, &stretch, cr, baseline);
        draw_runs(text, line, first, run, &stretch, cr, baseline);
        draw_lines(text, &stretch, cr, baseline);
        x += stretch.width;
    }
    leave(&element);
}

/* ---- a line ---- */

static bool stands_left(const PdfText *text, size_t line)
{
    bool leans = text->leans && text->shape != NULL && pdf_shape_line(text->shape, line)->leftward;
    return text->style.align == ALIGN_LEFT && !leans;
}

static double line_start(const PdfText *text, size_t line, double x)
{
    double slack = text->width - pdf_text_line_width(text, line);
    if (stands_left(text, line) || slack <= 0)
        return x;
    return x + (text->style.align == ALIGN_CENTER ? slack / 2 : slack);
}

void pdf_text_draw(const PdfText *text, size_t line, cairo_t *cr, double x, double y, bool tagged)
{
    double baseline = y + pdf_text_baseline(text);
    double start = line_start(text, line, x);
    if (text->plain != NULL)
        draw_plain(text, line, cr, start, baseline, tagged);
    else
        draw_shaped(text, line, cr, start, baseline, tagged);
}
