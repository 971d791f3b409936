#include "press/press.h"

#include "base/text.h"
#include "press/markdown_inline.h"

#include <string.h>

/*
 * Blocks as Markdown. Every line begins with the prefix of the quotes and items around it; the
 * first line of an item begins with its marker instead. A blank line between two blocks is
 * owed until the next line comes, so that it carries the prefix of the outer of them.
 */
typedef struct Writer {
    GString *out;
    GString *prefix;
    const Doc *doc;
    MarkdownAnchors *anchors;
    int level;   /* of the heading above */
    bool begun;  /* the line has its prefix or marker already */
    bool owes;   /* a blank line */
    char marker; /* of the list written just before, 0: none; an equal one would continue it */
} Writer;

static void write_blocks(Writer *to, const Node *parent, bool tight);

/* ---- lines ---- */

static void append_prefix_alone(Writer *to)
{
    size_t length = to->prefix->len;
    while (length > 0 && to->prefix->str[length - 1] == ' ')
        length--;
    g_string_append_len(to->out, to->prefix->str, (gssize)length);
}

static void begin_line(Writer *to)
{
    if (to->owes && !to->begun) {
        append_prefix_alone(to);
        g_string_append_c(to->out, '\n');
    }
    if (!to->begun)
        g_string_append_len(to->out, to->prefix->str, (gssize)to->prefix->len);
    to->owes = false;
    to->begun = true;
}

static void end_line(Writer *to)
{
    GString *out = to->out;
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    g_string_append_c(out, '\n');
    to->begun = false;
}

static void write_line(Writer *to, const char *text)
{
    begin_line(to);
    g_string_append(to->out, text);
    end_line(to);
}

/* TEXT, inlines in MARKDOWN_FLOW, as the lines of a paragraph. */
static void write_flow(Writer *to, const char *text)
{
    const char stops[] = {'\n', MARKDOWN_BREAK, '\0'};
    bool first = true;
    bool hard = false;
    while (*text != '\0') {
        text += strspn(text, " ");
        size_t length = strcspn(text, stops);
        char stop = text[length];
        size_t shown = length;
        while (shown > 0 && text[shown - 1] == ' ')
            shown--;
        if (shown > 0) {
            if (!first) {
                g_string_append(to->out, hard ? "\\\n" : "\n");
                to->begun = false;
            }
            begin_line(to);
            markdown_escape_line(to->out, text, shown);
            first = hard = false;
        }
        hard = hard || stop == MARKDOWN_BREAK;
        text += length + (stop == '\0' ? 0 : 1);
    }
    if (!first)
        end_line(to);
}

/* ---- blocks ---- */

static void write_paragraph(Writer *to, const Node *node)
{
    g_autoptr(GString) text = g_string_new(NULL);
    markdown_inlines(text, to->doc, to->anchors, node, MARKDOWN_FLOW);
    write_flow(to, text->str);
}

static void append_hashes(Writer *to, int level)
{
    begin_line(to);
    for (int i = 0; i < CLAMP(level, 1, MAX_HEADING_LEVEL); i++)
        g_string_append_c(to->out, '#');
    g_string_append_c(to->out, ' ');
}

static void write_heading(Writer *to, const Node *node)
{
    append_hashes(to, to->level);
    markdown_inlines(to->out, to->doc, to->anchors, node, MARKDOWN_LINE);
    end_line(to);
}

static void write_title(Writer *to)
{
    append_hashes(to, 1);
    markdown_escape_text(to->out, to->doc->root->text, MARKDOWN_LINE);
    end_line(to);
    to->owes = true;
}

static void write_section(Writer *to, const Node *node)
{
    int outer = to->level;
    to->level = node->as.section.level;
    write_blocks(to, node, false);
    to->level = outer;
}

/* Blocks with PREFIX before each line. */
static void write_prefixed(Writer *to, const Node *node, const char *prefix, bool tight)
{
    size_t outer = to->prefix->len;
    char marker = to->marker;
    g_string_append(to->prefix, prefix);
    to->marker = 0;
    write_blocks(to, node, tight);
    to->marker = marker;
    g_string_truncate(to->prefix, outer);
}

