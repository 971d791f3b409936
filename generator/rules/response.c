#include "rules/checks.h"
#include "rules/subject.h"

/*
 * Whether the runbooks of a scenario answer what it does, and in an order that works.
 */
enum {
    MOST_FINDINGS = 8, /* of one scenario */
    MOST_LOOKED_AT = 1000,
};

/* Index of what the runbooks of a scenario recover. */
typedef struct Answer {
    GHashTable *first; /* Entity to the place of the first runbook that recovers it plus 1 */
    GHashTable *last;  /* the same of the last */
    bool is_doubtful;  /* a runbook or something it recovers could not be found */
} Answer;

static Answer answer_new(const Scenario *scenario)
{
    Answer answer = {.first = g_hash_table_new(g_direct_hash, g_direct_equal),
                     .last = g_hash_table_new(g_direct_hash, g_direct_equal)};
    for (size_t i = 0; i < scenario->runbooks.count; i++) {
        const Runbook *runbook = (const Runbook *)scenario->runbooks.items[i]->target;
        if (runbook == NULL) {
            answer.is_doubtful = true;
            continue;
        }
        for (size_t j = 0; j < runbook->recovers.count; j++) {
            const Entity *target = runbook->recovers.items[j]->target;
            if (target == NULL) {
                answer.is_doubtful = true;
                continue;
            }
            void *key = (void *)(uintptr_t)target;
            if (!g_hash_table_contains(answer.first, key))
                g_hash_table_insert(answer.first, key, GSIZE_TO_POINTER(i + 1));
            g_hash_table_insert(answer.last, key, GSIZE_TO_POINTER(i + 1));
        }
    }
    return answer;
}

static void answer_clear(Answer *answer)
{
    g_hash_table_unref(answer->first);
    g_hash_table_unref(answer->last);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Answer, answer_clear)

/* Entity to the runbook of PLAN that recovers it and least else, the first of several. */
static GHashTable *runbooks_by_thing(const Plan *plan)
{
    GHashTable *found = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        Runbook *runbook = plan->runbooks.items[i];
        for (size_t j = 0; j < runbook->recovers.count; j++) {
            void *target = (void *)(uintptr_t)runbook->recovers.items[j]->target;
            const Runbook *other = target == NULL ? NULL : g_hash_table_lookup(found, target);
            if (target != NULL &&
                (other == NULL || runbook->recovers.count < other->recovers.count))
                g_hash_table_insert(found, target, runbook);
        }
    }
    return found;
}

static void report_unrecovered(const Scenario *scenario, const Ref *ref, const Runbook *other,
                               size_t more, Diags *diags)
{
    Diag *diag = diags_add(diags, &check_scenario_unrecovered.rule, ref->span,
                           "scenario '%s' affects %s '%s', and none of its runbooks recovers it",
                           subject_id(&scenario->entity), entity_kind_word(ref->target->kind),
                           subject_id(ref->target));
    diag_note(diags, diag, scenario->runbooks.items[0]->span, "%s",
              scenario->runbooks.count > 1 ? "its runbooks begin here" : "this is its runbook");
    if (more > 0)
        diag_note(diags, diag, subject_place(&scenario->entity),
                  "and %zu more that scenario '%s' affects", more, subject_id(&scenario->entity));
    if (other != NULL)
        diag_help(diags, diag,
                  "add a runbook that recovers it, such as '%s', or take it out of `affects`",
                  subject_id(&other->entity));
}

/* What has an objective and no runbook at all is the matter of asset-without-runbook. */
static bool is_told_elsewhere(const Entity *entity, GHashTable *by_thing)
{
    return !g_hash_table_contains(by_thing, entity) &&
           (subject_rto(entity) != NULL || subject_rpo(entity) != NULL);
}

static void look_at_scenario(const Scenario *scenario, GHashTable *by_thing, Diags *diags)
{
    g_auto(Answer) answer = answer_new(scenario);
    if (answer.is_doubtful)
        return;
    g_autoptr(GPtrArray) open = g_ptr_array_new();
    for (size_t i = 0; i < scenario->affects.count; i++) {
        const Entity *target = scenario->affects.items[i]->target;
        if (target == NULL || g_hash_table_contains(answer.first, target) ||
            is_told_elsewhere(target, by_thing))
            continue;
        /* Told once, though it may be named twice. */
        g_hash_table_add(answer.first, (void *)(uintptr_t)target);
        g_ptr_array_add(open, scenario->affects.items[i]);
    }
    guint told = MIN(open->len, MOST_FINDINGS);
    for (guint i = 0; i < told; i++) {
        const Ref *ref = open->pdata[i];
        report_unrecovered(scenario, ref, g_hash_table_lookup(by_thing, ref->target),
                           i + 1 == told ? open->len - told : 0, diags);
    }
}

static void scenario_unrecovered(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    g_autoptr(GHashTable) by_thing = runbooks_by_thing(plan);
    for (size_t i = 0; i < plan->scenarios.count; i++)
        if (plan->scenarios.items[i]->runbooks.count > 0)
            look_at_scenario(plan->scenarios.items[i], by_thing, diags);
}

