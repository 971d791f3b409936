#include "press/pdf_flow.h"

#include <cairo-pdf.h>
#include <string.h>

enum { OUTLINE_LEVELS = 3, HEAD_LEVELS = 2, NARROWEST = 120 };

/* ---- slabs ---- */

void pdf_flow_gap(PdfFlow *flow, double gap)
{
    if (!flow->gap_held)
        flow->gap = MAX(flow->gap, gap);
}

void pdf_flow_gap_lines(PdfFlow *flow, double lines)
{
    pdf_flow_gap(flow, lines * flow->layout->line);
}

void pdf_flow_hold_gap(PdfFlow *flow, double gap)
{
    flow->gap = gap;
    flow->gap_held = true;
}

PdfSlab *pdf_flow_slab(PdfFlow *flow, double height)
{
    PdfSlab *slab = pdf_slab_new(flow->gap, height);
    flow->gap = 0;
    flow->gap_held = false;
    if (flow->rail != NULL)
        slab->rail = pdf_rail_ref(flow->rail);
    if (flow->header != NULL)
        slab->header = pdf_slab_ref(flow->header);
    for (guint i = 0; i < flow->pending->len; i++)
        pdf_slab_add(slab, g_array_index(flow->pending, PdfMark, i));
    g_array_set_size(flow->pending, 0);
    return slab;
}

void pdf_flow_add_take(PdfFlow *flow, PdfSlab *slab)
{
    pdf_paper_add_take(flow->paper, slab);
}

void pdf_flow_space(PdfFlow *flow, double height, PdfBond bond)
{
    PdfSlab *slab = pdf_flow_slab(flow, height);
    slab->bond = bond;
    pdf_flow_add_take(flow, slab);
}

void pdf_flow_pend(PdfFlow *flow, PdfMark mark)
{
    g_array_append_val(flow->pending, mark);
}

void pdf_flow_tag(PdfFlow *flow, const char *tag)
{
    pdf_flow_pend(flow, (PdfMark){.kind = MARK_TAG, .name = tag});
}

void pdf_flow_end_tag(PdfFlow *flow, const char *tag)
{
    pdf_flow_pend(flow, (PdfMark){.kind = MARK_TAG_END, .name = tag});
}

void pdf_flow_anchor(PdfFlow *flow, const Node *node)
{
    PdfAnchor *anchor = flow->anchored ? pdf_anchors_at(flow->anchors, node) : NULL;
    if (anchor != NULL)
        pdf_flow_pend(flow, (PdfMark){.kind = MARK_ANCHOR, .anchor = anchor});
}

PdfColumn pdf_flow_indent(PdfFlow *flow, double indent)
{
    PdfColumn before = {.x = flow->x, .width = flow->width};
    indent = CLAMP(indent, 0, MAX(flow->width - NARROWEST, 0));
    flow->x += indent;
    flow->width -= indent;
    return before;
}

void pdf_flow_restore(PdfFlow *flow, PdfColumn column)
{
    flow->x = column.x;
    flow->width = column.width;
}

PdfRail *pdf_flow_begin_rail(PdfFlow *flow, double x, double width)
{
    PdfRail *rail = pdf_rail_new(flow->rail, x, width);
    pdf_rail_unref(flow->rail);
    flow->rail = rail;
    return rail;
}

void pdf_flow_end_rail(PdfFlow *flow)
{
    PdfRail *rail = flow->rail;
    flow->rail = rail->parent == NULL ? NULL : pdf_rail_ref(rail->parent);
    pdf_rail_unref(rail);
}

/* ---- text ---- */

PdfText *pdf_flow_set_take(PdfFlow *flow, PdfInlines *inlines, const PdfStyle *style, double width)
{
    PdfText *text = pdf_text_new_take(flow->type, inlines, style, width);
    if (flow->surface == NULL)
        pdf_text_find_missing(text, flow->missing); /* once is enough */
    return text;
}

PdfText *pdf_flow_set(PdfFlow *flow, const Node *node, const PdfStyle *style, double width)
{
    PdfInlines *inlines = pdf_inlines_new();
    pdf_inlines_add_children(inlines, node, &flow->place);
    return pdf_flow_set_take(flow, inlines, style, width);
}

PdfText *pdf_flow_set_words(PdfFlow *flow, const char *words, const PdfStyle *style, double width)
{
    PdfInlines *inlines = pdf_inlines_new();
    pdf_inlines_add(inlines, words, 0);
    return pdf_flow_set_take(flow, inlines, style, width);
}

PdfMark pdf_flow_line(PdfText *text, size_t line, double x, double y)
{
    return (PdfMark){.kind = MARK_LINE, .text = pdf_text_ref(text), .line = line, .x = x, .y = y};
}

/* No line of a paragraph stands alone on a page. */
static PdfBond line_bond(size_t line, size_t n_lines)
{
    bool first = line == 0;
    bool before_last = line + 2 == n_lines;
    return n_lines > 1 && (first || before_last) ? BOND_GROUP : BOND_NONE;
}

