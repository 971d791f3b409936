#include "compose/directive.h"
#include "compose/show.h"
#include "doc/markdown.h"

#include <stdio.h>

/* "9e107d9d372b": the hash by which page, paper, script and evidence are matched. */
static const char *short_hash(Doc *doc, const Runbook *runbook)
{
    return arena_text_n(doc->arena, runbook->hash, SHORT_HASH);
}

void append_runbooks(const Scope *scope)
{
    static const char *const titles[] = {"Runbook", "Recovers", "Steps", "RTO", "Estimate"};
    const Plan *plan = scope->subject->view->plan;
    Doc *doc = scope->doc;
    if (plan->runbooks.count == 0)
        return;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        char steps[16];
        char estimate[DURATION_TEXT_SIZE];
        Duration sum = runbook_estimate(runbook);
        snprintf(steps, sizeof steps, "%zu", runbook->steps.count);
        Node *row = node_add_row(doc, table, false);
        show_entity(doc, node_add_cell(doc, row, NULL), &runbook->entity);
        cell_refs(doc, row, &runbook->recovers);
        node_add_cell(doc, row, steps);
        cell_duration(doc, row, &runbook->rto);
        node_add_cell(doc, row, duration_approximate(sum) == 0 ? or_dash(NULL)
                                                               : duration_words(sum, estimate));
    }
    close_table(table);
}

void append_runbook_facts(const Scope *scope)
{
    const Runbook *runbook = scope->subject->runbook;
    Doc *doc = scope->doc;
    char estimate[DURATION_TEXT_SIZE];
    Duration sum = runbook_estimate(runbook);
    block_prose(doc, scope->parent, runbook->about.text);
    Node *facts = node_add(doc, scope->parent, NODE_FACTS);
    fact_text(doc, facts, "Start it when", runbook->trigger.text);
    fact_refs(doc, facts, "Recovers", &runbook->recovers);
    fact_duration(doc, facts, "RTO", &runbook->rto);
    if (duration_approximate(sum) > 0)
        node_add_fact(doc, facts, "Estimate", duration_words(sum, estimate));
    fact_lines(doc, facts, "Stop and ask when", &runbook->stop_when);
    fact_ref(doc, facts, "Back to normal by", &runbook->failback);
    node_add_code_span(doc, node_add_fact(doc, facts, "Hash", NULL), short_hash(doc, runbook));
    g_autofree char *script = g_strdup_printf("%s.sh", runbook->entity.id.text);
    node_add_code_span(doc, node_add_fact(doc, facts, "Script", NULL), script);
}

static void append_variable(Doc *doc, Node *table, const EnvVariable *variable)
{
    Node *row = node_add_row(doc, table, false);
    node_add_code_span(doc, node_add_cell(doc, row, NULL), or_dash(variable->name.text));
    cell_line(doc, row, variable->about.text);
    Node *value = node_add_cell(doc, row, NULL);
    bool open = variable->secret.known && !variable->secret.value;
    if (variable->secret.text != NULL && !open) /* also when it cannot be read: safe is safe */
        node_add_badge(doc, value, TONE_WARNING, "secret");
    else if (variable->fallback.text != NULL)
        node_add_code_span(doc, value, variable->fallback.text);
    else
        node_add_text(doc, value, "must be set");
}

void append_needs(const Scope *scope)
{
    static const char *const titles[] = {"Variable", "What it holds", "Value"};
    const RunbookNeeds *needs = &scope->subject->runbook->needs;
    Doc *doc = scope->doc;
    Node *facts = node_add(doc, scope->parent, NODE_FACTS);
    fact_codes(doc, facts, "Tools", &needs->tools);
    fact_codes(doc, facts, "Files", &needs->files);
    fact_refs(doc, facts, "Must work", &needs->systems);
    fact_lines(doc, facts, "Access", &needs->access);
    drop_if_empty(facts);
    if (needs->env.count == 0)
        return;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < needs->env.count; i++)
        append_variable(doc, table, needs->env.items[i]);
}

static void append_checklist(Doc *doc, Node *parent, const Step *step)
{
    Node *list = node_add_list(doc, parent, false);
    for (size_t i = 0; i < step->checklist.count; i++) {
        const CheckItem *check = step->checklist.items[i];
        Node *item = node_add(doc, list, NODE_ITEM);
        item->as.item.task = TASK_OPEN;
        Node *paragraph = node_add_paragraph(doc, item, NULL);
        if (check->text.text != NULL)
            doc_append_inline(doc, paragraph, check->text.text);
        if (check->items.count == 0)
            continue;
        Node *parts = node_add_list(doc, item, false);
        for (size_t j = 0; j < check->items.count; j++) {
            Node *part = node_add(doc, parts, NODE_ITEM);
            part->as.item.task = TASK_OPEN;
            doc_append_inline(doc, node_add_paragraph(doc, part, NULL),
                              check->items.items[j]->text);
        }
    }
    drop_if_empty(list);
}

