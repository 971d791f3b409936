#include "compose/directive.h"
#include "compose/matrix_figure.h"
#include "compose/show.h"

static void append_risk(Doc *doc, Node *table, const RiskMatrix *matrix, const Risk *risk,
                        size_t number)
{
    char label[16];
    const char *level = NULL;
    if (risk->likelihood.text != NULL && risk->impact.text != NULL)
        level = matrix_level(matrix, risk->likelihood.text, risk->impact.text);
    g_snprintf(label, sizeof label, "%zu", number);
    Node *row = entity_row(doc, table, &risk->entity, NULL);
    node_add_cell(doc, row, label);
    node_add_cell(doc, row, entity_name(&risk->entity));
    node_add_cell(doc, row, or_dash(risk->likelihood.text));
    node_add_cell(doc, row, or_dash(risk->impact.text));
    node_add_cell(doc, row, or_dash(risk->level.text));
    node_add_cell(doc, row, or_dash(level));
    cell_ref(doc, row, &risk->owner);
}

static void append_risk_remarks(Doc *doc, Node *parent, const Risk *risk)
{
    Node *facts = open_remark(doc, parent, entity_name(&risk->entity));
    Node *item = facts->parent;
    Node *title = item->first;
    fact_text(doc, facts, "Level after treatment", risk->residual.text);
    fact_date(doc, facts, "Last reviewed", &risk->reviewed);
    fact_duration(doc, facts, "Reviewed every", &risk->review);
    if (risk->scenario.text != NULL) {
        node_add_text(doc, title, ": see ");
        show_ref(doc, title, &risk->scenario);
    }
    block_prose(doc, item, risk->about.text);
    block_prose(doc, item, risk->treatment.text);
    close_remark(doc, facts, NULL);
}

void append_risk_matrix(const Scope *scope)
{
    const Plan *plan = scope->subject->view->plan;
    if (plan->risks.count == 0)
        return;
    const Figure *figure = matrix_figure(scope->doc->arena, &scope->subject->library->matrix, plan);
    if (figure == NULL)
        return;
    Node *node = node_add(scope->doc, scope->parent, NODE_FIGURE);
    node->as.figure.figure = figure;
    node->text = "Risks by likelihood and impact; the numbers are those of the table below";
}

/* Does risk I of PLAN stand under the same heading as the one before it? */
static bool same_group(const Plan *plan, size_t i)
{
    return i > 0 && i < plan->risks.count &&
           g_strcmp0(plan->risks.items[i]->group.text, plan->risks.items[i - 1]->group.text) == 0;
}

/* Consecutive risks of one group share a table with the group's name above it. */
void append_risks(const Scope *scope)
{
    static const char *const titles[] = {
        "No.", "Risk", "Likelihood", "Impact", "Claimed level", "Level by matrix", "Owner"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    if (plan->risks.count == 0)
        return;
    Node *table = NULL;
    for (size_t i = 0; i < plan->risks.count; i++) {
        const Risk *risk = plan->risks.items[i];
        if (!same_group(plan, i)) {
            if (risk->group.text != NULL)
                node_add_strong(doc, node_add_paragraph(doc, scope->parent, NULL),
                                risk->group.text);
            table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
            header_row(doc, table, titles, G_N_ELEMENTS(titles));
        }
        append_risk(doc, table, &scope->subject->library->matrix, risk, i + 1);
        if (!same_group(plan, i + 1))
            close_table(table);
    }
    Node *list = node_add_list(doc, scope->parent, false);
    list->as.list.tight = false;
    for (size_t i = 0; i < plan->risks.count; i++)
        append_risk_remarks(doc, list, plan->risks.items[i]);
    drop_if_empty(list);
}

void append_failures(const Scope *scope)
{
    static const char *const titles[] = {"Failure",         "Of",      "Likelihood", "Impact",
                                         "Detected within", "Recovery"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    if (plan->failures.count == 0)
        return;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->failures.count; i++) {
        const FailureMode *failure = plan->failures.items[i];
        Node *row = entity_row(doc, table, &failure->entity, "failure");
        node_add_cell(doc, row, entity_name(&failure->entity));
        node_add_cell(doc, row, or_dash(failure->group.text));
        node_add_cell(doc, row, or_dash(failure->likelihood.text));
        node_add_cell(doc, row, or_dash(failure->impact.text));
        cell_duration(doc, row, &failure->detect);
        if (failure->runbook.text != NULL && failure->procedure.text == NULL) {
            cell_ref(doc, row, &failure->runbook);
            continue;
        }
        cell_line(doc, row, failure->procedure.text);
        if (failure->runbook.text != NULL) {
            node_add_text(doc, row->last, "; ");
            show_ref(doc, row->last, &failure->runbook);
        }
    }
    close_table(table);
    Node *list = node_add_list(doc, scope->parent, false);
    list->as.list.tight = false;
    for (size_t i = 0; i < plan->failures.count; i++) {
        const FailureMode *failure = plan->failures.items[i];
        item_remark(doc, list, entity_name(&failure->entity), failure->about.text);
    }
    drop_if_empty(list);
}
