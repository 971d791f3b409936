#include "rules/checks.h"
#include "rules/listing.h"
#include "rules/quota.h"
#include "rules/subject.h"

#include "base/nearest.h"

/* What was left out; a value that could not be read has a place and was reported. */
static bool is_left_out(const Text *text)
{
    return text->text == NULL && text->span.source == NULL;
}

/* Whether STEP lacks something that the rule is about. */
typedef bool (*StepTest)(const Step *step);

/* The steps of one runbook that a finding is about: the first, and notes at the others. */
typedef struct StepGroup {
    const Step *first;
    size_t count;
    char *names; /* "'a', 'b' and 3 more" */
} StepGroup;

static StepGroup group_steps(const Runbook *runbook, StepTest test)
{
    StepGroup group = {.first = NULL, .count = 0, .names = NULL};
    Listing listing = {.text = NULL, .count = 0};
    for (size_t i = 0; i < runbook->steps.count; i++) {
        const Step *step = runbook->steps.items[i];
        if (!test(step))
            continue;
        if (group.count++ == 0)
            group.first = step;
        listing_add(&listing, subject_id(&step->entity));
    }
    group.names = listing_end(&listing);
    return group;
}

static void note_steps(const Runbook *runbook, StepTest test, const StepGroup *group, Diag *diag,
                       Diags *diags)
{
    size_t noted = 0;
    for (size_t i = 0; i < runbook->steps.count && noted < LISTING_NOTED; i++) {
        const Step *step = runbook->steps.items[i];
        if (step == group->first || !test(step))
            continue;
        diag_note(diags, diag, subject_place(&step->entity), "step '%s' too",
                  subject_id(&step->entity));
        noted++;
    }
}

/* ---- step-unverified ---- */

static bool is_unverified(const Step *step)
{
    return step->kind == STEP_RUN && is_left_out(&step->verify) && is_left_out(&step->expect);
}

static void step_unverified(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        for (size_t j = 0; j < runbook->steps.count; j++) {
            const Entity *step = &runbook->steps.items[j]->entity;
            if (is_unverified(runbook->steps.items[j]) && quota_take(&quota, subject_place(step)))
                diags_add(diags, &check_step_unverified.rule, subject_place(step),
                          "step '%s' runs commands and does not say how to see that they worked",
                          subject_id(step));
        }
    }
    quota_end(&quota, &check_step_unverified.rule, "steps", diags);
}

const Check check_step_unverified = {
    .rule =
        {
            .id = "step-unverified",
            .severity = SEVERITY_ERROR,
            .summary = "a step runs commands and has neither `verify` nor `expect`",
            .remedy = "add `verify:` with a command that succeeds only when it has worked, or "
                      "`expect:` with what a person should see",
            .why = "A command can exit with 0 and have restored nothing; the next step then "
                   "builds on it, and it comes out when users are let in.",
            .origin = "NIST SP 800-34 Rev. 1 App. E; GitLab.com, outage of 31 January 2017",
        },
    .run = step_unverified,
};

/* ---- step-timeout-missing ---- */

static bool has_no_timeout(const Step *step)
{
    return step->kind == STEP_RUN && step->timeout.text == NULL &&
           step->timeout.span.source == NULL;
}

static void step_timeout_missing(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        StepGroup group = group_steps(runbook, has_no_timeout);
        g_autofree char *names = group.names;
        if (group.count == 0 || !quota_take(&quota, subject_place(&group.first->entity)))
            continue;
        Diag *diag =
            diags_add(diags, &check_step_timeout_missing.rule, subject_place(&group.first->entity),
                      group.count == 1 ? "step %s of runbook '%s' has no `timeout`"
                                       : "steps %s of runbook '%s' have no `timeout`",
                      names, subject_id(&runbook->entity));
        note_steps(runbook, has_no_timeout, &group, diag, diags);
    }
    quota_end(&quota, &check_step_timeout_missing.rule, "runbooks", diags);
}

const Check check_step_timeout_missing = {
    .rule =
        {
            .id = "step-timeout-missing",
            .severity = SEVERITY_WARNING,
            .summary = "a step runs commands and does not say how long they may take",
            .remedy = "add `timeout:`, well above what the step usually takes",
            .why = "A command that hangs looks like one that works: without a limit nobody "
                   "knows when to give up waiting and take another way.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.1",
        },
    .run = step_timeout_missing,
};

/* ---- step-unassigned ---- */

static bool is_unassigned(const Step *step)
{
    bool by_hand =
        step->kind == STEP_MANUAL || step->kind == STEP_CHECKLIST || step->kind == STEP_DECIDE;
    return by_hand && step->who.text == NULL && step->who.span.source == NULL;
}

