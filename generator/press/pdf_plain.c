#include "press/pdf_plain.h"

#include "press/pdf_glyphs.h"

#include <string.h>

/* In what one span is set. */
typedef struct Manner {
    PdfGlyphs *glyphs;
    int size; /* in pango's units */
    double points;
    double gap; /* the width of a gap to fill in; 0: text */
    bool code;
} Manner;

struct PdfPlain {
    const PdfType *type;
    const PdfInlines *inlines;
    double width;
    Manner *manners;   /* one for each span */
    double most_bytes; /* of a word of code that is kept whole */
    GArray *lines;     /* of PdfPlainLine */
};

/* Goes through the text one character at a time. */
typedef struct Pen {
    const PdfPlain *plain;
    unsigned at;     /* byte */
    guint span;      /* of that byte */
    gunichar before; /* 0 at the start of a span or a line: nothing to kern with */
} Pen;

static const PdfSpan *span_of(const PdfPlain *plain, guint index)
{
    return &g_array_index(plain->inlines->spans, PdfSpan, index);
}

/* ---- fonts ---- */

static double span_factor(const PdfSpan *span)
{
    if (span->marks & SPAN_ASIDE)
        return 0.88;
    if (span->marks & SPAN_BADGE)
        return 0.82;
    return span->marks & SPAN_CODE ? 0.9 : 1.0;
}

static Manner manner_of(const PdfPlain *plain, const PdfSpan *span, PdfPlainFont font)
{
    bool code = font.face == FACE_CODE || span->marks & SPAN_CODE;
    bool bold = font.face == FACE_BOLD || span->marks & (SPAN_STRONG | SPAN_BADGE);
    int size = (int)(font.size * span_factor(span) * PANGO_SCALE);
    Manner manner = {.size = size, .points = (double)size / PANGO_SCALE, .code = code};
    if (span->marks & SPAN_GAP)
        manner.gap = MIN(span->width * font.size * 0.5, plain->width);
    manner.glyphs = pdf_type_glyphs(plain->type, code, bold, (span->marks & SPAN_EMPHASIS) != 0);
    return manner;
}

static void find_manners(PdfPlain *plain, PdfPlainFont font)
{
    guint n = plain->inlines->spans->len;
    plain->manners = g_new(Manner, n + 1);
    for (guint i = 0; i < n; i++)
        plain->manners[i] = manner_of(plain, span_of(plain, i), font);
}

/* ---- going through the text ---- */

static Pen pen_at(const PdfPlain *plain, unsigned at, guint span)
{
    while (span > 0 && span_of(plain, span)->start > at)
        span--;
    return (Pen){.plain = plain, .at = at, .span = span};
}

static gunichar pen_sees(const Pen *pen)
{
    const char *text = pen->plain->inlines->text->str + pen->at;
    return (unsigned char)*text < 0x80 ? (gunichar)*text : g_utf8_get_char(text);
}

static unsigned length_of(gunichar character)
{
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
}

static void pen_find_span(Pen *pen)
{
    while (pen->at >= span_of(pen->plain, pen->span)->end) {
        pen->span++;
        pen->before = 0;
    }
}

/* How far CHARACTER, at the pen, moves on, its kerning with the one before it being in KERN; -1
 * when it is not plain. */
static double pen_width(Pen *pen, gunichar character, double *kern)
{
    pen_find_span(pen);
    const Manner *manner = &pen->plain->manners[pen->span];
    *kern = 0;
    if (manner->gap > 0)
        return manner->gap;
    const PdfGlyph *glyph = pdf_glyphs_find(manner->glyphs, character);
    if (glyph == NULL)
        return -1;
    if (pen->before != 0) {
        if (!pdf_glyphs_kern(manner->glyphs, pen->before, character, kern))
            return -1;
        *kern *= manner->points;
    }
    return glyph->advance * manner->points;
}

