#include "rules/checks.h"
#include "rules/subject.h"

#include <string.h>

/* Whether the objectives fit what the services are worth, and what they rest on. */

enum { MOST_NAMES = 4 };

static void critical_rto_long(const CheckInput *input, Diags *diags)
{
    const DurationValue *limit = known_length(&input->library->limits.critical_rto);
    if (limit == NULL)
        return;
    for (size_t i = 0; i < input->plan->services.count; i++) {
        const Service *service = input->plan->services.items[i];
        if (service->tier.text == NULL || service->tier.index != TIER_CRITICAL ||
            known_length(&service->rto) == NULL ||
            duration_compare(service->rto.value, limit->value) <= 0)
            continue;
        Diag *diag = diags_add(diags, &check_critical_rto_long.rule, service->rto.span,
                               "critical service '%s' may be down for longer than the library "
                               "allows: %s > %s",
                               subject_id(&service->entity), service->rto.text, limit->text);
        diag_note(diags, diag, limit->span, "`critical-rto` of the library is %s", limit->text);
        diag_help(diags, diag, "shorten `rto` to %s, or give '%s' a lower tier", limit->text,
                  subject_id(&service->entity));
    }
}

const Check check_critical_rto_long = {
    .rule =
        {
            .id = "critical-rto-long",
            .severity = SEVERITY_WARNING,
            .summary = "a critical service has a longer recovery time objective than the library "
                       "allows",
            .remedy = "shorten the service's `rto`, or give it a lower tier",
            .why = "The business cannot work without the service, and the plan lets it wait for "
                   "longer than the organization has said that it can.",
            .origin = "DORA RTS (EU) 2024/1774 Article 24; NIST SP 800-34 Rev. 1 3.2.1",
        },
    .run = critical_rto_long,
};

static void add_critical(const Plan *plan, GPtrArray *queue)
{
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        if (service->tier.text != NULL && service->tier.index == TIER_CRITICAL)
            g_ptr_array_add(queue, (void *)(uintptr_t)service);
    }
}

/* All that critical services need, those of other plans too: set of Entity, owned by the caller. It
 * must be back before them, whatever its own tier. */
static GHashTable *needed_by_critical(const Library *library)
{
    GHashTable *needed = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GPtrArray) queue = g_ptr_array_new();
    for (size_t i = 0; i < library->n_plans; i++)
        add_critical(library->plans[i], queue);
    for (guint i = 0; i < queue->len; i++) {
        const Service *service = queue->pdata[i];
        for (size_t j = 0; j < service->depends.count; j++) {
            const Entity *target = service->depends.items[j]->target;
            if (target != NULL && g_hash_table_add(needed, (void *)(uintptr_t)target) &&
                target->kind == ENTITY_SERVICE)
                g_ptr_array_add(queue, (void *)(uintptr_t)target);
        }
    }
    return needed;
}

/* The service of a lower tier that is back first and not NEEDED; NULL when there is none. */
static const Service *fastest_lower(const Plan *plan, GHashTable *needed)
{
    const Service *fastest = NULL;
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        if (service->tier.text == NULL || service->tier.index <= TIER_CRITICAL ||
            known_length(&service->rto) == NULL || g_hash_table_contains(needed, service))
            continue;
        if (fastest == NULL || duration_compare(service->rto.value, fastest->rto.value) < 0)
            fastest = service;
    }
    return fastest;
}

static void compare_tiers(const Plan *plan, GHashTable *needed, Diags *diags)
{
    const Service *lower = fastest_lower(plan, needed);
    for (size_t i = 0; lower != NULL && i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        if (service->tier.text == NULL || service->tier.index != TIER_CRITICAL ||
            known_length(&service->rto) == NULL ||
            duration_compare(service->rto.value, lower->rto.value) <= 0)
            continue;
        const char *id = subject_id(&service->entity);
        const char *other = subject_id(&lower->entity);
        Diag *diag = diags_add(diags, &check_tier_inverted.rule, service->rto.span,
                               "critical service '%s' may be down for longer than '%s', which is "
                               "of tier %s: %s > %s",
                               id, other, lower->tier.text, service->rto.text, lower->rto.text);
        diag_note(diags, diag, lower->rto.span, "'%s' is to be back within %s", other,
                  lower->rto.text);
        diag_help(diags, diag, "shorten `rto` of '%s', or correct one of the tiers", id);
    }
}

static void tier_inverted(const CheckInput *input, Diags *diags)
{
    g_autoptr(GHashTable) needed = needed_by_critical(input->library);
    for (size_t i = 0; i < input->library->n_plans; i++)
        compare_tiers(input->library->plans[i], needed, diags);
}

const Check check_tier_inverted = {
    .rule =
        {
            .id = "tier-inverted",
            .severity = SEVERITY_WARNING,
            .summary =
                "a critical service has a longer recovery time objective than one of a lower "
                "tier",
            .remedy = "shorten the critical service's `rto`, or correct one of the tiers",
            .why = "People work by the hours that are written: they bring back the lesser service "
                   "first while the critical one waits.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1 and 3.2.3; NIST SP 800-53 Rev. 5 CP-2 a.2",
        },
    .run_library = tier_inverted,
};

/* Does a write wait for one of the copies? True also when that cannot be read. */
static bool may_be_synchronous(const DataSet *data)
{
    for (size_t i = 0; i < data->backups.count; i++) {
        const BoolValue *synchronous = &data->backups.items[i]->synchronous;
        bool unreadable =
            !synchronous->known && (synchronous->text != NULL || synchronous->span.source != NULL);
        if (unreadable || (synchronous->known && synchronous->value))
            return true;
    }
    return false;
}

