#include "press/pdf_text.h"

#include <pango/pangocairo.h>

struct PdfText {
    int references;
    const PdfType *type;
    PdfInlines *inlines;
    PdfStyle style;
    double width;
    bool linked;         /* has a link */
    bool plain;          /* ASCII alone: every font has it */
    size_t n_lines;      /* while there is no layout */
    PangoLayout *layout; /* NULL: not shaped yet */
    GPtrArray *lines;    /* of PangoLayoutLine *, borrowed from the layout */
};

/* A stretch of one line that belongs to one span. */
typedef struct Stretch {
    const PdfSpan *span;
    double x, width;
} Stretch;

/* ---- setting ---- */

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, const PdfSpan *span)
{
    attribute->start_index = span->start;
    attribute->end_index = span->end;
    pango_attr_list_insert(list, attribute);
}

static void add_gap(PangoAttrList *list, const PdfSpan *span, const PdfStyle *style, double width)
{
    double gap = MIN(span->width * style->size * 0.5, width);
    PangoRectangle shape = {.x = 0,
                            .y = (int)(-style->size * PANGO_SCALE),
                            .width = (int)(gap * PANGO_SCALE),
                            .height = (int)(style->size * PANGO_SCALE)};
    add_attribute(list, pango_attr_shape_new(&shape, &shape), span);
}

static void add_size(PangoAttrList *list, const PdfSpan *span, const PdfStyle *style, double factor)
{
    int size = (int)(style->size * factor * PANGO_SCALE);
    add_attribute(list, pango_attr_size_new_absolute(size), span);
}

static void add_span(PangoAttrList *list, const PdfType *type, const PdfSpan *span, guint index,
                     const PdfStyle *style, double width)
{
    /* Never used for drawing: makes pango end a run where a span ends. */
    add_attribute(list, pango_attr_foreground_alpha_new((guint16)(1 + index % 0xfff0)), span);
    if (span->marks & SPAN_CODE) {
        add_attribute(list, pango_attr_family_new(type->code_family), span);
        add_size(list, span, style, 0.9);
    }
    if (span->marks & (SPAN_STRONG | SPAN_BADGE))
        add_attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), span);
    if (span->marks & SPAN_EMPHASIS)
        add_attribute(list, pango_attr_style_new(PANGO_STYLE_ITALIC), span);
    if (span->marks & SPAN_BADGE)
        add_size(list, span, style, 0.82);
    if (span->marks & SPAN_ASIDE)
        add_size(list, span, style, 0.88);
    if (span->marks & SPAN_GAP)
        add_gap(list, span, style, width);
}

/* Keeps the words of CODE between START and END whole unless they are longer than MOST_BYTES:
 * an option is not parted after its hyphens, where a reader could not tell what was there. */
static void keep_words(PangoAttrList *list, const char *code, unsigned start, unsigned end,
                       double most_bytes)
{
    for (unsigned at = start; at < end;) {
        unsigned stop = at;
        while (stop < end && !g_ascii_isspace(code[stop]))
            stop++;
        if (stop > at + 1 && stop - at <= most_bytes) {
            PangoAttribute *whole = pango_attr_allow_breaks_new(FALSE);
            whole->start_index = at;
            whole->end_index = stop;
            pango_attr_list_insert(list, whole);
        }
        at = stop + 1;
    }
}

static void keep_code_words(PangoAttrList *list, const PdfText *text)
{
    enum { LONGEST = 40 };
    double most = MIN(text->width / (text->style.size * 0.65), LONGEST);
    for (guint i = 0; i < text->inlines->spans->len; i++) {
        const PdfSpan *span = &g_array_index(text->inlines->spans, PdfSpan, i);
        if (text->style.face == FACE_CODE || span->marks & SPAN_CODE)
            keep_words(list, text->inlines->text->str, span->start, span->end, most);
    }
}

/* Ends a run every so often within a word that goes over many lines: pango shapes the rest of a
 * run anew for each line that it takes from it. */
static void cut_long_words(PangoAttrList *list, const char *string)
{
    enum { RUN = 512 };
    const char *word = string;
    for (const char *at = string; *at != '\0'; at = g_utf8_next_char(at)) {
        if (g_ascii_isspace(*at)) {
            word = at + 1;
        } else if (at - word >= RUN) {
            PangoAttribute *cut = pango_attr_rise_new(0);
            cut->start_index = (guint)(word - string);
            cut->end_index = (guint)(at - string);
            pango_attr_list_insert(list, cut);
            word = at;
        }
    }
}