static void step_unassigned(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        StepGroup group = group_steps(runbook, is_unassigned);
        g_autofree char *names = group.names;
        if (group.count == 0 || !quota_take(&quota, subject_place(&group.first->entity)))
            continue;
        Diag *diag =
            diags_add(diags, &check_step_unassigned.rule, subject_place(&group.first->entity),
                      group.count == 1 ? "nobody is named who does step %s of runbook '%s'"
                                       : "nobody is named who does the steps %s of runbook '%s'",
                      names, subject_id(&runbook->entity));
        note_steps(runbook, is_unassigned, &group, diag, diags);
    }
    quota_end(&quota, &check_step_unassigned.rule, "runbooks", diags);
}

const Check check_step_unassigned = {
    .rule =
        {
            .id = "step-unassigned",
            .severity = SEVERITY_WARNING,
            .summary = "a step that is done by hand names nobody who does it",
            .remedy = "add `who:` with a role, person, team or vendor",
            .why = "What is everybody's task is done by nobody or by two people at once, and who "
                   "is needed cannot be planned.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2 a.3; NIST SP 800-34 Rev. 1 App. E",
        },
    .run = step_unassigned,
};

/* ---- step-after-unknown ---- */

/* Steps by id, with the number of the first that has it. */
static GHashTable *index_steps(const Runbook *runbook)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < runbook->steps.count; i++) {
        const Step *step = runbook->steps.items[i];
        const char *id = step->entity.id.text;
        if (id != NULL && !g_hash_table_contains(index, id))
            g_hash_table_insert(index, (gpointer)id, (gpointer)step);
    }
    return index;
}

static void help_nearest(const Runbook *runbook, const Step *step, const Text *after, Diag *diag,
                         Diags *diags)
{
    Nearest nearest = nearest_start(after->text);
    for (size_t i = 0; i < runbook->steps.count && runbook->steps.items[i] != step; i++)
        if (runbook->steps.items[i]->entity.id.text != NULL)
            nearest_offer(&nearest, runbook->steps.items[i]->entity.id.text);
    if (nearest.best != NULL)
        diag_help(diags, diag, "did you mean '%s'?", nearest.best);
}

static void report_after(const Runbook *runbook, const Step *step, const Text *after,
                         const Step *target, Diags *diags)
{
    const Rule *rule = &check_step_after_unknown.rule;
    const char *id = subject_id(&step->entity);
    if (target == NULL) {
        Diag *diag = diags_add(diags, rule, after->span,
                               "step '%s' waits for '%s', which is no step of runbook '%s'", id,
                               after->text, subject_id(&runbook->entity));
        help_nearest(runbook, step, after, diag, diags);
    } else if (target == step) {
        Diag *diag = diags_add(diags, rule, after->span, "step '%s' waits for itself", id);
        diag_help(diags, diag, "name a step before it, or write `after: []`");
    } else {
        Diag *diag = diags_add(diags, rule, after->span,
                               "step '%s' waits for '%s', which comes after it", id, after->text);
        diag_note(diags, diag, subject_place(&target->entity), "'%s' is step %zu, '%s' step %zu",
                  after->text, target->number, id, step->number);
        diag_help(diags, diag, "move '%s' before '%s', or leave it out here", after->text, id);
    }
}

static void look_at_after(const Runbook *runbook, GHashTable *index, Quota *quota, Diags *diags)
{
    for (size_t i = 0; i < runbook->steps.count; i++) {
        const Step *step = runbook->steps.items[i];
        for (size_t j = 0; j < step->after.count; j++) {
            const Text *after = step->after.items[j];
            if (after->text == NULL)
                continue;
            const Step *target = g_hash_table_lookup(index, after->text);
            bool is_earlier = target != NULL && target->number < step->number;
            if (!is_earlier && quota_take(quota, after->span))
                report_after(runbook, step, after, target, diags);
        }
    }
}

static void step_after_unknown(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        GHashTable *index = index_steps(runbook);
        look_at_after(runbook, index, &quota, diags);
        g_hash_table_unref(index);
    }
    quota_end(&quota, &check_step_after_unknown.rule, "references", diags);
}

const Check check_step_after_unknown = {
    .rule =
        {
            .id = "step-after-unknown",
            .severity = SEVERITY_ERROR,
            .summary = "`after` of a step names no earlier step of its runbook",
            .remedy = "write the ids of steps that stand before it",
            .why = "The order that was meant is lost: people who share the steps begin with "
                   "something whose ground is not laid.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.1",
        },
    .run = step_after_unknown,
};
