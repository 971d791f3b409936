#include "press/pdf_flow.h"

/* Blocks that stand for something of the plan: a step, a callout, a card, a figure. */

/* At the usual size of the text. */
static const double STEP_INDENT = 20;
static const double STEP_BOX = 11;
static const double STEP_FIELDS = 142; /* both, with the room between them */
static const double STEP_TIME = 66;
static const double STEP_INITIALS = 70;

static PdfStyle step_title(const PdfFlow *flow)
{
    return (PdfStyle){.size = 10 * flow->layout->scale,
                      .leading = flow->layout->line,
                      .face = FACE_BOLD,
                      .ink = INK_TEXT};
}

/* ---- steps ---- */

/* "time ____", to be filled in by hand; ends at X + WIDTH. */
static void add_field(PdfFlow *flow, PdfSlab *slab, const char *label, double x, double width)
{
    PdfStyle style = {
        .size = 7.2 * flow->layout->scale, .leading = flow->layout->line, .ink = INK_MUTED};
    PdfText *text = pdf_flow_set_words(flow, label, &style, width);
    double start = pdf_text_line_width(text, 0) + 3;
    pdf_slab_add(slab, pdf_flow_line(text, 0, x, 0));
    pdf_slab_add(slab, (PdfMark){.kind = MARK_RULE,
                                 .x = x + start,
                                 .y = flow->layout->line - 2.5,
                                 .width = width - start,
                                 .height = 0.5,
                                 .ink = INK_MUTED});
    pdf_text_unref(text);
}

static PdfText *set_step_title(PdfFlow *flow, const Node *step, double width)
{
    PdfInlines *inlines = pdf_inlines_new();
    g_autofree char *number = g_strdup_printf("%d.\u00a0\u00a0", step->as.step.number);
    pdf_inlines_add(inlines, number, 0);
    pdf_inlines_add(inlines, step->text, 0);
    PdfStyle style = step_title(flow);
    return pdf_flow_set_take(flow, inlines, &style, width);
}

static void flow_step_head(PdfFlow *flow, const Node *step)
{
    double scale = flow->layout->scale;
    double width = MAX(flow->width - (STEP_INDENT + STEP_FIELDS + 8) * scale, 60);
    PdfText *title = set_step_title(flow, step, width);
    pdf_flow_tag(flow, "P");
    for (size_t i = 0; i < pdf_text_lines(title); i++) {
        PdfSlab *slab = pdf_flow_slab(flow, flow->layout->line);
        slab->bond = BOND_FIRM;
        slab->on_grid = i == 0 && flow->rail == NULL;
        pdf_slab_add(slab, pdf_flow_line(title, i, flow->x + STEP_INDENT * scale, 0));
        if (i + 1 == pdf_text_lines(title))
            pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = "P"});
        if (i == 0) {
            double end = flow->x + flow->width;
            pdf_slab_add(slab, (PdfMark){.kind = MARK_TICK_BOX,
                                         .x = flow->x + 1,
                                         .y = 1.6,
                                         .width = STEP_BOX * scale});
            add_field(flow, slab, "time", end - STEP_FIELDS * scale, STEP_TIME * scale);
            add_field(flow, slab, "initials", end - STEP_INITIALS * scale, STEP_INITIALS * scale);
        }
        pdf_flow_add_take(flow, slab);
    }
    pdf_text_unref(title);
}

static void flow_step_id(PdfFlow *flow, const Node *step)
{
    if (step->as.step.step_id == NULL || *step->as.step.step_id == '\0')
        return;
    PdfStyle style = {.size = 7.2 * flow->layout->scale,
                      .leading = flow->layout->line * 0.75,
                      .face = FACE_CODE,
                      .ink = INK_MUTED};
    PdfText *text = pdf_flow_set_words(flow, step->as.step.step_id, &style, flow->width);
    pdf_flow_text_take(flow, text, "P", step->first == NULL ? BOND_NONE : BOND_FIRM);
}

void pdf_flow_step(PdfFlow *flow, const Node *step)
{
    pdf_flow_gap_lines(flow, 1);
    pdf_paper_begin_group(flow->paper);
    pdf_flow_tag(flow, "Sect");
    pdf_flow_anchor(flow, step);
    flow_step_head(flow, step);
    PdfColumn before = pdf_flow_indent(flow, STEP_INDENT * flow->layout->scale);
    flow_step_id(flow, step);
    pdf_flow_hold_gap(flow, flow->layout->line / 4);
    pdf_flow_children(flow, step);
    pdf_flow_restore(flow, before);
    pdf_flow_end_tag(flow, "Sect");
    pdf_paper_end_group(flow->paper);
    flow->gap_held = false;
    pdf_flow_gap_lines(flow, 1);
}

/* ---- boxes ---- */

/* Lines above the text of a box; with those below it they are one. */
static const double BOX_PAD = 0.4;

/* The padding at the top of a box, and then the column within it. */
static PdfColumn begin_box(PdfFlow *flow)
{
    pdf_flow_space(flow, BOX_PAD * flow->layout->line, BOND_FIRM);
    double scale = flow->layout->scale;
    PdfColumn before = pdf_flow_indent(flow, 11 * scale);
    flow->width -= 10 * scale;
    pdf_flow_hold_gap(flow, 0);
    return before;
}