void pdf_flow_text_take(PdfFlow *flow, PdfText *text, const char *tag, PdfBond last)
{
    size_t n_lines = pdf_text_lines(text);
    double leading = pdf_text_style(text)->leading;
    pdf_text_lean(text);
    pdf_flow_tag(flow, tag);
    for (size_t i = 0; i < n_lines; i++) {
        PdfSlab *slab = pdf_flow_slab(flow, leading);
        bool is_last = i + 1 == n_lines;
        slab->on_grid = i == 0 && flow->rail == NULL && leading >= flow->layout->line;
        slab->bond = is_last ? last : last == BOND_FIRM ? BOND_FIRM : line_bond(i, n_lines);
        pdf_slab_add(slab, pdf_flow_line(text, i, flow->x, 0));
        if (is_last)
            pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = tag});
        pdf_flow_add_take(flow, slab);
    }
    pdf_text_unref(text);
}

/* ---- blocks ---- */

static bool is_bold(const Node *paragraph)
{
    return paragraph->first->kind == NODE_STRONG && paragraph->first->next == NULL;
}

/* Does NODE lead over to the block behind it, as bold words and "Do this:" do, what stands above
 * code or between a heading and a table, or an item above the list below it? */
static bool leads_over(const Node *node)
{
    if (node->next == NULL || node->next->kind == NODE_SECTION)
        return false;
    if (is_bold(node) || node->next->kind == NODE_CODE)
        return true;
    if (node->next->kind == NODE_PARAGRAPH)
        return false;
    if (node->parent->kind == NODE_SECTION && node == node->parent->first->next)
        return true;
    if (node->parent->kind == NODE_ITEM && node->next->kind == NODE_LIST)
        return true;
    g_autofree char *words = node_plain_text(node);
    return g_str_has_suffix(g_strchomp(words), ":");
}

static void flow_paragraph(PdfFlow *flow, const Node *paragraph)
{
    if (paragraph->first == NULL)
        return;
    pdf_flow_gap_lines(flow, pdf_flow_is_entry(paragraph) ? 0 : 0.5);
    PdfText *text = pdf_flow_set(flow, paragraph, &flow->layout->styles[PDF_BODY], flow->width);
    pdf_flow_text_take(flow, text, "P", leads_over(paragraph) ? BOND_GROUP : BOND_NONE);
}

