#include "compose/directive.h"
#include "compose/show.h"

static const char *tier_word(const Word *tier)
{
    return or_dash(tier->text);
}

static void append_service(Doc *doc, Node *table, const Service *service)
{
    Node *row = entity_row(doc, table, &service->entity, NULL);
    node_add_cell(doc, row, entity_name(&service->entity));
    node_add_cell(doc, row, tier_word(&service->tier));
    cell_duration(doc, row, &service->rto);
    cell_duration(doc, row, &service->wrt);
    cell_duration(doc, row, &service->mtd);
    cell_refs(doc, row, &service->depends);
}

void append_objectives(const Scope *scope)
{
    static const char *const titles[] = {"Service", "Tier", "RTO", "WRT", "MTD", "Depends on"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    if (plan->services.count == 0)
        return;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->services.count; i++)
        append_service(doc, table, plan->services.items[i]);
    close_table(table);
    Node *list = node_add_list(doc, scope->parent, false);
    list->as.list.tight = false;
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        Node *facts = open_remark(doc, list, entity_name(&service->entity));
        fact_refs(doc, facts, "Runs at", &service->at);
        fact_text(doc, facts, "Objectives rest on", service->why.text);
        close_remark(doc, facts, service->about.text);
    }
    drop_if_empty(list);
}

/* "accounts, with Ledger, Orders": the group of DATA and who else is in it. */
static void fact_group(Doc *doc, Node *facts, const Plan *plan, const DataSet *data)
{
    if (data->consistent_with.text == NULL)
        return;
    Node *fact = node_add_fact(doc, facts, "Restored to one moment", data->consistent_with.text);
    const char *before = ", with ";
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *other = plan->data.items[i];
        if (other == data ||
            g_strcmp0(other->consistent_with.text, data->consistent_with.text) != 0)
            continue;
        node_add_text(doc, fact, before);
        show_entity(doc, fact, &other->entity);
        before = ", ";
    }
}

static void append_data_remark(Doc *doc, Node *list, const Plan *plan, const DataSet *data)
{
    Node *facts = open_remark(doc, list, entity_name(&data->entity));
    fact_text(doc, facts, "Class", data->data_class.text);
    if (data->size.text != NULL)
        show_size(doc, node_add_fact(doc, facts, "Size", NULL), &data->size);
    fact_refs(doc, facts, "Written at", &data->at);
    fact_group(doc, facts, plan, data);
    fact_text(doc, facts, "Objectives rest on", data->why.text);
    close_remark(doc, facts, data->about.text);
}

void append_data(const Scope *scope)
{
    static const char *const titles[] = {"Data set", "RPO", "RTO", "What belongs to it"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    if (plan->data.count == 0)
        return;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        Node *row = entity_row(doc, table, &data->entity, NULL);
        node_add_cell(doc, row, entity_name(&data->entity));
        cell_duration(doc, row, &data->rpo);
        cell_duration(doc, row, &data->rto);
        cell_lines(doc, row, &data->items);
    }
    close_table(table);
    Node *list = node_add_list(doc, scope->parent, false);
    list->as.list.tight = false;
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        append_data_remark(doc, list, plan, data);
    }
    drop_if_empty(list);
}

static void append_level(Doc *doc, Node *table, const char *of, const ServiceLevel *level)
{
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, of);
    node_add_cell(doc, row, or_dash(level->name.text));
    node_add_cell(doc, row, or_dash(level->target.text));
    cell_line(doc, row, level->about.text);
}

void append_levels(const Scope *scope)
{
    static const char *const titles[] = {"Of", "What is measured", "Target", "That is"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->levels.count; i++)
        append_level(doc, table, "The system", plan->levels.items[i]);
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        for (size_t j = 0; j < service->levels.count; j++)
            append_level(doc, table, entity_name(&service->entity), service->levels.items[j]);
    }
    close_table(table);
}