static void pen_pass(Pen *pen, gunichar character)
{
    pen->at += length_of(character);
    pen->before = character;
}

/* ---- lines ---- */

static void add_line(PdfPlain *plain, unsigned start, unsigned end, double width, bool continued)
{
    PdfPlainLine line = {.start = start, .end = end, .width = width, .continued = continued};
    g_array_append_val(plain->lines, line);
}

/* The width of the text from START up to END on one line; -1 when it is not plain. */
static double measure(const PdfPlain *plain, unsigned start, unsigned end, guint *span)
{
    Pen pen = pen_at(plain, start, *span);
    double x = 0;
    double seen = 0;
    while (pen.at < end) {
        gunichar character = pen_sees(&pen);
        double kern = 0;
        double advance = pen_width(&pen, character, &kern);
        if (advance < 0)
            return -1;
        x += kern + advance;
        if (character != ' ')
            seen = x;
        pen_pass(&pen, character);
    }
    *span = pen.span;
    return seen;
}

/* Where lines may end, as pango sees it: an entry for each character and one for the end. */
static PangoLogAttr *find_breaks(const PdfPlain *plain, unsigned start, unsigned end)
{
    const char *text = plain->inlines->text->str + start;
    int n = (int)g_utf8_strlen(text, end - start) + 1;
    PangoLogAttr *breaks = g_new0(PangoLogAttr, n);
    pango_get_log_attrs(text, (int)(end - start), 0,
                        pango_context_get_language(plain->type->context), breaks, n);
    return breaks;
}

/* An option is not parted after its hyphens, where a reader could not tell what was there. */
static void keep_code_words(const PdfPlain *plain, Pen pen, unsigned end, PangoLogAttr *breaks)
{
    const char *text = plain->inlines->text->str;
    unsigned word_end = pen.at;
    for (size_t index = 0; pen.at < end; index++) {
        gunichar character = pen_sees(&pen);
        pen_find_span(&pen);
        if (pen.at < word_end)
            breaks[index].is_line_break = 0;
        else if (plain->manners[pen.span].code && (pen.before == 0 || pen.before == ' ')) {
            unsigned stop = MIN(span_of(plain, pen.span)->end, end);
            word_end = pen.at;
            while (word_end < stop && text[word_end] != ' ')
                word_end++;
            if (word_end - pen.at > plain->most_bytes)
                word_end = pen.at;
        }
        pen_pass(&pen, character);
    }
}

/* The last place where the line at hand may end. */
typedef struct Break {
    unsigned at; /* byte: the next line's first; that of this line when there is none */
    size_t index;
    double width; /* of this line then */
    guint span;
} Break;

/* Parts the text from START up to END, which has BREAKS and is plain, into lines. */
static void break_lines(PdfPlain *plain, unsigned start, unsigned end, guint span,
                        const PangoLogAttr *breaks)
{
    Pen pen = pen_at(plain, start, span);
    Break last = {.at = start};
    unsigned line = start;
    double x = 0;
    double seen = 0;
    for (size_t index = 0; pen.at < end; index++) {
        gunichar character = pen_sees(&pen);
        double kern = 0;
        double advance = pen_width(&pen, character, &kern);
        if (breaks[index].is_line_break && pen.at > line)
            last = (Break){.at = pen.at, .index = index, .width = seen, .span = pen.span};
        if (character != ' ' && x + kern + advance > plain->width && pen.at > line) {
            if (last.at == line)
                last = (Break){.at = pen.at, .index = index, .width = seen, .span = pen.span};
            add_line(plain, line, last.at, last.width, line > start);
            line = last.at;
            pen = pen_at(plain, line, last.span);
            index = last.index - 1;
            x = seen = 0;
            continue;
        }
        x += kern + advance;
        if (character != ' ')
            seen = x;
        pen_pass(&pen, character);
    }
    add_line(plain, line, end, seen, line > start);
}

