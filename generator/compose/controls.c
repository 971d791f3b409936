#include "compose/directive.h"
#include "compose/show.h"
#include "compose/verdict.h"

#include <stdio.h>
#include <string.h>

enum { N_VERDICTS = VERDICT_NOT_APPLICABLE + 1 };

static void append_result(Doc *doc, Node *table, const ControlResult *result)
{
    char date[DATE_TEXT_SIZE];
    Node *row = node_add_row(doc, table, false);
    node_add_strong(doc, node_add_cell(doc, row, NULL), or_dash(result->control->number.text));
    Node *about = node_add_cell(doc, row, NULL);
    node_add_strong(doc, about, entity_name(&result->control->entity));
    if (result->control->about.text != NULL) {
        node_add_text(doc, about, ": ");
        node_add_text(doc, about, result->control->about.text);
    }
    show_verdict(doc, node_add_cell(doc, row, NULL), result->verdict);
    Node *reason = node_add_cell(doc, row, result->reason);
    if (result->run != NULL && result->run->evidence != NULL) {
        node_add_text(doc, reason, " Evidence: ");
        node_add_code_span(doc, reason, result->run->evidence);
        node_add_text(doc, reason, ", ");
        node_add_text(doc, reason, date_format(run_date(result->run), date));
        node_add_text(doc, reason, ".");
    }
}

static void count_verdicts(const Assessment *assessment, size_t *counts)
{
    memset(counts, 0, N_VERDICTS * sizeof *counts);
    for (size_t i = 0; i < assessment->n_results; i++)
        counts[assessment->results[i].verdict]++;
}

void append_controls(const Scope *scope)
{
    static const char *const titles[] = {"Control", "What it asks for", "Verdict", "Why"};
    const PlanView *view = scope->subject->view;
    Doc *doc = scope->doc;
    for (size_t i = 0; i < view->n_assessments; i++) {
        const Assessment *assessment = &view->assessments[i];
        const Framework *framework = assessment->framework;
        Node *section = node_add_section(doc, scope->parent, scope->level,
                                         or_dash(framework->id.text),
                                         or_dash(framework->title.text));
        block_prose(doc, section, framework->about.text);
        Node *table = node_add_table(doc, section, G_N_ELEMENTS(titles));
        header_row(doc, table, titles, G_N_ELEMENTS(titles));
        for (size_t j = 0; j < assessment->n_results; j++)
            append_result(doc, table, &assessment->results[j]);
    }
}

static void append_plan_row(Doc *doc, Node *table, const PlanView *view,
                            const Assessment *assessment)
{
    size_t counts[N_VERDICTS];
    char text[24];
    g_autofree char *document = plan_compliance_document(view->plan);
    count_verdicts(assessment, counts);
    Node *row = node_add_row(doc, table, false);
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                       view->plan->title.text);
    for (size_t i = 0; i < N_VERDICTS; i++) {
        snprintf(text, sizeof text, "%zu", counts[i]);
        node_add_cell(doc, row, text);
    }
}

void append_compliance_summary(const Scope *scope)
{
    static const char *const titles[] = {"Plan",  "Satisfied",   "Not satisfied",
                                         "Stale", "No evidence", "Not applicable"};
    const Subject *subject = scope->subject;
    Doc *doc = scope->doc;
    size_t n = subject->n_views == 0 ? 0 : subject->views[0].n_assessments;
    for (size_t i = 0; i < n; i++) {
        const Framework *framework = subject->views[0].assessments[i].framework;
        Node *section = node_add_section(doc, scope->parent, scope->level,
                                         or_dash(framework->id.text),
                                         or_dash(framework->title.text));
        block_prose(doc, section, framework->about.text);
        Node *table = node_add_table(doc, section, G_N_ELEMENTS(titles));
        header_row(doc, table, titles, G_N_ELEMENTS(titles));
        for (size_t j = 0; j < subject->n_views; j++)
            append_plan_row(doc, table, &subject->views[j], &subject->views[j].assessments[i]);
    }
}
