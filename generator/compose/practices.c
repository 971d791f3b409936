#include "compose/directive.h"
#include "compose/show.h"
#include "doc/markdown.h"

void append_triggers(const Scope *scope)
{
    static const char *const titles[] = {"Trigger", "Of", "When", "What happens by itself"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    if (plan->triggers.count == 0)
        return;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->triggers.count; i++) {
        const Trigger *trigger = plan->triggers.items[i];
        Node *row = node_add_row(doc, table, false);
        node_add_cell(doc, row, entity_name(&trigger->entity));
        node_add_cell(doc, row, or_dash(trigger->group.text));
        cell_line(doc, row, trigger->when.text);
        cell_line(doc, row, trigger->action.text);
    }
    close_table(table);
}

void append_snippets(const Scope *scope)
{
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    for (size_t i = 0; i < plan->snippets.count; i++) {
        const Snippet *snippet = plan->snippets.items[i];
        block_prose(doc, scope->parent, snippet->about.text);
        if (snippet->code.text != NULL)
            node_add_code(doc, scope->parent, snippet->language.text, entity_name(&snippet->entity),
                          snippet->code.text);
    }
}

static void append_item(Doc *doc, Node *list, const PracticeItem *item)
{
    Node *node = node_add(doc, list, NODE_ITEM);
    Node *paragraph = node_add_paragraph(doc, node, NULL);
    bool more = item->about.text != NULL || item->items.count > 0;
    if (item->name.text != NULL)
        doc_append_inline(doc, more ? node_add(doc, paragraph, NODE_STRONG) : paragraph,
                          item->name.text);
    if (item->every.text != NULL) {
        node_add_text(doc, paragraph, ", every ");
        show_interval(doc, paragraph, &item->every);
    }
    block_prose(doc, node, item->about.text);
    block_lines(doc, node, &item->items, false);
}

void append_after_incident(const Scope *scope)
{
    const Plan *plan = scope->subject->view->plan;
    if (plan->after_incident.count == 0)
        return;
    Node *list = node_add_list(scope->doc, scope->parent, true);
    for (size_t i = 0; i < plan->after_incident.count; i++)
        append_item(scope->doc, list, plan->after_incident.items[i]);
}

void append_practices(const Scope *scope)
{
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    for (size_t i = 0; i < plan->practices.count; i++) {
        const Practice *practice = plan->practices.items[i];
        Node *section = node_add_section(doc, scope->parent, scope->level, practice->entity.id.text,
                                         entity_name(&practice->entity));
        block_prose(doc, section, practice->about.text);
        Node *list = node_add_list(doc, section, false);
        for (size_t j = 0; j < practice->items.count; j++)
            append_item(doc, list, practice->items.items[j]);
        drop_if_empty(list);
    }
}
