#include "rules/checks.h"
#include "rules/subject.h"
#include "rules/term.h"

static void review_overdue(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    if (plan->review.text == NULL)
        return;
    if (plan->reviewed.text == NULL) {
        Diag *diag =
            diags_add(diags, &check_review_overdue.rule, plan->review.span,
                      "the plan is due for review every %s, but does not say when it last was",
                      plan->review.text);
        diag_help(diags, diag, "review it and add `reviewed:` with the date");
        return;
    }
    if (!plan->reviewed.known || known_length(&plan->review) == NULL)
        return;
    Term term = term_of(plan->reviewed.value, &plan->review);
    if (!term_is_over(term, input->as_of))
        return;
    g_autofree char *overdue = term_overdue(term, input->as_of);
    Diag *diag = diags_add(diags, &check_review_overdue.rule, plan->reviewed.span,
                           "the plan's review is %s", overdue);
    diag_note(diags, diag, plan->review.span, "it is due every %s", plan->review.text);
}

const Check check_review_overdue = {
    .rule =
        {
            .id = "review-overdue",
            .severity = SEVERITY_WARNING,
            .summary = "the plan was last reviewed longer ago than it promises",
            .remedy = "review the plan and bring `reviewed:` up to date",
            .why = "Systems, people and numbers have changed since; a plan that nobody has "
                   "read for so long describes a company that is no longer there.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2 d; NIST SP 800-34 Rev. 1 3.6",
        },
    .run = review_overdue,
};