static const Replication *eventual_replication(const Plan *plan)
{
    for (size_t i = 0; i < plan->replication.count; i++) {
        const Replication *replication = plan->replication.items[i];
        if (replication->consistency.text == NULL)
            continue;
        g_autofree char *lower = g_ascii_strdown(replication->consistency.text, -1);
        if (strstr(lower, "eventual") != NULL || strstr(lower, "async") != NULL)
            return replication;
    }
    return NULL;
}

/* The backup that comes nearest: a continuous one, else the first. */
static const Backup *nearest_backup(const DataSet *data)
{
    for (size_t i = 0; i < data->backups.count; i++)
        if (data->backups.items[i]->every.known &&
            data->backups.items[i]->every.word == DURATION_WORD_CONTINUOUS)
            return data->backups.items[i];
    return data->backups.items[0];
}

static void report_asynchronous(const DataSet *data, const Replication *eventual, Diags *diags)
{
    const Backup *backup = nearest_backup(data);
    const char *method = backup->method.text != NULL ? backup->method.text : "(no method)";
    Diag *diag = diags_add(diags, &check_rpo_zero_asynchronous.rule, data->rpo.span,
                           "data set '%s' may lose nothing, but no backup of it is synchronous: "
                           "what is on the way to the copy when it fails is lost",
                           subject_id(&data->entity));
    diag_note(diags, diag, backup->method.span, "'%s' comes nearest, but no write waits for it",
              method);
    if (eventual != NULL)
        diag_note(diags, diag, eventual->consistency.span,
                  "the plan's replication is '%s': the other side may be behind",
                  eventual->consistency.text);
    diag_help(diags, diag,
              "write `synchronous: true` at '%s' if a write waits for the copy, or raise `rpo` to "
              "what may be on the way",
              method);
}

static void rpo_zero_asynchronous(const CheckInput *input, Diags *diags)
{
    const Replication *eventual = eventual_replication(input->plan);
    for (size_t i = 0; i < input->plan->data.count; i++) {
        const DataSet *data = input->plan->data.items[i];
        if (known_length(&data->rpo) != NULL && duration_approximate(data->rpo.value) == 0 &&
            data->backups.count > 0 && !may_be_synchronous(data))
            report_asynchronous(data, eventual, diags);
    }
}

const Check check_rpo_zero_asynchronous = {
    .rule =
        {
            .id = "rpo-zero-asynchronous",
            .severity = SEVERITY_WARNING,
            .summary = "a data set may lose nothing, but no write waits for any of its copies",
            .remedy = "make one backup `synchronous`, or raise the data set's `rpo` above 0",
            .why = "Whatever was on the way to the copy when the system failed is gone, and the "
                   "business was told that this cannot be.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1 and 3.4.2",
        },
    .run = rpo_zero_asynchronous,
};

/* Objectives that say nothing of what they rest on. */
typedef struct Unjustified {
    GPtrArray *entities; /* const Entity * */
    GPtrArray *values;   /* const DurationValue *: one objective of each */
    size_t all;          /* with an objective, justified or not */
} Unjustified;

static void look_at(Unjustified *found, const Entity *entity, const Text *why,
                    const DurationValue *value, const DurationValue *other)
{
    const DurationValue *objective = known_length(value) != NULL ? value : known_length(other);
    if (objective == NULL)
        return;
    found->all++;
    if (why->text != NULL || why->span.source != NULL)
        return;
    g_ptr_array_add(found->entities, (void *)(uintptr_t)entity);
    g_ptr_array_add(found->values, (void *)(uintptr_t)objective);
}

static void report_unjustified(const Unjustified *found, Diags *diags)
{
    guint count = found->entities->len;
    const Entity *first = found->entities->pdata[0];
    const DurationValue *value = found->values->pdata[0];
    g_autofree char *who =
        count == 1 ? g_strdup_printf("%s '%s'", entity_kind_word(first->kind), subject_id(first))
                   : g_strdup_printf("%u out of %zu services and data sets", count, found->all);
    Diag *diag = diags_add(diags, &check_objective_unjustified.rule, value->span,
                           "nothing says what the objectives of %s rest on", who);
    for (guint i = 1; i < MIN(count, (guint)MOST_NAMES); i++) {
        const Entity *entity = found->entities->pdata[i];
        const DurationValue *objective = found->values->pdata[i];
        diag_note(diags, diag, objective->span, "nor what %s of %s '%s' rests on", objective->text,
                  entity_kind_word(entity->kind), subject_id(entity));
    }
    if (count > MOST_NAMES) {
        const DurationValue *next = found->values->pdata[MOST_NAMES];
        diag_note(diags, diag, next->span, "and %u more", count - MOST_NAMES);
    }
}

static void objective_unjustified(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    g_autoptr(GPtrArray) entities = g_ptr_array_new();
    g_autoptr(GPtrArray) values = g_ptr_array_new();
    Unjustified found = {.entities = entities, .values = values};
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        look_at(&found, &service->entity, &service->why, &service->rto, &service->mtd);
    }
    for (size_t i = 0; i < plan->data.count; i++) {
        const DataSet *data = plan->data.items[i];
        look_at(&found, &data->entity, &data->why, &data->rpo, &data->rto);
    }
    if (entities->len > 0)
        report_unjustified(&found, diags);
}

const Check check_objective_unjustified = {
    .rule =
        {
            .id = "objective-unjustified",
            .severity = SEVERITY_INFO,
            .summary = "objectives do not say what they rest on",
            .remedy = "add `why:` with the business impact or the measurement behind the number",
            .why = "A number without a reason cannot be defended when the recovery is late, nor "
                   "be changed when the business does.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1 and 3.2.2; ISO 22301:2019 8.2.2",
        },
    .run = objective_unjustified,
};
