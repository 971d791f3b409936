#include "compose/directive.h"
#include "compose/show.h"
#include "compose/timeline_figure.h"

/* Of the schedules of one plan: about a quarter of a second. */
enum { MOST_WORK = 1000000 };

static void append_phase(Doc *doc, Node *table, const Phase *phase)
{
    char from[DURATION_TEXT_SIZE];
    Node *row = node_add_row(doc, table, false);
    Node *window = node_add_cell(doc, row, NULL);
    if (phase->from.known && phase->to.known) {
        node_add_text(doc, window,
                      duration_compare(phase->from.value, (Duration){0, 0}) == 0
                          ? "0"
                          : duration_words(phase->from.value, from));
        node_add_text(doc, window, " to ");
        show_duration(doc, window, &phase->to);
    } else {
        show_duration(doc, window, &phase->from);
        show_duration(doc, window, &phase->to);
    }
    node_add_cell(doc, row, entity_name(&phase->entity));
    cell_lines(doc, row, &phase->actions);
}

static void append_phases(Doc *doc, Node *parent, const Scenario *scenario)
{
    static const char *const titles[] = {"After declaration", "Phase", "What is done"};
    if (scenario->phases.count == 0)
        return;
    Node *table = node_add_table(doc, parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < scenario->phases.count; i++)
        append_phase(doc, table, scenario->phases.items[i]);
    close_table(table);
}

static void append_runbook_list(Doc *doc, Node *parent, const Scenario *scenario)
{
    if (scenario->runbooks.count == 0)
        return;
    Node *callout = node_add_callout(doc, parent, TONE_INFO, "The way back");
    Node *list = node_add_list(doc, callout, true);
    for (size_t i = 0; i < scenario->runbooks.count; i++) {
        Node *paragraph = node_add_paragraph(doc, node_add(doc, list, NODE_ITEM), NULL);
        show_ref(doc, paragraph, scenario->runbooks.items[i]);
    }
}

/* The recovery in time. Not for the public, since without what is internal the times would be
 * others. WORK counts what the schedules of the plan have cost so far. */
static void append_timeline(const Scope *scope, Node *parent, const Scenario *scenario,
                            size_t *work)
{
    if (scenario->runbooks.count == 0 || scope->subject->is_public)
        return;
    if (*work > MOST_WORK) {
        node_add_paragraph(scope->doc, parent,
                           "The recovery in time is not drawn here: the scenarios of the plan "
                           "have too many steps in all.");
        return;
    }
    Doc *doc = scope->doc;
    const Subject *subject = scope->subject;
    g_autoptr(GPtrArray) figures =
        timeline_figures(doc->arena, subject->library, subject->view->plan, scenario, work);
    for (guint i = 0; i < figures->len; i++) {
        Node *node = node_add(doc, parent, NODE_FIGURE);
        node->as.figure.figure = figures->pdata[i];
        node->text = "The recovery from the beginning of the interruption, by the estimates of the "
                     "plan: each person does one step at a time. A stroke across the line of "
                     "what comes back is its own RTO";
    }
}

static void append_scenario(const Scope *scope, const Scenario *scenario, size_t *work)
{
    Doc *doc = scope->doc;
    Node *section =
        node_add_section(doc, scope->parent, scope->level, entity_anchor(doc, &scenario->entity),
                         entity_name(&scenario->entity));
    block_prose(doc, section, scenario->about.text);
    Node *facts = node_add(doc, section, NODE_FACTS);
    fact_text(doc, facts, "Family", scenario->family.text);
    fact_text(doc, facts, "Priority", scenario->priority.text);
    fact_text(doc, facts, "What users notice", scenario->effect.text);
    fact_text(doc, facts, "Likelihood", scenario->likelihood.text);
    fact_text(doc, facts, "Impact", scenario->impact.text);
    fact_duration(doc, facts, "RTO", &scenario->rto);
    fact_duration(doc, facts, "RPO", &scenario->rpo);
    fact_duration(doc, facts, "Detected within", &scenario->detect);
    fact_duration(doc, facts, "Decided within", &scenario->decide);
    fact_duration(doc, facts, "Helpers at work within", &scenario->notify);
    fact_refs(doc, facts, "Affects", &scenario->affects);
    fact_refs(doc, facts, "Takes away", &scenario->loses);
    fact_lines(doc, facts, "Causes", &scenario->causes);
    drop_if_empty(facts);
    append_runbook_list(doc, section, scenario);
    append_timeline(scope, section, scenario, work);
    append_phases(doc, section, scenario);
    explain_if_bare(doc, section);
}

void append_scenarios(const Scope *scope)
{
    const Plan *plan = scope->subject->view->plan;
    size_t work = 0;
    for (size_t i = 0; i < plan->scenarios.count; i++)
        append_scenario(scope, plan->scenarios.items[i], &work);
}
