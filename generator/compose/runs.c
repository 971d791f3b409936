#include "compose/directive.h"
#include "compose/show.h"
#include "compose/verdict.h"

#include <stdio.h>

enum {
    MOST_RUNS = COMPOSE_MOST_RUNS,
    MOST_NOTES = 12, /* of a run, and as many findings; more stand in its evidence */
};

static const char *kind_word(RunKind kind)
{
    static const char *const words[] = {
        [RUN_DRILL] = "drill", [RUN_INCIDENT] = "incident", [RUN_TEST] = "test"};
    return words[kind];
}

static const char *run_title(const Run *run)
{
    return run->title != NULL ? run->title : or_dash(run->exercise);
}

static void cell_seconds(Doc *doc, Node *row, int64_t seconds)
{
    char buffer[DURATION_TEXT_SIZE];
    node_add_cell(doc, row,
                  seconds < 0 ? or_dash(NULL)
                              : duration_words(duration_from_seconds(seconds), buffer));
}

/* The runbook as the plan calls it, or its id as it was recorded when the plan has none of that id.
 */
static void cell_runbook(Doc *doc, Node *row, const Plan *plan, const char *id)
{
    const Runbook *runbook = id == NULL ? NULL : plan_find_runbook(plan, id);
    Node *cell = node_add_cell(doc, row, runbook == NULL ? or_dash(id) : NULL);
    if (runbook != NULL)
        show_entity(doc, cell, &runbook->entity);
}

static void append_run(Doc *doc, Node *table, const Plan *plan, const Run *run, bool verified)
{
    char day[DATE_TEXT_SIZE];
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, date_format(run_date(run), day));
    node_add_cell(doc, row, kind_word(run->kind));
    node_add_cell(doc, row, run_title(run));
    cell_runbook(doc, row, plan, run->runbook);
    Node *result = node_add_cell(doc, row, NULL);
    show_outcome(doc, result, run->outcome);
    if (run->script == SCRIPT_MODIFIED) {
        node_add_text(doc, result, " ");
        node_add_badge(doc, result, TONE_WARNING, "script modified");
    }
    cell_seconds(doc, row, run_measured_rto(run));
    cell_seconds(doc, row, run_measured_rpo(run));
    if (verified)
        cell_seconds(doc, row, run_measured_wrt(run));
    node_add_cell(doc, row, or_dash(run->evidence));
}

static void fact_plain(Doc *doc, Node *facts, const char *label, const char *text)
{
    if (text != NULL)
        node_add_fact(doc, facts, label, text);
}

static void fact_people(Doc *doc, Node *facts, const Run *run)
{
    if (run->n_people == 0)
        return;
    Node *fact = node_add_fact(doc, facts, "Who took part", NULL);
    for (size_t i = 0; i < run->n_people; i++) {
        node_add_text(doc, fact, i > 0 ? ", " : "");
        node_add_text(doc, fact, run->people[i].name);
        if (run->people[i].role == NULL)
            continue;
        node_add_text(doc, fact, " (");
        node_add_text(doc, fact, run->people[i].role);
        node_add_text(doc, fact, ")");
    }
}

/* How long it took from the declaration to the decision. */
static void fact_decided(Doc *doc, Node *facts, const Run *run)
{
    char words[DURATION_TEXT_SIZE];
    if (run->declared.seconds == MOMENT_ABSENT || run->decided.seconds == MOMENT_ABSENT ||
        run->decided.seconds < run->declared.seconds)
        return;
    int64_t seconds = run->decided.seconds - run->declared.seconds;
    node_add_fact(doc, facts, "Decided after",
                  duration_words(duration_from_seconds(seconds), words));
}

/* The steps of RUN that were not done in one go: tried again, failed, undone. */
static void fact_trouble(Doc *doc, Node *facts, const Run *run)
{
    size_t told = 0;
    for (size_t i = 0; i < run->n_steps && told < MOST_NOTES; i++) {
        const RunStep *step = &run->steps[i];
        if (step->attempt < 2 && !step->undone && step->outcome != STEP_FAILED)
            continue;
        told++;
        Node *fact = node_add_fact(doc, facts, "Step", NULL);
        node_add_code_span(doc, fact, step->id);
        if (step->outcome == STEP_FAILED)
            node_add_text(doc, fact, " failed");
        else if (step->attempt > 1)
            node_add_text(doc, fact, " passed");
        if (step->attempt > 1) {
            g_autofree char *tries = g_strdup_printf(" at try %d", step->attempt);
            node_add_text(doc, fact, tries);
        }
        if (step->undone)
            node_add_text(doc, fact, ", undone");
        if (step->note != NULL) {
            node_add_text(doc, fact, ": ");
            node_add_text(doc, fact, step->note);
        }
    }
}

