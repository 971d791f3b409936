#include "press/pdf_flow.h"

/* At the usual size of the text. */
static const double BULLET_INDENT = 13;
static const double LEAST_INDENT = 15; /* of numbers */
static const double MARKER_GAP = 4;
static const double TICK_SIDE = 7.5;
static const double LABEL_LEAST = 50;
static const double LABEL_GAP = 8;

/* ---- lists ---- */

/* The number of the list's widest marker decides how far all items are indented. */
static double indent_of(const PdfFlow *flow, const Node *list)
{
    double scale = flow->layout->scale;
    if (!list->as.list.ordered)
        return BULLET_INDENT * scale;
    int n_items = 0;
    for (const Node *item = list->first; item != NULL; item = item->next)
        n_items++;
    char number[32];
    g_snprintf(number, sizeof number, "%d.", list->as.list.start + n_items);
    double width = 0;
    for (const char *at = number; *at != '\0'; at++)
        width += pdf_type_advance(flow->type, FACE_TEXT, (gunichar)*at);
    return MAX(width * flow->layout->styles[PDF_BODY].size + MARKER_GAP * scale,
               LEAST_INDENT * scale);
}

static void pend_words(PdfFlow *flow, const char *words, double x, double width, Align align)
{
    PdfStyle style = flow->layout->styles[PDF_BODY];
    style.align = align;
    PdfText *text = pdf_flow_set_words(flow, words, &style, width);
    pdf_flow_pend(flow, pdf_flow_line(text, 0, x, 0));
    pdf_text_unref(text);
}

/* Where the marker of an item stands: right of the item where that runs from right to left. */
typedef struct Marker {
    int number;
    double x, width;
    bool leftward;
} Marker;

static void pend_marker(PdfFlow *flow, const Node *list, const Node *item, Marker marker)
{
    if (item->as.item.task != TASK_NONE) {
        double side = TICK_SIDE * flow->layout->scale;
        double slack = marker.leftward ? marker.width - side : 0;
        pdf_flow_pend(flow, (PdfMark){.kind = MARK_TICK_BOX,
                                      .x = marker.x + slack,
                                      .y = 3 * flow->layout->scale,
                                      .width = side,
                                      .done = item->as.item.task == TASK_DONE});
        return;
    }
    if (list->as.list.ordered) {
        g_autofree char *words =
            g_strdup_printf(marker.leftward ? "\u200f%d." : "%d.", marker.number);
        pend_words(flow, words, marker.x, marker.width, marker.leftward ? ALIGN_LEFT : ALIGN_RIGHT);
        return;
    }
    pend_words(flow, flow->list_depth % 2 == 1 ? "•" : "–", marker.x, marker.width, ALIGN_CENTER);
}

bool pdf_flow_is_entry(const Node *node)
{
    const Node *item = node->parent;
    if (item->kind != NODE_ITEM || item->first->next != node)
        return false;
    const Node *words = item->first->kind == NODE_PARAGRAPH ? item->first->first : NULL;
    return words != NULL && words->kind == NODE_STRONG && words->next == NULL;
}

/* Do the items follow each other without room? */
static bool is_tight(const Node *list)
{
    for (const Node *item = list->first; list->as.list.tight && item != NULL; item = item->next) {
        const Node *second = item->first == NULL ? NULL : item->first->next;
        if (second != NULL && second->kind != NODE_LIST)
            return false;
    }
    return list->as.list.tight;
}

/* Unicode keeps these blocks for scripts that run from right to left (DerivedBidiClass.txt). */
static bool is_leftward(gunichar letter)
{
    return (letter >= 0x590 && letter < 0x900) || (letter >= 0xfb1d && letter < 0xfe00) ||
           (letter >= 0xfe70 && letter < 0xff00) || (letter >= 0x10800 && letter < 0x11000) ||
           (letter >= 0x1e800 && letter < 0x1f000);
}

/* The first letter of the words below NODE; 0 when there is none. */
static gunichar first_letter(const Node *node)
{
    g_autofree char *words = node_plain_text(node);
    for (const char *at = words; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isalpha(g_utf8_get_char(at)))
            return g_utf8_get_char(at);
    return 0;
}

/* The room above an item is the list's affair, not that of the item's first block. */
static void flow_item(PdfFlow *flow, const Node *list, const Node *item, int number, double indent)
{
    bool leftward = item->first != NULL && is_leftward(first_letter(item->first));
    Marker marker = {.number = number,
                     .x = flow->x,
                     .width = indent - MARKER_GAP * flow->layout->scale,
                     .leftward = leftward};
    if (leftward)
        marker.x += flow->width - marker.width;
    pdf_flow_hold_gap(flow, flow->gap);
    pdf_flow_tag(flow, "LI");
    pdf_flow_tag(flow, "Lbl");
    pend_marker(flow, list, item, marker);
    pdf_flow_end_tag(flow, "Lbl");
    pdf_flow_tag(flow, "LBody");
    PdfColumn before = pdf_flow_indent(flow, indent);
    /* Where the column cannot be narrowed, the marker has a line of its own. */
    bool beside = flow->x >= before.x + indent;
    if (leftward)
        flow->x = before.x;
    if (item->first == NULL || !beside)
        pdf_flow_space(flow, flow->layout->styles[PDF_BODY].leading,
                       beside ? BOND_NONE : BOND_FIRM);
    pdf_flow_children(flow, item);
    pdf_flow_restore(flow, before);
    pdf_flow_end_tag(flow, "LBody");
    pdf_flow_end_tag(flow, "LI");
}

