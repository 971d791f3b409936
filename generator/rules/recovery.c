#include "model/calls.h"
#include "model/flow.h"
#include "rules/checks.h"
#include "rules/subject.h"
#include "rules/too_long.h"

enum {
    MOST_PARTS = 6,    /* of a sum, written out */
    MOST_FINDINGS = 8, /* of one runbook and one rule */
};

/* The steps that take longest one after the other. */
typedef struct Way {
    GPtrArray *steps; /* Step, only those with an estimate */
    Duration takes;
} Way;

static void way_clear(Way *way)
{
    g_ptr_array_unref(way->steps);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Way, way_clear)

/* A place of the flow on the longest way to its end. */
typedef struct Stop {
    Duration end;
    size_t before; /* the stop before it plus 1; 0: none */
} Stop;

static const CalledStep *place_at(const Flow *flow, size_t place)
{
    return &g_array_index(flow->row, CalledStep, place);
}

/* The estimate of what is done at PLACE; NULL when there is none. A call takes what its steps do.
 */
static const DurationValue *estimate_at(const Flow *flow, size_t place)
{
    const CalledStep *called = place_at(flow, place);
    return called->kind == CALLED_STEP ? known_length(&called->step->takes) : NULL;
}

/* The end of each place of FLOW, and from which other it begins. */
static Stop *find_stops(const Flow *flow)
{
    Stop *stops = g_new0(Stop, flow->row->len + 1);
    guint next = 0; /* edge */
    for (guint i = 0; i < flow->row->len; i++) {
        Stop *stop = &stops[i];
        for (; next < flow->edges->len && g_array_index(flow->edges, NetEdge, next).to == i;
             next++) {
            size_t from = g_array_index(flow->edges, NetEdge, next).from;
            if (from != FLOW_BEGIN &&
                (stop->before == 0 || duration_compare(stops[from].end, stop->end) > 0))
                *stop = (Stop){.end = stops[from].end, .before = from + 1};
        }
        const DurationValue *takes = estimate_at(flow, i);
        if (takes != NULL)
            stop->end = duration_add(stop->end, takes->value);
    }
    return stops;
}

/* The longest way through RUNBOOK and what it calls: all steps unless some run side by side. */
static Way longest_way(const Runbook *runbook)
{
    g_autoptr(Flow) flow = flow_new(runbook);
    g_autofree Stop *stops = find_stops(flow);
    Way way = {.steps = g_ptr_array_new(), .takes = {0, 0}};
    size_t last = 0;
    for (guint i = 0; i < flow->row->len; i++)
        if (last == 0 || duration_compare(stops[i].end, stops[last - 1].end) >= 0)
            last = i + 1;
    if (last > 0)
        way.takes = stops[last - 1].end;
    for (; last > 0; last = stops[last - 1].before)
        if (estimate_at(flow, last - 1) != NULL)
            g_ptr_array_add(way.steps, (gpointer)place_at(flow, last - 1)->step);
    return way;
}

/* The steps of WAY are kept from its end to its beginning. */
static const Step *step_at(const Way *way, guint index)
{
    return way->steps->pdata[way->steps->len - 1 - index];
}

Duration runbook_alone(const Runbook *runbook)
{
    g_auto(Way) way = longest_way(runbook);
    return way.takes;
}

/* "10m + 45m = 55m", or "14 steps = 5h". Owned by the caller. */
static char *estimate_arithmetic(const Way *way)
{
    char sum[DURATION_TEXT_SIZE];
    duration_format(way->takes, sum);
    if (way->steps->len > MOST_PARTS)
        return g_strdup_printf("%u steps = %s", way->steps->len, sum);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < way->steps->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " + " : "", step_at(way, i)->takes.text);
    if (way->steps->len > 1)
        g_string_append_printf(text, " = %s", sum);
    return g_string_free(text, FALSE);
}

static const Step *longest_step(const Way *way)
{
    const Step *longest = NULL;
    for (guint i = 0; i < way->steps->len; i++) {
        const Step *step = step_at(way, i);
        if (longest == NULL || duration_compare(step->takes.value, longest->takes.value) > 0)
            longest = step;
    }
    return longest;
}

static bool is_over(const Way *way, const DurationValue *limit)
{
    return limit != NULL && duration_compare(way->takes, limit->value) > 0;
}

/* LIMIT is OF's objective, or the runbook's own when OF is NULL. */
static Diag *report_over(const Runbook *runbook, const Way *way, const DurationValue *limit,
                         const Entity *of, Span place, Diags *diags)
{
    g_autofree char *arithmetic = estimate_arithmetic(way);
    const Step *longest = longest_step(way);
    Diag *diag;
    if (of == NULL)
        diag = diags_add(diags, &check_runbook_over_rto.rule, place,
                         "runbook '%s' takes longer than its recovery time objective: %s > %s",
                         subject_id(&runbook->entity), arithmetic, limit->text);
    else {
        diag = diags_add(diags, &check_runbook_over_rto.rule, place,
                         "runbook '%s' takes longer than the recovery time objective of %s '%s': "
                         "%s > %s",
                         subject_id(&runbook->entity), entity_kind_word(of->kind), subject_id(of),
                         arithmetic, limit->text);
        diag_note(diags, diag, limit->span, "'%s' must be back within %s", subject_id(of),
                  limit->text);
    }
    diag_note(diags, diag, longest->takes.span, "step '%s' takes longest, %s",
              subject_id(&longest->entity), longest->takes.text);
    return diag;
}