static void fact_notes(Doc *doc, Node *facts, const Run *run)
{
    for (size_t i = 0; i < run->n_notes && i < MOST_NOTES; i++) {
        const RunNote *note = &run->notes[i];
        char moment[MOMENT_TEXT_SIZE];
        Node *fact = node_add_fact(doc, facts, moment_format(note->at, moment), NULL);
        if (note->step != NULL) {
            node_add_code_span(doc, fact, note->step);
            node_add_text(doc, fact, ": ");
        }
        node_add_text(doc, fact, note->text);
        if (note->by == NULL)
            continue;
        node_add_text(doc, fact, " (");
        node_add_text(doc, fact, note->by);
        node_add_text(doc, fact, ")");
    }
    if (run->n_notes > MOST_NOTES) {
        g_autofree char *more = g_strdup_printf("%zu more notes", run->n_notes - MOST_NOTES);
        node_add_fact(doc, facts, "In the evidence", more);
    }
}

static void fact_run_findings(Doc *doc, Node *facts, const Run *run)
{
    for (size_t i = 0; i < run->n_findings && i < MOST_NOTES; i++) {
        const RunFinding *finding = &run->findings[i];
        Node *fact = node_add_fact(doc, facts, "Finding", finding->text);
        if (finding->severity == NULL)
            continue;
        node_add_text(doc, fact, " (");
        node_add_text(doc, fact, finding->severity);
        node_add_text(doc, fact, ")");
    }
    if (run->n_findings > MOST_NOTES) {
        g_autofree char *more = g_strdup_printf("%zu more findings", run->n_findings - MOST_NOTES);
        node_add_fact(doc, facts, "In the evidence", more);
    }
}

/* What the table has no room for. */
static void append_details(Doc *doc, Node *list, const Run *run)
{
    char day[DATE_TEXT_SIZE];
    const char *what = run->title != NULL      ? run->title
                       : run->exercise != NULL ? run->exercise
                                               : run->runbook;
    g_autofree char *name =
        g_strdup_printf("%s, %s%s%s", date_format(run_date(run), day), kind_word(run->kind),
                        what == NULL ? "" : ": ", what == NULL ? "" : what);
    Node *facts = open_remark(doc, list, name);
    fact_people(doc, facts, run);
    fact_plain(doc, facts, "Incident", run->incident);
    fact_plain(doc, facts, "Plan's version", run->version);
    fact_plain(doc, facts, "Commit", run->commit);
    fact_plain(doc, facts, "On", run->host);
    if (run->script == SCRIPT_MODIFIED)
        node_add_fact(doc, facts, "Script",
                      "it had been changed by hand: what was done is not what the plan says");
    fact_decided(doc, facts, run);
    fact_trouble(doc, facts, run);
    fact_notes(doc, facts, run);
    fact_run_findings(doc, facts, run);
    close_remark(doc, facts, NULL);
}

static size_t first_shown(const Standing *standing)
{
    return standing->n_runs > MOST_RUNS ? standing->n_runs - MOST_RUNS : 0;
}

static bool any_verified(const Standing *standing)
{
    for (size_t i = first_shown(standing); i < standing->n_runs; i++)
        if (run_measured_wrt(standing->runs[i]) >= 0)
            return true;
    return false;
}

/* Newest first. */
static void append_table(const Scope *scope, const Standing *standing)
{
    static const char *const titles[] = {"Date",         "Kind",           "What",
                                         "Runbook",      "Result",         "Recovered in",
                                         "Lost at most", "Verified after", "Evidence"};
    enum { FIRST_LENGTH = 5, VERIFIED = 7 };
    Doc *doc = scope->doc;
    bool verified = any_verified(standing);
    size_t n_columns = G_N_ELEMENTS(titles) - !verified;
    Node *table = node_add_table(doc, scope->parent, n_columns);
    Node *header = node_add_row(doc, table, true);
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
        if (i != VERIFIED || verified)
            node_add_cell(doc, header, titles[i]);
    align_right(table, FIRST_LENGTH, n_columns - 2);
    const Plan *plan = scope->subject->view->plan;
    for (size_t i = standing->n_runs; i > first_shown(standing); i--)
        append_run(doc, table, plan, standing->runs[i - 1], verified);
}

/* Says how many runs are not told of, and where they are. */
static void append_rest(const Scope *scope, const Standing *standing)
{
    if (standing->n_runs <= MOST_RUNS)
        return;
    g_autofree char *text = g_strdup_printf(
        "These are the newest %d of %zu runs; the figures above count all of them. The history "
        "holds the others.",
        MOST_RUNS, standing->n_runs);
    node_add_paragraph(scope->doc, scope->parent, text);
}

void append_runs(const Scope *scope)
{
    const Standing *standing = scope->subject->view->standing;
    if (standing->n_runs == 0) {
        node_add_paragraph(scope->doc, scope->parent,
                           standing->n_known == 0
                               ? "Nothing has been recorded for this plan yet."
                               : "Nothing has been recorded for this plan in the period.");
        return;
    }
    append_rest(scope, standing);
    append_table(scope, standing);
    Node *list = node_add_list(scope->doc, scope->parent, false);
    for (size_t i = standing->n_runs; i > first_shown(standing); i--)
        append_details(scope->doc, list, standing->runs[i - 1]);
    drop_if_empty(list);
}
