#include "compose/directive.h"
#include "compose/finding_ages.h"
#include "compose/show.h"

#include <stdio.h>

static void cell_count(Doc *doc, Node *row, size_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", count);
    node_add_cell(doc, row, text);
}

/* A table with a row for each plan, whose first cell is its name; all others are figures. */
static void append_table(const Scope *scope, const char *const *titles, size_t n_titles,
                         void (*append)(Doc *, Node *, const PlanView *))
{
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, n_titles);
    align_right(table, 1, n_titles - 1);
    header_row(doc, table, titles, n_titles);
    for (size_t i = 0; i < scope->subject->n_views; i++) {
        const PlanView *view = &scope->subject->views[i];
        g_autofree char *document = plan_compliance_document(view->plan);
        Node *row = node_add_row(doc, table, false);
        node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                           view->plan->title.text);
        append(doc, row, view);
    }
    close_table(table);
}

static void cells_of_exercises(Doc *doc, Node *row, const PlanView *view)
{
    const Standing *standing = view->standing;
    ExerciseState sum = {0};
    size_t overdue = 0;
    for (size_t i = 0; i < standing->n_exercises; i++) {
        const ExerciseState *state = &standing->exercises[i];
        sum.planned += state->planned;
        sum.n_passed += state->n_passed;
        sum.n_others += state->n_others;
        overdue += state->overdue;
    }
    if (standing->from.days == INT32_MIN)
        node_add_cell(doc, row, or_dash(NULL));
    else
        cell_count(doc, row, sum.planned);
    cell_count(doc, row, sum.n_passed);
    cell_count(doc, row, sum.n_others);
    cell_count(doc, row, overdue);
}

void append_library_exercises(const Scope *scope)
{
    static const char *const titles[] = {"Plan", "Planned", "Done", "Not passed", "Overdue now"};
    append_table(scope, titles, G_N_ELEMENTS(titles), cells_of_exercises);
}

static void cells_of_ages(Doc *doc, Node *row, const PlanView *view)
{
    FindingAges ages = finding_ages(view->standing);
    cell_count(doc, row, ages.young);
    cell_count(doc, row, ages.middling);
    cell_count(doc, row, ages.old);
    cell_count(doc, row, ages.overdue);
    cell_count(doc, row, view->standing->n_closed);
}

void append_library_findings(const Scope *scope)
{
    static const char *const titles[] = {"Plan",         "0 to 30 days", "31 to 90 days",
                                         "Over 90 days", "Overdue",      "Closed in the period"};
    append_table(scope, titles, G_N_ELEMENTS(titles), cells_of_ages);
}

static void cell_share(Doc *doc, Node *row, Share share)
{
    g_autofree char *text = share.whole == 0
                                ? NULL
                                : g_strdup_printf("%zu%% (%zu/%zu)", share.part * 100 / share.whole,
                                                  share.part, share.whole);
    node_add_cell(doc, row, or_dash(text));
}

static void cells_of_shares(Doc *doc, Node *row, const PlanView *view)
{
    const Standing *standing = view->standing;
    cell_share(doc, row, standing->runs_passed);
    cell_share(doc, row, standing->rto_met);
    cell_share(doc, row, standing->rpo_met);
    cell_share(doc, row, standing->scripts_current);
    cell_share(doc, row, standing->services_exercised);
    cell_share(doc, row, standing->scenarios_exercised);
    cell_share(doc, row, standing->contacts_fresh);
}

void append_library_figures(const Scope *scope)
{
    static const char *const titles[] = {
        "Plan",          "Successful runs",    "RTO achieved",        "RPO achieved",
        "Plan accuracy", "Services exercised", "Scenarios exercised", "Contacts fresh"};
    append_table(scope, titles, G_N_ELEMENTS(titles), cells_of_shares);
}