static void write_callout(Writer *to, const Node *node)
{
    begin_line(to);
    g_string_append(to->out, "> ");
    if (node->text != NULL && *node->text != '\0') {
        markdown_marked(to->out, node->text, "**", MARKDOWN_LINE);
        end_line(to);
        to->owes = true;
    }
    write_prefixed(to, node, "> ", false);
    if (to->begun)
        end_line(to);
}

/* ---- lists ---- */

/* A marker that does not continue the list before: USUAL or OTHER. */
static void choose_marker(Writer *to, char usual, char other)
{
    to->marker = to->marker == usual ? other : usual;
}

/* Begins an item with the current marker; returns its indentation. */
static size_t begin_item(Writer *to, bool ordered, long number)
{
    begin_line(to);
    size_t start = to->out->len;
    if (ordered)
        g_string_append_printf(to->out, "%ld", CLAMP(number, 0, 999999999));
    g_string_append_c(to->out, to->marker);
    g_string_append_c(to->out, ' ');
    return to->out->len - start;
}

/* The blocks of an item behind its marker, INDENT characters wide. */
static void write_item_blocks(Writer *to, const Node *node, size_t indent, bool tight)
{
    g_autofree char *spaces = g_strnfill(indent, ' ');
    write_prefixed(to, node, spaces, tight);
    if (to->begun)
        end_line(to);
}

static void write_item(Writer *to, const Node *item, const Node *list, long number)
{
    bool tight = list->as.list.tight;
    size_t indent = begin_item(to, list->as.list.ordered, number);
    if (item->as.item.task != TASK_NONE) {
        g_string_append(to->out, item->as.item.task == TASK_DONE ? "[x] " : "[ ] ");
        if (item->first != NULL && item->first->kind != NODE_PARAGRAPH) {
            end_line(to);
            to->owes = true;
        }
    }
    write_item_blocks(to, item, indent, tight);
    to->owes = !tight;
}

static void write_list(Writer *to, const Node *list)
{
    if (list->as.list.ordered)
        choose_marker(to, '.', ')');
    else
        choose_marker(to, '-', '*');
    long number = list->as.list.start;
    for (const Node *item = list->first; item != NULL; item = item->next)
        write_item(to, item, list, number++);
}

static void write_facts(Writer *to, const Node *facts)
{
    choose_marker(to, '-', '*');
    for (const Node *fact = facts->first; fact != NULL; fact = fact->next) {
        begin_item(to, false, 0);
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *label = g_strdup_printf("%s:", fact->text == NULL ? "" : fact->text);
        markdown_marked(text, label, "**", MARKDOWN_LINE);
        g_string_append_c(text, ' ');
        markdown_inlines(text, to->doc, to->anchors, fact, MARKDOWN_FLOW);
        g_string_append(to->prefix, "  ");
        write_flow(to, text->str);
        g_string_truncate(to->prefix, to->prefix->len - 2);
    }
}

/* Cards that follow each other are the items of one list. */
static void write_card(Writer *to, const Node *card, bool first)
{
    if (first)
        choose_marker(to, '-', '*');
    size_t indent = begin_item(to, false, 0);
    markdown_marked(to->out, card->text, "**", MARKDOWN_LINE);
    if (card->as.card.detail != NULL && *card->as.card.detail != '\0') {
        g_string_append(to->out, ", ");
        markdown_escape_text(to->out, card->as.card.detail, MARKDOWN_LINE);
    }
    end_line(to);
    to->owes = card->first != NULL && card->first->kind != NODE_FACTS;
    write_item_blocks(to, card, indent, false);
}

static void write_step(Writer *to, const Node *step)
{
    int outer = to->level;
    to->level = MIN(outer + 1, MAX_HEADING_LEVEL);
    append_hashes(to, to->level);
    g_string_append_printf(to->out, "%d. ", step->as.step.number);
    markdown_escape_text(to->out, step->text == NULL ? "" : step->text, MARKDOWN_LINE);
    if (step->as.step.step_id != NULL) {
        g_string_append_c(to->out, ' ');
        markdown_escape_code(to->out, step->as.step.step_id, MARKDOWN_LINE);
    }
    end_line(to);
    to->owes = true;
    write_blocks(to, step, false);
    to->level = outer;
}

/* ---- tables, code, figures ---- */