static void append_task(Doc *doc, Node *node, const Step *step)
{
    switch (step->kind) {
    case STEP_MANUAL:
        block_prose(doc, node, step->manual.text);
        return;
    case STEP_RUN:
        if (step->run.text != NULL)
            node_add_code(doc, node, "sh", NULL, step->run.text);
        return;
    case STEP_CHECKLIST:
        append_checklist(doc, node, step);
        return;
    case STEP_NOTIFY:
        break;
    }
    Node *paragraph = node_add_paragraph(doc, node, "Tell ");
    for (size_t i = 0; i < step->notify.count; i++) {
        node_add_text(doc, paragraph, i > 0 ? ", " : "");
        node_add_strong(doc, paragraph, step->notify.items[i]->text);
    }
    if (step->message.text != NULL) {
        node_add_text(doc, paragraph, " with the message ");
        show_ref(doc, paragraph, &step->message);
    }
    node_add_text(doc, paragraph, ".");
}

/* The steps that STEP waits for, where it does not simply follow the one before it. */
static void fact_after(Doc *doc, Node *facts, const Runbook *runbook, const Step *step)
{
    if (step->after.span.source == NULL)
        return;
    Node *fact = node_add_fact(doc, facts, "Waits for", NULL);
    if (step->after.count == 0)
        node_add_text(doc, fact, "nothing");
    for (size_t i = 0; i < step->after.count; i++) {
        const char *id = step->after.items[i]->text;
        const Step *earlier = runbook_find_step(runbook, id);
        if (i > 0)
            node_add_text(doc, fact, ", ");
        if (earlier == NULL) {
            node_add_text(doc, fact, id);
            continue;
        }
        Target target = {NULL, arena_printf(doc->arena, "step-%s", id)};
        g_autofree char *name =
            g_strdup_printf("%zu. %s", earlier->number, entity_name(&earlier->entity));
        node_add_reference(doc, fact, target, name);
    }
}

static void append_step_facts(Doc *doc, Node *node, const Runbook *runbook, const Step *step)
{
    Node *facts = node_add(doc, node, NODE_FACTS);
    fact_ref(doc, facts, "Who", &step->who);
    fact_text(doc, facts, "Where", step->where.text);
    fact_duration(doc, facts, "Takes", &step->takes);
    fact_duration(doc, facts, "Time limit", &step->timeout);
    fact_after(doc, facts, runbook, step);
    drop_if_empty(facts);
}

/* What tells whether STEP has worked. */
static void append_proof(Doc *doc, Node *node, const Step *step)
{
    if (step->verify.text != NULL)
        node_add_code(doc, node, "sh", "Verify", step->verify.text);
    Node *facts = node_add(doc, node, NODE_FACTS);
    fact_text(doc, facts, "Expect", step->expect.text);
    if (step->business_check.text != NULL)
        show_flag(doc, node_add_fact(doc, facts, "Business check", NULL),
                  "proof that it is of use again", &step->business_check);
    if (step->on_failure.index == ON_FAILURE_CONTINUE && step->on_failure.text != NULL)
        node_add_fact(doc, facts, "On failure", "go on with the next step");
    drop_if_empty(facts);
}

static void append_step(const Scope *scope, const Step *step)
{
    Doc *doc = scope->doc;
    g_autofree char *anchor = g_strdup_printf("step-%s", step->entity.id.text);
    Node *node = node_add(doc, scope->parent, NODE_STEP);
    node->id = doc_anchor(doc, anchor);
    node->text = arena_text(doc->arena, entity_name(&step->entity));
    node->as.step.number = (int)step->number;
    node->as.step.step_id = arena_text(doc->arena, step->entity.id.text);
    append_step_facts(doc, node, scope->subject->runbook, step);
    if (step->irreversible.text != NULL) {
        Node *callout = node_add_callout(doc, node, TONE_DANGER, "Cannot be undone");
        doc_append_inline(doc, node_add_paragraph(doc, callout, NULL), step->irreversible.text);
    } else if (step->confirm.value) {
        Node *callout = node_add_callout(doc, node, TONE_WARNING, "Confirm before this step");
        node_add_paragraph(doc, callout, "Its commands are run only when that has been done.");
    }
    if (step->require.text != NULL)
        node_add_code(doc, node, "sh", "Only when this succeeds", step->require.text);
    append_task(doc, node, step);
    append_proof(doc, node, step);
    if (step->rollback.text != NULL)
        node_add_code(doc, node, "sh", "Undo", step->rollback.text);
    block_prose(doc, node, step->note.text);
}

void append_steps(const Scope *scope)
{
    const Runbook *runbook = scope->subject->runbook;
    for (size_t i = 0; i < runbook->steps.count; i++)
        append_step(scope, runbook->steps.items[i]);
}
