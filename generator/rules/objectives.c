#include "rules/checks.h"
#include "rules/subject.h"

static void report_missing(const Entity *entity, const char *what, const char *key,
                           const DurationValue *plan_value, Diags *diags)
{
    Diag *diag =
        diags_add(diags, &check_objective_missing.rule, subject_place(entity), "%s '%s' has no %s",
                  entity_kind_word(entity->kind), subject_id(entity), what);
    if (known_length(plan_value) == NULL) {
        diag_help(diags, diag, "add `%s:` with a duration such as 4h", key);
        return;
    }
    diag_help(diags, diag, "add `%s:`; the plan as a whole has %s", key, plan_value->text);
    diag_note(diags, diag, plan_value->span, "the plan's own `%s` does not speak for its parts",
              key);
}

/* A value that is there but empty or of the wrong shape has a place and was reported. */
static bool is_absent(const DurationValue *value)
{
    return value->text == NULL && value->span.source == NULL;
}

static void objective_missing(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    for (size_t i = 0; i < plan->services.count; i++)
        if (is_absent(&plan->services.items[i]->rto))
            report_missing(&plan->services.items[i]->entity, "recovery time objective", "rto",
                           &plan->rto, diags);
    for (size_t i = 0; i < plan->data.count; i++)
        if (is_absent(&plan->data.items[i]->rpo))
            report_missing(&plan->data.items[i]->entity, "recovery point objective", "rpo",
                           &plan->rpo, diags);
}

const Check check_objective_missing = {
    .rule =
        {
            .id = "objective-missing",
            .severity = SEVERITY_ERROR,
            .summary = "a service has no recovery time objective, or a data set no recovery point "
                       "objective",
            .remedy = "add `rto:` to the service or `rpo:` to the data set",
            .why = "Without a number nobody can say what comes back first, whether the "
                   "backups are enough, or whether the recovery was a success.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2 a.2; NIST SP 800-34 Rev. 1 3.2.1",
        },
    .run = objective_missing,
};

static void report_exceeded(const Service *service, Duration back, Diags *diags)
{
    char sum[DURATION_TEXT_SIZE];
    const char *id = subject_id(&service->entity);
    const DurationValue *work = known_length(&service->wrt);
    Diag *diag;
    if (work == NULL)
        diag = diags_add(diags, &check_objective_mtd_exceeded.rule, service->rto.span,
                         "service '%s' is down longer than is tolerable: %s > %s", id,
                         service->rto.text, service->mtd.text);
    else
        diag =
            diags_add(diags, &check_objective_mtd_exceeded.rule, service->rto.span,
                      "service '%s' is down longer than is tolerable: %s + %s = %s > %s", id,
                      service->rto.text, work->text, duration_format(back, sum), service->mtd.text);
    diag_note(diags, diag, service->mtd.span, "the maximum tolerable downtime is set here");
    if (work != NULL)
        diag_note(diags, diag, work->span, "work recovery adds %s", work->text);
}

static void objective_mtd_exceeded(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        if (known_length(&service->rto) == NULL || known_length(&service->mtd) == NULL)
            continue;
        Duration back = duration_add(service->rto.value, length_or_none(&service->wrt));
        if (duration_compare(back, service->mtd.value) > 0)
            report_exceeded(service, back, diags);
    }
}

const Check check_objective_mtd_exceeded = {
    .rule =
        {
            .id = "objective-mtd-exceeded",
            .severity = SEVERITY_ERROR,
            .summary = "recovery time and work recovery time do not fit into the maximum tolerable "
                       "downtime",
            .remedy = "shorten `rto` or `wrt`, or raise `mtd` when the business agrees",
            .why = "A recovery that keeps its own objective still ends after the business has "
                   "taken the harm that it cannot bear.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1",
        },
    .run = objective_mtd_exceeded,
};