static void write_caption(Writer *to, const char *caption)
{
    if (caption == NULL || *caption == '\0')
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    markdown_marked(text, caption, "*", MARKDOWN_LINE);
    write_flow(to, text->str);
    to->owes = true;
}

static void write_row(Writer *to, const Node *row, size_t n_columns)
{
    begin_line(to);
    g_string_append_c(to->out, '|');
    const Node *cell = row->first;
    for (size_t i = 0; i < n_columns; i++) {
        g_string_append_c(to->out, ' ');
        if (cell != NULL) {
            markdown_inlines(to->out, to->doc, to->anchors, cell, MARKDOWN_CELL);
            cell = cell->next;
        }
        g_string_append(to->out, " |");
    }
    end_line(to);
}

static void write_table(Writer *to, const Node *table)
{
    static const char *const rules[] = {
        [ALIGN_LEFT] = " --- |", [ALIGN_RIGHT] = " ---: |", [ALIGN_CENTER] = " :---: |"};
    size_t n_columns = table->as.table.n_columns;
    if (table->first == NULL)
        return;
    write_caption(to, table->text);
    write_row(to, table->first, n_columns);
    begin_line(to);
    g_string_append_c(to->out, '|');
    for (size_t i = 0; i < n_columns; i++)
        g_string_append(to->out, rules[table->as.table.aligns[i]]);
    end_line(to);
    for (const Node *row = table->first->next; row != NULL; row = row->next)
        write_row(to, row, n_columns);
}

static void write_code(Writer *to, const Node *node)
{
    write_caption(to, node->as.code.caption);
    g_autofree char *copy = NULL;
    const char *code = text_clean(node->text, &copy);
    g_autofree char *fence = g_strnfill(markdown_escape_run(code, '`', 3), '`');
    begin_line(to);
    g_string_append(to->out, fence);
    for (const char *at = node->as.code.language; at != NULL && *at != '\0'; at++)
        if (g_ascii_isalnum(*at) || strchr("+-#._", *at) != NULL)
            g_string_append_c(to->out, *at);
    end_line(to);
    while (*code != '\0') {
        size_t length = strcspn(code, "\n");
        if (length == 0)
            append_prefix_alone(to);
        else
            g_string_append_len(to->out, to->prefix->str, (gssize)to->prefix->len);
        g_string_append_len(to->out, code, (gssize)length);
        g_string_append_c(to->out, '\n');
        code += length + (code[length] == '\n' ? 1 : 0);
    }
    write_line(to, fence);
}

static void write_figure(Writer *to, const Node *node)
{
    const Figure *figure = node->as.figure.figure;
    const char *title = node->text;
    if (title == NULL || *title == '\0')
        title = figure->title == NULL ? "" : figure->title;
    g_autofree char *head =
        g_strdup_printf("Figure: %s%s", title, g_str_has_suffix(title, ".") ? "" : ".");
    g_autoptr(GString) text = g_string_new(NULL);
    markdown_marked(text, head, "*", MARKDOWN_LINE);
    g_string_append_c(text, ' ');
    markdown_escape_text(text, figure->alt == NULL ? "" : figure->alt, MARKDOWN_FLOW);
    write_flow(to, text->str);
}

/* ---- the table of contents ---- */

static void write_contents_item(Writer *to, const Node *section, int depth)
{
    g_autofree char *title = node_plain_text(section->first);
    const char *anchor = section->id == NULL ? NULL : markdown_anchor(to->anchors, section->id);
    begin_line(to);
    g_string_append_printf(to->out, "%*s%c ", depth * 2, "", to->marker);
    g_string_append_c(to->out, '[');
    markdown_escape_text(to->out, title, MARKDOWN_LINE);
    g_string_append_printf(to->out, "](#%s)", anchor == NULL ? "" : anchor);
    end_line(to);
}

static void write_contents(Writer *to, const Node *node)
{
    choose_marker(to, '-', '*');
    int deepest = node->as.contents.level > 0 ? node->as.contents.level : MAX_HEADING_LEVEL;
    int open[MAX_HEADING_LEVEL + 1]; /* levels of the sections that the next one may lie in */
    int depth = 0;
    for (const Node *at = to->doc->root; at != NULL; at = node_following(to->doc->root, at)) {
        if (at->kind != NODE_SECTION || at->as.section.level > deepest || at->first == NULL ||
            (at == to->doc->root->first && !markdown_has_title(to->doc)))
            continue;
        while (depth > 0 && open[depth - 1] >= at->as.section.level)
            depth--;
        write_contents_item(to, at, depth);
        if (depth < MAX_HEADING_LEVEL)
            open[depth++] = at->as.section.level;
    }
}

