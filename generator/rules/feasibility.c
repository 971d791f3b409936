#include "rules/chain_text.h"
#include "rules/checks.h"
#include "rules/late.h"
#include "rules/staffing.h"
#include "rules/subject.h"
#include "rules/too_long.h"

/*
 * Whether the recovery from a scenario can end in time, by its schedule.
 */
enum { MOST_WORK = 4000000 }; /* of the schedules of one plan: about a second */

static int64_t limit_of(const Schedule *schedule, const Recovered *recovered)
{
    const DurationValue *limit = schedule_limit(schedule, recovered);
    return recovered->runbook == NULL || limit == NULL ? INT64_MAX
                                                       : duration_approximate(limit->value);
}

/* The way to shorten the chain of RECOVERED by TOO_MUCH seconds. */
static void help_shorten(const Schedule *schedule, const Recovered *recovered, int64_t too_much,
                         const char *else_raise, Diag *diag, Diags *diags)
{
    char needed[DURATION_TEXT_SIZE];
    char most[DURATION_TEXT_SIZE];
    int64_t saving;
    size_t best = schedule_best_saving_of(schedule, recovered, &saving);
    if (best == TASK_NONE) {
        diag_help(diags, diag,
                  "several chains are as long, so no single step helps: shorten one of "
                  "each by %s, or raise `%s`",
                  chain_length(too_much, needed), else_raise);
        return;
    }
    g_autofree char *words = chain_task_words(&schedule->tasks[best]);
    if (saving >= too_much)
        diag_help(diags, diag, "shorten %s by %s: it saves most; or raise `%s`", words,
                  chain_length(too_much, needed), else_raise);
    else
        diag_help(diags, diag,
                  "shorten %s: it saves most, up to %s of the %s that is too much; or raise `%s`",
                  words, chain_length(saving, most), chain_length(too_much, needed), else_raise);
}

static bool is_later(const Recovered *a, const Recovered *b)
{
    return a->back > b->back;
}

static bool is_tighter(const Recovered *a, const Recovered *b)
{
    const DurationValue *mine = subject_rto(a->entity);
    const DurationValue *other = subject_rto(b->entity);
    return mine != NULL && other != NULL && duration_compare(mine->value, other->value) < 0;
}

/* What of a schedule other rules tell, worked out once for each runbook and chain. */
typedef struct Told {
    GHashTable *alone;    /* Runbook to the seconds of its steps plus 1 */
    GHashTable *restores; /* last task plus 1 to the restore on its chain, or NULL */
} Told;

static Told told_new(void)
{
    return (Told){.alone = g_hash_table_new(g_direct_hash, g_direct_equal),
                  .restores = g_hash_table_new(g_direct_hash, g_direct_equal)};
}

static void told_clear(Told *told)
{
    g_hash_table_unref(told->alone);
    g_hash_table_unref(told->restores);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Told, told_clear)

static int64_t seconds_alone(const Told *told, const Runbook *runbook)
{
    size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(told->alone, runbook));
    if (found == 0) {
        found = (size_t)duration_approximate(runbook_alone(runbook)) + 1;
        g_hash_table_insert(told->alone, (void *)(uintptr_t)runbook, GSIZE_TO_POINTER(found));
    }
    return (int64_t)found - 1;
}

/* The restore on the chain to LAST, when it is one that restore-over-rto weighs. */
static const Task *usual_restore(const Told *told, const Schedule *schedule, size_t last)
{
    void *found;
    if (g_hash_table_lookup_extended(told->restores, GSIZE_TO_POINTER(last + 1), NULL, &found))
        return found;
    const Task *restore = NULL;
    for (size_t i = last; i != TASK_NONE && restore == NULL; i = schedule->tasks[i].before)
        if (schedule->tasks[i].kind == TASK_RESTORE)
            restore = &schedule->tasks[i];
    if (restore != NULL && !restore_is_usual(restore->data, restore->copy))
        restore = NULL;
    g_hash_table_insert(told->restores, GSIZE_TO_POINTER(last + 1), (void *)(uintptr_t)restore);
    return restore;
}

