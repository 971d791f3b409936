#include "rules/checks.h"
#include "rules/quota.h"
#include "rules/subject.h"

#include "model/calls.h"

/* A runbook on the way that is being followed. */
typedef struct Stop {
    const Runbook *runbook;
    size_t next; /* step */
} Stop;

typedef enum Mark { MARK_NEW, MARK_OPEN, MARK_DONE } Mark;

typedef struct Walk {
    Diags *diags;
    Quota quota;       /* of the plan from whose runbooks the walk begins */
    GArray *way;       /* Stop: from a runbook of the plan to where it calls */
    GHashTable *marks; /* const Runbook * to Mark */
} Walk;

static Mark mark_of(const Walk *walk, const Runbook *runbook)
{
    return (Mark)GPOINTER_TO_INT(g_hash_table_lookup(walk->marks, runbook));
}

static void set_mark(const Walk *walk, const Runbook *runbook, Mark mark)
{
    g_hash_table_insert(walk->marks, (gpointer)(guintptr)runbook, GINT_TO_POINTER((int)mark));
}

static Stop *stop_at(const Walk *walk, guint index)
{
    return &g_array_index(walk->way, Stop, index);
}

/* The step at which the runbook at INDEX of the way has called the next one. */
static const Step *call_of(const Walk *walk, guint index)
{
    const Stop *stop = stop_at(walk, index);
    return stop->runbook->steps.items[stop->next - 1];
}

/* "'a' -> 'b' -> 'a'". Owned by the caller. */
static char *circle_text(const Walk *walk, guint first)
{
    GString *text = g_string_new(NULL);
    for (guint i = first; i < walk->way->len; i++)
        g_string_append_printf(text, "'%s' -> ", subject_id(&stop_at(walk, i)->runbook->entity));
    g_string_append_printf(text, "'%s'", subject_id(&stop_at(walk, first)->runbook->entity));
    return g_string_free(text, FALSE);
}

/* The call at the end of the way leads back to the runbook at FIRST. */
static void report(Walk *walk, guint first)
{
    enum { MOST_NOTES = 6 };
    guint last = walk->way->len - 1;
    Span place = call_of(walk, last)->call.span;
    if (!quota_take(&walk->quota, place))
        return;
    const Rule *rule = &check_call_cycle.rule;
    if (first == last) {
        diags_add(walk->diags, rule, place, "runbook '%s' calls itself",
                  subject_id(&stop_at(walk, first)->runbook->entity));
        return;
    }
    g_autofree char *circle = circle_text(walk, first);
    Diag *diag =
        diags_add(walk->diags, rule, place, "runbooks call each other in a circle: %s", circle);
    for (guint i = first; i < last && i < first + MOST_NOTES; i++)
        diag_note(walk->diags, diag, call_of(walk, i)->call.span, "'%s' calls '%s' here",
                  subject_id(&stop_at(walk, i)->runbook->entity),
                  subject_id(&stop_at(walk, i + 1)->runbook->entity));
}

static void enter(Walk *walk, const Runbook *runbook)
{
    Stop stop = {.runbook = runbook};
    set_mark(walk, runbook, MARK_OPEN);
    g_array_append_val(walk->way, stop);
}

static void follow(Walk *walk, const Runbook *called)
{
    Mark mark = mark_of(walk, called);
    if (mark == MARK_NEW)
        enter(walk, called);
    if (mark != MARK_OPEN)
        return;
    guint first = walk->way->len - 1;
    while (stop_at(walk, first)->runbook != called)
        first--;
    report(walk, first);
}

/* Follows all calls from RUNBOOK on, each once. */
static void walk_from(Walk *walk, const Runbook *runbook)
{
    if (mark_of(walk, runbook) != MARK_NEW)
        return;
    enter(walk, runbook);
    while (walk->way->len > 0) {
        Stop *stop = stop_at(walk, walk->way->len - 1);
        if (stop->next == stop->runbook->steps.count) {
            set_mark(walk, stop->runbook, MARK_DONE);
            g_array_set_size(walk->way, walk->way->len - 1);
            continue;
        }
        const Runbook *called = step_called(stop->runbook->steps.items[stop->next++]);
        if (called != NULL)
            follow(walk, called);
    }
}

static void call_cycle(const CheckInput *input, Diags *diags)
{
    g_autoptr(GArray) way = g_array_new(FALSE, FALSE, sizeof(Stop));
    g_autoptr(GHashTable) marks = g_hash_table_new(NULL, NULL);
    Walk walk = {.diags = diags, .way = way, .marks = marks};
    for (size_t i = 0; i < input->library->n_plans; i++) {
        const Plan *plan = input->library->plans[i];
        walk.quota = (Quota){.count = 0};
        for (size_t j = 0; j < plan->runbooks.count; j++)
            walk_from(&walk, plan->runbooks.items[j]);
        quota_end(&walk.quota, &check_call_cycle.rule, "calls", diags);
    }
}

const Check check_call_cycle = {
    .rule =
        {
            .id = "call-cycle",
            .severity = SEVERITY_ERROR,
            .summary = "a runbook calls itself, directly or by way of others",
            .remedy = "take one of the calls out, or write its steps there",
            .why = "Such a runbook has no end; its script and its page leave the call out, and "
                   "what it was to do is not done.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.1",
        },
    .run_library = call_cycle,
};