/* The address in place of the picture that leads to it. */
static void write_qr(Writer *to, const Node *node)
{
    g_autoptr(GString) text = g_string_new(NULL);
    markdown_escape_text(text, node->text, MARKDOWN_FLOW);
    if (node->as.qr.note != NULL) {
        g_string_append(text, ", ");
        markdown_escape_text(text, node->as.qr.note, MARKDOWN_FLOW);
    }
    write_flow(to, text->str);
}

/* ---- the switch ---- */

static void write_block(Writer *to, const Node *node, const Node *before)
{
    switch (node->kind) {
    case NODE_SECTION:
        write_section(to, node);
        return;
    case NODE_HEADING:
        write_heading(to, node);
        return;
    case NODE_PARAGRAPH:
        write_paragraph(to, node);
        return;
    case NODE_QUOTE:
        begin_line(to);
        g_string_append(to->out, "> ");
        write_prefixed(to, node, "> ", false);
        if (to->begun)
            end_line(to);
        return;
    case NODE_LIST:
        write_list(to, node);
        return;
    case NODE_TABLE:
        write_table(to, node);
        return;
    case NODE_CODE:
        write_code(to, node);
        return;
    case NODE_FIGURE:
        write_figure(to, node);
        return;
    case NODE_CALLOUT:
        write_callout(to, node);
        return;
    case NODE_STEP:
        write_step(to, node);
        return;
    case NODE_CARD:
        write_card(to, node, before == NULL || before->kind != NODE_CARD);
        return;
    case NODE_FACTS:
        write_facts(to, node);
        return;
    case NODE_DIVIDER:
        write_line(to, to->begun ? "___" : "---"); /* "- ---" were a divider as a whole */
        return;
    case NODE_CONTENTS:
        write_contents(to, node);
        return;
    case NODE_QR:
        write_qr(to, node);
        return;
    case NODE_COVER:
        write_caption(to, node->text);
        return;
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
        break;
    }
    g_assert_not_reached();
}

static bool is_list(NodeKind kind)
{
    return kind == NODE_LIST || kind == NODE_FACTS || kind == NODE_CARD || kind == NODE_CONTENTS;
}

/* Does the first item of LIST begin with a line of text? An empty one interrupts no paragraph. */
static bool begins_with_text(const Node *list)
{
    const Node *block = list->first == NULL ? NULL : list->first->first;
    return block != NULL && block->kind == NODE_PARAGRAPH && block->first != NULL &&
           block->first->kind != NODE_SOFT_BREAK && block->first->kind != NODE_LINE_BREAK;
}

/* May LIST follow a paragraph without a blank line, and still be a list? */
static bool is_joinable(const Node *paragraph, const Node *list)
{
    if (paragraph->kind != NODE_PARAGRAPH || list == NULL)
        return false;
    if (list->kind == NODE_FACTS)
        return list->first != NULL;
    return list->kind == NODE_LIST && begins_with_text(list) &&
           (!list->as.list.ordered || list->as.list.start == 1);
}

/* The blocks of PARENT; in a TIGHT item a list stands right below its paragraph. */
static void write_blocks(Writer *to, const Node *parent, bool tight)
{
    const Node *before = NULL;
    for (const Node *at = parent->first; at != NULL; at = at->next) {
        size_t length = to->out->len;
        write_block(to, at, before);
        if (to->out->len == length)
            continue;
        if (!is_list(at->kind))
            to->marker = 0;
        to->owes = !(tight && is_joinable(at, at->next));
        before = at;
    }
}

void press_markdown(const Doc *doc, GString *out)
{
    g_autoptr(GString) prefix = g_string_new(NULL);
    g_autoptr(MarkdownAnchors) anchors = markdown_anchors_new(doc);
    Writer writer = {.out = out, .prefix = prefix, .doc = doc, .anchors = anchors, .level = 1};
    if (markdown_has_title(doc))
        write_title(&writer);
    write_blocks(&writer, doc->root, false);
}