static bool needs_data(const Entity *entity, const DataSet *data)
{
    if (entity->kind != ENTITY_SERVICE)
        return entity == &data->entity;
    const RefList *depends = &((const Service *)entity)->depends;
    for (size_t i = 0; i < depends->count; i++)
        if (depends->items[i]->target == &data->entity)
            return true;
    return false;
}

/* Has another rule told of the same cause already: the runbook alone, or the restore alone? */
static bool is_told_elsewhere(const Told *told, const Schedule *schedule,
                              const Recovered *recovered)
{
    const DurationValue *own = subject_rto(recovered->entity);
    if (own == NULL)
        return false;
    int64_t limit = duration_approximate(own->value);
    if (seconds_alone(told, recovered->runbook) > limit)
        return true;
    const Task *restore = usual_restore(told, schedule, recovered->last);
    return restore != NULL && restore->takes > limit &&
           needs_data(recovered->entity, restore->data);
}

/* Is it late, and has no other rule told so? */
static bool breaks_rto(const Told *told, const Schedule *schedule, const Recovered *recovered)
{
    return recovered->back > limit_of(schedule, recovered) &&
           !is_told_elsewhere(told, schedule, recovered);
}

static Diag *report_late(const Schedule *schedule, const Late *late, Diags *diags)
{
    const Recovered *recovered = late->worst;
    const DurationValue *limit = schedule_limit(schedule, recovered);
    const char *scenario = subject_id(&schedule->scenario->entity);
    const char *kind = entity_kind_word(recovered->entity->kind);
    g_autoptr(GArray) chain = schedule_chain(schedule, recovered->last, false);
    g_autofree char *arithmetic = chain_arithmetic(schedule, chain);
    Diag *diag;
    if (limit == &schedule->scenario->rto)
        diag = diags_add(diags, &check_recovery_over_rto.rule, limit->span,
                         "recovery from scenario '%s' takes longer than its recovery time "
                         "objective: %s '%s' is back after %s > %s",
                         scenario, kind, subject_id(recovered->entity), arithmetic, limit->text);
    else
        diag = diags_add(diags, &check_recovery_over_rto.rule, limit->span,
                         "%s '%s' is back later than its recovery time objective in scenario "
                         "'%s': %s > %s",
                         kind, subject_id(recovered->entity), scenario, arithmetic, limit->text);
    late_note(schedule, recovered, diag, diags);
    chain_notes(schedule, chain, false, diag, diags);
    late_note_others(late, diag, diags);
    help_shorten(schedule, recovered, recovered->back - duration_approximate(limit->value), "rto",
                 diag, diags);
    return diag;
}

static void weigh_rto(const Schedule *schedule, Diags *diags)
{
    g_auto(LateList) list = late_list_new();
    g_auto(Told) told = told_new();
    for (size_t i = 0; i < schedule->n_recovered; i++) {
        const Recovered *recovered = &schedule->recovered[i];
        if (!breaks_rto(&told, schedule, recovered))
            continue;
        if (schedule_limit(schedule, recovered) == &schedule->scenario->rto)
            late_list_add(&list, schedule, recovered, is_later);
        else
            late_list_add(&list, GSIZE_TO_POINTER(recovered->last + 1), recovered, is_tighter);
    }
    late_list_report(&list, schedule, report_late, diags);
}

/* The least time that leaves room for work recovery; INT64_MAX when there is no bound, or when
 * the objectives alone break it. */
static int64_t bound_of(const Recovered *recovered)
{
    if (recovered->runbook == NULL || recovered->entity->kind != ENTITY_SERVICE)
        return INT64_MAX;
    const Service *service = (const Service *)recovered->entity;
    if (known_length(&service->mtd) == NULL)
        return INT64_MAX;
    Duration work = length_or_none(&service->wrt);
    if (known_length(&service->rto) != NULL &&
        duration_compare(duration_add(service->rto.value, work), service->mtd.value) > 0)
        return INT64_MAX;
    return duration_approximate(service->mtd.value) - duration_approximate(work);
}

