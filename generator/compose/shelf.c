#include "compose/brief.h"
#include "compose/directive.h"
#include "compose/show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void append_state(Doc *doc, Node *row, const PlanView *view)
{
    Node *cell = node_add_cell(doc, row, NULL);
    size_t errors = diags_count_severity(view->findings, SEVERITY_ERROR);
    size_t warnings = diags_count_severity(view->findings, SEVERITY_WARNING);
    g_autofree char *text = NULL;
    if (errors > 0)
        text = g_strdup_printf("%zu error%s", errors, errors == 1 ? "" : "s");
    else if (warnings > 0)
        text = g_strdup_printf("%zu warning%s", warnings, warnings == 1 ? "" : "s");
    node_add_badge(doc, cell,
                   errors > 0     ? TONE_DANGER
                   : warnings > 0 ? TONE_WARNING
                                  : TONE_GOOD,
                   text == NULL ? "no gaps" : text);
}

static void append_proof(Doc *doc, Node *row, const Standing *standing)
{
    size_t proven = 0;
    size_t overdue = 0;
    for (size_t i = 0; i < standing->n_objectives; i++)
        proven += standing->objectives[i].verdict == VERDICT_SATISFIED;
    for (size_t i = 0; i < standing->n_exercises; i++)
        overdue += standing->exercises[i].overdue;
    g_autofree char *of = g_strdup_printf("%zu of %zu", proven, standing->n_objectives);
    node_add_cell(doc, row, of);
    Node *cell = node_add_cell(doc, row, NULL);
    g_autofree char *text = g_strdup_printf("%zu overdue", overdue);
    node_add_badge(doc, cell, overdue > 0 ? TONE_WARNING : TONE_GOOD,
                   overdue > 0 ? text : "up to date");
}

static void append_plan(Doc *doc, Node *table, const PlanView *view)
{
    const Plan *plan = view->plan;
    g_autofree char *document = plan_document(plan);
    g_autofree char *compliance = plan_compliance_document(plan);
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, or_dash(plan->number.text));
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                       plan->title.text);
    cell_ref(doc, row, &plan->owner);
    Brief brief = brief_of(view);
    node_add_badge(doc, node_add_cell(doc, row, NULL), promise_tone(brief.promise),
                   promise_word(brief.promise));
    append_state(doc, row, view);
    append_proof(doc, row, view->standing);
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){compliance, NULL}, "report");
}

void append_plans(const Scope *scope)
{
    static const char *const titles[] = {
        "No.", "Plan", "Owner", "Promise", "Gaps", "Objectives proven", "Exercises", "Compliance"};
    Doc *doc = scope->doc;
    if (scope->subject->n_views == 0) {
        node_add_paragraph(doc, scope->parent, "There is no plan in this library yet.");
        return;
    }
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < scope->subject->n_views; i++)
        append_plan(doc, table, &scope->subject->views[i]);
    close_table(table);
}

void append_cover(const Scope *scope)
{
    Node *node = node_add(scope->doc, scope->parent, NODE_COVER);
    node->text = arena_text(scope->doc->arena, scope->arguments);
}

void append_contents(const Scope *scope)
{
    int level = atoi(scope->arguments);
    Node *node = node_add(scope->doc, scope->parent, NODE_CONTENTS);
    if (strcmp(scope->arguments, "all") == 0)
        return;
    node->as.contents.level = level >= 1 && level <= MAX_HEADING_LEVEL ? level : 2;
}
