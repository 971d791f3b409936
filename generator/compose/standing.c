#include "compose/calendar_figure.h"
#include "compose/directive.h"
#include "compose/exercised_figure.h"
#include "compose/measure_figure.h"
#include "compose/show.h"
#include "compose/trend_figure.h"
#include "compose/verdict.h"

#include <stdio.h>

static void cell_seconds(Doc *doc, Node *row, bool present, int64_t seconds)
{
    char buffer[DURATION_TEXT_SIZE];
    node_add_cell(doc, row,
                  present ? duration_words(duration_from_seconds(seconds), buffer) : or_dash(NULL));
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
        node_add_cell(doc, row,
                      objective->target_text == NULL ? or_dash(NULL) : objective->target_text);
}

/* The objectives of STANDING, then what else was measured, each as a row. */
static void each_objective(Doc *doc, Node *table, const Standing *standing,
                           void (*append)(Doc *, Node *, const Objective *))
{
    for (size_t i = 0; i < standing->n_objectives; i++)
        append(doc, table, &standing->objectives[i]);
    for (size_t i = 0; i < standing->n_further; i++)
        append(doc, table, &standing->further[i]);
}

static void append_proof(Doc *doc, Node *table, const Objective *objective)
{
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, entity_name(objective->subject));
    node_add_cell(doc, row, measure_word(objective->kind));
    cell_target(doc, row, objective);
    show_verdict(doc, node_add_cell(doc, row, NULL), objective->verdict);
    cell_day(doc, row, objective->last != NULL,
             objective->last == NULL ? (Date){0} : run_date(objective->last));
    cell_day(doc, row, objective->has_until && objective->verdict != VERDICT_NOT_SATISFIED,
             objective->until);
}

static void append_spread(Doc *doc, Node *table, const Objective *objective)
{
    char count[24];
    if (objective->n == 0)
        return;
    snprintf(count, sizeof count, "%zu", objective->n);
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, entity_name(objective->subject));
    node_add_cell(doc, row, measure_word(objective->kind));
    cell_target(doc, row, objective);
    cell_seconds(doc, row, true, objective->best);
    cell_seconds(doc, row, true, objective->median);
    cell_seconds(doc, row, true, objective->p90);
    cell_seconds(doc, row, true, objective->worst);
    node_add_cell(doc, row, count);
}

static void append_reason(Doc *doc, Node *list, const Objective *objective)
{
    if (objective->reason == NULL || *objective->reason == '\0')
        return;
    g_autofree char *label =
        g_strdup_printf("%s, %s: ", entity_name(objective->subject), measure_word(objective->kind));
    Node *paragraph = node_add_paragraph(doc, node_add(doc, list, NODE_ITEM), NULL);
    node_add_strong(doc, paragraph, label);
    node_add_text(doc, paragraph, objective->reason);
}

/* What is behind each verdict, in words. */
static void append_reasons(Doc *doc, Node *parent, const Standing *standing)
{
    Node *list = node_add_list(doc, parent, false);
    for (size_t i = 0; i < standing->n_objectives; i++)
        append_reason(doc, list, &standing->objectives[i]);
    for (size_t i = 0; i < standing->n_further; i++)
        append_reason(doc, list, &standing->further[i]);
    drop_if_empty(list);
}

/* Adds the figures that DRAW makes, page by page. */
static void append_figures(const Scope *scope,
                           const Figure *(*draw)(Arena *, const Standing *, size_t *),
                           const char *caption)
{
    const Standing *standing = scope->subject->view->standing;
    size_t next = 0;
    for (;;) {
        const Figure *figure = draw(scope->doc->arena, standing, &next);
        if (figure == NULL)
            return;
        Node *node = node_add(scope->doc, scope->parent, NODE_FIGURE);
        node->as.figure.figure = figure;
        node->text = caption;
    }
}

void append_trend(const Scope *scope)
{
    append_figures(scope, trend_figure,
                   "What each run measured, from its declaration to the first good check of the "
                   "service; the dashed line is the target. At most the newest 60 of a service");
}

void append_exercise_calendar(const Scope *scope)
{
    append_figures(
        scope, calendar_figure,
        "The exercises by months; a figure beside a sign counts the runs of that month, "
        "and the worst of them gives the sign. Right of the dashed line lies the future");
}

void append_exercise_matrix(const Scope *scope)
{
    append_figures(scope, exercised_figure,
                   "When each service was tried last in each type of exercise, and how that went");
}