static PangoAttrList *attributes_of(PdfText *text)
{
    PangoAttrList *list = pango_attr_list_new();
    /* A hyphen that is not in the text could be typed by who reads it. */
    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
    /* Readers of tagged text stop at a ligature, which stands for more than one character. */
    pango_attr_list_insert(list, pango_attr_font_features_new("liga=0, clig=0"));
    const GArray *spans = text->inlines->spans;
    for (guint i = 0; i < spans->len; i++) {
        const PdfSpan *span = &g_array_index(spans, PdfSpan, i);
        text->linked |= span->link != NULL;
        if (span->marks != 0 || spans->len > 1)
            add_span(list, text->type, span, i, &text->style, text->width);
    }
    keep_code_words(list, text);
    cut_long_words(list, text->inlines->text->str);
    return list;
}

static void set_font(PangoLayout *layout, const PdfType *type, const PdfStyle *style)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, style->face == FACE_CODE ? type->code_family
                                                                            : type->text_family);
    pango_font_description_set_weight(font, style->face == FACE_BOLD ? PANGO_WEIGHT_BOLD
                                                                     : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
}

static void find_lines(PdfText *text)
{
    g_ptr_array_set_size(text->lines, 0);
    PangoLayoutIter *at = pango_layout_get_iter(text->layout);
    do
        g_ptr_array_add(text->lines, pango_layout_iter_get_line_readonly(at));
    while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
}

