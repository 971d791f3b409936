#include "press/pdf_flow.h"

/* At the usual size of the text. */
static const double NUMBER_WIDTH = 30;
static const double ENTRY_INDENT = 14;

enum { JOB_DEPTH = 1 };

/* Dots from START to the number of ANCHOR's page at the right edge. */
static void add_page_number(PdfFlow *flow, PdfSlab *slab, const PdfAnchor *anchor,
                            const PdfStyle *style, double start)
{
    PdfStyle number_style = *style;
    number_style.align = ALIGN_RIGHT;
    g_autofree char *page = g_strdup_printf("%d", anchor->page);
    double width = NUMBER_WIDTH * flow->layout->scale;
    g_autoptr(PdfText) number = pdf_flow_set_words(flow, page, &number_style, width);
    double right = flow->x + flow->width;
    pdf_slab_add(slab, (PdfMark){.kind = MARK_LEADER,
                                 .x = start + 6,
                                 .y = pdf_text_baseline(number) - 0.3,
                                 .width = right - pdf_text_line_width(number, 0) - 12 - start});
    pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG, .name = "P"});
    pdf_slab_add(slab, pdf_flow_line(number, 0, right - width, 0));
    pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = "P"});
}

/* Entries are looked up, not read: their lines stand closer than those of a text. */
static const double ENTRY_LEADING = 0.94;

/* One line of a table of contents: title, dots, page. */
static void flow_entry(PdfFlow *flow, const PdfAnchor *anchor, const char *title, int depth,
                       int indented)
{
    PdfStyle style = flow->layout->styles[depth == 0 ? PDF_BODY : PDF_SMALL];
    style.face = depth == 0 ? FACE_BOLD : FACE_TEXT;
    if (depth > 0)
        style.leading *= ENTRY_LEADING;
    double scale = flow->layout->scale;
    double x = flow->x + indented * ENTRY_INDENT * scale;
    PdfInlines *inlines = pdf_inlines_new();
    pdf_inlines_add_anchor(inlines, title, anchor);
    double width = flow->x + flow->width - x - (NUMBER_WIDTH + 8) * scale;
    g_autoptr(PdfText) text = pdf_flow_set_take(flow, inlines, &style, width);
    pdf_flow_gap(flow, depth == 0 ? 5 : 0);
    pdf_flow_tag(flow, "TOCI");
    size_t n_lines = pdf_text_lines(text);
    for (size_t i = 0; i < n_lines; i++) {
        PdfSlab *slab = pdf_flow_slab(flow, style.leading);
        /* A document's title does not stand at the foot of a page alone. */
        slab->bond = depth == 0 || i + 1 < n_lines ? BOND_GROUP : BOND_NONE;
        pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG, .name = "P"});
        pdf_slab_add(slab, pdf_flow_line(text, i, x, 0));
        pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = "P"});
        if (i + 1 == n_lines)
            add_page_number(flow, slab, anchor, &style, x + pdf_text_line_width(text, i));
        pdf_flow_add_take(flow, slab);
    }
    pdf_flow_end_tag(flow, "TOCI");
}

/* How deep ANCHOR stands in a table of contents; 0 is its document, -1 that it has no line. */
static int depth_of(const PdfAnchor *anchor)
{
    const Node *node = anchor->node;
    const Node *title = pdf_title_section(anchor->doc);
    if (pdf_is_front(anchor->doc))
        return -1;
    if (node->kind == NODE_DOCUMENT)
        return anchor->doc->depth;
    if (node->kind != NODE_SECTION || node == title)
        return -1;
    return anchor->doc->depth + MAX(node->as.section.level - (title == NULL ? 0 : 1), 1);
}

static char *title_of(const Node *node)
{
    if (node->kind == NODE_DOCUMENT)
        return g_strdup(node->text);
    if (node->first == NULL || node->first->kind != NODE_HEADING)
        return NULL;
    return node_plain_text(node->first);
}