void append_measured(const Scope *scope)
{
    static const char *const proofs[] = {
        "Service or data set", "Kind", "Target", "Verdict", "Last run", "Proven until"};
    static const char *const spreads[] = {
        "Service or data set", "Kind", "Target", "Best", "Median", "9 of 10 in", "Worst", "Runs"};
    const Standing *standing = scope->subject->view->standing;
    Doc *doc = scope->doc;
    if (standing->n_objectives == 0)
        return;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(proofs));
    header_row(doc, table, proofs, G_N_ELEMENTS(proofs));
    each_objective(doc, table, standing, append_proof);
    append_reasons(doc, scope->parent, standing);
    table = node_add_table(doc, scope->parent, G_N_ELEMENTS(spreads));
    header_row(doc, table, spreads, G_N_ELEMENTS(spreads));
    align_right(table, 3, 7);
    each_objective(doc, table, standing, append_spread);
    close_table(table);
    append_figures(scope, measure_figure,
                   "Measured recovery as a share of the target: a bar from the best to the worst "
                   "run, a ring and a figure for the median");
}

static void cell_count(Doc *doc, Node *row, bool present, size_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", count);
    node_add_cell(doc, row, present ? text : or_dash(NULL));
}

static void show_state(Doc *doc, Node *cell, const ExerciseState *state)
{
    if (state->overdue)
        node_add_badge(doc, cell, TONE_DANGER, "overdue");
    else if (state->exercise->every.text == NULL)
        node_add_text(doc, cell, "no frequency");
    else
        node_add_badge(doc, cell, TONE_GOOD, "up to date");
}

static void append_state(Doc *doc, Node *table, const ExerciseState *state)
{
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, entity_name(&state->exercise->entity));
    node_add_cell(doc, row, or_dash(state->exercise->type.text));
    cell_duration(doc, row, &state->exercise->every);
    cell_count(doc, row, state->has_planned, state->planned);
    cell_count(doc, row, true, state->n_passed);
    cell_count(doc, row, true, state->n_others);
    cell_day(doc, row, state->last != NULL,
             state->last == NULL ? (Date){0} : run_date(state->last));
    Node *outcome = node_add_cell(doc, row, NULL);
    if (state->last != NULL)
        show_outcome(doc, outcome, state->last->outcome);
    else
        node_add_text(doc, outcome, state->before == NULL ? "never run" : "not in the period");
    cell_day(doc, row, state->has_due, state->due);
    show_state(doc, node_add_cell(doc, row, NULL), state);
}

void append_exercise_state(const Scope *scope)
{
    static const char *const titles[] = {"Exercise",   "Type",     "Every",  "Planned", "Done",
                                         "Not passed", "Last run", "Result", "Due",     "State"};
    const Standing *standing = scope->subject->view->standing;
    if (standing->n_exercises == 0)
        return;
    Node *table = node_add_table(scope->doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(scope->doc, table, titles, G_N_ELEMENTS(titles));
    align_right(table, 3, 5);
    for (size_t i = 0; i < standing->n_exercises; i++)
        append_state(scope->doc, table, &standing->exercises[i]);
    close_table(table);
}

/* The share as "3 of 4" and "75%". */
static void append_share(Doc *doc, Node *table, const char *label, Share share, const char *about)
{
    g_autofree char *of = g_strdup_printf("%zu of %zu", share.part, share.whole);
    g_autofree char *percent =
        share.whole == 0 ? NULL : g_strdup_printf("%zu%%", share.part * 100 / share.whole);
    Node *row = node_add_row(doc, table, false);
    node_add_strong(doc, node_add_cell(doc, row, NULL), label);
    node_add_cell(doc, row, or_dash(percent));
    node_add_cell(doc, row, share.whole == 0 ? "nothing to count" : of);
    node_add_cell(doc, row, about);
}

void append_figures_of_plan(const Scope *scope)
{
    static const char *const titles[] = {"Figure", "Share", "Count", "What is counted"};
    const Standing *standing = scope->subject->view->standing;
    const struct {
        const char *label;
        Share share;
        const char *about;
    } rows[] = {
        {"Successful recoveries", standing->runs_passed, "runs that passed"},
        {"RTO achieved", standing->rto_met, "measurements of a service within its RTO"},
        {"RPO achieved", standing->rpo_met, "measurements of a data set within its RPO"},
        {"Exercises up to date", standing->exercises_current, "of those with a frequency"},
        {"Plan accuracy", standing->scripts_current,
         "passed runs by the script of the runbook as it is now; a script changed by hand counts "
         "against it"},
        {"Services exercised", standing->services_exercised, "in a run that passed"},
        {"Scenarios exercised", standing->scenarios_exercised, "in a run that passed"},
        {"Contacts fresh", standing->contacts_fresh,
         "people called on whose numbers were tried, at most a year ago"},
    };
    Node *table = node_add_table(scope->doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(scope->doc, table, titles, G_N_ELEMENTS(titles));
    align_right(table, 1, 2);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        append_share(scope->doc, table, rows[i].label, rows[i].share, rows[i].about);
}
