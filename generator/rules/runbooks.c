#include "rules/checks.h"
#include "rules/listing.h"
#include "rules/quota.h"
#include "rules/subject.h"

#include "model/calls.h"

#include <string.h>

/* ---- runbook-business-check-missing ---- */

static const Ref *recovered_service(const Runbook *runbook)
{
    for (size_t i = 0; i < runbook->recovers.count; i++) {
        const Ref *ref = runbook->recovers.items[i];
        if (ref->target != NULL && ref->target->kind == ENTITY_SERVICE)
            return ref;
    }
    return NULL;
}

/* Its own, or one of a runbook that it calls. A value that could not be read may have been meant
 * as `true`. */
static bool has_business_check(const Runbook *runbook)
{
    g_autoptr(GArray) steps = calls_unfold(runbook);
    for (guint i = 0; i < steps->len; i++) {
        const BoolValue *check = &g_array_index(steps, CalledStep, i).step->business_check;
        if (check->span.source != NULL && (!check->known || check->value))
            return true;
    }
    return false;
}

static void runbook_business_check_missing(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        const Ref *service = recovered_service(runbook);
        if (service == NULL || runbook->steps.count == 0 || has_business_check(runbook) ||
            !quota_take(&quota, service->span))
            continue;
        Diag *diag = diags_add(diags, &check_runbook_business_check_missing.rule, service->span,
                               "runbook '%s' recovers service '%s', and no step shows that it is "
                               "of use again",
                               subject_id(&runbook->entity), service->text);
        const Entity *last = &runbook->steps.items[runbook->steps.count - 1]->entity;
        diag_note(diags, diag, subject_place(last), "it ends with step '%s'", subject_id(last));
    }
    quota_end(&quota, &check_runbook_business_check_missing.rule, "runbooks", diags);
}

const Check check_runbook_business_check_missing = {
    .rule =
        {
            .id = "runbook-business-check-missing",
            .severity = SEVERITY_ERROR,
            .summary = "a runbook recovers a service and no step shows that it is of use again",
            .remedy = "end it with a step in which somebody does what users do, such as an order "
                      "from start to end, and mark it with `business-check: true`",
            .why = "A process that runs is not yet a service that works: without a look through "
                   "the users' eyes the all-clear is given too early and has to be taken back.",
            .origin = "NIST SP 800-34 Rev. 1 App. E",
        },
    .run = runbook_business_check_missing,
};

/* ---- runbook-stop-missing, runbook-trigger-missing ---- */

static void runbook_stop_missing(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        Span place = subject_place(&runbook->entity);
        if (runbook->stop_when.span.source == NULL && quota_take(&quota, place))
            diags_add(diags, &check_runbook_stop_missing.rule, place,
                      "runbook '%s' does not say when to stop and ask",
                      subject_id(&runbook->entity));
    }
    quota_end(&quota, &check_runbook_stop_missing.rule, "runbooks", diags);
}

const Check check_runbook_stop_missing = {
    .rule =
        {
            .id = "runbook-stop-missing",
            .severity = SEVERITY_WARNING,
            .summary = "a runbook does not say when to stop and ask",
            .remedy = "add `stop-when:` with the signs at which to stop, such as a backup older "
                      "than the RPO",
            .why = "Tired people carry on with a procedure that has long left its ground, and "
                   "turn an outage into a loss of data.",
            .origin = "NIST SP 800-34 Rev. 1 4.3.3; GitLab.com, outage of 31 January 2017",
        },
    .run = runbook_stop_missing,
};

/* The runbooks that others of PLAN call: when and what for is said there. */
static GHashTable *find_called(const Plan *plan)
{
    GHashTable *called = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        for (size_t j = 0; j < runbook->steps.count; j++) {
            const Runbook *target = step_called(runbook->steps.items[j]);
            if (target != NULL && target != runbook)
                g_hash_table_add(called, (gpointer)(guintptr)target);
        }
    }
    return called;
}

static void runbook_trigger_missing(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    g_autoptr(GHashTable) called = find_called(input->plan);
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        Span place = subject_place(&runbook->entity);
        if (runbook->trigger.text == NULL && runbook->trigger.span.source == NULL &&
            !g_hash_table_contains(called, runbook) && quota_take(&quota, place))
            diags_add(diags, &check_runbook_trigger_missing.rule, place,
                      "runbook '%s' does not say what must be seen before it is started",
                      subject_id(&runbook->entity));
    }
    quota_end(&quota, &check_runbook_trigger_missing.rule, "runbooks", diags);
}

const Check check_runbook_trigger_missing = {
    .rule =
        {
            .id = "runbook-trigger-missing",
            .severity = SEVERITY_WARNING,
            .summary = "a runbook does not say what must be seen before it is started",
            .remedy =
                "add `trigger:` with something that can be observed, such as `the API answers "
                "500 for 5 minutes`",
            .why = "While it is argued whether it is bad enough, the recovery time runs; or the "
                   "wrong runbook is started.",
            .origin = "NIST SP 800-34 Rev. 1 4.2.1",
        },
    .run = runbook_trigger_missing,
};

/* ---- failback-missing ---- */

static void failback_missing(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        Span place = runbook->entity.name.span.source != NULL ? runbook->entity.name.span
                                                              : subject_place(&runbook->entity);
        if (runbook_moves_work(runbook) && runbook->failback.text == NULL &&
            runbook->failback.span.source == NULL && quota_take(&quota, place))
            diags_add(diags, &check_failback_missing.rule, place,
                      "runbook '%s' moves work to another place and names no way back",
                      subject_id(&runbook->entity));
    }
    quota_end(&quota, &check_failback_missing.rule, "runbooks", diags);
}