const Check check_scenario_unrecovered = {
    .rule =
        {
            .id = "scenario-unrecovered",
            .severity = SEVERITY_WARNING,
            .summary = "a scenario affects something that none of its runbooks recovers",
            .remedy = "add the runbook that recovers it to the scenario's `runbooks`, or take it "
                      "out of `affects`",
            .why = "When the scenario comes, everybody follows its runbooks to the end, and one "
                   "of the things that were hit is still down.",
            .origin = "NIST SP 800-53 Rev. 5 CP-10; NIST SP 800-34 Rev. 1 4.3",
        },
    .run = scenario_unrecovered,
};

/* Does FROM lead to TO by dependencies? What is too far away is taken to do so. */
static bool leads_to(const Entity *from, const Entity *to)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GPtrArray) queue = g_ptr_array_new();
    g_ptr_array_add(queue, (void *)(uintptr_t)from);
    g_hash_table_add(seen, (void *)(uintptr_t)from);
    for (guint i = 0; i < queue->len; i++) {
        const Entity *entity = queue->pdata[i];
        if (entity == to || i > MOST_LOOKED_AT)
            return true;
        if (entity->kind != ENTITY_SERVICE)
            continue;
        const RefList *depends = &((const Service *)entity)->depends;
        for (size_t j = 0; j < depends->count; j++) {
            void *next = (void *)(uintptr_t)depends->items[j]->target;
            if (next != NULL && g_hash_table_add(seen, next))
                g_ptr_array_add(queue, next);
        }
    }
    return false;
}

static void report_order(const Scenario *scenario, size_t at, const Service *service,
                         const Ref *depends, size_t later, Diags *diags)
{
    const Ref *early = scenario->runbooks.items[at];
    const Ref *late = scenario->runbooks.items[later];
    const char *service_id = subject_id(&service->entity);
    const char *needed = subject_id(depends->target);
    Diag *diag = diags_add(diags, &check_recovery_order_wrong.rule, early->span,
                           "scenario '%s' runs '%s' for service '%s' before '%s' for %s '%s', on "
                           "which it depends",
                           subject_id(&scenario->entity), early->text, service_id, late->text,
                           entity_kind_word(depends->target->kind), needed);
    diag_note(diags, diag, depends->span, "'%s' depends on '%s'", service_id, needed);
    diag_note(diags, diag, late->span, "'%s' comes only here", late->text);
    diag_help(diags, diag, "put '%s' behind '%s' in `runbooks`", early->text, late->text);
}

/* The dependency of SERVICE that a runbook after AT, and none up to it, recovers; of several the
 * one that comes last, so that one move puts all of them right. */
static const Ref *unmet(const Service *service, const Answer *answer, size_t at, size_t *later)
{
    const Ref *last = NULL;
    for (size_t i = 0; i < service->depends.count; i++) {
        const Ref *ref = service->depends.items[i];
        size_t place = ref->target == NULL
                           ? 0
                           : GPOINTER_TO_SIZE(g_hash_table_lookup(answer->first, ref->target));
        if (place == 0 || place - 1 <= (last == NULL ? at : *later) ||
            leads_to(ref->target, &service->entity))
            continue;
        *later = place - 1;
        last = ref;
    }
    return last;
}

static void look_at_order(const Scenario *scenario, Diags *diags)
{
    g_auto(Answer) answer = answer_new(scenario);
    size_t told = 0;
    if (answer.is_doubtful)
        return;
    for (size_t i = 0; i < scenario->runbooks.count && told < MOST_FINDINGS; i++) {
        const Runbook *runbook = (const Runbook *)scenario->runbooks.items[i]->target;
        for (size_t j = 0; runbook != NULL && j < runbook->recovers.count; j++) {
            const Entity *target = runbook->recovers.items[j]->target;
            size_t later = 0;
            /* What a later runbook recovers once more may be brought up in two parts. */
            if (target == NULL || target->kind != ENTITY_SERVICE ||
                GPOINTER_TO_SIZE(g_hash_table_lookup(answer.last, target)) != i + 1)
                continue;
            const Ref *depends = unmet((const Service *)target, &answer, i, &later);
            if (depends == NULL)
                continue;
            report_order(scenario, i, (const Service *)target, depends, later, diags);
            told++;
            break; /* one place to move a runbook from is told once */
        }
    }
}

static void recovery_order_wrong(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->scenarios.count; i++)
        if (input->plan->scenarios.items[i]->runbooks.count > 1)
            look_at_order(input->plan->scenarios.items[i], diags);
}

const Check check_recovery_order_wrong = {
    .rule =
        {
            .id = "recovery-order-wrong",
            .severity = SEVERITY_ERROR,
            .summary = "a scenario runs the runbook of a service before that of something the "
                       "service depends on",
            .remedy = "put the runbooks in the order in which their results are needed",
            .why = "Whoever follows the list starts a service that cannot work yet, loses the "
                   "time and does it again.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.3; NIST SP 800-53 Rev. 5 CP-2 (8)",
        },
    .run = recovery_order_wrong,
};
