#include "press/html.h"

#include <string.h>

static void add_blocks(HtmlWriter *to, xmlNode *parent, const Node *first);

static bool has_text(const char *text)
{
    return text != NULL && *text != '\0';
}

static const char *heading_name(int level)
{
    static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    return names[CLAMP(level, 1, MAX_HEADING_LEVEL) - 1];
}

/* A heading one level below the one above. */
static xmlNode *add_subheading(HtmlWriter *to, xmlNode *parent, const char *class)
{
    return html_add_class(parent, heading_name(to->level + 1), class);
}

/* ---- sections ---- */

static void add_heading(HtmlWriter *to, xmlNode *parent, const Node *heading)
{
    xmlNode *element = html_add(parent, heading_name(to->level));
    html_inlines(to, element, heading);
    const Node *section = heading->parent;
    if (section->id == NULL)
        return;
    if (section == to->title) {
        html_set(element, "id", section->id);
        return;
    }
    html_add_text(element, " ");
    xmlNode *link = html_add_with_text(element, "a", "anchor", "#");
    html_set_printf(link, "href", "#%s", section->id);
    html_set(link, "aria-label", "Link to this section");
}

/* Its heading is what opens it: no link to the section stands there. */
static void add_folded(HtmlWriter *to, xmlNode *section, const Node *node)
{
    xmlNode *fold = html_add(section, "details");
    xmlNode *heading = html_add(html_add(fold, "summary"), heading_name(to->level));
    html_inlines(to, heading, node->first);
    add_blocks(to, fold, node->first->next);
}

static void add_section(HtmlWriter *to, xmlNode *parent, const Node *node)
{
    HtmlWriter outer = *to;
    xmlNode *section = html_add(parent, "section");
    if (node->id != NULL)
        html_set(section, "id", node->id);
    if (node->as.section.new_page || node->as.section.folded)
        html_set(section, "class", node->as.section.folded ? "folded" : "new-page");
    to->level = CLAMP(node->as.section.level - to->raised, 1, MAX_HEADING_LEVEL);
    to->section = node;
    if (node->as.section.folded)
        add_folded(to, section, node);
    else
        html_blocks(to, section, node);
    to->level = outer.level;
    to->section = outer.section;
}

/* ---- lists ---- */

static void add_task(xmlNode *item, Task task)
{
    xmlNode *box = html_add(item, "input");
    html_set(box, "type", "checkbox");
    html_set(box, "disabled", "disabled");
    if (task == TASK_DONE)
        html_set(box, "checked", "checked");
    html_set(box, "aria-label", task == TASK_DONE ? "done" : "to do");
    html_add_text(item, " ");
}

/* The blocks of an item; the paragraphs of a tight one are not set apart. */
static void add_item(HtmlWriter *to, xmlNode *list, const Node *item, bool tight)
{
    xmlNode *element = html_add(list, "li");
    if (item->as.item.task != TASK_NONE) {
        html_set(element, "class", "task");
        add_task(element, item->as.item.task);
    }
    if (tight && item->first != NULL && item->first->kind == NODE_PARAGRAPH &&
        item->first->next == NULL)
        html_inlines(to, element, item->first);
    else
        html_blocks(to, element, item);
}

static void add_list(HtmlWriter *to, xmlNode *parent, const Node *node)
{
    xmlNode *list = html_add(parent, node->as.list.ordered ? "ol" : "ul");
    if (node->as.list.ordered && node->as.list.start != 1)
        html_set_printf(list, "start", "%d", node->as.list.start);
    if (node->first != NULL && node->first->as.item.task != TASK_NONE)
        html_set(list, "class", "tasks");
    for (const Node *item = node->first; item != NULL; item = item->next)
        add_item(to, list, item, node->as.list.tight);
}

/* The address in place of the picture that leads to it. */
static void add_qr(xmlNode *parent, const Node *node)
{
    xmlNode *paragraph = html_add(parent, "p");
    html_set(html_add_with_text(paragraph, "a", NULL, node->text), "href", node->text);
    if (node->as.qr.note == NULL)
        return;
    html_add_text(paragraph, ", ");
    html_add_text(paragraph, node->as.qr.note);
}

static void add_facts(HtmlWriter *to, xmlNode *parent, const Node *node)
{
    xmlNode *list = html_add_class(parent, "dl", "facts");
    for (const Node *fact = node->first; fact != NULL; fact = fact->next) {
        xmlNode *pair = html_add(list, "div");
        html_add_with_text(pair, "dt", NULL, fact->text);
        html_inlines(to, html_add(pair, "dd"), fact);
    }
}

/* ---- tables ---- */

