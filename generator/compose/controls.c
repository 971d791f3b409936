#include "compose/directive.h"
#include "compose/show.h"
#include "compose/verdict.h"

#include <stdio.h>
#include <string.h>

enum { N_VERDICTS = VERDICT_NOT_APPLICABLE + 1 };

/* The verdict; one that a person attests is told to be that. The column is kept narrow. */
static void append_verdict(Doc *doc, Node *row, const ControlResult *result)
{
    Node *cell = node_add_cell(doc, row, NULL);
    show_verdict(doc, cell, result->verdict);
    if (result->attested)
        node_add_text(doc, cell, " attested");
}

/* "Defined: satisfied. Met: stale." */
static void append_questions(Doc *doc, Node *cell, const ControlResult *result)
{
    if (!result->has_parameter || result->verdict == VERDICT_NOT_APPLICABLE)
        return;
    node_add_strong(doc, cell, "Defined:");
    node_add_text(doc, cell, result->defined == VERDICT_SATISFIED ? " yes. " : " no. ");
    node_add_strong(doc, cell, "Met:");
    node_add_text(doc, cell, " ");
    node_add_text(doc, cell, result->met == VERDICT_SATISFIED ? "yes" : verdict_word(result->met));
    node_add_text(doc, cell, ". ");
}

static void append_until(Doc *doc, Node *cell, const ControlResult *result)
{
    char date[DATE_TEXT_SIZE];
    if (!result->has_until || result->verdict == VERDICT_NOT_APPLICABLE)
        return;
    node_add_text(doc, cell, " ");
    node_add_strong(doc, cell, "Until:");
    node_add_text(doc, cell, " ");
    node_add_text(doc, cell, date_format(result->until, date));
    node_add_text(doc, cell, ".");
}

static void append_source(Doc *doc, Node *cell, const char *evidence, Date day)
{
    char date[DATE_TEXT_SIZE];
    if (evidence == NULL)
        return;
    node_add_text(doc, cell, " Evidence: ");
    node_add_code_span(doc, cell, evidence);
    node_add_text(doc, cell, ", ");
    node_add_text(doc, cell, date_format(day, date));
    node_add_text(doc, cell, ".");
}

static void append_result(Doc *doc, Node *table, const ControlResult *result)
{
    Node *row = node_add_row(doc, table, false);
    node_add_strong(doc, node_add_cell(doc, row, NULL), or_dash(result->control->number.text));
    Node *about = node_add_cell(doc, row, NULL);
    node_add_strong(doc, about, entity_name(&result->control->entity));
    if (result->control->about.text != NULL) {
        node_add_text(doc, about, ": ");
        node_add_text(doc, about, result->control->about.text);
    }
    append_verdict(doc, row, result);
    Node *reason = node_add_cell(doc, row, NULL);
    append_questions(doc, reason, result);
    show_remark(doc, reason, result->reason);
    if (result->run != NULL)
        append_source(doc, reason, result->run->evidence, run_date(result->run));
    if (result->act != NULL)
        append_source(doc, reason, result->act->evidence, result->act->date);
    append_until(doc, reason, result);
    if (result->turn == NULL)
        return;
    node_add_text(doc, reason, " ");
    node_add_strong(doc, reason, "To do:");
    node_add_text(doc, reason, " ");
    show_remark(doc, reason, result->turn);
}

static void count_verdicts(const Assessment *assessment, size_t *counts)
{
    memset(counts, 0, N_VERDICTS * sizeof *counts);
    for (size_t i = 0; i < assessment->n_results; i++)
        counts[assessment->results[i].verdict]++;
}

/* Does nothing stand behind RESULT but that nobody has attested it? Such controls are listed in a
 * line each: a table that says the same dozens of times is not read. */
static bool is_unattested(const ControlResult *result)
{
    return result->verdict == VERDICT_NO_EVIDENCE && !result->attested &&
           result->control->predicate.text == NULL && result->exemption == NULL;
}

/* "84 controls: 20 satisfied, 31 not-satisfied ..." */
static void append_counts(Doc *doc, Node *section, const Assessment *assessment)
{
    size_t counts[N_VERDICTS];
    count_verdicts(assessment, counts);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "%zu controls", assessment->n_results);
    const char *before = ": ";
    for (size_t i = 0; i < N_VERDICTS; i++) {
        if (counts[i] == 0)
            continue;
        g_string_append_printf(text, "%s%zu %s", before, counts[i], verdict_word((Verdict)i));
        before = ", ";
    }
    g_string_append_c(text, '.');
    node_add_text(doc, node_add_paragraph(doc, section, NULL), text->str);
}

