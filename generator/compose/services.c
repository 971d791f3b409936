#include "compose/directive.h"
#include "compose/recoverers.h"
#include "compose/show.h"
#include "compose/verdict.h"

/* Standings keep the objectives in plan order: the next one of a plan is looked for from AT on. */
static const Objective *objective_of(const Standing *standing, const Entity *entity, size_t *at)
{
    for (size_t i = *at; i < standing->n_objectives; i++) {
        if (standing->objectives[i].subject != entity)
            continue;
        *at = i + 1;
        return &standing->objectives[i];
    }
    return NULL;
}

static void cell_verdict(Doc *doc, Node *row, const Objective *objective)
{
    Node *cell = node_add_cell(doc, row, objective == NULL ? or_dash(NULL) : NULL);
    if (objective != NULL)
        show_verdict(doc, cell, objective->verdict);
}

static void cell_runbooks(Doc *doc, Node *row, GHashTable *recoverers, const Entity *entity)
{
    show_recoverers(doc, node_add_cell(doc, row, NULL), recoverers, entity);
}

static Node *add_row(Doc *doc, Node *table, const Plan *plan, const Entity *entity)
{
    g_autofree char *document = plan_document(plan);
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, entity_name(entity));
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                       plan->title.text);
    return row;
}

void append_all_services(const Scope *scope)
{
    static const char *const titles[] = {"Service", "Plan",   "Tier",       "RTO",
                                         "MTD",     "Proven", "Depends on", "Recovered by"};
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < scope->subject->n_views; i++) {
        const PlanView *view = &scope->subject->views[i];
        g_autoptr(GHashTable) recoverers = recoverers_of(view->plan);
        size_t at = 0;
        for (size_t j = 0; j < view->plan->services.count; j++) {
            const Service *service = view->plan->services.items[j];
            Node *row = add_row(doc, table, view->plan, &service->entity);
            node_add_cell(doc, row, or_dash(service->tier.text));
            cell_duration(doc, row, &service->rto);
            cell_duration(doc, row, &service->mtd);
            cell_verdict(doc, row, objective_of(view->standing, &service->entity, &at));
            cell_refs(doc, row, &service->depends);
            cell_runbooks(doc, row, recoverers, &service->entity);
        }
    }
    close_table(table);
}

void append_all_data(const Scope *scope)
{
    static const char *const titles[] = {"Data set", "Plan",   "RPO",
                                         "RTO",      "Proven", "Recovered by"};
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < scope->subject->n_views; i++) {
        const PlanView *view = &scope->subject->views[i];
        g_autoptr(GHashTable) recoverers = recoverers_of(view->plan);
        size_t at = 0;
        for (size_t j = 0; j < view->plan->data.count; j++) {
            const DataSet *data = view->plan->data.items[j];
            Node *row = add_row(doc, table, view->plan, &data->entity);
            cell_duration(doc, row, &data->rpo);
            cell_duration(doc, row, &data->rto);
            cell_verdict(doc, row, objective_of(view->standing, &data->entity, &at));
            cell_runbooks(doc, row, recoverers, &data->entity);
        }
    }
    close_table(table);
}
