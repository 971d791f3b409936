#include "model/calls.h"
#include "model/schedule.h"
#include "rules/chain_text.h"
#include "rules/checks.h"
#include "rules/subject.h"
#include "rules/too_long.h"

/*
 * Whether the suppliers whom a plan counts on are bound to come, and in time.
 */

static bool names(const RefList *list, const Entity *entity)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->target == entity)
            return true;
    return false;
}

/* Does a scenario weigh RUNBOOK against the objective of ENTITY? Then recovery-over-rto tells. */
static bool is_in_scenario(const Plan *plan, const Runbook *runbook, const Entity *entity)
{
    for (size_t i = 0; entity != NULL && i < plan->scenarios.count; i++)
        if (names(&plan->scenarios.items[i]->runbooks, &runbook->entity) &&
            names(&plan->scenarios.items[i]->affects, entity))
            return true;
    return false;
}

static const Vendor *vendor_of(const Step *step)
{
    const Entity *who = step->who.target;
    return who != NULL && who->kind == ENTITY_VENDOR ? (const Vendor *)who : NULL;
}

/* Does a vendor who has to come do a step of RUNBOOK or of what it calls? */
static bool has_responding_vendor(const Runbook *runbook)
{
    g_autoptr(GArray) steps = calls_unfold(runbook);
    for (guint i = 0; i < steps->len; i++) {
        const CalledStep *called = &g_array_index(steps, CalledStep, i);
        const Vendor *vendor = called->kind == CALLED_STEP ? vendor_of(called->step) : NULL;
        if (vendor != NULL && known_length(&vendor->response) != NULL)
            return true;
    }
    return false;
}

static void report_late_vendor(const Task *response, const Schedule *schedule,
                               const DurationValue *limit, const GArray *chain, Diags *diags)
{
    const Step *step = response->step;
    char room[DURATION_TEXT_SIZE];
    const char *vendor = subject_id(step->who.target);
    g_autofree char *arithmetic = chain_arithmetic(schedule, chain);
    Diag *diag = diags_add(diags, &check_vendor_response_late.rule, step->who.span,
                           "vendor '%s' may respond too late for runbook '%s': %s > %s", vendor,
                           subject_id(&schedule->runbooks[0]->entity), arithmetic, limit->text);
    chain_notes(schedule, chain, false, diag, diags);
    diag_note(diags, diag, limit->span, "the recovery time objective is %s", limit->text);
    int64_t rest = duration_approximate(limit->value) - (schedule->end - response->takes);
    if (rest > 0)
        diag_help(diags, diag,
                  "agree with '%s' on a response within %s, or let step '%s' do without them",
                  vendor, chain_length(rest, room), subject_id(&step->entity));
    else
        diag_help(diags, diag, "let step '%s' do without vendor '%s', or raise the `rto`",
                  subject_id(&step->entity), vendor);
}

/* Weighs RUNBOOK as if a scenario consisted of it alone. */
static void weigh_runbook(const CheckInput *input, const Runbook *runbook, Diags *diags)
{
    const Entity *of;
    const DurationValue *limit = subject_tightest_rto(runbook, &of);
    if (limit == NULL || !has_responding_vendor(runbook) ||
        duration_compare(runbook_alone(runbook), limit->value) > 0 ||
        is_in_scenario(input->plan, runbook, of))
        return;
    Ref ref = {.target = &runbook->entity};
    Ref *refs[] = {&ref};
    Scenario alone = {.entity = {.kind = ENTITY_SCENARIO, .plan = input->plan},
                      .runbooks = {.items = refs, .count = 1}};
    g_autoptr(Schedule) schedule = schedule_new(input->library, input->plan, &alone, NULL);
    if (schedule->end <= duration_approximate(limit->value))
        return;
    size_t last = 0;
    for (size_t i = 0; i < schedule->n_tasks; i++)
        if (schedule->tasks[i].end > schedule->tasks[last].end)
            last = i;
    g_autoptr(GArray) chain = schedule_chain(schedule, last, false);
    const Task *first = &schedule->tasks[g_array_index(chain, size_t, 0)];
    if (first->kind == TASK_RESPONSE)
        report_late_vendor(first, schedule, limit, chain, diags);
}

static void vendor_response_late(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->runbooks.count; i++)
        weigh_runbook(input, input->plan->runbooks.items[i], diags);
}

const Check check_vendor_response_late = {
    .rule =
        {
            .id = "vendor-response-late",
            .severity = SEVERITY_WARNING,
            .summary = "a runbook waits for a vendor whose contractual response leaves too little "
                       "of the recovery time objective",
            .remedy = "agree on a shorter response, or find a way that does without the vendor",
            .why = "The vendor keeps the contract to the letter, and the service is back too late "
                   "all the same.",
            .origin = "NIST SP 800-34 Rev. 1 3.4.4",
        },
    .run = vendor_response_late,
};

/* Vendor to the first reference of a plan to it. */
static GHashTable *uses_by_vendor(const Library *library)
{
    GHashTable *uses = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        for (size_t j = 0; j < plan->n_uses; j++) {
            Ref *ref = plan->uses[j].ref;
            void *target = (void *)(uintptr_t)ref->target;
            if (target != NULL && ref->target->kind == ENTITY_VENDOR &&
                !g_hash_table_contains(uses, target))
                g_hash_table_insert(uses, target, ref);
        }
    }
    return uses;
}

/* A contract that is there but could not be read has a place and was reported. */
static bool has_no_contract(const Vendor *vendor)
{
    return vendor->contract.text == NULL && vendor->contract.span.source == NULL;
}

static void look_at_vendor(const Vendor *vendor, const Ref *use, Date as_of, Diags *diags)
{
    Diag *diag = NULL;
    const char *id = subject_id(&vendor->entity);
    if (vendor->until.known && vendor->until.value.days < as_of.days)
        diag = diags_add(diags, &check_vendor_contract_missing.rule, vendor->until.span,
                         "the contract with vendor '%s', on whom a plan counts, ended on %s", id,
                         vendor->until.text);
    else if (has_no_contract(vendor))
        diag = diags_add(diags, &check_vendor_contract_missing.rule, subject_place(&vendor->entity),
                         "vendor '%s', on whom a plan counts, has no contract", id);
    if (diag == NULL)
        return;
    diag_note(diags, diag, use->span, "the plan counts on '%s' here", id);
    if (vendor->until.known && vendor->until.value.days < as_of.days)
        diag_help(diags, diag, "renew the contract and set `until`, or count on somebody else");
}

static void vendor_contract_missing(const CheckInput *input, Diags *diags)
{
    const Library *library = input->library;
    g_autoptr(GHashTable) uses = uses_by_vendor(library);
    for (size_t i = 0; i < library->vendors.count; i++) {
        const Vendor *vendor = library->vendors.items[i];
        const Ref *use = g_hash_table_lookup(uses, vendor);
        if (use != NULL)
            look_at_vendor(vendor, use, input->as_of, diags);
    }
}

const Check check_vendor_contract_missing = {
    .rule =
        {
            .id = "vendor-contract-missing",
            .severity = SEVERITY_WARNING,
            .summary = "a plan counts on a vendor without a contract, or with one that has ended",
            .remedy = "add `contract:` with the number to name on the phone, and `response:` and "
                      "`until:` from it",
            .why = "Without a contract nobody has to come, and at the height of a disaster those "
                   "who have one are served first.",
            .origin = "NIST SP 800-34 Rev. 1 3.4.4",
        },
    .run_library = vendor_contract_missing,
};