/* A date, a duration, a number of a clause: what reads badly when broken over lines. */
static bool is_figure_text(const Node *cell)
{
    enum { LONGEST = 14 };
    const Node *text = cell == NULL ? NULL : cell->first;
    if (text == NULL || text->next != NULL || text->kind != NODE_TEXT)
        return false;
    return strlen(text->text) <= LONGEST && strpbrk(text->text, "0123456789") != NULL &&
           strpbrk(text->text, " -") != NULL;
}

static const char *cell_class(const Node *cell, Align align)
{
    static const char *const classes[][2] = {
        [ALIGN_LEFT] = {NULL, "whole"},
        [ALIGN_RIGHT] = {"right", "right whole"},
        [ALIGN_CENTER] = {"center", "center whole"},
    };
    return classes[align][is_figure_text(cell)];
}

/* On a narrow screen the cells of a row stand below each other, each with its title from LABELS;
 * NULL: without. */
static void add_row(HtmlWriter *to, xmlNode *group, const Node *table, const Node *row,
                    const GPtrArray *labels)
{
    xmlNode *line = html_add(group, "tr");
    if (row->id != NULL)
        html_set(line, "id", row->id);
    const Node *cell = row->first;
    for (size_t i = 0; i < table->as.table.n_columns; i++) {
        xmlNode *element = html_add(line, row->as.row.header ? "th" : "td");
        if (row->as.row.header)
            html_set(element, "scope", "col");
        const char *class = cell_class(cell, table->as.table.aligns[i]);
        if (class != NULL)
            html_set(element, "class", class);
        if (labels != NULL && i < labels->len && !row->as.row.header)
            html_set(element, "data-label", labels->pdata[i]);
        if (cell != NULL) {
            html_inlines(to, element, cell);
            cell = cell->next;
        }
    }
}

/* Regions are told apart by their labels: later tables of a section are numbered. */
static void set_table_label(HtmlWriter *to, xmlNode *region, const char *title)
{
    to->n_tables = to->section == to->table_section ? to->n_tables + 1 : 1;
    to->table_section = to->section;
    g_autoptr(GString) label = g_string_new("Table");
    if (has_text(title))
        g_string_append_printf(label, ": %s", title);
    if (to->n_tables > 1)
        g_string_append_printf(label, ", %d", to->n_tables);
    html_set(region, "aria-label", label->str);
}

enum { STACKED_COLUMNS = 3, MANY_COLUMNS = 7 };

static const char *table_class(const Node *table)
{
    if (table->as.table.n_columns >= MANY_COLUMNS)
        return "table stack dense";
    return table->as.table.n_columns >= STACKED_COLUMNS ? "table stack" : "table";
}

/* The titles of the columns of a table that is too wide for a phone; else NULL. */
static GPtrArray *column_labels(const Node *table)
{
    const Node *header = table->first;
    if (table->as.table.n_columns < STACKED_COLUMNS || header == NULL || !header->as.row.header)
        return NULL;
    GPtrArray *labels = g_ptr_array_new_with_free_func(g_free);
    for (const Node *cell = header->first; cell != NULL; cell = cell->next)
        g_ptr_array_add(labels, node_plain_text(cell));
    return labels;
}

/* A wide table scrolls in a region of its own, which the keyboard can reach. */
static void add_table(HtmlWriter *to, xmlNode *parent, const Node *node)
{
    g_autofree char *title = NULL;
    if (has_text(node->text))
        title = g_strdup(node->text);
    else if (to->section != NULL && to->section->first != NULL)
        title = node_plain_text(to->section->first);
    g_autoptr(GPtrArray) labels = column_labels(node);
    xmlNode *region = html_add_class(parent, "section", table_class(node));
    set_table_label(to, region, title);
    html_set(region, "tabindex", "0");
    xmlNode *table = html_add(region, "table");
    if (has_text(node->text))
        html_add_with_text(table, "caption", NULL, node->text);
    xmlNode *group = NULL;
    for (const Node *row = node->first; row != NULL; row = row->next) {
        bool header = row->as.row.header && row == node->first;
        if (header || group == NULL || strcmp((const char *)group->name, "thead") == 0)
            group = html_add(table, header ? "thead" : "tbody");
        add_row(to, group, node, row, labels);
    }
}

/* ---- code, figures ---- */

static void add_code(xmlNode *parent, const Node *node)
{
    xmlNode *frame = html_add_class(parent, "figure", "code");
    if (has_text(node->as.code.caption))
        html_add_with_text(frame, "figcaption", NULL, node->as.code.caption);
    xmlNode *block = html_add(frame, "pre");
    html_set(block, "tabindex", "0");
    xmlNode *code = html_add(block, "code");
    if (has_text(node->as.code.language))
        html_set(code, "data-language", node->as.code.language);
    html_add_text(code, node->text);
}

