#include "compose/directive.h"
#include "compose/drill_sheet.h"
#include "compose/show.h"
#include "doc/markdown.h"

#include <string.h>

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

static void append_notice(Doc *doc, Node *node, const Step *step)
{
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

/* "4. Walk round": the step of RUNBOOK called ID, as a link. */
static void show_step(Doc *doc, Node *inlines, const Runbook *runbook, const char *id)
{
    const Step *step = runbook_find_step(runbook, id);
    if (step == NULL) {
        node_add_text(doc, inlines, id);
        return;
    }
    Target target = {NULL, arena_printf(doc->arena, "step-%s", id)};
    g_autofree char *name = g_strdup_printf("%zu. %s", step->number, entity_name(&step->entity));
    node_add_reference(doc, inlines, target, name);
}

static void show_way(Doc *doc, Node *inlines, const Runbook *runbook, const char *go)
{
    if (go == NULL) {
        node_add_text(doc, inlines, "go on with the next step");
    } else if (strcmp(go, STEP_STOP) == 0) {
        node_add_text(doc, inlines, "stop here");
    } else {
        node_add_text(doc, inlines, "go on with ");
        show_step(doc, inlines, runbook, go);
    }
}

/* The question, and each answer with where it leads, to be ticked on paper. */
static void append_decision(Doc *doc, Node *node, const Runbook *runbook, const Step *step)
{
    block_prose(doc, node, step->decide.text);
    Node *list = node_add_list(doc, node, false);
    for (size_t i = 0; i < step->choices.count; i++) {
        const Choice *choice = step->choices.items[i];
        Node *item = node_add(doc, list, NODE_ITEM);
        item->as.item.task = TASK_OPEN;
        Node *line = node_add_paragraph(doc, item, NULL);
        node_add_strong(doc, line, or_dash(choice->answer.text));
        node_add_text(doc, line, ": ");
        show_way(doc, line, runbook, choice->go.text);
        if (choice->about.text == NULL)
            continue;
        node_add_text(doc, line, "; ");
        doc_append_inline(doc, line, choice->about.text);
    }
    drop_if_empty(list);
}

/* The steps of the runbook that is called, under the ids that script and log give them. */
static void append_call(Doc *doc, Node *node, const Step *step)
{
    const Entity *entity = step->call.target;
    Node *paragraph = node_add_paragraph(doc, node, "Do all of ");
    show_ref(doc, paragraph, &step->call);
    if (entity == NULL || entity->kind != ENTITY_RUNBOOK) {
        node_add_text(doc, paragraph, ".");
        return;
    }
    const Runbook *called = (const Runbook *)entity;
    node_add_text(doc, paragraph, " here; its steps are called:");
    Node *list = node_add_list(doc, node, false);
    for (size_t i = 0; i < called->steps.count; i++) {
        const Entity *inner = &called->steps.items[i]->entity;
        Node *item = node_add(doc, list, NODE_ITEM);
        item->as.item.task = TASK_OPEN;
        Node *line = node_add_paragraph(doc, item, NULL);
        g_autofree char *id =
            g_strdup_printf("%s/%s", or_dash(step->entity.id.text), or_dash(inner->id.text));
        Target target = entity_target(doc, entity);
        target.anchor = arena_printf(doc->arena, "step-%s", or_dash(inner->id.text));
        node_add_code_span(doc, line, id);
        node_add_text(doc, line, " ");
        node_add_reference(doc, line, target, entity_name(inner));
    }
    drop_if_empty(list);
}

static void append_commands(Doc *doc, Node *node, const char *caption, const Text *commands)
{
    if (commands->text != NULL)
        node_add_code(doc, node, "sh", caption, commands->text);
}

static void append_task(Doc *doc, Node *node, const Runbook *runbook, const Step *step)
{
    switch (step->kind) {
    case STEP_MANUAL:
        block_prose(doc, node, step->manual.text);
        return;
    case STEP_RUN:
        append_commands(doc, node, NULL, &step->run);
        return;
    case STEP_CHECKLIST:
        append_checklist(doc, node, step);
        return;
    case STEP_NOTIFY:
        append_notice(doc, node, step);
        return;
    case STEP_DECIDE:
        append_decision(doc, node, runbook, step);
        return;
    case STEP_WAIT:
        append_commands(doc, node, "Wait until this succeeds", &step->wait);
        return;
    case STEP_CALL:
        append_call(doc, node, step);
        return;
    }
    g_assert_not_reached();
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
        if (i > 0)
            node_add_text(doc, fact, ", ");
        show_step(doc, fact, runbook, step->after.items[i]->text);
    }
}

/* "every 30 s"; 10 s is what the script does when nothing is written. */
static void show_pace(Doc *doc, Node *inlines, const Step *step)
{
    node_add_text(doc, inlines, "every ");
    if (step->interval.text == NULL)
        node_add_text(doc, inlines, "10 s");
    show_interval(doc, inlines, &step->interval);
}