/* A paragraph ends with the text or with a line break. False when it is not plain. */
static bool set_paragraph(PdfPlain *plain, unsigned start, unsigned end, guint *span)
{
    guint first = *span;
    double width = measure(plain, start, end, span);
    if (width < 0)
        return false;
    if (width <= plain->width) {
        add_line(plain, start, end, width, false);
        return true;
    }
    g_autofree PangoLogAttr *breaks = find_breaks(plain, start, end);
    keep_code_words(plain, pen_at(plain, start, first), end, breaks);
    break_lines(plain, start, end, first, breaks);
    return true;
}

static bool set_paragraphs(PdfPlain *plain)
{
    const GString *text = plain->inlines->text;
    guint span = 0;
    gsize start = 0;
    for (;;) {
        const char *stop = memchr(text->str + start, '\n', text->len - start);
        gsize end = stop == NULL ? text->len : (gsize)(stop - text->str);
        if (!set_paragraph(plain, (unsigned)start, (unsigned)end, &span))
            return false;
        if (stop == NULL)
            return true;
        start = end + 1;
    }
}

PdfPlain *pdf_plain_new(const PdfType *type, const PdfInlines *inlines, PdfPlainFont font,
                        double width)
{
    g_autoptr(PdfPlain) plain = g_new0(PdfPlain, 1);
    plain->type = type;
    plain->inlines = inlines;
    plain->width = width;
    plain->most_bytes = pdf_inlines_whole_word(font.size, width);
    plain->lines = g_array_new(FALSE, FALSE, sizeof(PdfPlainLine));
    find_manners(plain, font);
    if (!set_paragraphs(plain))
        return NULL;
    return g_steal_pointer(&plain);
}

void pdf_plain_free(PdfPlain *plain)
{
    if (plain == NULL)
        return;
    g_array_unref(plain->lines);
    g_free(plain->manners);
    g_free(plain);
}

size_t pdf_plain_lines(const PdfPlain *plain)
{
    return plain->lines->len;
}

const PdfPlainLine *pdf_plain_line(const PdfPlain *plain, size_t line)
{
    return &g_array_index(plain->lines, PdfPlainLine, line);
}

/* ---- runs ---- */

/* Makes room for as many glyphs as there are bytes. */
static void begin_run(PdfPlainRun *run, unsigned start, unsigned end)
{
    run->start = start;
    run->end = end;
    run->width = 0;
    run->n_glyphs = 0;
    g_array_set_size(run->glyphs, end - start);
    g_array_set_size(run->clusters, end - start);
}

static void add_glyph(PdfPlainRun *run, const PdfGlyph *glyph, double x, gunichar character)
{
    g_array_index(run->glyphs, cairo_glyph_t, run->n_glyphs) =
        (cairo_glyph_t){.index = glyph->index, .x = x};
    g_array_index(run->clusters, cairo_text_cluster_t, run->n_glyphs) =
        (cairo_text_cluster_t){.num_bytes = (int)length_of(character), .num_glyphs = 1};
    run->n_glyphs++;
}

void pdf_plain_run(const PdfPlain *plain, const PdfPlainLine *line, guint index, PdfPlainRun *run)
{
    const PdfSpan *span = span_of(plain, index);
    const Manner *manner = &plain->manners[index];
    Pen pen = {.plain = plain, .at = MAX(line->start, span->start), .span = index};
    double x = 0;
    begin_run(run, pen.at, MIN(line->end, span->end));
    run->font = manner->gap > 0 ? NULL : pdf_glyphs_font(manner->glyphs, manner->size);
    while (pen.at < run->end) {
        gunichar character = pen_sees(&pen);
        double kern = 0;
        double advance = pen_width(&pen, character, &kern);
        if (manner->gap == 0)
            add_glyph(run, pdf_glyphs_find(manner->glyphs, character), x + kern, character);
        x += kern + advance;
        if (character != ' ' || run->end < line->end)
            run->width = x;
        pen_pass(&pen, character);
    }
}
