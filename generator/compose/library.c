#include "compose/directive.h"
#include "compose/show.h"

static void append_tool(Doc *doc, Node *table, const Tool *tool)
{
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, entity_name(&tool->entity));
    node_add_cell(doc, row, or_dash(tool->kind.text));
    cell_refs(doc, row, &tool->needs);
    cell_ref(doc, row, &tool->vendor);
    cell_line(doc, row, tool->fallback.text);
}

/* What recovery leans on, and what is there when it is not. */
void append_tools(const Scope *scope)
{
    static const char *const titles[] = {"Tool", "Kind", "Does not work without", "Delivered by",
                                         "When it is down"};
    const Library *library = scope->subject->library;
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < library->tools.count; i++)
        append_tool(doc, table, library->tools.items[i]);
    close_table(table);
    Node *list = node_add_list(doc, scope->parent, false);
    list->as.list.tight = false;
    for (size_t i = 0; i < library->tools.count; i++) {
        const Tool *tool = library->tools.items[i];
        item_remark(doc, list, entity_name(&tool->entity), tool->about.text);
    }
    drop_if_empty(list);
    Node *facts = node_add(doc, scope->parent, NODE_FACTS);
    fact_codes(doc, facts, "On the rescue medium", &library->rescue_kit);
    fact_lines(doc, facts, "Own domains", &library->domains);
    drop_if_empty(facts);
}

/* The distribution list: where to look when the screens are dark. */
void append_binders(const Scope *scope)
{
    static const char *const titles[] = {"Where", "Kept by", "Printed on", "What it holds"};
    const Library *library = scope->subject->library;
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < library->binders.count; i++) {
        const Binder *binder = library->binders.items[i];
        Node *row = node_add_row(doc, table, false);
        node_add_cell(doc, row, or_dash(binder->where.text));
        cell_ref(doc, row, &binder->holder);
        show_date(doc, node_add_cell(doc, row, binder->printed.text == NULL ? or_dash(NULL) : NULL),
                  &binder->printed);
        node_add_cell(doc, row, or_dash(binder->edition.text));
    }
    close_table(table);
}

/* The ways to print the plans that this library adds. */
void append_editions(const Scope *scope)
{
    static const char *const titles[] = {"Edition",    "What it is", "One for",
                                         "Printed on", "Template",   "When"};
    const Library *library = scope->subject->library;
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < library->editions.count; i++) {
        const OwnEdition *edition = library->editions.items[i];
        Node *row = node_add_row(doc, table, false);
        node_add_code_span(doc, node_add_cell(doc, row, NULL), or_dash(edition->name.text));
        node_add_cell(doc, row, or_dash(edition->title.text));
        node_add_cell(doc, row, or_dash(edition->of.text));
        node_add_cell(doc, row, or_dash(edition->sheet.text));
        node_add_cell(doc, row, or_dash(edition->template.text));
        Node *when = node_add_cell(doc, row, edition->usual.text == NULL ? or_dash(NULL) : NULL);
        show_flag(doc, when, "usual", &edition->usual);
    }
    close_table(table);
}

static void fact_levels(Doc *doc, Node *facts, const Library *library)
{
    if (library->rules.count == 0)
        return;
    Node *fact = node_add_fact(doc, facts, "Rules at another level", NULL);
    for (size_t i = 0; i < library->rules.count; i++) {
        const RuleLevel *rule = library->rules.items[i];
        if (i > 0)
            node_add_text(doc, fact, ", ");
        node_add_code_span(doc, fact, or_dash(rule->rule.text));
        node_add_text(doc, fact, " ");
        node_add_text(doc, fact, or_dash(rule->level.text));
    }
}

/* What this library asks of its plans. */
void append_limits(const Scope *scope)
{
    const Library *library = scope->subject->library;
    const Limits *limits = &library->limits;
    Doc *doc = scope->doc;
    Node *facts = node_add(doc, scope->parent, NODE_FACTS);
    fact_duration(doc, facts, "Contact data is tried every", &limits->contacts);
    fact_duration(doc, facts, "Longest RTO of a critical service", &limits->critical_rto);
    fact_duration(doc, facts, "Backups are kept at least", &limits->keep_least);
    fact_duration(doc, facts, "Backups are kept at most", &limits->keep_most);
    fact_text(doc, facts, "Most roles of one person", limits->roles.text);
    fact_text(doc, facts, "Most that an estimate is too low", limits->estimate.text);
    fact_lines(doc, facts, "Laws that ask for notices", &library->laws);
    fact_lines(doc, facts, "Families of scenarios in every plan", &library->families);
    fact_lines(doc, facts, "Levels of risk, least first", &library->matrix.levels);
    fact_levels(doc, facts, library);
    drop_if_empty(facts);
}