/* A short list is not parted. */
static bool is_short(const Node *list)
{
    enum { MOST = 8 };
    int n_items = 0;
    for (const Node *item = list->first; item != NULL && n_items <= MOST; item = item->next)
        n_items++;
    return n_items <= MOST && is_tight(list);
}

void pdf_flow_list(PdfFlow *flow, const Node *list)
{
    bool whole = flow->list_depth == 0 && is_short(list);
    int number = list->as.list.start;
    double indent = indent_of(flow, list);
    double gap = is_tight(list) ? 0 : 0.5;
    flow->list_depth++;
    pdf_flow_gap_lines(flow, flow->list_depth == 1 ? 0.5 : 0);
    if (whole)
        pdf_paper_begin_group(flow->paper);
    pdf_flow_tag(flow, "L");
    for (const Node *item = list->first; item != NULL; item = item->next) {
        pdf_flow_gap_lines(flow, gap);
        flow_item(flow, list, item, number++, indent);
    }
    pdf_flow_end_tag(flow, "L");
    if (whole)
        pdf_paper_end_group(flow->paper);
    flow->list_depth--;
}

/* ---- facts ---- */

static const double LOUDNESS = 1.6;
static const double WRITTEN = 1.5; /* times as high: lines to be written on by hand */

static bool is_written_on(const Node *fact)
{
    for (const Node *node = fact->first; node != NULL; node = node->next) {
        if (node->kind == NODE_FIELD)
            return true;
    }
    return false;
}

static double label_width(const PdfFlow *flow, const Node *facts)
{
    double widest = 0;
    for (const Node *fact = facts->first; fact != NULL; fact = fact->next) {
        double word = 0;
        double all = 0;
        g_autoptr(PdfInlines) label = pdf_inlines_new();
        pdf_inlines_add(label, fact->text, 0);
        pdf_inlines_measure(label, flow->type, FACE_TEXT, flow->layout->styles[PDF_LABEL].size,
                            &word, &all);
        widest = MAX(widest, all);
    }
    double scale = flow->layout->scale;
    return CLAMP(widest + LABEL_GAP * scale + 2, LABEL_LEAST * scale, flow->width * 0.36);
}

/* Label and value side by side, a slab for each line that one of them has; LAST is the bond of the
 * last. */
static void flow_fact(PdfFlow *flow, const Node *fact, double indent, PdfBond last)
{
    PdfText *label = pdf_flow_set_words(flow, fact->text, &flow->layout->styles[PDF_LABEL],
                                        indent - LABEL_GAP * flow->layout->scale);
    PdfStyle style = flow->layout->styles[PDF_BODY];
    if (fact->as.fact.loud) {
        style.face = FACE_BOLD;
        style.size *= LOUDNESS;
        style.leading *= LOUDNESS;
    }
    if (is_written_on(fact))
        style.leading *= WRITTEN;
    PdfText *value = pdf_flow_set(flow, fact, &style, MAX(flow->width - indent, 20));
    if (pdf_text_lines(value) > 1)
        pdf_text_lean(value);
    double drop = pdf_text_baseline(value) - pdf_text_baseline(label);
    size_t n_lines = MAX(pdf_text_lines(label), pdf_text_lines(value));
    pdf_flow_tag(flow, "LI");
    for (size_t i = 0; i < n_lines; i++) {
        PdfSlab *slab = pdf_flow_slab(flow, style.leading);
        slab->bond = i + 1 < n_lines ? (n_lines < 8 ? BOND_GROUP : BOND_NONE) : last;
        slab->on_grid = i == 0 && flow->rail == NULL;
        if (i < pdf_text_lines(label)) {
            pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG, .name = "Lbl"});
            pdf_slab_add(slab, pdf_flow_line(label, i, flow->x, drop));
            pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = "Lbl"});
        }
        if (i < pdf_text_lines(value)) {
            pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG, .name = "LBody"});
            pdf_slab_add(slab, pdf_flow_line(value, i, flow->x + indent, 0));
            pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = "LBody"});
        }
        pdf_flow_add_take(flow, slab);
    }
    pdf_flow_end_tag(flow, "LI");
    pdf_text_unref(label);
    pdf_text_unref(value);
}

void pdf_flow_facts(PdfFlow *flow, const Node *facts)
{
    double indent = label_width(flow, facts);
    pdf_flow_gap_lines(flow, pdf_flow_is_entry(facts) ? 0 : 0.5);
    pdf_paper_begin_group(flow->paper);
    pdf_flow_tag(flow, "L");
    /* What is said of a scenario and the way back from it are looked up together. */
    bool leads = facts->next != NULL && facts->next->kind == NODE_CALLOUT;
    for (const Node *fact = facts->first; fact != NULL; fact = fact->next)
        flow_fact(flow, fact, indent, fact->next == NULL && leads ? BOND_GROUP : BOND_NONE);
    pdf_flow_end_tag(flow, "L");
    pdf_paper_end_group(flow->paper);
}
