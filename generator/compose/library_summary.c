#include "compose/brief.h"
#include "compose/directive.h"
#include "compose/owner_names.h"
#include "compose/show.h"

#include <stdio.h>
#include <stdlib.h>

/* One page, however many plans there are. */
enum { MOST_PLANS = 12, MOST_PEOPLE = 8 };

/* What is asked of one person. */
typedef struct Duties {
    const char *who;
    size_t n_findings, n_exercises, n_objectives;
} Duties;

typedef struct Totals {
    size_t n_kept, n_objectives, n_proven, n_missed;
    size_t n_overdue_exercises, n_findings, n_overdue_findings;
} Totals;

static int compare_briefs(const void *a, const void *b)
{
    const Brief *x = a;
    const Brief *y = b;
    if (x->promise != y->promise)
        return x->promise < y->promise ? -1 : 1;
    return (x->view > y->view) - (x->view < y->view); /* they lie in one array, in plan order */
}

/* All plans, the worst first. Owned by the caller. */
static Brief *sorted_briefs(const Subject *subject)
{
    Brief *briefs = g_new0(Brief, subject->n_views + 1);
    for (size_t i = 0; i < subject->n_views; i++)
        briefs[i] = brief_of(&subject->views[i]);
    qsort(briefs, subject->n_views, sizeof *briefs, compare_briefs);
    return briefs;
}

static Totals add_up(const Brief *briefs, size_t count)
{
    Totals totals = {0};
    for (size_t i = 0; i < count; i++) {
        totals.n_kept += briefs[i].promise == PROMISE_KEPT;
        totals.n_objectives += briefs[i].n_objectives;
        totals.n_proven += briefs[i].n_proven;
        totals.n_missed += briefs[i].n_missed;
        totals.n_overdue_exercises += briefs[i].n_overdue_exercises;
        totals.n_findings += briefs[i].n_findings;
        totals.n_overdue_findings += briefs[i].n_overdue_findings;
    }
    return totals;
}

static void append_answer(const Scope *scope, const Brief *briefs, const Totals *totals)
{
    Doc *doc = scope->doc;
    size_t n_plans = scope->subject->n_views;
    Tone tone = n_plans == 0 ? TONE_WARNING : promise_tone(briefs[0].promise);
    Node *callout = node_add_callout(doc, scope->parent, tone, "Can the plans keep their promise?");
    g_autofree char *late =
        lateness_words(totals->n_overdue_exercises, totals->n_findings, totals->n_overdue_findings);
    g_autofree char *text = g_strdup_printf(
        "Proven in full, by runs that still count: %zu of %zu plan%s. Objectives: %zu of %zu are "
        "proven, %zu %s when last measured. %s",
        totals->n_kept, n_plans, n_plans == 1 ? "" : "s", totals->n_proven, totals->n_objectives,
        totals->n_missed, totals->n_missed == 1 ? "was missed" : "were missed", late);
    node_add_paragraph(doc, callout, text);
}

static void cell_count(Doc *doc, Node *row, size_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", count);
    node_add_cell(doc, row, text);
}

static void append_plan(Doc *doc, Node *table, const Brief *brief)
{
    const Plan *plan = brief->view->plan;
    g_autofree char *document = plan_compliance_document(plan);
    g_autofree char *proven = g_strdup_printf("%zu of %zu", brief->n_proven, brief->n_objectives);
    Node *row = node_add_row(doc, table, false);
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                       plan->title.text);
    node_add_badge(doc, node_add_cell(doc, row, NULL), promise_tone(brief->promise),
                   promise_word(brief->promise));
    node_add_cell(doc, row, proven);
    cell_count(doc, row, brief->n_missed);
    cell_count(doc, row, brief->n_overdue_exercises);
    cell_count(doc, row, brief->n_findings);
    cell_count(doc, row, brief->n_overdue_findings);
    node_add_cell(doc, row, plan_owner_name(plan));
}

static void append_left_out_count(Doc *doc, Node *parent, size_t count, const char *words)
{
    if (count == 0)
        return;
    g_autofree char *text = g_strdup_printf("%zu more %s.", count, words);
    node_add_paragraph(doc, parent, text);
}