static bool has_less_room(const Recovered *a, const Recovered *b)
{
    return bound_of(a) < bound_of(b);
}

static Diag *report_intolerable(const Schedule *schedule, const Late *late, Diags *diags)
{
    const Recovered *recovered = late->worst;
    const Service *service = (const Service *)recovered->entity;
    const DurationValue *work = known_length(&service->wrt);
    char down[DURATION_TEXT_SIZE];
    int64_t seconds = recovered->back + duration_approximate(length_or_none(&service->wrt));
    g_autoptr(GArray) chain = schedule_chain(schedule, recovered->last, false);
    g_autofree char *arithmetic = chain_arithmetic(schedule, chain);
    g_autoptr(GString) sum = g_string_new(arithmetic);
    if (work != NULL)
        g_string_append_printf(sum, ", + %s = %s", work->text, chain_length(seconds, down));
    Diag *diag = diags_add(diags, &check_recovery_over_mtd.rule, service->mtd.span,
                           "service '%s' is down longer than is tolerable in scenario '%s': "
                           "%s > %s",
                           subject_id(&service->entity), subject_id(&schedule->scenario->entity),
                           sum->str, service->mtd.text);
    late_note(schedule, recovered, diag, diags);
    if (work != NULL)
        diag_note(diags, diag, work->span, "work recovery adds %s", work->text);
    g_auto(Told) told = told_new();
    if (!breaks_rto(&told, schedule, recovered))
        chain_notes(schedule, chain, false, diag, diags);
    late_note_others(late, diag, diags);
    help_shorten(schedule, recovered, recovered->back - bound_of(recovered), "mtd", diag, diags);
    return diag;
}

static void weigh_mtd(const Schedule *schedule, Diags *diags)
{
    g_auto(LateList) list = late_list_new();
    for (size_t i = 0; i < schedule->n_recovered; i++) {
        const Recovered *recovered = &schedule->recovered[i];
        if (recovered->back > bound_of(recovered))
            late_list_add(&list, GSIZE_TO_POINTER(recovered->last + 1), recovered, has_less_room);
    }
    late_list_report(&list, schedule, report_intolerable, diags);
}

const Check check_recovery_over_mtd = {
    .rule =
        {
            .id = "recovery-over-mtd",
            .severity = SEVERITY_ERROR,
            .summary = "the recovery from a scenario and the work recovery after it take longer "
                       "than the maximum tolerable downtime",
            .remedy = "shorten the chain of steps that takes longest, or find another way of "
                      "working meanwhile and raise `mtd`",
            .why = "By its own estimates the plan brings the service back after the business "
                   "has taken the harm that it cannot bear.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1; ISO 22301:2019 8.2.2",
        },
    .run = late_with_schedule,
};

/* The tightest objective of all that SCHEDULE brings back, or the scenario's own. */
static const DurationValue *tightest_limit(const Schedule *schedule)
{
    const DurationValue *tightest = known_length(&schedule->scenario->rto);
    for (size_t i = 0; i < schedule->n_recovered; i++) {
        const DurationValue *limit = schedule_limit(schedule, &schedule->recovered[i]);
        if (limit != NULL && schedule->recovered[i].runbook != NULL &&
            (tightest == NULL || duration_compare(limit->value, tightest->value) < 0))
            tightest = limit;
    }
    return tightest;
}

/* The first step to which no estimate was ever written; NULL when there is none. */
static const Task *first_without_estimate(const Schedule *schedule)
{
    for (size_t i = 0; i < schedule->n_tasks; i++) {
        const Task *task = &schedule->tasks[i];
        if (task->kind == TASK_STEP && !task->closes && task->step->takes.text == NULL &&
            task->step->takes.span.source == NULL)
            return task;
    }
    return NULL;
}