static void append_unattested(Doc *doc, Node *section, const Assessment *assessment)
{
    Node *list = NULL;
    for (size_t i = 0; i < assessment->n_results; i++) {
        const ControlResult *result = &assessment->results[i];
        if (!is_unattested(result))
            continue;
        if (list == NULL) {
            Node *lead = node_add_paragraph(doc, section, NULL);
            node_add_text(doc, lead, "Only a person can attest these, and nobody has (");
            show_verdict(doc, lead, VERDICT_NO_EVIDENCE);
            node_add_text(doc, lead, "). To do so, record an act of kind ");
            node_add_code_span(doc, lead, "attestation");
            node_add_text(doc, lead, " with the name behind each as its subject.");
            list = node_add_list(doc, section, false);
        }
        Node *item = node_add_paragraph(doc, node_add(doc, list, NODE_ITEM), NULL);
        node_add_strong(doc, item, or_dash(result->control->number.text));
        node_add_text(doc, item, " ");
        node_add_text(doc, item, entity_name(&result->control->entity));
        node_add_text(doc, item, ": ");
        g_autofree char *subject = g_strdup_printf("%s/%s", or_dash(assessment->framework->id.text),
                                                   or_dash(result->control->entity.id.text));
        node_add_code_span(doc, item, subject);
    }
}

void append_controls(const Scope *scope)
{
    static const char *const titles[] = {"Control", "What it asks for", "Verdict", "Why"};
    const PlanView *view = scope->subject->view;
    Doc *doc = scope->doc;
    for (size_t i = 0; i < view->n_assessments; i++) {
        const Assessment *assessment = &view->assessments[i];
        const Framework *framework = assessment->framework;
        Node *section =
            node_add_section(doc, scope->parent, scope->level, or_dash(framework->id.text),
                             or_dash(framework->title.text));
        block_prose(doc, section, framework->about.text);
        append_counts(doc, section, assessment);
        Node *table = node_add_table(doc, section, G_N_ELEMENTS(titles));
        header_row(doc, table, titles, G_N_ELEMENTS(titles));
        for (size_t j = 0; j < assessment->n_results; j++)
            if (!is_unattested(&assessment->results[j]))
                append_result(doc, table, &assessment->results[j]);
        close_table(table);
        append_unattested(doc, section, assessment);
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
        Node *section =
            node_add_section(doc, scope->parent, scope->level, or_dash(framework->id.text),
                             or_dash(framework->title.text));
        block_prose(doc, section, framework->about.text);
        Node *table = node_add_table(doc, section, G_N_ELEMENTS(titles));
        align_right(table, 1, N_VERDICTS);
        header_row(doc, table, titles, G_N_ELEMENTS(titles));
        for (size_t j = 0; j < subject->n_views; j++)
            append_plan_row(doc, table, &subject->views[j], &subject->views[j].assessments[i]);
    }
}

static void append_exemption(const Scope *scope, Node *table, const Exemption *exemption)
{
    Doc *doc = scope->doc;
    Node *row = node_add_row(doc, table, false);
    node_add_code_span(doc, node_add_cell(doc, row, NULL), or_dash(exemption->control.text));
    cell_line(doc, row, exemption->reason.text);
    cell_ref(doc, row, &exemption->owner);
    Node *until = node_add_cell(doc, row, exemption->until.text == NULL ? or_dash(NULL) : NULL);
    show_date(doc, until, &exemption->until);
    if (!date_is_over(&exemption->until, scope->subject->as_of))
        return;
    node_add_text(doc, until, " ");
    node_add_badge(doc, until, TONE_DANGER, "expired");
}

/* Those of the plan and of all plans, or in a document of the library those of all plans. */
void append_not_applicable(const Scope *scope)
{
    static const char *const titles[] = {"Control", "Why it does not apply", "Answers for it",
                                         "Until"};
    const Plan *plan = scope->subject->view == NULL ? NULL : scope->subject->view->plan;
    const Library *library = scope->subject->library;
    Node *table = node_add_table(scope->doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(scope->doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; plan != NULL && i < plan->not_applicable.count; i++)
        append_exemption(scope, table, plan->not_applicable.items[i]);
    for (size_t i = 0; i < library->not_applicable.count; i++)
        append_exemption(scope, table, library->not_applicable.items[i]);
    close_table(table);
}
