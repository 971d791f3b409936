#include "rules/checks.h"
#include "rules/quota.h"
#include "rules/subject.h"
#include "rules/trials.h"

/*
 * Whether objectives have been measured, and what came out: the recovery time of services, the
 * recovery point of data sets. Comply gives verdicts on the same measurements.
 */

/* A service or data set with what was measured of it. */
typedef struct Proven {
    const Entity *entity;
    const DurationValue *target; /* NULL: none that can be read */
    Measured newest;
} Proven;

static Proven proven_at(const Plan *plan, const Measured *measurements, size_t index)
{
    Proven proven = {.newest = measurements[index]};
    if (index < plan->services.count) {
        proven.entity = &plan->services.items[index]->entity;
        proven.target = subject_rto(proven.entity);
    } else {
        proven.entity = &plan->data.items[index - plan->services.count]->entity;
        proven.target = subject_rpo(proven.entity);
    }
    return proven;
}

static size_t count_subjects(const Plan *plan)
{
    return plan->services.count + plan->data.count;
}

/* ---- objective-unmeasured ---- */

static void objective_unmeasured(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    if (trials == NULL)
        return;
    g_autofree Measured *measurements = trials_measurements(trials);
    const Rule *rule = &check_objective_unmeasured.rule;
    Quota quota = {.count = 0};
    for (size_t i = 0; i < count_subjects(input->plan); i++) {
        Proven proven = proven_at(input->plan, measurements, i);
        if (proven.newest.run != NULL || proven.target == NULL ||
            !quota_take(&quota, proven.target->span))
            continue;
        bool is_service = proven.entity->kind == ENTITY_SERVICE;
        diags_add(diags, rule, proven.target->span,
                  "no run has measured the recovery %s objective of %s '%s': %s is a design "
                  "target, unproven",
                  is_service ? "time" : "point", entity_kind_word(proven.entity->kind),
                  subject_id(proven.entity), proven.target->text);
    }
    quota_end(&quota, rule, "objectives", diags);
}

const Check check_objective_unmeasured = {
    .rule =
        {
            .id = "objective-unmeasured",
            .severity = SEVERITY_INFO,
            .summary = "no run has measured a recovery objective",
            .remedy = "carry out an exercise that covers it, and record when the service was back "
                      "and how old its newest data was",
            .why = "Whoever relies on the number takes a wish for a promise.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4; ISO 22301:2019 8.5",
        },
    .run = objective_unmeasured,
    .asks_history = true,
};

/* ---- rto-missed, rpo-missed ---- */

static void report_missed(const Trials *trials, const Rule *rule, const Proven *proven,
                          Diags *diags)
{
    bool is_service = proven->entity->kind == ENTITY_SERVICE;
    const Run *run = proven->newest.run;
    int64_t over = proven->newest.seconds - duration_approximate(proven->target->value);
    char measured[DURATION_TEXT_SIZE];
    char rest[DURATION_TEXT_SIZE];
    duration_format(duration_from_seconds(proven->newest.seconds), measured);
    duration_format(duration_from_seconds(over), rest);
    g_autofree char *which = run_words(run);
    Diag *diag = diags_add(diags, rule, proven->target->span,
                           "%s '%s' missed its recovery %s objective in %s: %s > %s, %s too %s",
                           entity_kind_word(proven->entity->kind), subject_id(proven->entity),
                           is_service ? "time" : "point", which, measured, proven->target->text,
                           rest, is_service ? "long" : "much");
    size_t place = trials_place(trials, run);
    g_autofree char *words = trials_words(trials, place);
    diag_note(diags, diag, trials_span(trials, place), "it was a run of %s", words);
}

/* The newest measurement of each entity of KIND counts, as it does in the verdicts. */
static void look_for_missed(const CheckInput *input, EntityKind kind, const Rule *rule,
                            Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    if (trials == NULL)
        return;
    g_autofree Measured *measurements = trials_measurements(trials);
    Quota quota = {.count = 0};
    for (size_t i = 0; i < count_subjects(input->plan); i++) {
        Proven proven = proven_at(input->plan, measurements, i);
        if (proven.entity->kind == kind && proven.target != NULL && proven.newest.run != NULL &&
            proven.newest.seconds > duration_approximate(proven.target->value) &&
            quota_take(&quota, proven.target->span))
            report_missed(trials, rule, &proven, diags);
    }
    quota_end(&quota, rule, "objectives", diags);
}

static void rto_missed(const CheckInput *input, Diags *diags)
{
    look_for_missed(input, ENTITY_SERVICE, &check_rto_missed.rule, diags);
}

const Check check_rto_missed = {
    .rule =
        {
            .id = "rto-missed",
            .severity = SEVERITY_ERROR,
            .summary = "the newest measured recovery took longer than the recovery time objective",
            .remedy = "find out what took so long, mend it and repeat the exercise; or raise the "
                      "`rto`, and tell those who rely on it",
            .why = "The promise has been put to the test and was not kept; the next time is no "
                   "exercise.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4 c; ISO 22301:2019 8.5 and 10.1",
        },
    .run = rto_missed,
    .asks_history = true,
};

static void rpo_missed(const CheckInput *input, Diags *diags)
{
    look_for_missed(input, ENTITY_DATA, &check_rpo_missed.rule, diags);
}

const Check check_rpo_missed = {
    .rule =
        {
            .id = "rpo-missed",
            .severity = SEVERITY_ERROR,
            .summary = "the newest measured recovery lost more data than the recovery point "
                       "objective allows",
            .remedy = "back the data up more often or find out why the newest copy was so old, and "
                      "repeat the exercise; or raise the `rpo`, and tell those who rely on it",
            .why = "What is lost beyond the objective has been entered by somebody who was told it "
                   "is safe.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4 c and CP-9; ISO 22301:2019 8.5 and 10.1",
        },
    .run = rpo_missed,
    .asks_history = true,
};