static void compare_recovered(const Runbook *runbook, const Way *way, Diags *diags)
{
    size_t count = 0;
    Diag *last = NULL;
    for (size_t i = 0; i < runbook->recovers.count; i++) {
        const Ref *ref = runbook->recovers.items[i];
        const DurationValue *limit = ref->target == NULL ? NULL : subject_rto(ref->target);
        if (is_over(way, limit) && count++ < MOST_FINDINGS)
            last = report_over(runbook, way, limit, ref->target, ref->span, diags);
    }
    if (count > MOST_FINDINGS)
        diag_note(diags, last, subject_place(&runbook->entity),
                  "and than those of %zu more that '%s' recovers", count - MOST_FINDINGS,
                  subject_id(&runbook->entity));
}

static void runbook_over_rto(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        g_auto(Way) way = longest_way(runbook);
        if (way.steps->len == 0)
            continue;
        if (is_over(&way, known_length(&runbook->rto)))
            report_over(runbook, &way, &runbook->rto, NULL, runbook->rto.span, diags);
        compare_recovered(runbook, &way, diags);
    }
}

const Check check_runbook_over_rto = {
    .rule =
        {
            .id = "runbook-over-rto",
            .severity = SEVERITY_ERROR,
            .summary = "the steps of a runbook take longer than its recovery time objective or "
                       "that of what it recovers",
            .remedy = "shorten or split the steps, or raise the `rto` that cannot be kept",
            .why = "Everybody does everything right and the service is still late; the plan "
                   "says so itself, and nobody has added it up.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1 and 4.3.2; NIST SP 800-53 Rev. 5 CP-10",
        },
    .run = runbook_over_rto,
};

static Diag *report_timeout(const Runbook *runbook, const Step *step, const DurationValue *limit,
                            const Entity *of, Diags *diags)
{
    g_autofree char *owner =
        of == NULL ? g_strdup_printf("runbook '%s'", subject_id(&runbook->entity))
                   : g_strdup_printf("%s '%s'", entity_kind_word(of->kind), subject_id(of));
    Diag *diag = diags_add(diags, &check_step_timeout_over_rto.rule, step->timeout.span,
                           "step '%s' may hang for longer than the recovery time objective of %s: "
                           "%s > %s",
                           subject_id(&step->entity), owner, step->timeout.text, limit->text);
    diag_note(diags, diag, limit->span, "%s must be %s within %s", owner,
              of == NULL ? "done" : "back", limit->text);
    const DurationValue *takes = known_length(&step->takes);
    if (takes != NULL)
        diag_help(diags, diag, "its estimate is %s: stop it well before %s", takes->text,
                  limit->text);
    return diag;
}

/* A step whose estimate is over the objective is the matter of runbook-over-rto. */
static bool hangs_too_long(const Step *step, const DurationValue *limit)
{
    return known_length(&step->timeout) != NULL &&
           duration_compare(step->timeout.value, limit->value) > 0 &&
           duration_compare(length_or_none(&step->takes), limit->value) <= 0;
}

static void look_at_timeouts(const Runbook *runbook, Diags *diags)
{
    const Entity *of;
    const DurationValue *limit = subject_tightest_rto(runbook, &of);
    size_t count = 0;
    Diag *last = NULL;
    for (size_t i = 0; limit != NULL && i < runbook->steps.count; i++) {
        const Step *step = runbook->steps.items[i];
        if (!hangs_too_long(step, limit))
            continue;
        if (count++ < MOST_FINDINGS)
            last = report_timeout(runbook, step, limit, of, diags);
    }
    if (count > MOST_FINDINGS)
        diag_note(diags, last, subject_place(&runbook->entity),
                  "and %zu more steps of runbook '%s'", count - MOST_FINDINGS,
                  subject_id(&runbook->entity));
}

static void step_timeout_over_rto(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->runbooks.count; i++)
        look_at_timeouts(input->plan->runbooks.items[i], diags);
}

const Check check_step_timeout_over_rto = {
    .rule =
        {
            .id = "step-timeout-over-rto",
            .severity = SEVERITY_ERROR,
            .summary = "the timeout of a step is longer than the recovery time objective that its "
                       "runbook has to keep",
            .remedy = "set `timeout` to what leaves room for another way when it strikes",
            .why = "A command that hangs is given up only after the time in which the whole "
                   "recovery should have ended.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1, 4.3",
        },
    .run = step_timeout_over_rto,
};
