#include "press/pdf_flow.h"

#include <string.h>

static const double PAD_X = 11; /* holds the marks of lines that go on */
static const double PAD_Y = 4;

enum { LONGEST_PIECE = 4096 };

/* The end of the piece of a line from AT that is set at once: pango's positions overflow on
 * lines of some hundred thousand characters. */
static const char *piece_end(const char *at, const char *line_end)
{
    if (line_end - at <= LONGEST_PIECE)
        return line_end;
    const char *end = at + LONGEST_PIECE;
    while (end > at + 1 && ((unsigned char)*end & 0xc0) == 0x80)
        end--;
    return end;
}

static void mark_joins(PdfFlow *flow, PdfSlab *slab, PdfText *text, size_t line, bool goes_on)
{
    double baseline = pdf_text_baseline(text);
    bool within_word = false;
    if (pdf_text_is_continued(text, line, &within_word) || goes_on)
        pdf_slab_add(slab, (PdfMark){.kind = MARK_CONTINUED, .x = flow->x + 3.5, .y = baseline});
    if (line + 1 < pdf_text_lines(text) && pdf_text_is_continued(text, line + 1, &within_word) &&
        within_word)
        pdf_slab_add(
            slab,
            (PdfMark){.kind = MARK_CUT, .x = flow->x + flow->width - PAD_X + 3, .y = baseline});
}

/* Adds one piece of a line; GOES_ON: the line began in a piece before it. */
static void flow_piece(PdfFlow *flow, const char *start, const char *end, bool goes_on)
{
    const PdfStyle *style = &flow->layout->styles[PDF_CODE];
    PdfInlines *inlines = pdf_inlines_new();
    pdf_inlines_add_code(inlines, start, (size_t)(end - start));
    PdfText *text = pdf_flow_set_take(flow, inlines, style, flow->width - 2 * PAD_X);
    for (size_t i = 0; i < pdf_text_lines(text); i++) {
        PdfSlab *slab = pdf_flow_slab(flow, style->leading);
        mark_joins(flow, slab, text, i, goes_on && i == 0);
        pdf_slab_add(slab, pdf_flow_line(text, i, flow->x + PAD_X, 0));
        pdf_flow_add_take(flow, slab);
    }
    pdf_text_unref(text);
}

static void flow_lines(PdfFlow *flow, const char *code)
{
    const char *end = code + strlen(code);
    while (end > code && end[-1] == '\n')
        end--;
    const char *at = code;
    while (at <= end) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        if (line_end == NULL)
            line_end = end;
        const char *start = at;
        do {
            const char *stop = piece_end(at, line_end);
            flow_piece(flow, at, stop, at > start);
            at = stop;
        } while (at < line_end);
        at = line_end + 1;
    }
}

static void flow_caption(PdfFlow *flow, const char *caption)
{
    PdfText *text =
        pdf_flow_set_words(flow, caption, &flow->layout->styles[PDF_CAPTION], flow->width);
    pdf_flow_text_take(flow, text, "Caption", BOND_FIRM);
    pdf_flow_hold_gap(flow, 2);
}

void pdf_flow_code(PdfFlow *flow, const Node *code)
{
    pdf_flow_gap_lines(flow, 0.5);
    pdf_paper_begin_group(flow->paper);
    if (code->as.code.caption != NULL && *code->as.code.caption != '\0')
        flow_caption(flow, code->as.code.caption);
    PdfRail *rail = pdf_flow_begin_rail(flow, flow->x, flow->width);
    rail->ground = rail->parent != NULL && rail->parent->ground == INK_TINT ? INK_PAPER : INK_TINT;
    rail->bar = INK_HAIR;
    rail->bar_width = 1.5;
    pdf_flow_space(flow, PAD_Y, BOND_FIRM);
    pdf_flow_tag(flow, "Code");
    flow_lines(flow, code->text == NULL ? "" : code->text);
    pdf_flow_end_tag(flow, "Code");
    pdf_flow_space(flow, PAD_Y, BOND_NONE);
    pdf_flow_end_rail(flow);
    pdf_paper_end_group(flow->paper);
    pdf_flow_gap_lines(flow, 0.5);
}