const Check check_failback_missing = {
    .rule =
        {
            .id = "failback-missing",
            .severity = SEVERITY_WARNING,
            .summary = "a runbook moves work to another place and names no runbook that leads back",
            .remedy = "write a runbook that leads back to normal work and name it with `failback:`",
            .why = "The way back moves the data a second time, and a step forgotten there loses "
                   "what was written since the failover.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2 a.5; NIST SP 800-34 Rev. 1 4.4",
        },
    .run = failback_missing,
};

/* ---- runbook-aimless, asset-without-runbook ---- */

/* The runbooks that another one names as its way back: they recover nothing themselves. */
static GHashTable *ways_back(const Plan *plan)
{
    GHashTable *set = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < plan->runbooks.count; i++)
        if (plan->runbooks.items[i]->failback.target != NULL)
            g_hash_table_add(set, (gpointer)plan->runbooks.items[i]->failback.target);
    return set;
}

static void runbook_aimless(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    GHashTable *back = ways_back(input->plan);
    g_autoptr(GHashTable) called = find_called(input->plan);
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        Span place = subject_place(&runbook->entity);
        bool is_aimless = runbook->recovers.count == 0 && runbook->recovers.span.source == NULL &&
                          !g_hash_table_contains(back, &runbook->entity) &&
                          !g_hash_table_contains(called, runbook);
        if (is_aimless && quota_take(&quota, place))
            diags_add(diags, &check_runbook_aimless.rule, place, "runbook '%s' recovers nothing",
                      subject_id(&runbook->entity));
    }
    g_hash_table_unref(back);
    quota_end(&quota, &check_runbook_aimless.rule, "runbooks", diags);
}

const Check check_runbook_aimless = {
    .rule =
        {
            .id = "runbook-aimless",
            .severity = SEVERITY_WARNING,
            .summary = "a runbook does not say which services or data sets are back after it",
            .remedy = "add `recovers:` with the services and data sets that are back after it",
            .why = "In the night nobody finds it: the pages lead from what is down to the runbook "
                   "that brings it back.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2(8); ISO 22301:2019 8.4.4",
        },
    .run = runbook_aimless,
};

/* What the runbooks of PLAN recover. False when that cannot be told, since a name was wrong. */
static bool add_recovered(const Plan *plan, GHashTable *recovered)
{
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const RefList *recovers = &plan->runbooks.items[i]->recovers;
        for (size_t j = 0; j < recovers->count; j++) {
            if (recovers->items[j]->target == NULL)
                return false;
            g_hash_table_add(recovered, (gpointer)recovers->items[j]->target);
        }
    }
    return true;
}

static bool has_objective(const Entity *entity)
{
    return subject_rto(entity) != NULL || subject_rpo(entity) != NULL;
}

static void add_left(const Entity *entity, GHashTable *recovered, GPtrArray *left)
{
    if (has_objective(entity) && !g_hash_table_contains(recovered, entity))
        g_ptr_array_add(left, (gpointer)entity);
}

static GPtrArray *assets_left(const Plan *plan, GHashTable *recovered)
{
    GPtrArray *left = g_ptr_array_new();
    for (size_t i = 0; i < plan->services.count; i++)
        add_left(&plan->services.items[i]->entity, recovered, left);
    for (size_t i = 0; i < plan->data.count; i++)
        add_left(&plan->data.items[i]->entity, recovered, left);
    return left;
}

static void report_left(const GPtrArray *left, Diags *diags)
{
    Listing listing = {.text = NULL, .count = 0};
    for (guint i = 0; i < left->len; i++)
        listing_add(&listing, subject_id(g_ptr_array_index(left, i)));
    g_autofree char *names = listing_end(&listing);
    const Entity *first = g_ptr_array_index(left, 0);
    Diag *diag = diags_add(diags, &check_asset_without_runbook.rule, subject_place(first),
                           left->len == 1 ? "%s has an objective and no runbook that recovers it"
                                          : "%s have objectives and no runbook that recovers them",
                           names);
    for (guint i = 1; i < MIN(left->len, LISTING_NOTED + 1); i++) {
        const Entity *entity = g_ptr_array_index(left, i);
        diag_note(diags, diag, subject_place(entity), "%s '%s'", entity_kind_word(entity->kind),
                  subject_id(entity));
    }
}

/* A runbook may recover what another plan defines: the library is looked at as a whole, once. */
static void asset_without_runbook(const CheckInput *input, Diags *diags)
{
    const Library *library = input->library;
    GHashTable *recovered = g_hash_table_new(NULL, NULL);
    g_autofree bool *sure = g_new0(bool, library->n_plans + 1);
    for (size_t i = 0; i < library->n_plans; i++)
        sure[i] = add_recovered(library->plans[i], recovered);
    for (size_t i = 0; i < library->n_plans; i++) {
        GPtrArray *left = assets_left(library->plans[i], recovered);
        if (sure[i] && left->len > 0)
            report_left(left, diags);
        g_ptr_array_unref(left);
    }
    g_hash_table_unref(recovered);
}

const Check check_asset_without_runbook = {
    .rule =
        {
            .id = "asset-without-runbook",
            .severity = SEVERITY_WARNING,
            .summary = "a service or data set with an objective is recovered by no runbook",
            .remedy = "write a runbook for it, or name it under `recovers` of the one that brings "
                      "it back",
            .why = "The objective is a promise without a way to keep it: how it is recovered is "
                   "thought out while it is down.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2(8); ISO 22301:2019 8.4.4",
        },
    .run_library = asset_without_runbook,
};