/* The entries from depth FIRST to LAST; of DOC, or of all docs when it is NULL. */
static void flow_entries(PdfFlow *flow, const Doc *doc, int first, int last)
{
    pdf_flow_tag(flow, "TOC");
    for (size_t i = 0; i < pdf_anchors_count(flow->anchors); i++) {
        const PdfAnchor *anchor = pdf_anchors_nth(flow->anchors, i);
        int depth = depth_of(anchor);
        if ((doc != NULL && anchor->doc != doc) || depth < first || depth > last)
            continue;
        g_autofree char *title = title_of(anchor->node);
        if (title != NULL && *title != '\0')
            flow_entry(flow, anchor, title, depth, depth - first);
    }
    pdf_flow_end_tag(flow, "TOC");
}

void pdf_flow_contents(PdfFlow *flow, int level)
{
    pdf_flow_gap(flow, 6);
    bool titled = pdf_title_section(flow->place.doc) != NULL;
    flow_entries(flow, flow->place.doc, 1, titled ? level - 1 : level);
    pdf_flow_gap(flow, 6);
}

void pdf_flow_job_contents(PdfFlow *flow)
{
    const PdfHeading *heading = &flow->layout->headings[1];
    pdf_paper_end_page(flow->paper);
    const char *footer = flow->place.doc->footer;
    pdf_paper_set_footer(flow->paper,
                         footer == NULL || flow->job->contents ? flow->job->footer : footer, true);
    PdfText *text = pdf_flow_set_words(flow, "Contents", &heading->style, flow->width);
    pdf_flow_text_take(flow, text, "H1", BOND_FIRM);
    pdf_flow_gap(flow, 8);
    flow_entries(flow, NULL, flow->job->n_docs > 1 ? 0 : 1, JOB_DEPTH);
    if (!flow->job->contents) /* the doc that they are part of ends the page */
        return;
    pdf_flow_hold_gap(flow, 0);
    pdf_flow_space(flow, 0, BOND_NONE);
    pdf_paper_end_page(flow->paper);
}

static void cover_line(PdfFlow *flow, const char *words, double size, PdfFace face, PdfInk ink,
                       const char *tag)
{
    if (words == NULL || *words == '\0')
        return;
    PdfStyle style = {.size = size, .leading = size * 1.35, .face = face, .ink = ink};
    PdfText *text = pdf_flow_set_words(flow, words, &style, flow->width);
    pdf_flow_text_take(flow, text, tag, BOND_NONE);
}

bool pdf_is_front(const Doc *doc)
{
    const Node *first = doc->root->first;
    return first != NULL && (first->kind == NODE_COVER ||
                             (first->kind == NODE_CONTENTS && first->as.contents.level == 0));
}

void pdf_flow_cover(PdfFlow *flow, const char *title, const char *subtitle)
{
    const char *as_of = flow->as_of;
    pdf_flow_space(flow, 190, BOND_NONE);
    PdfSlab *bar = pdf_flow_slab(flow, 4);
    pdf_slab_add(
        bar,
        (PdfMark){.kind = MARK_GROUND, .x = flow->x, .width = 90, .height = 4, .ink = INK_ACCENT});
    pdf_flow_add_take(flow, bar);
    pdf_flow_gap(flow, 18);
    cover_line(flow, title, 30, FACE_BOLD, INK_TEXT, "H1");
    pdf_flow_gap(flow, 8);
    cover_line(flow, subtitle, 14, FACE_TEXT, INK_MUTED, "P");
    pdf_flow_gap(flow, 40);
    cover_line(flow, flow->job->author, 11, FACE_BOLD, INK_TEXT, "P");
    pdf_flow_gap(flow, 4);
    const char *commit = flow->job->commit;
    g_autofree char *date = commit == NULL ? g_strdup_printf("as of %s", as_of)
                                           : g_strdup_printf("as of %s, commit %s", as_of, commit);
    cover_line(flow, date, 11, FACE_TEXT, INK_TEXT, "P");
    pdf_flow_gap(flow, 24);
}
