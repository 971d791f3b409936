#include "compose/show.h"

#include "compose/compose.h"
#include "doc/markdown.h"

#include <string.h>

#define DASH "\xE2\x80\x93"

const char *or_dash(const char *text)
{
    return text == NULL || *text == '\0' ? DASH : text;
}

static void show_unreadable(Doc *doc, Node *inlines, const char *text)
{
    node_add_text(doc, inlines, text);
    node_add_text(doc, inlines, " ");
    node_add_badge(doc, inlines, TONE_WARNING, "not readable");
}

void show_duration(Doc *doc, Node *inlines, const DurationValue *value)
{
    char buffer[DURATION_TEXT_SIZE];
    if (value->text == NULL)
        return;
    if (!value->known) {
        show_unreadable(doc, inlines, value->text);
        return;
    }
    switch (value->word) {
    case DURATION_WORD_NONE:
        node_add_text(doc, inlines, duration_words(value->value, buffer));
        return;
    case DURATION_WORD_CONTINUOUS:
        node_add_text(doc, inlines, "continuous");
        return;
    case DURATION_WORD_ON_CHANGE:
        node_add_text(doc, inlines, "on every change");
        return;
    case DURATION_WORD_FOREVER:
        node_add_text(doc, inlines, "forever");
        return;
    }
    g_assert_not_reached();
}

void show_interval(Doc *doc, Node *inlines, const DurationValue *value)
{
    char buffer[DURATION_TEXT_SIZE];
    bool plain = value->text != NULL && value->known && value->word == DURATION_WORD_NONE;
    const char *words = plain ? duration_words(value->value, buffer) : "";
    bool single = g_str_has_prefix(words, "1 ") && strchr(words + 2, ' ') == NULL;
    if (single)
        node_add_text(doc, inlines, words + 2);
    else
        show_duration(doc, inlines, value);
}

void show_date(Doc *doc, Node *inlines, const DateValue *value)
{
    char buffer[DATE_TEXT_SIZE];
    if (value->text == NULL)
        return;
    if (value->known)
        node_add_text(doc, inlines, date_format(value->value, buffer));
    else
        show_unreadable(doc, inlines, value->text);
}

/* The unit as written, a space before it: "3 TiB" is not the same as "3.3 TB". */
void show_size(Doc *doc, Node *inlines, const SizeValue *value)
{
    if (value->text == NULL)
        return;
    if (!value->known) {
        show_unreadable(doc, inlines, value->text);
        return;
    }
    size_t digits = strspn(value->text, "0123456789.");
    const char *unit = value->text + digits + strspn(value->text + digits, " ");
    g_autofree char *words = g_strdup_printf("%.*s %s", (int)digits, value->text, unit);
    node_add_text(doc, inlines, words);
}

void show_week(Doc *doc, Node *inlines, const WeekValue *value)
{
    if (value->text == NULL)
        return;
    if (value->known)
        node_add_text(doc, inlines, value->text);
    else
        show_unreadable(doc, inlines, value->text);
}

void show_flag(Doc *doc, Node *inlines, const char *word, const BoolValue *value)
{
    if (value->text == NULL)
        return;
    if (value->known && !value->value)
        node_add_text(doc, inlines, "not ");
    node_add_text(doc, inlines, word);
    if (value->known)
        return;
    node_add_text(doc, inlines, ": ");
    show_unreadable(doc, inlines, value->text);
}

bool date_is_over(const DateValue *value, Date as_of)
{
    return value->text != NULL && value->known && value->value.days < as_of.days;
}

const char *entity_anchor(Doc *doc, const Entity *entity)
{
    const char *kind = entity->kind == ENTITY_SCENARIO  ? "scenario"
                       : entity->kind == ENTITY_MESSAGE ? "message"
                       : entity->kind == ENTITY_SERVICE ? "service"
                       : entity->kind == ENTITY_DATA    ? "data"
                       : entity->kind == ENTITY_RISK    ? "risk"
                                                        : "person";
    return arena_printf(doc->arena, "%s-%s", kind, entity->id.text);
}

Node *entity_row(Doc *doc, Node *table, const Entity *entity, const char *kind)
{
    Node *row = node_add_row(doc, table, false);
    if (entity->id.text == NULL)
        return row;
    row->id =
        doc_anchor(doc, kind == NULL ? entity_anchor(doc, entity)
                                     : arena_printf(doc->arena, "%s-%s", kind, entity->id.text));
    row->text = arena_text(doc->arena, entity_name(entity));
    return row;
}

