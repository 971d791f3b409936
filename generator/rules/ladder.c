#include "rules/checks.h"
#include "rules/subject.h"

/*
 * Whether the ladder of calls is climbed in time. Calls that nobody answers are passed on after the
 * `escalate` of each role: until the last of an unbroken row of levels is called their sum has
 * gone by. Since each level may have to decide when those before are silent, that sum should be
 * within the time that the scenarios give the decision. A level that is called `after` so long is
 * called because nothing has been solved, and when that is after the smallest recovery time
 * objective it can no longer help to keep it.
 */

/* The tightest of several lengths, and whose it is. */
typedef struct Tightest {
    const DurationValue *value;
    const Entity *owner; /* NULL: the plan as a whole */
} Tightest;

static void tighten(Tightest *tightest, const DurationValue *value, const Entity *owner)
{
    if (known_length(value) == NULL ||
        (tightest->value != NULL && duration_compare(value->value, tightest->value->value) >= 0))
        return;
    *tightest = (Tightest){value, owner};
}

static Tightest tightest_decision(const Plan *plan)
{
    Tightest tightest = {NULL, NULL};
    for (size_t i = 0; i < plan->scenarios.count; i++)
        tighten(&tightest, &plan->scenarios.items[i]->decide, &plan->scenarios.items[i]->entity);
    return tightest;
}

static Tightest tightest_rto(const Plan *plan)
{
    Tightest tightest = {NULL, NULL};
    tighten(&tightest, &plan->rto, NULL);
    for (size_t i = 0; i < plan->services.count; i++)
        tighten(&tightest, &plan->services.items[i]->rto, &plan->services.items[i]->entity);
    for (size_t i = 0; i < plan->scenarios.count; i++)
        tighten(&tightest, &plan->scenarios.items[i]->rto, &plan->scenarios.items[i]->entity);
    return tightest;
}

/* Who waits how long at LEVEL for an answer; NULL when that is not known. */
static const DurationValue *known_patience(const EscalationLevel *level)
{
    const Entity *who = level->who.target;
    if (who == NULL || who->kind != ENTITY_ROLE)
        return NULL;
    return known_length(&((const Role *)who)->escalate);
}

static void note_tightest(const Tightest *tightest, const char *what, Diag *diag, Diags *diags)
{
    if (tightest->owner == NULL)
        diag_note(diags, diag, tightest->value->span, "the plan as a whole has %s",
                  tightest->value->text);
    else
        diag_note(diags, diag, tightest->value->span, "%s '%s' %s %s",
                  entity_kind_word(tightest->owner->kind), subject_id(tightest->owner), what,
                  tightest->value->text);
}

/* A row of calls that nobody answers, from the first level on. */
typedef struct Row {
    GString *sum; /* "15m + 30m" */
    Duration length;
    size_t count;              /* of its parts */
    const DurationValue *over; /* the part with which it became too long */
} Row;

static void climb(const Plan *plan, const Tightest *budget, Row *row)
{
    for (size_t i = 0; i + 1 < plan->escalation.count; i++) {
        const DurationValue *wait = known_patience(plan->escalation.items[i]);
        if (wait == NULL)
            return;
        row->length = duration_add(row->length, wait->value);
        row->count++;
        if (row->over != NULL)
            continue;
        g_string_append_printf(row->sum, "%s%s", i > 0 ? " + " : "", wait->text);
        if (duration_compare(row->length, budget->value->value) > 0) {
            row->over = wait;
            return;
        }
    }
}

static bool report_unanswered(const Plan *plan, Diags *diags)
{
    Tightest budget = tightest_decision(plan);
    if (budget.value == NULL)
        return false;
    g_autoptr(GString) sum = g_string_new(NULL);
    Row row = {.sum = sum};
    climb(plan, &budget, &row);
    if (row.over == NULL)
        return false;
    const EscalationLevel *next = plan->escalation.items[row.count];
    char total[DURATION_TEXT_SIZE];
    duration_format(row.length, total);
    Diag *diag = diags_add(diags, &check_escalation_slow.rule, row.over->span,
                           "when nobody answers, '%s' is called after the decision was due: %s%s%s "
                           "> %s",
                           next->who.text, sum->str, row.count > 1 ? " = " : "",
                           row.count > 1 ? total : "", budget.value->text);
    note_tightest(&budget, "gives the decision", diag, diags);
    diag_note(diags, diag, next->who.span, "'%s' is called here", next->who.text);
    diag_help(diags, diag, "pass calls on sooner, or raise `decide` to at least %s", total);
    return true;
}

/* The level that is called last by its `after`; NULL when none has one. */
static const EscalationLevel *last_level(const Plan *plan)
{
    const EscalationLevel *last = NULL;
    for (size_t i = 0; i < plan->escalation.count; i++) {
        const EscalationLevel *level = plan->escalation.items[i];
        if (known_length(&level->after) != NULL && level->who.text != NULL &&
            (last == NULL || duration_compare(level->after.value, last->after.value) > 0))
            last = level;
    }
    return last;
}

static void report_unsolved(const Plan *plan, Diags *diags)
{
    Tightest rto = tightest_rto(plan);
    const EscalationLevel *last = last_level(plan);
    if (rto.value == NULL || last == NULL ||
        duration_compare(last->after.value, rto.value->value) <= 0)
        return;
    Diag *diag = diags_add(diags, &check_escalation_slow.rule, last->after.span,
                           "'%s' is called when recovery should be over: %s > %s", last->who.text,
                           last->after.text, rto.value->text);
    note_tightest(&rto, "is to be back within", diag, diags);
    diag_help(diags, diag, "call '%s' well before %s have passed", last->who.text, rto.value->text);
}

static void escalation_slow(const CheckInput *input, Diags *diags)
{
    if (!report_unanswered(input->plan, diags))
        report_unsolved(input->plan, diags);
}

const Check check_escalation_slow = {
    .rule =
        {
            .id = "escalation-slow",
            .severity = SEVERITY_ERROR,
            .summary = "an escalation level is called when it is too late to decide or to help",
            .remedy = "call the levels sooner, or give the decision more time",
            .why = "When the first ones called do not answer, the time for the decision has gone "
                   "by before anybody who can decide has heard of the disaster.",
            .origin = "NIST SP 800-34 Rev. 1 4.2.2 and 4.3.1",
        },
    .run = escalation_slow,
};