static void add_outline(PdfFlow *flow, const Node *node, int level, const char *title)
{
    const PdfAnchor *anchor = flow->anchored ? pdf_anchors_at(flow->anchors, node) : NULL;
    if (flow->surface == NULL || level > OUTLINE_LEVELS || anchor == NULL)
        return;
    int parent = CAIRO_PDF_OUTLINE_ROOT;
    for (int above = 0; above < level; above++) {
        if (flow->outline[above] != 0)
            parent = flow->outline[above];
    }
    g_autofree char *attributes = g_strdup_printf("dest='%s'", anchor->name);
    g_autoptr(PdfInlines) clean = pdf_inlines_new();
    pdf_inlines_add(clean, *title == '\0' ? "-" : title, 0);
    int id = cairo_pdf_surface_add_outline(flow->surface, parent, clean->text->str, attributes,
                                           level < 2 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
    flow->outline[level] = id;
    for (int below = level + 1; below <= OUTLINE_LEVELS; below++)
        flow->outline[below] = 0;
}

static void flow_heading(PdfFlow *flow, const Node *node, int level)
{
    const PdfHeading *heading = &flow->layout->headings[level];
    pdf_flow_gap(flow, heading->above);
    PdfText *text = pdf_flow_set(flow, node, &heading->style, flow->width);
    pdf_flow_text_take(flow, text, heading->tag, BOND_FIRM);
    pdf_flow_gap(flow, heading->below);
}

static void flow_section(PdfFlow *flow, const Node *section)
{
    if (section->as.section.new_page)
        pdf_paper_end_page(flow->paper);
    int level = CLAMP(section->as.section.level, 1, MAX_HEADING_LEVEL);
    const Node *heading = section->first;
    pdf_flow_tag(flow, "Sect");
    pdf_flow_anchor(flow, section);
    if (heading != NULL && heading->kind == NODE_HEADING) {
        bool is_title = section == pdf_title_section(flow->place.doc);
        g_autofree char *title = node_plain_text(heading);
        /* With several docs, the doc itself has this line in the outline. */
        if (!is_title || flow->job->n_docs == 1)
            add_outline(flow, section, flow->place.doc->depth + level, title);
        if (!is_title && level <= HEAD_LEVELS)
            pdf_flow_pend(flow, (PdfMark){.kind = MARK_SECTION, .section = section});
        flow_heading(flow, heading, is_title ? 0 : level);
    }
    pdf_flow_children(flow, section);
    pdf_flow_end_tag(flow, "Sect");
}

static void flow_quote(PdfFlow *flow, const Node *quote)
{
    pdf_flow_gap_lines(flow, 0.5);
    PdfRail *rail = pdf_flow_begin_rail(flow, flow->x, flow->width);
    rail->bar = INK_HAIR;
    rail->bar_width = 2;
    PdfColumn before = pdf_flow_indent(flow, 10);
    pdf_flow_tag(flow, "BlockQuote");
    pdf_flow_children(flow, quote);
    pdf_flow_end_tag(flow, "BlockQuote");
    pdf_flow_restore(flow, before);
    pdf_flow_end_rail(flow);
    pdf_flow_gap_lines(flow, 0.5);
}

static void flow_divider(PdfFlow *flow)
{
    pdf_flow_gap_lines(flow, 0.75);
    PdfSlab *slab = pdf_flow_slab(flow, 1);
    pdf_slab_add(slab, (PdfMark){.kind = MARK_RULE,
                                 .x = flow->x,
                                 .y = 0.5,
                                 .width = flow->width,
                                 .height = 0.6,
                                 .ink = INK_RULE});
    pdf_flow_add_take(flow, slab);
    pdf_flow_gap_lines(flow, 0.75);
}

static void flow_block(PdfFlow *flow, const Node *node)
{
    switch (node->kind) {
    case NODE_SECTION:
        flow_section(flow, node);
        break;
    case NODE_HEADING: /* by its section */
        break;
    case NODE_PARAGRAPH:
        flow_paragraph(flow, node);
        break;
    case NODE_QUOTE:
        flow_quote(flow, node);
        break;
    case NODE_LIST:
        pdf_flow_list(flow, node);
        break;
    case NODE_TABLE:
        pdf_flow_table(flow, node);
        break;
    case NODE_CODE:
        pdf_flow_code(flow, node);
        break;
    case NODE_FIGURE:
        pdf_flow_figure(flow, node);
        break;
    case NODE_CALLOUT:
        pdf_flow_callout(flow, node);
        break;
    case NODE_STEP:
        pdf_flow_step(flow, node);
        break;
    case NODE_CARD:
        pdf_flow_card(flow, node);
        break;
    case NODE_FACTS:
        pdf_flow_facts(flow, node);
        break;
    case NODE_DIVIDER:
        flow_divider(flow);
        break;
    case NODE_CONTENTS:
        /* What begins with contents of all docs need not say it again in each. */
        if (node->as.contents.level == 0)
            pdf_flow_job_contents(flow);
        else if (!flow->job->contents && !flow->job->pages)
            pdf_flow_contents(flow, node->as.contents.level);
        break;
    case NODE_QR:
        pdf_flow_qr(flow, node);
        break;
    case NODE_COVER:
        pdf_flow_cover(flow, flow->place.doc->root->text, node->text);
        break;
    case NODE_DOCUMENT:
    case NODE_ITEM:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_FACT:
    case NODE_TEXT:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_CODE_SPAN:
    case NODE_LINK:
    case NODE_REFERENCE:
    case NODE_BADGE:
    case NODE_FIELD:
    case NODE_PAGES:
        g_assert_not_reached();
    }
}

void pdf_flow_children(PdfFlow *flow, const Node *parent)
{
    for (const Node *node = parent->first; node != NULL; node = node->next)
        flow_block(flow, node);
}

/* ---- documents ---- */

static bool printed_before(const PdfJob *job, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (job->docs[i] == job->docs[index])
            return true;
    }
    return false;
}

static void flow_title(PdfFlow *flow, const Node *root)
{
    const PdfHeading *heading = &flow->layout->headings[0];
    PdfText *text = pdf_flow_set_words(flow, root->text, &heading->style, flow->width);
    pdf_flow_text_take(flow, text, heading->tag, BOND_FIRM);
    pdf_flow_gap(flow, heading->below);
}

void pdf_flow_doc(PdfFlow *flow, size_t index)
{
    const Doc *doc = flow->job->docs[index];
    pdf_paper_end_page(flow->paper);
    pdf_paper_set_footer(flow->paper, doc->footer == NULL ? flow->job->footer : doc->footer,
                         index > 0 || !pdf_is_front(doc));
    pdf_paper_open_doc(flow->paper, doc);
    flow->place.doc = doc;
    flow->anchored = !printed_before(flow->job, index);
    flow->gap = 0;
    for (int below = doc->depth; below <= OUTLINE_LEVELS; below++)
        flow->outline[below] = 0;
    pdf_flow_tag(flow, "Sect");
    pdf_flow_anchor(flow, doc->root);
    bool front = pdf_is_front(doc);
    if (flow->job->n_docs > 1 && !front)
        add_outline(flow, doc->root, doc->depth, doc->root->text == NULL ? "" : doc->root->text);
    if (doc->root->text != NULL && pdf_title_section(doc) == NULL && !front)
        flow_title(flow, doc->root);
    pdf_flow_children(flow, doc->root);
    pdf_flow_end_tag(flow, "Sect");
    pdf_flow_hold_gap(flow, 0);
    pdf_flow_space(flow, 0, BOND_NONE);
    pdf_paper_end_page(flow->paper);
}