Target entity_target(Doc *doc, const Entity *entity)
{
    Target target = {NULL, NULL};
    if (entity->kind == ENTITY_RUNBOOK) {
        target.document =
            arena_printf(doc->arena, "%s/runbooks/%s", entity->plan->id, entity->id.text);
    } else if (entity->kind == ENTITY_SCENARIO || entity->kind == ENTITY_MESSAGE) {
        target.document = arena_printf(doc->arena, "%s/plan", entity->plan->id);
        target.anchor = entity_anchor(doc, entity);
    } else if (entity->kind == ENTITY_PERSON || entity->kind == ENTITY_TEAM ||
               entity->kind == ENTITY_VENDOR) {
        target.document = "people";
        target.anchor = entity_anchor(doc, entity);
    }
    if (target.document != NULL && strcmp(target.document, doc->path) == 0)
        target.document = NULL;
    return target;
}

void show_entity(Doc *doc, Node *inlines, const Entity *entity)
{
    Target target = entity_target(doc, entity);
    if (target.document == NULL && target.anchor == NULL)
        node_add_text(doc, inlines, entity_name(entity));
    else
        node_add_reference(doc, inlines, target, entity_name(entity));
}

void show_ref(Doc *doc, Node *inlines, const Ref *ref)
{
    if (ref->target != NULL)
        show_entity(doc, inlines, ref->target);
    else if (ref->text != NULL)
        show_unreadable(doc, inlines, ref->text);
}

void show_refs(Doc *doc, Node *inlines, const RefList *refs)
{
    for (size_t i = 0; i < refs->count; i++) {
        if (i > 0)
            node_add_text(doc, inlines, ", ");
        show_ref(doc, inlines, refs->items[i]);
    }
}

void show_remark(Doc *doc, Node *inlines, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "`", -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        bool closed = i % 2 == 1 && parts[i + 1] != NULL;
        if (closed && *parts[i] != '\0')
            node_add_code_span(doc, inlines, parts[i]);
        else if (*parts[i] != '\0')
            node_add_text(doc, inlines, parts[i]);
    }
}

static Node *cell(Doc *doc, Node *row, bool present)
{
    return node_add_cell(doc, row, present ? NULL : DASH);
}

void cell_duration(Doc *doc, Node *row, const DurationValue *value)
{
    show_duration(doc, cell(doc, row, value->text != NULL), value);
}

void cell_line(Doc *doc, Node *row, const char *markdown)
{
    Node *node = cell(doc, row, markdown != NULL);
    if (markdown != NULL)
        doc_append_inline(doc, node, markdown);
}

void cell_ref(Doc *doc, Node *row, const Ref *ref)
{
    show_ref(doc, cell(doc, row, ref->text != NULL), ref);
}

void cell_refs(Doc *doc, Node *row, const RefList *refs)
{
    show_refs(doc, cell(doc, row, refs->count > 0), refs);
}

static void show_lines(Doc *doc, Node *inlines, const TextList *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        if (i > 0)
            node_add_text(doc, inlines, "; ");
        doc_append_inline(doc, inlines, lines->items[i]->text);
    }
}

void cell_lines(Doc *doc, Node *row, const TextList *lines)
{
    show_lines(doc, cell(doc, row, lines->count > 0), lines);
}

void header_row(Doc *doc, Node *table, const char *const *titles, size_t count)
{
    Node *row = node_add_row(doc, table, true);
    for (size_t i = 0; i < count; i++)
        node_add_cell(doc, row, titles[i]);
}

void align_right(Node *table, size_t from, size_t to)
{
    for (size_t i = from; i <= to; i++)
        table->as.table.aligns[i] = ALIGN_RIGHT;
}

static bool is_dash(const Node *cell)
{
    return cell->first != NULL && cell->first == cell->last && cell->first->kind == NODE_TEXT &&
           strcmp(cell->first->text, DASH) == 0;
}

/* Marks in USED the columns that have a cell other than a dash. */
static void find_used(const Node *table, bool *used)
{
    for (const Node *row = table->first->next; row != NULL; row = row->next) {
        size_t column = 0;
        for (const Node *cell = row->first; cell != NULL; cell = cell->next, column++)
            used[column] = used[column] || !is_dash(cell);
    }
}

