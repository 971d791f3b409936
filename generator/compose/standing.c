#include "compose/directive.h"
#include "compose/measure_figure.h"
#include "compose/show.h"
#include "compose/verdict.h"

#include <stdio.h>

static void cell_seconds(Doc *doc, Node *row, bool present, int64_t seconds)
{
    char buffer[DURATION_TEXT_SIZE];
    node_add_cell(doc, row, present ? duration_words(duration_from_seconds(seconds), buffer)
                                    : or_dash(NULL));
}

static void cell_day(Doc *doc, Node *row, bool present, Date date)
{
    char buffer[DATE_TEXT_SIZE];
    node_add_cell(doc, row, present ? date_format(date, buffer) : or_dash(NULL));
}

static void cell_target(Doc *doc, Node *row, const Objective *objective)
{
    if (objective->has_target)
        cell_seconds(doc, row, true, objective->target);
    else
        node_add_cell(doc, row, objective->target_text == NULL ? or_dash(NULL)
                                                               : objective->target_text);
}

static void append_objective(Doc *doc, Node *table, const Objective *objective)
{
    char count[24];
    bool measured = objective->n > 0;
    snprintf(count, sizeof count, "%zu", objective->n);
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, entity_name(objective->subject));
    node_add_cell(doc, row, objective->kind == MEASURE_RTO ? "RTO" : "RPO");
    show_verdict(doc, node_add_cell(doc, row, NULL), objective->verdict);
    cell_target(doc, row, objective);
    cell_day(doc, row, objective->last != NULL,
             objective->last == NULL ? (Date){0} : run_date(objective->last));
    cell_day(doc, row, objective->has_until, objective->until);
    cell_seconds(doc, row, measured, objective->best);
    cell_seconds(doc, row, measured, objective->median);
    cell_seconds(doc, row, measured, objective->worst);
    node_add_cell(doc, row, count);
}

static void align_right(Doc *doc, Node *table, size_t from, size_t to)
{
    Align *aligns = arena_alloc(doc->arena, table->as.table.n_columns * sizeof *aligns);
    for (size_t i = from; i <= to; i++)
        aligns[i] = ALIGN_RIGHT;
    table->as.table.aligns = aligns;
}

/* What is behind each verdict, in words. */
static void append_reasons(Doc *doc, Node *parent, const Standing *standing)
{
    Node *list = node_add_list(doc, parent, false);
    for (size_t i = 0; i < standing->n_objectives; i++) {
        const Objective *objective = &standing->objectives[i];
        if (objective->reason == NULL || *objective->reason == '\0')
            continue;
        g_autofree char *label =
            g_strdup_printf("%s, %s: ", entity_name(objective->subject),
                            objective->kind == MEASURE_RTO ? "RTO" : "RPO");
        Node *paragraph = node_add_paragraph(doc, node_add(doc, list, NODE_ITEM), NULL);
        node_add_strong(doc, paragraph, label);
        node_add_text(doc, paragraph, objective->reason);
    }
    drop_if_empty(list);
}

void append_measured(const Scope *scope)
{
    static const char *const titles[] = {"Service or data set", "Kind",         "Verdict", "Target",
                                         "Last run",            "Counts until", "Best",    "Median",
                                         "Worst",               "Runs"};
    const Standing *standing = scope->subject->view->standing;
    Doc *doc = scope->doc;
    if (standing->n_objectives == 0)
        return;
    const Figure *figure = measure_figure(doc->arena, standing);
    if (figure != NULL) {
        Node *node = node_add(doc, scope->parent, NODE_FIGURE);
        node->as.figure.figure = figure;
        node->text = "Measured recovery as a share of the target: a bar from the best to the worst run, a "
                     "ring and a figure for the median";
    }
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    align_right(doc, table, 6, 9);
    for (size_t i = 0; i < standing->n_objectives; i++)
        append_objective(doc, table, &standing->objectives[i]);
    append_reasons(doc, scope->parent, standing);
}

static void append_state(Doc *doc, Node *table, const ExerciseState *state)
{
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, entity_name(&state->exercise->entity));
    node_add_cell(doc, row, or_dash(state->exercise->type.text));
    cell_duration(doc, row, &state->exercise->every);
    cell_day(doc, row, state->last != NULL,
             state->last == NULL ? (Date){0} : run_date(state->last));
    Node *outcome = node_add_cell(doc, row, NULL);
    if (state->last == NULL)
        node_add_text(doc, outcome, "never run");
    else
        show_outcome(doc, outcome, state->last->outcome);
    cell_day(doc, row, state->has_due, state->due);
    Node *now = node_add_cell(doc, row, NULL);
    if (state->overdue)
        node_add_badge(doc, now, TONE_DANGER, "overdue");
    else if (state->exercise->every.text == NULL)
        node_add_text(doc, now, "no frequency");
    else
        node_add_badge(doc, now, TONE_GOOD, "up to date");
}

void append_exercise_state(const Scope *scope)
{
    static const char *const titles[] = {"Exercise", "Type", "Every", "Last run",
                                         "Result",   "Due",  "State"};
    const Standing *standing = scope->subject->view->standing;
    if (standing->n_exercises == 0)
        return;
    Node *table = node_add_table(scope->doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(scope->doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < standing->n_exercises; i++)
        append_state(scope->doc, table, &standing->exercises[i]);
}

static void append_share(Doc *doc, Node *facts, const char *label, Share share)
{
    g_autofree char *text = NULL;
    if (share.whole == 0)
        text = g_strdup("nothing to count yet");
    else
        text = g_strdup_printf("%zu of %zu (%zu%%)", share.part, share.whole,
                               share.part * 100 / share.whole);
    node_add_fact(doc, facts, label, text);
}

void append_figures_of_plan(const Scope *scope)
{
    const Standing *standing = scope->subject->view->standing;
    Node *facts = node_add(scope->doc, scope->parent, NODE_FACTS);
    append_share(scope->doc, facts, "Successful runs", standing->runs_passed);
    append_share(scope->doc, facts, "RTO targets met", standing->rto_met);
    append_share(scope->doc, facts, "RPO targets met", standing->rpo_met);
    append_share(scope->doc, facts, "Exercises up to date", standing->exercises_current);
    append_share(scope->doc, facts, "Passed by the script as it is now", standing->scripts_current);
}

static void append_finding(Doc *doc, Node *table, const OpenFinding *open)
{
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, or_dash(open->finding->text));
    node_add_cell(doc, row, or_dash(open->finding->severity));
    node_add_cell(doc, row, or_dash(open->finding->owner));
    cell_day(doc, row, true, run_date(open->run));
    cell_day(doc, row, open->finding->due.days != INT32_MIN, open->finding->due);
    Node *state = node_add_cell(doc, row, NULL);
    node_add_badge(doc, state, open->overdue ? TONE_DANGER : TONE_WARNING,
                   open->overdue ? "overdue" : "open");
}

void append_findings(const Scope *scope)
{
    static const char *const titles[] = {"Finding", "Severity", "Owner",
                                         "Shown on", "Due",     "State"};
    const Standing *standing = scope->subject->view->standing;
    if (standing->n_findings == 0)
        return;
    Node *table = node_add_table(scope->doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(scope->doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < standing->n_findings; i++)
        append_finding(scope->doc, table, &standing->findings[i]);
}
