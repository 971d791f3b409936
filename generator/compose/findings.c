#include "compose/directive.h"
#include "compose/finding_ages.h"
#include "compose/show.h"

#include <stdio.h>

static int age_of(const OpenFinding *item, Date as_of)
{
    return (int)(as_of.days - item->opened.days);
}

static void cell_day(Doc *doc, Node *row, Date date)
{
    char buffer[DATE_TEXT_SIZE];
    node_add_cell(doc, row, date.days == INT32_MIN ? or_dash(NULL) : date_format(date, buffer));
}

static void fact_count(Doc *doc, Node *facts, const char *label, size_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", count);
    node_add_fact(doc, facts, label, text);
}

FindingAges finding_ages(const Standing *standing)
{
    enum { YOUNG = 30, MIDDLING = 90 };
    FindingAges ages = {0};
    for (size_t i = 0; i < standing->n_findings; i++) {
        int age = age_of(&standing->findings[i], standing->as_of);
        if (age <= YOUNG)
            ages.young++;
        else if (age <= MIDDLING)
            ages.middling++;
        else
            ages.old++;
        ages.overdue += standing->findings[i].overdue;
    }
    return ages;
}

static void append_ages(const Scope *scope, const Standing *standing)
{
    FindingAges ages = finding_ages(standing);
    Node *facts = node_add(scope->doc, scope->parent, NODE_FACTS);
    fact_count(scope->doc, facts, "Open for 0 to 30 days", ages.young);
    fact_count(scope->doc, facts, "Open for 31 to 90 days", ages.middling);
    fact_count(scope->doc, facts, "Open for over 90 days", ages.old);
    fact_count(scope->doc, facts, "Overdue", ages.overdue);
}

static void append_finding(Doc *doc, Node *table, const OpenFinding *open, Date as_of)
{
    char age[24];
    int days = age_of(open, as_of);
    snprintf(age, sizeof age, "%d day%s", days, days == 1 ? "" : "s");
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, or_dash(open->finding->text));
    node_add_cell(doc, row, or_dash(open->finding->severity));
    node_add_cell(doc, row, open->finding->owner == NULL ? "nobody" : open->finding->owner);
    cell_day(doc, row, open->opened);
    node_add_cell(doc, row, age);
    cell_day(doc, row, open->finding->due);
    Node *state = node_add_cell(doc, row, NULL);
    node_add_badge(doc, state, open->overdue ? TONE_DANGER : TONE_WARNING,
                   open->overdue ? "overdue" : "open");
}

void append_findings(const Scope *scope)
{
    static const char *const titles[] = {"Finding", "Severity", "Owner", "Opened",
                                         "Age",     "Due",      "State"};
    const Standing *standing = scope->subject->view->standing;
    if (standing->n_findings == 0)
        return;
    append_ages(scope, standing);
    Node *table = node_add_table(scope->doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(scope->doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < standing->n_findings; i++)
        append_finding(scope->doc, table, &standing->findings[i], standing->as_of);
    close_table(table);
}

static void append_closed(Doc *doc, Node *table, const OpenFinding *item)
{
    const Act *act = item->closing;
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, or_dash(item->finding->text));
    node_add_cell(doc, row, or_dash(item->finding->owner));
    cell_day(doc, row, item->opened);
    cell_day(doc, row, item->finding->closed);
    node_add_cell(doc, row, or_dash(act == NULL ? NULL : act->by));
    node_add_cell(doc, row, or_dash(act == NULL ? NULL : act->commit));
    node_add_cell(doc, row, or_dash(act == NULL ? NULL : act->retest));
}

void append_closed_findings(const Scope *scope)
{
    static const char *const titles[] = {"Finding", "Owner",  "Opened",      "Closed",
                                         "By",      "Change", "Shown by run"};
    const Standing *standing = scope->subject->view->standing;
    if (standing->n_closed == 0)
        return;
    Node *table = node_add_table(scope->doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(scope->doc, table, titles, G_N_ELEMENTS(titles));
    for (size_t i = 0; i < standing->n_closed; i++)
        append_closed(scope->doc, table, &standing->closed[i]);
    close_table(table);
}
