#include "rules/checks.h"
#include "rules/quota.h"

/* Controls that are said not to apply: for how long. */

static void look_at(const Exemption *exemption, Date as_of, Quota *quota, Diags *diags)
{
    if (!exemption->until.known || exemption->until.value.days >= as_of.days ||
        exemption->control.text == NULL || !quota_take(quota, exemption->until.span))
        return;
    int days = (int)(as_of.days - exemption->until.value.days);
    diags_add(diags, &check_not_applicable_expired.rule, exemption->until.span,
              "that '%s' does not apply counted until %s, %d day%s ago", exemption->control.text,
              exemption->until.text, days, days == 1 ? "" : "s");
}

static void plan_exemptions(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->not_applicable.count; i++)
        look_at(input->plan->not_applicable.items[i], input->as_of, &quota, diags);
    quota_end(&quota, &check_not_applicable_expired.rule, "controls", diags);
}

static void library_exemptions(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->library->not_applicable.count; i++)
        look_at(input->library->not_applicable.items[i], input->as_of, &quota, diags);
    quota_end(&quota, &check_not_applicable_expired.rule, "controls", diags);
}

const Check check_not_applicable_expired = {
    .rule =
        {
            .id = "not-applicable-expired",
            .severity = SEVERITY_ERROR,
            .summary = "what says that a control does not apply has passed its last day",
            .remedy = "keep the control, or have the owner decide on a new `until`",
            .why = "Why it did not apply may have been over for long: the second carrier is there, "
                   "and nobody has connected it.",
            .origin = "NIST SP 800-53 Rev. 5 RA-7",
        },
    .run = plan_exemptions,
    .run_library = library_exemptions,
};