/* How often the commands are tried, and for how long. */
static void fact_tries(Doc *doc, Node *facts, const Step *step)
{
    if (step->kind == STEP_WAIT)
        show_pace(doc, node_add_fact(doc, facts, "Tried", NULL), step);
    if (step->kind == STEP_WAIT && step->timeout.text == NULL)
        node_add_fact(doc, facts, "Time limit", "15 min");
    fact_duration(doc, facts, "Time limit", &step->timeout);
    if (step->retries.text == NULL)
        return;
    Node *fact = node_add_fact(doc, facts, "Tried again", "at most ");
    node_add_text(doc, fact, step->retries.text);
    node_add_text(doc, fact, strcmp(step->retries.text, "1") == 0 ? " time, " : " times, ");
    show_pace(doc, fact, step);
}

static void fact_flag(Doc *doc, Node *facts, const char *label, const char *words,
                      const BoolValue *value)
{
    if (value->text != NULL)
        show_flag(doc, node_add_fact(doc, facts, label, NULL), words, value);
}

static void append_step_facts(Doc *doc, Node *node, const Runbook *runbook, const Step *step)
{
    Node *facts = node_add(doc, node, NODE_FACTS);
    fact_ref(doc, facts, "Who", &step->who);
    fact_text(doc, facts, "Where", step->where.text);
    fact_duration(doc, facts, "Takes", &step->takes);
    fact_tries(doc, facts, step);
    fact_after(doc, facts, runbook, step);
    fact_flag(doc, facts, "After an interruption", "run again without asking", &step->idempotent);
    fact_codes(doc, facts, "Tags", &step->tags);
    fact_flag(doc, facts, "Terminal", "needed by its command", &step->interactive);
    drop_if_empty(facts);
}

/* What follows when STEP fails; nothing is said of the rule, which is to stop. */
static void fact_failure(Doc *doc, Node *facts, const Runbook *runbook, const Step *step)
{
    bool written = step->on_failure.text != NULL;
    if (step->on_failure_go.text != NULL) {
        Node *fact = node_add_fact(doc, facts, "On failure", NULL);
        show_way(doc, fact, runbook, step->on_failure_go.text);
    } else if (written && step->on_failure.index == ON_FAILURE_CONTINUE) {
        node_add_fact(doc, facts, "On failure", "go on with the next step");
    } else if (written && step->on_failure.index == ON_FAILURE_ROLL_BACK) {
        node_add_fact(doc, facts, "On failure", "undo the steps done so far, newest first");
    }
}

/* What is to be done by hand before STEP may begin. */
static void append_caution(Doc *doc, Node *node, const Step *step)
{
    if (step->irreversible.text != NULL) {
        Node *callout = node_add_callout(doc, node, TONE_DANGER, "Cannot be undone");
        doc_append_inline(doc, node_add_paragraph(doc, callout, NULL), step->irreversible.text);
        if (step->target.text == NULL)
            return;
        Node *paragraph = node_add_paragraph(doc, callout, "Its target has to be typed first: ");
        node_add_code_span(doc, paragraph, step->target.text);
    } else if (step->confirm.value) {
        Node *callout = node_add_callout(doc, node, TONE_WARNING, "Confirm before this step");
        node_add_paragraph(doc, callout, "Its commands are run only when that has been done.");
    }
}

/* What tells whether STEP has worked. */
static void append_proof(Doc *doc, Node *node, const Runbook *runbook, const Step *step)
{
    append_commands(doc, node, "Verify", &step->verify);
    Node *facts = node_add(doc, node, NODE_FACTS);
    fact_text(doc, facts, "Expect", step->expect.text);
    fact_flag(doc, facts, "Business check", "proof that it is of use again", &step->business_check);
    fact_failure(doc, facts, runbook, step);
    drop_if_empty(facts);
}

static void append_step(const Scope *scope, const Step *step)
{
    Doc *doc = scope->doc;
    const Runbook *runbook = scope->subject->runbook;
    g_autofree char *anchor = g_strdup_printf("step-%s", step->entity.id.text);
    Node *node = node_add(doc, scope->parent, NODE_STEP);
    node->id = doc_anchor(doc, anchor);
    node->text = arena_text(doc->arena, entity_name(&step->entity));
    node->as.step.number = (int)step->number;
    node->as.step.step_id = arena_text(doc->arena, step->entity.id.text);
    append_step_facts(doc, node, runbook, step);
    append_caution(doc, node, step);
    append_commands(doc, node, "Only when this succeeds", &step->require);
    append_commands(doc, node, "Done already when this succeeds", &step->unless);
    append_task(doc, node, runbook, step);
    append_proof(doc, node, runbook, step);
    append_commands(doc, node, "Undo", &step->rollback);
    block_prose(doc, node, step->note.text);
    if (strcmp(scope->arguments, "drill") == 0)
        drill_step_fields(doc, node);
}

void append_steps(const Scope *scope)
{
    const Runbook *runbook = scope->subject->runbook;
    for (size_t i = 0; i < runbook->steps.count; i++)
        append_step(scope, runbook->steps.items[i]);
}
