#include "compose/brief.h"
#include "compose/directive.h"
#include "compose/owner_names.h"
#include "compose/show.h"

#include <stdlib.h>

/* One thing that should have been done by a day. */
typedef struct Late {
    const Plan *plan;
    const char *what; /* what kind of thing */
    const char *name;
    const char *owner;
    Date due;     /* days INT32_MIN: it has never been done */
    size_t place; /* in which it came */
} Late;

static void add_late(GArray *all, Late late)
{
    late.place = all->len;
    g_array_append_val(all, late);
}

static void gather_review(GArray *all, const Plan *plan, Date as_of)
{
    if (!plan->reviewed.known || plan->reviewed.text == NULL || !plan->review.known ||
        plan->review.text == NULL)
        return;
    Date due = date_add(plan->reviewed.value, plan->review.value);
    if (due.days < as_of.days)
        add_late(all, (Late){plan, "Review", "the plan as a whole", plan_owner_name(plan), due, 0});
}

static void gather_plan(GArray *all, OwnerNames *names, const PlanView *view, Date as_of)
{
    const Plan *plan = view->plan;
    const Standing *standing = view->standing;
    const char *owner = plan_owner_name(plan);
    gather_review(all, plan, as_of);
    for (size_t i = 0; i < standing->n_exercises; i++) {
        const ExerciseState *state = &standing->exercises[i];
        Date due = state->has_due ? state->due : (Date){INT32_MIN};
        if (state->overdue)
            add_late(all, (Late){plan, "Exercise", entity_name(&state->exercise->entity), owner,
                                 due, 0});
    }
    for (size_t i = 0; i < standing->n_findings; i++) {
        const RunFinding *finding = standing->findings[i].finding;
        if (standing->findings[i].overdue)
            add_late(all, (Late){plan, "Finding", finding->text,
                                 owner_name(names, plan, finding->owner), finding->due, 0});
    }
    for (size_t i = 0; i < plan->waivers.count; i++) {
        const Waiver *waiver = plan->waivers.items[i];
        if (date_is_over(&waiver->until, as_of))
            add_late(all, (Late){plan, "Accepted risk", or_dash(waiver->rule.text), owner,
                                 waiver->until.known ? waiver->until.value : (Date){INT32_MIN}, 0});
    }
}

/* The longest overdue first; what was never done comes before all. */
static int compare_late(const void *a, const void *b)
{
    const Late *x = a;
    const Late *y = b;
    if (x->due.days != y->due.days)
        return x->due.days < y->due.days ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static void append_row(Doc *doc, Node *table, const Late *late, Date as_of)
{
    char day[DATE_TEXT_SIZE];
    g_autofree char *document = plan_document(late->plan);
    g_autofree char *since = NULL;
    if (late->due.days != INT32_MIN)
        since = g_strdup_printf("%s, %d day%s", date_format(late->due, day),
                                as_of.days - late->due.days,
                                as_of.days - late->due.days == 1 ? "" : "s");
    Node *row = node_add_row(doc, table, false);
    node_add_cell(doc, row, late->what);
    node_add_cell(doc, row, or_dash(late->name));
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                       late->plan->title.text);
    node_add_cell(doc, row, since == NULL ? "never done" : since);
    node_add_cell(doc, row, late->owner);
}

void append_all_overdue(const Scope *scope)
{
    enum { MOST_ROWS = 12 };
    static const char *const titles[] = {"What", "Name", "Plan", "Since", "Who"};
    const Subject *subject = scope->subject;
    Doc *doc = scope->doc;
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Late));
    g_autoptr(OwnerNames) names = owner_names_new(subject->library);
    for (size_t i = 0; i < subject->n_views; i++)
        gather_plan(all, names, &subject->views[i], subject->as_of);
    if (all->len == 0) {
        node_add_paragraph(doc, scope->parent, "Nothing is overdue.");
        return;
    }
    qsort(all->data, all->len, sizeof(Late), compare_late);
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (guint i = 0; i < MIN(all->len, MOST_ROWS); i++)
        append_row(doc, table, &g_array_index(all, Late, i), subject->as_of);
    if (all->len > MOST_ROWS) {
        g_autofree char *rest =
            g_strdup_printf("%u more are overdue for a shorter time; they are named by plan in ",
                            all->len - MOST_ROWS);
        Node *text = node_add_paragraph(doc, scope->parent, rest);
        node_add_reference(doc, text, (Target){"compliance/report", NULL}, "Compliance");
        node_add_text(doc, text, ".");
    }
}
