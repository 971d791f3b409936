#include "press/pdf_shape.h"

#include <pango/pangocairo.h>
#include <string.h>

/* What pango is given at once: its positions overflow on texts of some hundred thousand characters.
 */
enum { PIECE = 8192 };

struct PdfShape {
    GPtrArray *layouts; /* of PangoLayout *, one for each piece of the text */
    GArray *lines;      /* of PdfShapeLine */
};

/* ---- attributes ---- */

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

/* Keeps the words of CODE between START and END whole unless they are longer than MOST_BYTES. */
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

static void keep_code_words(PangoAttrList *list, const PdfInlines *inlines, const PdfStyle *style,
                            double width)
{
    double most = pdf_inlines_whole_word(style->size, width);
    for (guint i = 0; i < inlines->spans->len; i++) {
        const PdfSpan *span = &g_array_index(inlines->spans, PdfSpan, i);
        if (style->face == FACE_CODE || span->marks & SPAN_CODE)
            keep_words(list, inlines->text->str, span->start, span->end, most);
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

static void hide_hyphens(PangoAttrList *list, unsigned start, unsigned end)
{
    PangoAttribute *hyphens = pango_attr_insert_hyphens_new(FALSE);
    hyphens->start_index = start;
    hyphens->end_index = end;
    pango_attr_list_insert(list, hyphens);
}

static bool is_code(const PdfInlines *inlines, unsigned at, guint *span)
{
    while (*span < inlines->spans->len && g_array_index(inlines->spans, PdfSpan, *span).end <= at)
        (*span)++;
    return *span < inlines->spans->len &&
           (g_array_index(inlines->spans, PdfSpan, *span).marks & SPAN_CODE) != 0;
}

/* A hyphen that is not in the text could be typed by who reads it: only where a line ends at a soft
 * one, which its author has put there, it is seen; in code not even there. */
static void show_soft_hyphens(PangoAttrList *list, const PdfInlines *inlines, const PdfStyle *style)
{
    static const char soft[] = "\u00ad";
    const char *text = inlines->text->str;
    unsigned start = 0;
    guint span = 0;
    for (const char *at = strstr(text, soft); at != NULL; at = strstr(at + 1, soft)) {
        unsigned place = (unsigned)(at - text);
        if (style->face == FACE_CODE || is_code(inlines, place, &span))
            continue;
        hide_hyphens(list, start, place);
        start = place + (unsigned)strlen(soft);
    }
    hide_hyphens(list, start, G_MAXUINT);
}

static PangoAttrList *attributes_of(const PdfType *type, const PdfInlines *inlines,
                                    const PdfStyle *style, double width)
{
    PangoAttrList *list = pango_attr_list_new();
    show_soft_hyphens(list, inlines, style);
    /* Readers of tagged text stop at a ligature, which stands for more than one character. */
    pango_attr_list_insert(list, pango_attr_font_features_new("liga=0, clig=0"));
    for (guint i = 0; i < inlines->spans->len; i++) {
        const PdfSpan *span = &g_array_index(inlines->spans, PdfSpan, i);
        if (span->marks != 0 || inlines->spans->len > 1)
            add_span(list, type, span, i, style, width);
    }
    keep_code_words(list, inlines, style, width);
    cut_long_words(list, inlines->text->str);
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

/* ---- pieces ---- */

static PangoLayout *lay_out(const PdfType *type, const PdfInlines *inlines, const PdfStyle *style,
                            double width)
{
    const GString *string = inlines->text;
    PangoLayout *layout = pango_layout_new(type->context);
    set_font(layout, type, style);
    pango_layout_set_text(layout, string->str, (int)string->len);
    PangoAttrList *list = attributes_of(type, inlines, style, width);
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    return layout;
}

/* The bytes of INLINES from START up to END alone. SPAN: the first one that may reach into them,
 * moved on to the last. Its links stay those of INLINES. */
static PdfInlines *cut_piece(const PdfInlines *inlines, unsigned start, unsigned end, guint *span)
{
    PdfInlines *piece = pdf_inlines_new();
    g_string_append_len(piece->text, inlines->text->str + start, end - start);
    while (*span < inlines->spans->len &&
           g_array_index(inlines->spans, PdfSpan, *span).end <= start)
        (*span)++;
    for (guint i = *span; i < inlines->spans->len; i++) {
        PdfSpan part = g_array_index(inlines->spans, PdfSpan, i);
        if (part.start >= end)
            break;
        part.start = MAX(part.start, start) - start;
        part.end = MIN(part.end, end) - start;
        g_array_append_val(piece->spans, part);
    }
    return piece;
}

static unsigned piece_end(const GString *text, unsigned start)
{
    if (text->len - start <= PIECE)
        return (unsigned)text->len;
    unsigned end = start + PIECE;
    while (((unsigned char)text->str[end] & 0xc0) == 0x80)
        end--;
    return end;
}

/* Adds the lines of LAYOUT, which begins at byte START of the text, to SHAPE. */
static void add_lines(PdfShape *shape, PangoLayout *layout, unsigned start, bool continued)
{
    PangoLayoutIter *at = pango_layout_get_iter(layout);
    do {
        PdfShapeLine line = {.line = pango_layout_iter_get_line_readonly(at), .piece = start};
        line.start = start + (unsigned)line.line->start_index;
        line.leftward = pango_layout_line_get_resolved_direction(line.line) == PANGO_DIRECTION_RTL;
        line.continued = line.start == start ? continued : !line.line->is_paragraph_start;
        g_array_append_val(shape->lines, line);
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
}

/* Takes the last line out, for the next piece to begin with it, and gives its place. When it is
 * the only line of its piece it stays, and the next piece begins at END. */
static unsigned begin_next_piece(PdfShape *shape, unsigned end, bool *continued)
{
    PdfShapeLine last = g_array_index(shape->lines, PdfShapeLine, shape->lines->len - 1);
    *continued = last.continued;
    if (last.start == last.piece) {
        *continued = true;
        return end;
    }
    g_array_set_size(shape->lines, shape->lines->len - 1);
    return last.start;
}

static void shape_pieces(PdfShape *shape, const PdfType *type, const PdfInlines *inlines,
                         const PdfStyle *style, double width)
{
    unsigned start = 0;
    guint span = 0;
    bool continued = false;
    for (;;) {
        unsigned end = piece_end(inlines->text, start);
        g_autoptr(PdfInlines) piece = cut_piece(inlines, start, end, &span);
        PangoLayout *layout = lay_out(type, piece, style, width);
        g_ptr_array_add(shape->layouts, layout);
        add_lines(shape, layout, start, continued);
        if (end == inlines->text->len)
            return;
        start = begin_next_piece(shape, end, &continued);
    }
}

PdfShape *pdf_shape_new(const PdfType *type, const PdfInlines *inlines, const PdfStyle *style,
                        double width)
{
    PdfShape *shape = g_new0(PdfShape, 1);
    shape->layouts = g_ptr_array_new_with_free_func(g_object_unref);
    shape->lines = g_array_new(FALSE, FALSE, sizeof(PdfShapeLine));
    shape_pieces(shape, type, inlines, style, width);
    return shape;
}

void pdf_shape_free(PdfShape *shape)
{
    if (shape == NULL)
        return;
    g_array_unref(shape->lines);
    g_ptr_array_unref(shape->layouts);
    g_free(shape);
}

void pdf_shape_shorten(PdfShape *shape)
{
    PangoLayout *first = g_ptr_array_index(shape->layouts, 0);
    pango_layout_set_ellipsize(first, PANGO_ELLIPSIZE_END);
    pango_layout_set_single_paragraph_mode(first, TRUE);
    g_array_set_size(shape->lines, 0);
    add_lines(shape, first, 0, false);
}

size_t pdf_shape_lines(const PdfShape *shape)
{
    return shape->lines->len;
}

const PdfShapeLine *pdf_shape_line(const PdfShape *shape, size_t line)
{
    return &g_array_index(shape->lines, PdfShapeLine, line);
}

/* ---- characters that no font has ---- */

static void note_missing(GArray *missing, gunichar character)
{
    for (guint i = 0; i < missing->len; i++) {
        if (g_array_index(missing, gunichar, i) == character)
            return;
    }
    g_array_append_val(missing, character);
}

static void find_missing(PangoLayout *layout, GArray *missing)
{
    if (pango_layout_get_unknown_glyphs_count(layout) == 0)
        return;
    PangoLayoutIter *at = pango_layout_get_iter(layout);
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

void pdf_shape_find_missing(const PdfShape *shape, GArray *missing)
{
    for (guint i = 0; i < shape->layouts->len; i++)
        find_missing(g_ptr_array_index(shape->layouts, i), missing);
}