static void add_figure(HtmlWriter *to, xmlNode *parent, const Node *node)
{
    xmlNode *figure = html_add_class(parent, "figure", "figure");
    xmlNode *region = html_add_class(figure, "div", "drawing"); /* scrolls on a narrow screen */
    html_set(region, "role", "group");
    html_set(region, "aria-label", "Figure");
    html_set(region, "tabindex", "0");
    html_figure(to, region, node->as.figure.figure);
    if (has_text(node->text))
        html_add_with_text(figure, "figcaption", NULL, node->text);
}

/* ---- callouts, steps, cards ---- */

static void add_callout(HtmlWriter *to, xmlNode *parent, const Node *node)
{
    xmlNode *callout = html_add(parent, "div");
    html_set_printf(callout, "class", "callout %s", html_tone(node->as.tone.tone));
    html_set(callout, "role", "note");
    if (has_text(node->text))
        html_add_with_text(callout, "p", "callout-title", node->text);
    html_blocks(to, callout, node);
}

static void add_step(HtmlWriter *to, xmlNode *parent, const Node *node)
{
    xmlNode *step = html_add_class(parent, "article", "step");
    if (node->id != NULL)
        html_set(step, "id", node->id);
    xmlNode *heading = add_subheading(to, step, "step-title");
    g_autofree char *number = g_strdup_printf("%d.", node->as.step.number);
    html_add_with_text(heading, "span", "step-number", number);
    html_add_text(heading, " ");
    html_add_text(heading, node->text);
    if (has_text(node->as.step.step_id)) {
        html_add_text(heading, " ");
        xmlNode *link = html_add_class(heading, node->id == NULL ? "span" : "a", "step-id");
        if (node->id != NULL)
            html_set_printf(link, "href", "#%s", node->id);
        html_add_with_text(link, "code", NULL, node->as.step.step_id);
    }
    to->level++;
    html_blocks(to, html_add_class(step, "div", "step-body"), node);
    to->level--;
}

static void add_card(HtmlWriter *to, xmlNode *parent, const Node *node)
{
    xmlNode *card = html_add_class(parent, "article", "card");
    if (node->id != NULL)
        html_set(card, "id", node->id);
    html_add_text(add_subheading(to, card, "card-name"), node->text);
    if (has_text(node->as.card.detail))
        html_add_with_text(card, "p", "card-detail", node->as.card.detail);
    to->level++;
    html_blocks(to, card, node);
    to->level--;
}

/* ---- the switch ---- */

static void add_block(HtmlWriter *to, xmlNode *parent, const Node *node)
{
    switch (node->kind) {
    case NODE_SECTION:
        add_section(to, parent, node);
        return;
    case NODE_HEADING:
        add_heading(to, parent, node);
        return;
    case NODE_PARAGRAPH:
        html_inlines(to, html_add(parent, "p"), node);
        return;
    case NODE_QUOTE:
        html_blocks(to, html_add(parent, "blockquote"), node);
        return;
    case NODE_LIST:
        add_list(to, parent, node);
        return;
    case NODE_TABLE:
        add_table(to, parent, node);
        return;
    case NODE_CODE:
        add_code(parent, node);
        return;
    case NODE_FIGURE:
        add_figure(to, parent, node);
        return;
    case NODE_CALLOUT:
        add_callout(to, parent, node);
        return;
    case NODE_STEP:
        add_step(to, parent, node);
        return;
    case NODE_CARD:
        add_card(to, parent, node);
        return;
    case NODE_FACTS:
        add_facts(to, parent, node);
        return;
    case NODE_DIVIDER:
        html_add(parent, "hr");
        return;
    case NODE_CONTENTS:
        html_contents(to, parent, node->as.contents.level);
        return;
    case NODE_QR:
        add_qr(parent, node);
        return;
    case NODE_COVER:
        html_add_with_text(parent, "p", NULL, node->text);
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

static void add_blocks(HtmlWriter *to, xmlNode *parent, const Node *first)
{
    xmlNode *cards = NULL; /* cards that follow each other stand side by side */
    for (const Node *at = first; at != NULL; at = at->next) {
        if (html_is_other_page(at))
            continue;
        if (at->kind != NODE_CARD)
            cards = NULL;
        else if (cards == NULL)
            cards = html_add_class(parent, "div", "cards");
        add_block(to, cards == NULL ? parent : cards, at);
        html_add_text(cards == NULL ? parent : cards, "\n");
    }
}

void html_blocks(HtmlWriter *writer, xmlNode *parent, const Node *node)
{
    add_blocks(writer, parent, node->first);
}

void html_document(HtmlWriter *writer, xmlNode *parent)
{
    const Node *title = writer->title;
    if (title == NULL) {
        const Node *root = writer->doc->root;
        html_add_with_text(parent, "h1", NULL, root->text);
        add_blocks(writer, parent, root->first);
        return;
    }
    writer->section = title; /* no element of its own: its sections are those of the page */
    add_blocks(writer, parent, title->first);
    writer->section = NULL;
    if (writer->part == NULL)
        add_blocks(writer, parent, title->next);
}
