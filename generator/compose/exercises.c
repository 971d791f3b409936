#include "compose/directive.h"
#include "compose/show.h"

/* One rule in words: "suite `restore*`, case `*`, Restore the database, Docs API". */
static void add_junit_rule(Doc *doc, Node *item, const JunitRule *rule)
{
    node_add_text(doc, item, "suite ");
    node_add_code_span(doc, item, rule->suite.text == NULL ? "*" : rule->suite.text);
    node_add_text(doc, item, ", case ");
    node_add_code_span(doc, item, rule->test_case.text == NULL ? "*" : rule->test_case.text);
    if (rule->runbook.text != NULL) {
        node_add_text(doc, item, ", ");
        show_ref(doc, item, &rule->runbook);
    }
    if (rule->services.count > 0) {
        node_add_text(doc, item, ", ");
        show_refs(doc, item, &rule->services);
    }
}

static void fact_junit(Doc *doc, Node *facts, const Exercise *exercise)
{
    if (exercise->junit.count == 0)
        return;
    Node *fact = node_add_fact(doc, facts, "Proved by the tests", NULL);
    for (size_t i = 0; i < exercise->junit.count; i++) {
        if (i > 0)
            node_add_text(doc, fact, "; ");
        add_junit_rule(doc, fact, exercise->junit.items[i]);
    }
}

static void append_exercise(const Scope *scope, const Exercise *exercise)
{
    Doc *doc = scope->doc;
    g_autofree char *anchor = g_strdup_printf("exercise-%s", exercise->entity.id.text);
    Node *section =
        node_add_section(doc, scope->parent, scope->level, anchor, entity_name(&exercise->entity));
    block_prose(doc, section, exercise->about.text);
    Node *facts = node_add(doc, section, NODE_FACTS);
    fact_text(doc, facts, "Type", exercise->type.text);
    fact_duration(doc, facts, "Every", &exercise->every);
    fact_text(doc, facts, "Manner", exercise->method.text);
    fact_duration(doc, facts, "Lasts at most", &exercise->lasts);
    fact_refs(doc, facts, "Scenarios", &exercise->scenarios);
    fact_refs(doc, facts, "Runbooks", &exercise->runbooks);
    fact_refs(doc, facts, "Measures", &exercise->services);
    fact_ref(doc, facts, "Restores to", &exercise->target);
    fact_lines(doc, facts, "Participants", &exercise->participants);
    fact_refs(doc, facts, "Stay away on purpose", &exercise->absent);
    fact_duration(doc, facts, "Shows an RTO of", &exercise->proves.rto);
    fact_duration(doc, facts, "Shows an RPO of", &exercise->proves.rpo);
    fact_junit(doc, facts, exercise);
    fact_lines(doc, facts, "Succeeds when", &exercise->success);
    drop_if_empty(facts);
    block_lines(doc, section, &exercise->process, true);
}

/* The schedule at a glance, most frequent first as written, then each exercise. */
void append_exercises(const Scope *scope)
{
    static const char *const titles[] = {"Exercise", "Type", "Every", "Manner"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    if (plan->exercises.count == 0)
        return;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->exercises.count; i++) {
        const Exercise *exercise = plan->exercises.items[i];
        Node *row = node_add_row(doc, table, false);
        node_add_cell(doc, row, entity_name(&exercise->entity));
        node_add_cell(doc, row, or_dash(exercise->type.text));
        cell_duration(doc, row, &exercise->every);
        node_add_cell(doc, row, or_dash(exercise->method.text));
    }
    close_table(table);
    for (size_t i = 0; i < plan->exercises.count; i++)
        append_exercise(scope, plan->exercises.items[i]);
}

void append_success(const Scope *scope)
{
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    if (plan->success.must.count > 0) {
        node_add_strong(doc, node_add_paragraph(doc, scope->parent, NULL), "Must be achieved");
        block_lines(doc, scope->parent, &plan->success.must, false);
    }
    if (plan->success.nice.count > 0) {
        node_add_strong(doc, node_add_paragraph(doc, scope->parent, NULL), "Nice to have");
        block_lines(doc, scope->parent, &plan->success.nice, false);
    }
}

void append_kpis(const Scope *scope)
{
    static const char *const titles[] = {"Figure", "Of", "How it is measured", "Target"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    if (plan->kpis.count == 0)
        return;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->kpis.count; i++) {
        const Kpi *kpi = plan->kpis.items[i];
        Node *row = node_add_row(doc, table, false);
        node_add_cell(doc, row, entity_name(&kpi->entity));
        node_add_cell(doc, row, or_dash(kpi->group.text));
        cell_line(doc, row, kpi->about.text);
        node_add_cell(doc, row, or_dash(kpi->target.text));
    }
    close_table(table);
}
