#include "compose/directive.h"
#include "compose/show.h"

static void append_row(Doc *doc, Node *table, const Plan *plan, const Ref *who, const char *as)
{
    g_autofree char *document = plan_document(plan);
    Node *row = node_add_row(doc, table, false);
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                       plan->title.text);
    cell_ref(doc, row, who);
    node_add_cell(doc, row, or_dash(as));
}

static size_t append_shifts(Doc *doc, Node *table, const Plan *plan, const Role *role)
{
    for (size_t i = 0; i < role->roster.count; i++) {
        const Shift *shift = role->roster.items[i];
        append_row(doc, table, plan, &shift->who, entity_name(&role->entity));
        Node *when = node_add_cell(doc, table->last,
                                   shift->when.text == NULL ? or_dash(NULL) : NULL);
        show_week(doc, when, &shift->when);
    }
    return role->roster.count;
}

/* Whom to call of PLAN: the rosters; where there is none the first contact. */
static void append_plan(Doc *doc, Node *table, const Plan *plan)
{
    size_t n_shifts = 0;
    for (size_t i = 0; i < plan->roles.count; i++)
        n_shifts += append_shifts(doc, table, plan, plan->roles.items[i]);
    if (n_shifts > 0 || plan->contacts.count == 0)
        return;
    const Contact *contact = plan->contacts.items[0];
    append_row(doc, table, plan, &contact->who, contact->as.text);
    node_add_cell(doc, table->last, or_dash(contact->when.text));
}

void append_on_call(const Scope *scope)
{
    static const char *const titles[] = {"Plan", "Call", "As", "When"};
    const Subject *subject = scope->subject;
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < subject->n_views; i++)
        append_plan(doc, table, subject->views[i].plan);
    close_table(table);
}