static void drop_unused(Node *row, const bool *used)
{
    size_t column = 0;
    for (Node *cell = row->first; cell != NULL; column++) {
        Node *next = cell->next;
        if (!used[column])
            node_detach(cell);
        cell = next;
    }
}

void close_table(Node *table)
{
    bool used[MAX_TABLE_COLUMNS] = {true}; /* the first column names the row */
    if (table->first == table->last) {
        node_detach(table);
        return;
    }
    find_used(table, used);
    for (Node *row = table->first; row != NULL; row = row->next)
        drop_unused(row, used);
    size_t kept = 0;
    Align *aligns = table->as.table.aligns;
    for (size_t i = 0; i < table->as.table.n_columns; i++)
        if (used[i])
            aligns[kept++] = aligns[i];
    table->as.table.n_columns = kept;
}

void fact_text(Doc *doc, Node *facts, const char *label, const char *markdown)
{
    if (markdown != NULL)
        doc_append_inline(doc, node_add_fact(doc, facts, label, NULL), markdown);
}

void fact_duration(Doc *doc, Node *facts, const char *label, const DurationValue *value)
{
    if (value->text != NULL)
        show_duration(doc, node_add_fact(doc, facts, label, NULL), value);
}

void fact_date(Doc *doc, Node *facts, const char *label, const DateValue *value)
{
    if (value->text != NULL)
        show_date(doc, node_add_fact(doc, facts, label, NULL), value);
}

void fact_ref(Doc *doc, Node *facts, const char *label, const Ref *ref)
{
    if (ref->text != NULL)
        show_ref(doc, node_add_fact(doc, facts, label, NULL), ref);
}

void fact_refs(Doc *doc, Node *facts, const char *label, const RefList *refs)
{
    if (refs->count > 0)
        show_refs(doc, node_add_fact(doc, facts, label, NULL), refs);
}

void fact_lines(Doc *doc, Node *facts, const char *label, const TextList *lines)
{
    if (lines->count > 0)
        show_lines(doc, node_add_fact(doc, facts, label, NULL), lines);
}

void fact_codes(Doc *doc, Node *facts, const char *label, const TextList *codes)
{
    if (codes->count == 0)
        return;
    Node *fact = node_add_fact(doc, facts, label, NULL);
    for (size_t i = 0; i < codes->count; i++) {
        if (i > 0)
            node_add_text(doc, fact, ", ");
        node_add_code_span(doc, fact, codes->items[i]->text);
    }
}

void drop_if_empty(Node *facts)
{
    if (facts->first == NULL)
        node_detach(facts);
}

void explain_if_bare(Doc *doc, Node *section)
{
    if (section->first == section->last)
        node_add_paragraph(doc, section, "Nothing more is written about it.");
}

void block_prose(Doc *doc, Node *parent, const char *markdown)
{
    if (markdown != NULL)
        doc_append_markdown(doc, parent, markdown, 0, NULL);
}

void block_lines(Doc *doc, Node *parent, const TextList *lines, bool ordered)
{
    if (lines->count == 0)
        return;
    Node *list = node_add_list(doc, parent, ordered);
    for (size_t i = 0; i < lines->count; i++) {
        Node *paragraph = node_add_paragraph(doc, node_add(doc, list, NODE_ITEM), NULL);
        doc_append_inline(doc, paragraph, lines->items[i]->text);
    }
}

void item_remark(Doc *doc, Node *list, const char *name, const char *about)
{
    if (about == NULL)
        return;
    Node *item = node_add(doc, list, NODE_ITEM);
    node_add_strong(doc, node_add_paragraph(doc, item, NULL), name);
    block_prose(doc, item, about);
}

Node *open_remark(Doc *doc, Node *list, const char *name)
{
    Node *item = node_add(doc, list, NODE_ITEM);
    node_add_strong(doc, node_add_paragraph(doc, item, NULL), name);
    return node_add(doc, item, NODE_FACTS);
}

void close_remark(Doc *doc, Node *facts, const char *about)
{
    Node *item = facts->parent;
    node_detach(facts);
    block_prose(doc, item, about);
    if (facts->first != NULL)
        node_append(item, facts);
    bool bare = item->first->first == item->first->last; /* nothing but the name */
    if (bare && item->first == item->last)
        node_detach(item);
}
