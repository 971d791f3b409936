#include "rules/checks.h"
#include "rules/subject.h"

enum { MOST_PARTS = 6 }; /* of a sum, written out */

static size_t count_estimates(const Runbook *runbook)
{
    size_t count = 0;
    for (size_t i = 0; i < runbook->steps.count; i++)
        if (known_length(&runbook->steps.items[i]->takes) != NULL)
            count++;
    return count;
}

/* "10m + 45m = 55m", or "14 steps = 5h". Owned by the caller. */
static char *estimate_arithmetic(const Runbook *runbook, Duration estimate)
{
    char sum[DURATION_TEXT_SIZE];
    duration_format(estimate, sum);
    size_t count = count_estimates(runbook);
    if (count > MOST_PARTS)
        return g_strdup_printf("%zu steps = %s", count, sum);
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < runbook->steps.count; i++) {
        const DurationValue *takes = known_length(&runbook->steps.items[i]->takes);
        if (takes != NULL)
            g_string_append_printf(text, "%s%s", text->len > 0 ? " + " : "", takes->text);
    }
    if (count > 1)
        g_string_append_printf(text, " = %s", sum);
    return g_string_free(text, FALSE);
}

static const Step *longest_step(const Runbook *runbook)
{
    const Step *longest = NULL;
    for (size_t i = 0; i < runbook->steps.count; i++) {
        const Step *step = runbook->steps.items[i];
        if (known_length(&step->takes) != NULL &&
            (longest == NULL || duration_compare(step->takes.value, longest->takes.value) > 0))
            longest = step;
    }
    return longest;
}

/* Compares ESTIMATE with LIMIT, which is OF's objective, or the runbook's own when OF is NULL. */
static void compare_estimate(const Runbook *runbook, Duration estimate, const DurationValue *limit,
                             const Entity *of, Span place, Diags *diags)
{
    if (limit == NULL || duration_compare(estimate, limit->value) <= 0)
        return;
    g_autofree char *arithmetic = estimate_arithmetic(runbook, estimate);
    const Step *longest = longest_step(runbook);
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
}

static void runbook_over_rto(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        Duration estimate = runbook_estimate(runbook);
        if (longest_step(runbook) == NULL)
            continue;
        compare_estimate(runbook, estimate, known_length(&runbook->rto), NULL, runbook->rto.span,
                         diags);
        for (size_t j = 0; j < runbook->recovers.count; j++) {
            const Ref *ref = runbook->recovers.items[j];
            if (ref->target != NULL)
                compare_estimate(runbook, estimate, subject_rto(ref->target), ref->target,
                                 ref->span, diags);
        }
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
