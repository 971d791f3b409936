#include "compose/gap_groups.h"

#include "compose/show.h"

#include <string.h>

/* The findings of one rule. */
typedef struct Group {
    const Diag *first;
    size_t count;
} Group;

/* The gravest first, then by rule. */
static int compare_groups(gconstpointer a, gconstpointer b)
{
    const Group *left = *(const Group *const *)a;
    const Group *right = *(const Group *const *)b;
    if (left->first->severity != right->first->severity)
        return left->first->severity > right->first->severity ? -1 : 1;
    return strcmp(left->first->rule->id, right->first->rule->id);
}

static GPtrArray *group_findings(const Diags *findings)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) by_rule = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < diags_count(findings); i++) {
        const Diag *diag = diags_at(findings, i);
        Group *group = g_hash_table_lookup(by_rule, diag->rule);
        if (group == NULL) {
            group = g_new0(Group, 1);
            group->first = diag;
            g_ptr_array_add(groups, group);
            g_hash_table_insert(by_rule, (gpointer)diag->rule, group);
        }
        group->count++;
    }
    g_ptr_array_sort(groups, compare_groups);
    return groups;
}

static Tone tone_of(Severity severity)
{
    if (severity == SEVERITY_ERROR)
        return TONE_DANGER;
    return severity == SEVERITY_WARNING ? TONE_WARNING : TONE_INFO;
}

static void append_group(Doc *doc, Node *table, const Group *group)
{
    char count[24];
    g_snprintf(count, sizeof count, "%zu", group->count);
    Node *row = node_add_row(doc, table, false);
    node_add_badge(doc, node_add_cell(doc, row, NULL), tone_of(group->first->severity),
                   severity_word(group->first->severity));
    show_remark(doc, node_add_cell(doc, row, NULL), group->first->rule->summary);
    node_add_cell(doc, row, count);
    show_remark(doc, node_add_cell(doc, row, NULL), group->first->text);
}

/* What is no error, in a sentence: it keeps nobody from acting. */
static void append_rest(Doc *doc, Node *parent, size_t others, bool errors)
{
    g_autofree char *count =
        g_strdup_printf("%zu%s %s not errors but warnings or remarks. ", others,
                        others == 1 ? " finding"
                        : errors    ? " more findings"
                                    : " findings",
                        others == 1 ? "is" : "are");
    Node *text = node_add_paragraph(doc, parent, others > 0 ? count : NULL);
    node_add_text(doc, text,
                  "The site and the auditor's edition list every finding with its place.");
}

void append_gap_groups(Doc *doc, Node *parent, const Diags *findings)
{
    static const char *const titles[] = {"Kind", "What is wrong", "Times", "For example"};
    enum { COUNT_COLUMN = 2 };
    g_autoptr(GPtrArray) groups = group_findings(findings);
    Node *table = node_add_table(doc, parent, G_N_ELEMENTS(titles));
    align_right(table, COUNT_COLUMN, COUNT_COLUMN);
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    size_t others = 0;
    for (guint i = 0; i < groups->len; i++) {
        const Group *group = groups->pdata[i];
        if (group->first->severity == SEVERITY_ERROR)
            append_group(doc, table, group);
        else
            others += group->count;
    }
    bool errors = others < diags_count(findings);
    close_table(table);
    append_rest(doc, parent, others, errors);
}
