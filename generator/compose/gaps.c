#include "base/diag_text.h"
#include "compose/directive.h"
#include "compose/gap_cells.h"
#include "compose/gap_groups.h"
#include "compose/show.h"

#include <string.h>

static Tone severity_tone(Severity severity)
{
    if (severity == SEVERITY_ERROR)
        return TONE_DANGER;
    return severity == SEVERITY_WARNING ? TONE_WARNING : TONE_INFO;
}

/* "plan.yaml:14": the file without its folder, so that the page does not depend on where the
 * library lies. */
static char *place_text(const Diag *diag)
{
    if (diag->span.source == NULL)
        return diag->path == NULL ? g_strdup("") : g_path_get_basename(diag->path);
    g_autofree char *file = g_path_get_basename(diag->span.source->path);
    return g_strdup_printf("%s:%u", file, source_place(diag->span.source, diag->span.offset).line);
}

void gap_cells(Doc *doc, Node *row, const Diag *diag)
{
    g_autofree char *place = place_text(diag);
    node_add_badge(doc, node_add_cell(doc, row, NULL), severity_tone(diag->severity),
                   severity_word(diag->severity));
    Node *what = node_add_cell(doc, row, NULL);
    show_remark(doc, what, diag->text);
    /* A column of its own would be as wide as the longest name of a file. */
    if (*place != '\0') {
        node_add_text(doc, what, " ");
        node_add_code_span(doc, what, place);
    }
    show_remark(doc, node_add_cell(doc, row, NULL), diag->help);
}

static Node *open_table(Doc *doc, Node *parent)
{
    static const char *const titles[] = {"Kind", "What is wrong, and where", "What to do"};
    Node *table = node_add_table(doc, parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    return table;
}

/* Every finding; on paper only what must be known there, unless `{all}` asks for all. */
static void append_table(const Scope *scope, const Diags *findings)
{
    Doc *doc = scope->doc;
    if (scope->subject->paper && strcmp(scope->arguments, "all") != 0) {
        append_gap_groups(doc, scope->parent, findings);
        return;
    }
    Node *table = open_table(doc, scope->parent);
    for (size_t i = 0; i < diags_count(findings); i++)
        gap_cells(doc, node_add_row(doc, table, false), diags_at(findings, i));
}

static void append_gravest(Doc *doc, Node *table, const Diags *findings, size_t most)
{
    size_t n_rows = 0;
    for (int severity = SEVERITY_ERROR; severity > SEVERITY_OFF; severity--)
        for (size_t i = 0; i < diags_count(findings) && n_rows < most; i++) {
            const Diag *diag = diags_at(findings, i);
            if (diag->severity != (Severity)severity)
                continue;
            gap_cells(doc, node_add_row(doc, table, false), diag);
            n_rows++;
        }
}

Node *gap_section(Doc *doc, int level, const char *anchor, const char *name, const Diags *findings)
{
    enum { MOST_ROWS = 300 };
    g_autoptr(GString) title = g_string_new(NULL);
    g_string_append_printf(title, "%s: ", name);
    diags_print_counts(findings, title);
    Node *section = node_add_section(doc, NULL, level, anchor, g_strchomp(title->str));
    section->as.section.folded = true;
    append_gravest(doc, open_table(doc, section), findings, MOST_ROWS);
    if (diags_count(findings) <= MOST_ROWS)
        return section;
    g_autofree char *rest =
        g_strdup_printf("%zu more: redbinder check names all.", diags_count(findings) - MOST_ROWS);
    node_add_paragraph(doc, section, rest);
    return section;
}

void append_gap_notice(const Scope *scope)
{
    const Diags *findings = scope->subject->view->findings;
    Doc *doc = scope->doc;
    if (findings == NULL || diags_count(findings) == 0)
        return;
    g_autoptr(GString) title = g_string_new(NULL);
    diags_print_counts(findings, title);
    bool errors = diags_count_severity(findings, SEVERITY_ERROR) > 0;
    Node *callout = node_add_callout(doc, scope->parent, errors ? TONE_DANGER : TONE_WARNING,
                                     g_strchomp(title->str));
    Node *text = node_add_paragraph(doc, callout,
                                    "What this plan promises is in doubt where the checks say so: "
                                    "see ");
    node_add_reference(doc, text, (Target){NULL, "gaps"}, "Gaps");
    node_add_text(doc, text, ".");
}

void append_gaps(const Scope *scope)
{
    const Diags *findings = scope->subject->view->findings;
    Doc *doc = scope->doc;
    if (findings == NULL || diags_count(findings) == 0) {
        node_add_paragraph(doc, scope->parent, "The checks found nothing to complain about.");
        return;
    }
    append_table(scope, findings);
}

void append_left_out(const Scope *scope)
{
    const Library *library = scope->subject->library;
    Doc *doc = scope->doc;
    if (library->n_unreadable == 0)
        return;
    Node *callout = node_add_callout(doc, scope->parent, TONE_DANGER,
                                     "Plans that could not be read are left out");
    Node *list = node_add_list(doc, callout, false);
    for (size_t i = 0; i < library->n_unreadable; i++)
        node_add_paragraph(doc, node_add(doc, list, NODE_ITEM), library->unreadable[i].id);
}

/* How many there are, and where they stand. */
static void append_count(const Scope *scope, const Diags *findings)
{
    Doc *doc = scope->doc;
    g_autoptr(GString) count = g_string_new(NULL);
    diags_print_counts(findings, count);
    g_strchomp(count->str);
    Node *text = node_add_paragraph(doc, scope->parent, NULL);
    bool errors = diags_count_severity(findings, SEVERITY_ERROR) > 0;
    node_add_badge(doc, text, errors ? TONE_DANGER : TONE_WARNING, count->str);
    node_add_text(doc, text, " in what belongs to no plan, such as how people are reached: see ");
    node_add_reference(doc, text, (Target){"gaps", NULL}, "Gaps");
    node_add_text(doc, text, ".");
}

void append_library_gaps(const Scope *scope)
{
    const Diags *findings = scope->subject->findings;
    if (findings == NULL || diags_count(findings) == 0)
        return;
    if (strcmp(scope->arguments, "brief") == 0 && !scope->subject->paper)
        append_count(scope, findings);
    else if (scope->subject->paper)
        append_table(scope, findings);
    else
        node_append(scope->parent, gap_section(scope->doc, scope->level, "of-no-plan",
                                               "In what belongs to no plan", findings));
}