static bool is_late(const Schedule *schedule)
{
    for (size_t i = 0; i < schedule->n_recovered; i++)
        if (schedule->recovered[i].back > limit_of(schedule, &schedule->recovered[i]))
            return true;
    return false;
}

/* "7 of 9 steps have no estimate". Owned by the caller. */
static char *count_text(const Schedule *schedule)
{
    size_t open = schedule->n_unestimated;
    if (schedule->n_steps == 1)
        return g_strdup("its only step has no estimate");
    if (open == schedule->n_steps)
        return g_strdup_printf("none of its %zu steps has an estimate", open);
    return g_strdup_printf("%zu of its %zu steps %s no estimate", open, schedule->n_steps,
                           open == 1 ? "has" : "have");
}

static void weigh_estimates(const Schedule *schedule, Diags *diags)
{
    const DurationValue *limit = tightest_limit(schedule);
    const Task *first = first_without_estimate(schedule);
    if (limit == NULL || first == NULL || is_late(schedule))
        return;
    const Scenario *scenario = schedule->scenario;
    bool is_own = limit == &scenario->rto;
    g_autofree char *counted = count_text(schedule);
    Diag *diag = diags_add(diags, &check_schedule_unestimated.rule,
                           is_own ? limit->span : subject_place(&scenario->entity),
                           "whether scenario '%s' is recovered within %s cannot be computed: %s",
                           subject_id(&scenario->entity), limit->text, counted);
    if (!is_own)
        diag_note(diags, diag, limit->span, "the recovery time objective is %s", limit->text);
    diag_note(diags, diag, subject_place(&first->step->entity),
              "step '%s' of runbook '%s' is the first without `takes`",
              subject_id(&first->step->entity), subject_id(&first->runbook->entity));
}

const Check check_schedule_unestimated = {
    .rule =
        {
            .id = "schedule-unestimated",
            .severity = SEVERITY_INFO,
            .summary = "steps without an estimate leave open whether a scenario is recovered in "
                       "time",
            .remedy = "add `takes:` to the steps, from the last drill or a guess",
            .why = "A recovery time that rests on no estimate is a wish: nobody can tell whether "
                   "it can be kept before the day it is needed.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1; ISO 22301:2019 8.4.4",
        },
    .run = late_with_schedule,
};

static void report_left_out(const Plan *plan, size_t first, Diags *diags)
{
    const Entity *scenario = &plan->scenarios.items[first]->entity;
    Diag *diag = diags_add(diags, &check_schedule_unestimated.rule, subject_place(scenario),
                           "scenario '%s' and the %zu after it are not computed: the scenarios "
                           "of the plan have too many steps in all",
                           subject_id(scenario), plan->scenarios.count - first - 1);
    diag_help(diags, diag, "split the plan, or name only the runbooks that a scenario needs");
}

/* One schedule of each scenario serves all checks that need it. */
static void recovery_over_rto(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    size_t work = 0;
    for (size_t i = 0; i < plan->scenarios.count; i++) {
        const Scenario *scenario = plan->scenarios.items[i];
        if (scenario->runbooks.count == 0)
            continue;
        if (work > MOST_WORK) {
            report_left_out(plan, i, diags);
            return;
        }
        g_autoptr(Schedule) schedule = schedule_new(input->library, plan, scenario, NULL);
        work += schedule->work;
        weigh_rto(schedule, diags);
        weigh_mtd(schedule, diags);
        staffing_weigh(schedule, diags);
        weigh_estimates(schedule, diags);
    }
}

const Check check_recovery_over_rto = {
    .rule =
        {
            .id = "recovery-over-rto",
            .severity = SEVERITY_ERROR,
            .summary = "the recovery from a scenario cannot end within a recovery time objective, "
                       "even with people without number",
            .remedy = "shorten the chain of steps that takes longest, or raise the `rto` that "
                      "cannot be kept",
            .why = "The plan promises a time that its own estimates rule out: whoever relies on "
                   "the promise is let down on the worst day.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1; NIST SP 800-53 Rev. 5 CP-2",
        },
    .run = recovery_over_rto,
};