static void append_plan_table(const Scope *scope, const Brief *briefs)
{
    static const char *const titles[] = {
        "Plan",          "Promise",          "Proven", "Missed", "Exercises overdue",
        "Findings open", "Findings overdue", "Owner"};
    Doc *doc = scope->doc;
    size_t n = scope->subject->n_views;
    Node *section =
        node_add_section(doc, scope->parent, scope->level, "plans-at-a-glance", "Plan by plan");
    Node *table = node_add_table(doc, section, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    align_right(table, 2, 6);
    for (size_t i = 0; i < MIN(n, MOST_PLANS); i++)
        append_plan(doc, table, &briefs[i]);
    close_table(table);
    append_left_out_count(doc, section, n > MOST_PLANS ? n - MOST_PLANS : 0,
                          "plans are no worse; each has a report of its own");
}

/* Who has duties, in the order of their coming. */
typedef struct Register {
    GArray *all;         /* of Duties */
    GHashTable *by_name; /* name, borrowed -> place, counted from 1 */
    OwnerNames *names;
} Register;

static Duties *duties_of(Register *reg, const char *who)
{
    size_t place = GPOINTER_TO_SIZE(g_hash_table_lookup(reg->by_name, who));
    if (place == 0) {
        Duties duties = {.who = who};
        g_array_append_val(reg->all, duties);
        place = reg->all->len;
        g_hash_table_insert(reg->by_name, (gpointer)who, GSIZE_TO_POINTER(place));
    }
    return &g_array_index(reg->all, Duties, place - 1);
}

static void gather(Register *reg, const Standing *standing, const Brief *brief)
{
    size_t open = brief->n_objectives - brief->n_proven;
    if (brief->n_overdue_exercises + open > 0) {
        Duties *of = duties_of(reg, plan_owner_name(standing->plan));
        of->n_exercises += brief->n_overdue_exercises;
        of->n_objectives += open;
    }
    for (size_t i = 0; i < standing->n_findings; i++)
        if (standing->findings[i].overdue)
            duties_of(reg,
                      owner_name(reg->names, standing->plan, standing->findings[i].finding->owner))
                ->n_findings++;
}

static void append_duty_rows(const Scope *scope, const GArray *all)
{
    static const char *const titles[] = {"Who", "Exercises to hold", "Findings to close",
                                         "Objectives to prove"};
    Doc *doc = scope->doc;
    if (all->len == 0)
        return;
    Node *section =
        node_add_section(doc, scope->parent, scope->level, "asked", "What is asked of whom");
    Node *table = node_add_table(doc, section, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    align_right(table, 1, 3);
    for (guint i = 0; i < MIN(all->len, MOST_PEOPLE); i++) {
        const Duties *duties = &g_array_index(all, Duties, i);
        Node *row = node_add_row(doc, table, false);
        node_add_cell(doc, row, duties->who);
        cell_count(doc, row, duties->n_exercises);
        cell_count(doc, row, duties->n_findings);
        cell_count(doc, row, duties->n_objectives);
    }
    append_left_out_count(doc, section, all->len > MOST_PEOPLE ? all->len - MOST_PEOPLE : 0,
                          "have something to do; the reports of the plans say what");
}

static void append_duties(const Scope *scope, const Brief *briefs)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Duties));
    g_autoptr(GHashTable) by_name = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(OwnerNames) names = owner_names_new(scope->subject->library);
    Register reg = {all, by_name, names};
    for (size_t i = 0; i < scope->subject->n_views; i++)
        gather(&reg, briefs[i].view->standing, &briefs[i]);
    append_duty_rows(scope, all);
}

void append_library_summary(const Scope *scope)
{
    g_autofree Brief *briefs = sorted_briefs(scope->subject);
    Totals totals = add_up(briefs, scope->subject->n_views);
    append_answer(scope, briefs, &totals);
    append_plan_table(scope, briefs);
    append_duties(scope, briefs);
}