static void end_box(PdfFlow *flow, PdfColumn before)
{
    pdf_flow_restore(flow, before);
    pdf_flow_hold_gap(flow, 0);
    pdf_flow_space(flow, (1 - BOX_PAD) * flow->layout->line, BOND_NONE);
    pdf_flow_end_rail(flow);
    pdf_paper_end_group(flow->paper);
    pdf_flow_gap_lines(flow, 0.5);
}

/* The graver, the broader: tones must be told apart on grey paper. */
static double bar_width(Tone tone)
{
    static const double widths[] = {
        [TONE_NEUTRAL] = 1.5, [TONE_GOOD] = 1.5,   [TONE_INFO] = 2,
        [TONE_WARNING] = 3.5, [TONE_DANGER] = 5.5,
    };
    return widths[tone];
}

void pdf_flow_callout(PdfFlow *flow, const Node *callout)
{
    pdf_flow_gap_lines(flow, 0.5);
    pdf_paper_begin_group(flow->paper);
    PdfRail *rail = pdf_flow_begin_rail(flow, flow->x, flow->width);
    rail->ground = INK_TINT;
    rail->bar = pdf_ink_of_tone(callout->as.tone.tone);
    rail->bar_width = bar_width(callout->as.tone.tone);
    pdf_flow_tag(flow, "Note");
    PdfColumn before = begin_box(flow);
    if (callout->text != NULL && *callout->text != '\0') {
        PdfStyle style = flow->layout->styles[PDF_BODY];
        style.face = FACE_BOLD;
        PdfText *title = pdf_flow_set_words(flow, callout->text, &style, flow->width);
        pdf_flow_text_take(flow, title, "P", callout->first == NULL ? BOND_NONE : BOND_FIRM);
        pdf_flow_hold_gap(flow, 0);
    }
    pdf_flow_children(flow, callout);
    pdf_flow_end_tag(flow, "Note");
    end_box(flow, before);
}

void pdf_flow_card(PdfFlow *flow, const Node *card)
{
    pdf_flow_gap_lines(flow, 0.5);
    pdf_paper_begin_group(flow->paper);
    pdf_flow_begin_rail(flow, flow->x, flow->width)->frame = INK_RULE;
    pdf_flow_tag(flow, "Sect");
    pdf_flow_anchor(flow, card);
    PdfColumn before = begin_box(flow);
    PdfInlines *inlines = pdf_inlines_new();
    pdf_inlines_add(inlines, card->text, SPAN_STRONG);
    if (card->as.card.detail != NULL && *card->as.card.detail != '\0') {
        pdf_inlines_add(inlines, "   ", 0);
        pdf_inlines_add(inlines, card->as.card.detail, SPAN_ASIDE);
    }
    PdfText *name = pdf_flow_set_take(flow, inlines, &flow->layout->styles[PDF_BODY], flow->width);
    pdf_flow_text_take(flow, name, "P", card->first == NULL ? BOND_NONE : BOND_FIRM);
    pdf_flow_hold_gap(flow, 0);
    pdf_flow_children(flow, card);
    pdf_flow_end_tag(flow, "Sect");
    end_box(flow, before);
}

/* ---- figures ---- */

/* Large figures fill the column; small ones keep their size; none is taller than a page. */
static double figure_width(const PdfFlow *flow, const Figure *figure)
{
    double width = figure->width < flow->width * 0.6 ? figure->width : flow->width;
    double tallest = pdf_layout_text_height(flow->layout, false) - 90;
    if (figure->height * width / figure->width > tallest)
        width = tallest * figure->width / figure->height;
    return width;
}

void pdf_flow_figure(PdfFlow *flow, const Node *node)
{
    const Figure *figure = node->as.figure.figure;
    const char *caption = node->text;
    if (figure == NULL || figure->width <= 0 || figure->height <= 0)
        return;
    double width = figure_width(flow, figure);
    pdf_flow_gap_lines(flow, 0.5);
    g_ptr_array_add(flow->figures, (gpointer)(figure->alt == NULL ? "" : figure->alt));
    pdf_flow_tag(flow, "Figure");
    PdfSlab *slab = pdf_flow_slab(flow, figure->height * width / figure->width);
    bool captioned = caption != NULL && *caption != '\0';
    slab->bond = captioned ? BOND_FIRM : BOND_NONE;
    pdf_slab_add(slab, (PdfMark){.kind = MARK_FIGURE,
                                 .x = flow->x,
                                 .width = width,
                                 .figure = figure,
                                 .type = flow->type});
    pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = "Figure"});
    pdf_flow_add_take(flow, slab);
    if (captioned) {
        pdf_flow_hold_gap(flow, 3);
        PdfText *text =
            pdf_flow_set_words(flow, caption, &flow->layout->styles[PDF_CAPTION], flow->width);
        pdf_flow_text_take(flow, text, "Caption", BOND_NONE);
    }
    pdf_flow_gap_lines(flow, 0.5);
}