void pdf_text_shape(PdfText *text)
{
    if (text->layout != NULL)
        return;
    const GString *string = text->inlines->text;
    text->layout = pango_layout_new(text->type->context);
    set_font(text->layout, text->type, &text->style);
    pango_layout_set_text(text->layout, string->str, (int)string->len);
    PangoAttrList *list = attributes_of(text);
    pango_layout_set_attributes(text->layout, list);
    pango_attr_list_unref(list);
    pango_layout_set_wrap(text->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(text->layout, (int)(text->width * PANGO_SCALE));
    find_lines(text);
}

static bool is_ascii(const GString *string)
{
    for (gsize i = 0; i < string->len; i++) {
        if ((unsigned char)string->str[i] >= 0x80 || string->str[i] == '\t')
            return false;
    }
    return true;
}

/* The number of lines where it is plain without shaping; else 0. */
static size_t plain_lines(const PdfText *text)
{
    double word = 0;
    double all = 0;
    if (!text->plain)
        return 0;
    pdf_inlines_measure(text->inlines, text->type, text->style.face, text->style.size, &word, &all);
    if (all > text->width * 0.98)
        return 0;
    size_t n_lines = 1;
    for (const char *at = text->inlines->text->str; *at != '\0'; at++)
        n_lines += *at == '\n';
    return n_lines;
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
    text->lines = g_ptr_array_new();
    text->plain = is_ascii(inlines->text);
    text->n_lines = plain_lines(text);
    if (text->n_lines == 0)
        pdf_text_shape(text);
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
    g_ptr_array_unref(text->lines);
    if (text->layout != NULL)
        g_object_unref(text->layout);
    pdf_inlines_free(text->inlines);
    g_free(text);
}

void pdf_text_shorten(PdfText *text)
{
    pdf_text_shape(text);
    pango_layout_set_ellipsize(text->layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_single_paragraph_mode(text->layout, TRUE);
    find_lines(text);
}

/* ---- asking ---- */

size_t pdf_text_lines(PdfText *text)
{
    return text->layout == NULL ? text->n_lines : text->lines->len;
}

const PdfStyle *pdf_text_style(const PdfText *text)
{
    return &text->style;
}

/* NULL when the text has fewer lines than it seemed to have. */
static PangoLayoutLine *line_at(PdfText *text, size_t line)
{
    pdf_text_shape(text);
    if (line >= text->lines->len)
        return NULL;
    return g_ptr_array_index(text->lines, line);
}

double pdf_text_line_width(PdfText *text, size_t line)
{
    PangoRectangle logical;
    if (line_at(text, line) == NULL)
        return 0;
    pango_layout_line_get_extents(line_at(text, line), NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

double pdf_text_baseline(const PdfText *text)
{
    return text->style.leading / 2 + text->style.size * 0.36;
}

bool pdf_text_is_continued(PdfText *text, size_t line, bool *within_word)
{
    *within_word = false;
    const PangoLayoutLine *at = line == 0 ? NULL : line_at(text, line);
    if (at == NULL || at->is_paragraph_start || at->start_index == 0)
        return false;
    *within_word = !g_ascii_isspace(text->inlines->text->str[at->start_index - 1]);
    return true;
}

static void note_missing(GArray *missing, gunichar character)
{
    for (guint i = 0; i < missing->len; i++) {
        if (g_array_index(missing, gunichar, i) == character)
            return;
    }
    g_array_append_val(missing, character);
}

void pdf_text_find_missing(PdfText *text, GArray *missing)
{
    if (text->plain)
        return;
    pdf_text_shape(text);
    if (pango_layout_get_unknown_glyphs_count(text->layout) == 0)
        return;
    PangoLayoutIter *at = pango_layout_get_iter(text->layout);
    do {
        const PangoGlyphItem *run = pango_layout_iter_get_run_readonly(at);
        for (int i = 0; run != NULL && i < run->glyphs->num_glyphs; i++) {
            PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
            if (glyph & PANGO_GLYPH_UNKNOWN_FLAG)
                note_missing(missing, glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
        }
    } while (pango_layout_iter_next_run(at));
    pango_layout_iter_free(at);
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

static double run_width(const PangoGlyphItem *run)
{
    return (double)pango_glyph_string_get_width(run->glyphs) / PANGO_SCALE;
}

/* Draws the runs from FIRST up to END; they belong to the span of STRETCH. */
static void draw_runs(const PdfText *text, GSList *first, GSList *end, const Stretch *stretch,
                      cairo_t *cr, double baseline)
{
    if (stretch->span != NULL && stretch->span->marks & SPAN_GAP)
        return;
    pdf_ink_set(cr, span_ink(text, stretch->span));
    double x = stretch->x;
    const char *string = pango_layout_get_text(text->layout);
    for (GSList *at = first; at != end; at = at->next) {
        PangoGlyphItem *run = at->data;
        cairo_move_to(cr, x, baseline);
        pango_cairo_show_glyph_item(cr, string, run);
        x += run_width(run);
    }
}

static void draw_stretch(const PdfText *text, GSList *first, GSList *end, const Stretch *stretch,
                         cairo_t *cr, double baseline, bool tagged)
{
    const PdfSpan *span = stretch->span;
    bool parted = tagged && text->linked;
    bool linked = parted && span->link != NULL;
    draw_ground(text, stretch, cr, baseline);
    if (linked)
        cairo_tag_begin(cr, CAIRO_TAG_LINK, span->link);
    else if (parted)
        cairo_tag_begin(cr, "Span", NULL);
    draw_runs(text, first, end, stretch, cr, baseline);
    if (parted)
        cairo_tag_end(cr, linked ? CAIRO_TAG_LINK : "Span");
    draw_lines(text, stretch, cr, baseline);
}

static double line_start(PdfText *text, size_t line, double x)
{
    double slack = text->width - pdf_text_line_width(text, line);
    if (text->style.align == ALIGN_LEFT || slack <= 0)
        return x;
    return x + (text->style.align == ALIGN_RIGHT ? slack : slack / 2);
}

void pdf_text_draw(PdfText *text, size_t line, cairo_t *cr, double x, double y, bool tagged)
{
    const PangoLayoutLine *set = line_at(text, line);
    double baseline = y + pdf_text_baseline(text);
    double at = line_start(text, line, x);
    GSList *run = set == NULL ? NULL : set->runs;
    while (run != NULL) {
        GSList *first = run;
        const PangoGlyphItem *item = run->data;
        Stretch stretch = {.span = span_at(text, (unsigned)item->item->offset), .x = at};
        for (; run != NULL; run = run->next) {
            item = run->data;
            if (span_at(text, (unsigned)item->item->offset) != stretch.span)
                break;
            stretch.width += run_width(item);
        }
        draw_stretch(text, first, run, &stretch, cr, baseline, tagged);
        at += stretch.width;
    }
}
