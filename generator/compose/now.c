#include "compose/directive.h"
#include "compose/recoverers.h"
#include "compose/show.h"
#include "doc/markdown.h"

/*
 * "Something is wrong now": from what is seen, from what has happened or from what is down straight
 * to the runbook. Whoever reads this is in a hurry, so that rows hold little and lead on at once.
 */

/* A table of the page, whose first column names the plan where there is more than one. */
typedef struct Ways {
    Doc *doc;
    Node *table;
    bool names_plan;
} Ways;

static Ways open_ways(const Scope *scope, Node *parent, const char *cause, bool names_plan)
{
    const char *const titles[] = {"System", cause, "What to do"};
    size_t skip = names_plan ? 0 : 1;
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, parent, G_N_ELEMENTS(titles) - skip);
    header_row(doc, table, titles + skip, G_N_ELEMENTS(titles) - skip);
    return (Ways){doc, table, names_plan};
}

/* A row up to its cause, which is returned. */
static Node *add_cause(const Ways *ways, const Plan *plan)
{
    Node *row = node_add_row(ways->doc, ways->table, false);
    if (ways->names_plan) {
        g_autofree char *document = plan_document(plan);
        node_add_reference(ways->doc, node_add_cell(ways->doc, row, NULL), (Target){document, NULL},
                           plan->title.text);
    }
    return node_add_cell(ways->doc, row, NULL);
}

/* ---- what is seen ---- */

static void seen_in_plan(const Ways *ways, const Plan *plan)
{
    for (size_t i = 0; i < plan->scenarios.count; i++) {
        const Scenario *scenario = plan->scenarios.items[i];
        if (scenario->effect.text == NULL || scenario->runbooks.count == 0)
            continue;
        doc_append_inline(ways->doc, add_cause(ways, plan), scenario->effect.text);
        cell_refs(ways->doc, ways->table->last, &scenario->runbooks);
    }
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        if (runbook->trigger.text == NULL)
            continue;
        doc_append_inline(ways->doc, add_cause(ways, plan), runbook->trigger.text);
        show_entity(ways->doc, node_add_cell(ways->doc, ways->table->last, NULL), &runbook->entity);
    }
}

/* ---- what has happened ---- */

static void happened_in_plan(const Ways *ways, const Plan *plan)
{
    for (size_t i = 0; i < plan->scenarios.count; i++) {
        const Scenario *scenario = plan->scenarios.items[i];
        show_entity(ways->doc, add_cause(ways, plan), &scenario->entity);
        cell_refs(ways->doc, ways->table->last, &scenario->runbooks);
    }
    for (size_t i = 0; i < plan->failures.count; i++) {
        const FailureMode *failure = plan->failures.items[i];
        if (failure->runbook.target == NULL)
            continue;
        node_add_text(ways->doc, add_cause(ways, plan), entity_name(&failure->entity));
        cell_ref(ways->doc, ways->table->last, &failure->runbook);
    }
}

/* ---- what is down ---- */

static void down_entity(const Ways *ways, GHashTable *recoverers, const Entity *entity)
{
    if (!g_hash_table_contains(recoverers, entity))
        return;
    node_add_text(ways->doc, add_cause(ways, entity->plan), entity_name(entity));
    show_recoverers(ways->doc, node_add_cell(ways->doc, ways->table->last, NULL), recoverers,
                    entity);
}

static void down_in_plan(const Ways *ways, const Plan *plan)
{
    g_autoptr(GHashTable) recoverers = recoverers_of(plan);
    for (size_t i = 0; i < plan->services.count; i++)
        down_entity(ways, recoverers, &plan->services.items[i]->entity);
    for (size_t i = 0; i < plan->data.count; i++)
        down_entity(ways, recoverers, &plan->data.items[i]->entity);
}

/* ---- the directive ---- */

static const struct {
    const char *id, *title, *cause;
    void (*append)(const Ways *ways, const Plan *plan);
} kinds[] = {
    {"seen", "What do you see?", "What is seen", seen_in_plan},
    {"down", "What is down?", "What is down", down_in_plan},
    {"happened", "What has happened?", "What has happened", happened_in_plan},
};

static void append_of_library(const Scope *scope)
{
    const Subject *subject = scope->subject;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        Node *section =
            node_add_section(scope->doc, scope->parent, scope->level, kinds[i].id, kinds[i].title);
        Ways ways = open_ways(scope, section, kinds[i].cause, true);
        for (size_t j = 0; j < subject->n_views; j++)
            kinds[i].append(&ways, subject->views[j].plan);
        close_table(ways.table);
        if (section->first == section->last)
            node_add_paragraph(scope->doc, section, "No plan says.");
    }
}

static void append_of_plan(const Scope *scope)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        Ways ways = open_ways(scope, scope->parent, kinds[i].cause, false);
        kinds[i].append(&ways, scope->subject->view->plan);
        close_table(ways.table);
    }
}

/* In so many plans nobody looks for a row: each plan's own page has those of its system. */
static void append_plans_alone(const Scope *scope)
{
    Doc *doc = scope->doc;
    node_add_paragraph(doc, scope->parent, "Choose the system that is in trouble:");
    Node *list = node_add_list(doc, scope->parent, false);
    for (size_t i = 0; i < scope->subject->n_views; i++) {
        const Plan *plan = scope->subject->views[i].plan;
        g_autofree char *document = plan_document(plan);
        Node *line = node_add_paragraph(doc, node_add(doc, list, NODE_ITEM), NULL);
        node_add_reference(doc, line, (Target){document, NULL}, plan->title.text);
    }
}

void append_now(const Scope *scope)
{
    enum { MOST_PLANS = 60 };
    if (scope->subject->view != NULL)
        append_of_plan(scope);
    else if (scope->subject->n_views > MOST_PLANS)
        append_plans_alone(scope);
    else
        append_of_library(scope);
}

/* On the first page of the library: the way to the page that has the above. */
void append_entrance(const Scope *scope)
{
    Doc *doc = scope->doc;
    if (scope->subject->n_views == 0)
        return;
    Node *callout = node_add_callout(doc, scope->parent, TONE_DANGER, "Something is wrong now?");
    Node *line = node_add_paragraph(doc, callout, NULL);
    node_add_reference(doc, line, (Target){"now", NULL}, "Find the runbook");
    node_add_text(doc, line, " by what is seen, what is down or what has happened.");
}
