#include "rules/checks.h"
#include "rules/quota.h"
#include "rules/reliance.h"
#include "rules/subject.h"
#include "rules/term.h"

static void approval_overdue(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    if (known_length(&plan->review) == NULL)
        return;
    if (!plan->approved.known) {
        if (plan->approved.span.source == NULL)
            diags_add(diags, &check_approval_overdue.rule, plan->review.span,
                      "the plan is to be reviewed every %s, and was never approved",
                      plan->review.text);
        return;
    }
    Term term = term_of(plan->approved.value, &plan->review);
    /* An overdue review of the same day says the same. */
    bool is_said = plan->reviewed.known && plan->reviewed.value.days == plan->approved.value.days;
    if (!term_is_over(term, input->as_of) || is_said)
        return;
    g_autofree char *overdue = term_overdue(term, input->as_of);
    Diag *diag = diags_add(diags, &check_approval_overdue.rule, plan->approved.span,
                           "the renewal of the plan's approval is %s", overdue);
    diag_note(diags, diag, plan->review.span, "it is due every %s", plan->review.text);
}

const Check check_approval_overdue = {
    .rule =
        {
            .id = "approval-overdue",
            .severity = SEVERITY_ERROR,
            .summary = "the plan was approved longer ago than it is to be reviewed, or never",
            .remedy = "have the plan approved, and add `approved` with the date and `approved-by`",
            .why = "A plan that nobody in charge has agreed to is not followed: whoever could "
                   "order the failover has never heard of it.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2 a.7 and d",
        },
    .run = approval_overdue,
};

static void approver_is_author(const CheckInput *input, Diags *diags)
{
    const Ref *author = &input->plan->author;
    const Ref *approver = &input->plan->approved_by;
    if (author->target == NULL || approver->target == NULL)
        return;
    const Person *person = sole_person(approver->target);
    if (author->target == approver->target) {
        Diag *diag = diags_add(diags, &check_approver_is_author.rule, approver->span,
                               "'%s' approved a plan of their own", approver->text);
        diag_note(diags, diag, author->span, "'%s' wrote it", author->text);
    } else if (person != NULL && person == sole_person(author->target)) {
        Diag *diag =
            diags_add(diags, &check_approver_is_author.rule, approver->span,
                      "'%s' approved a plan of their own: '%s' and '%s' are '%s'", approver->text,
                      author->text, approver->text, subject_id(&person->entity));
        diag_note(diags, diag, author->span, "'%s' wrote it", author->text);
    }
}

const Check check_approver_is_author = {
    .rule =
        {
            .id = "approver-is-author",
            .severity = SEVERITY_ERROR,
            .summary = "a plan was approved by its author",
            .remedy = "have somebody else approve the plan, and name them in `approved-by`",
            .why = "What one person overlooked when writing is overlooked again when approving, "
                   "and is found by the disaster.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2 a.7 and AC-5",
        },
    .run = approver_is_author,
};

/* Dates that have not come yet. */
typedef struct Future {
    Date as_of;
    Quota quota;
    Diags *diags;
} Future;

static void look_at_date(Future *future, const DateValue *date, const char *key, const char *of,
                         const char *id)
{
    if (!date->known || date->value.days <= future->as_of.days ||
        !quota_take(&future->quota, date->span))
        return;
    char today[DATE_TEXT_SIZE];
    diags_add(future->diags, &check_review_in_future.rule, date->span,
              "`%s` of %s%s%s%s lies in the future: %s > %s", key, of, id != NULL ? " '" : "",
              id != NULL ? id : "", id != NULL ? "'" : "", date->text,
              date_format(future->as_of, today));
}

static void plan_in_future(const CheckInput *input, Diags *diags)
{
    Future future = {.as_of = input->as_of, .diags = diags};
    look_at_date(&future, &input->plan->reviewed, "reviewed", "the plan", NULL);
    look_at_date(&future, &input->plan->approved, "approved", "the plan", NULL);
    for (size_t i = 0; i < input->plan->risks.count; i++) {
        const Risk *risk = input->plan->risks.items[i];
        look_at_date(&future, &risk->reviewed, "reviewed", "risk", subject_id(&risk->entity));
    }
    quota_end(&future.quota, &check_review_in_future.rule, "dates", diags);
}

static void library_in_future(const CheckInput *input, Diags *diags)
{
    Future future = {.as_of = input->as_of, .diags = diags};
    for (size_t i = 0; i < input->library->people.count; i++) {
        const Person *person = input->library->people.items[i];
        const char *id = subject_id(&person->entity);
        look_at_date(&future, &person->verified, "verified", "person", id);
        look_at_date(&future, &person->trained, "trained", "person", id);
    }
    for (size_t i = 0; i < input->library->binders.count; i++) {
        const Binder *binder = input->library->binders.items[i];
        look_at_date(&future, &binder->printed, "printed", "binder", binder->where.text);
    }
    quota_end(&future.quota, &check_review_in_future.rule, "dates", diags);
}

const Check check_review_in_future = {
    .rule =
        {
            .id = "review-in-future",
            .severity = SEVERITY_ERROR,
            .summary = "something is said to have been done on a day that has not come yet",
            .remedy = "write the day on which it was done",
            .why = "A date that was planned, or mistyped, counts as done, and hides for years that "
                   "nobody has looked.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2 d; NIST SP 800-34 Rev. 1 3.6",
        },
    .run = plan_in_future,
    .run_library = library_in_future,
};
