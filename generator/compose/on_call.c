#include "compose/call_link.h"
#include "compose/callers.h"
#include "compose/directive.h"
#include "compose/show.h"

#include <string.h>

/*
 * Whom to call of each plan, with the number: whoever is on a roster; where there is none the first
 * contact, the first of the ladder of calls, or who holds the first role. A plan never lacks: that
 * nobody is named is better seen now than at night.
 */

typedef struct Table {
    const Scope *scope;
    Node *table;
} Table;

/* Whoever of TARGETS is there and has a number; else whoever is there; else the first. NULL when
 * there is none. */
static const CallTarget *reachable(const GArray *targets)
{
    const CallTarget *present = NULL;
    for (guint i = 0; i < targets->len; i++) {
        const CallTarget *target = &g_array_index(targets, CallTarget, i);
        if (g_strcmp0(target->as, "has left") == 0)
            continue;
        if (call_number(target) != NULL)
            return target;
        if (present == NULL)
            present = target;
    }
    if (present == NULL && targets->len > 0)
        present = &g_array_index(targets, CallTarget, 0);
    return present;
}

static Node *begin_row(const Table *to, const Plan *plan)
{
    Doc *doc = to->scope->doc;
    g_autofree char *document = plan_document(plan);
    Node *row = node_add_row(doc, to->table, false);
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                       plan->title.text);
    return row;
}

static void cell_alarm(Doc *doc, Node *row, const char *words)
{
    node_add_badge(doc, node_add_cell(doc, row, NULL), TONE_DANGER, words);
}

/* The number of TARGET; the public edition has none, and so no such column. */
static void cell_number(const Scope *scope, Node *row, const CallTarget *target)
{
    const char *number = call_number(target);
    if (scope->subject->is_public)
        node_add_cell(scope->doc, row, or_dash(NULL));
    else if (g_strcmp0(target->as, "has left") == 0)
        cell_alarm(scope->doc, row, "has left");
    else if (number == NULL)
        cell_alarm(scope->doc, row, "no number");
    else
        call_link(scope->doc, node_add_cell(scope->doc, row, NULL),
                  strchr(number, '@') == NULL ? "tel:" : "mailto:", number);
}

/* The cells up to the last. False when WHO is nobody, and there is no row. */
static bool append_row(const Table *to, const Plan *plan, const Ref *who, const char *as)
{
    Doc *doc = to->scope->doc;
    if (who->target == NULL)
        return false;
    g_autoptr(GArray) targets = call_targets(who->target, to->scope->subject->as_of);
    const CallTarget *target = reachable(targets);
    if (target == NULL)
        return false;
    Node *row = begin_row(to, plan);
    show_entity(doc, node_add_cell(doc, row, NULL), target->entity);
    cell_number(to->scope, row, target);
    node_add_cell(doc, row, or_dash(as));
    return true;
}

static size_t append_shifts(const Table *to, const Plan *plan, const Role *role)
{
    size_t n_rows = 0;
    for (size_t i = 0; i < role->roster.count; i++) {
        const Shift *shift = role->roster.items[i];
        if (!append_row(to, plan, &shift->who, entity_name(&role->entity)))
            continue;
        Node *when = node_add_cell(to->scope->doc, to->table->last,
                                   shift->when.text == NULL ? or_dash(NULL) : NULL);
        show_week(to->scope->doc, when, &shift->when);
        n_rows++;
    }
    return n_rows;
}

/* The first that PLAN would have called, with WHEN. */
static bool append_first(const Table *to, const Plan *plan, const char **when)
{
    *when = NULL;
    for (size_t i = 0; i < plan->contacts.count; i++) {
        const Contact *contact = plan->contacts.items[i];
        *when = contact->when.text;
        if (append_row(to, plan, &contact->who, contact->as.text))
            return true;
    }
    for (size_t i = 0; i < plan->escalation.count; i++) {
        const EscalationLevel *level = plan->escalation.items[i];
        *when = level->when.text;
        if (append_row(to, plan, &level->who, "first of the escalation"))
            return true;
    }
    *when = NULL;
    for (size_t i = 0; i < plan->roles.count; i++) {
        Entity *role = &plan->roles.items[i]->entity;
        const Ref holder = {.target = role};
        if (append_row(to, plan, &holder, entity_name(role)))
            return true;
    }
    return false;
}

static void append_plan(const Table *to, const Plan *plan)
{
    Doc *doc = to->scope->doc;
    size_t n_shifts = 0;
    const char *when = NULL;
    for (size_t i = 0; i < plan->roles.count; i++)
        n_shifts += append_shifts(to, plan, plan->roles.items[i]);
    if (n_shifts > 0)
        return;
    if (append_first(to, plan, &when)) {
        node_add_cell(doc, to->table->last, or_dash(when));
        return;
    }
    Node *row = begin_row(to, plan);
    cell_alarm(doc, row, "nobody is named");
    for (int i = 0; i < 3; i++)
        node_add_cell(doc, row, or_dash(NULL));
}

void append_on_call(const Scope *scope)
{
    static const char *const titles[] = {"Plan", "Call", "Number", "As", "When"};
    const Subject *subject = scope->subject;
    Doc *doc = scope->doc;
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    const Table to = {scope, table};
    for (size_t i = 0; i < subject->n_views; i++)
        append_plan(&to, subject->views[i].plan);
    close_table(table);
}
