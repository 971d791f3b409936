#include "rules/checks.h"
#include "rules/subject.h"

enum {
    KINDS_PLAN = ENTITY_BIT(ENTITY_SITE) | ENTITY_BIT(ENTITY_ROLE) | ENTITY_BIT(ENTITY_MESSAGE) |
                 ENTITY_BIT(ENTITY_SCENARIO) | ENTITY_BIT(ENTITY_RUNBOOK),
    KINDS_DIRECTORY =
        ENTITY_BIT(ENTITY_PERSON) | ENTITY_BIT(ENTITY_TEAM) | ENTITY_BIT(ENTITY_VENDOR),
};

/* What is referred to by id, and the words of the lists that name people in free text. */
typedef struct Uses {
    GHashTable *targets; /* const Entity * */
    GHashTable *words;   /* case-folded; owned */
} Uses;

static Uses uses_new(void)
{
    return (Uses){
        .targets = g_hash_table_new(g_direct_hash, g_direct_equal),
        .words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
}

static void uses_clear(Uses *uses)
{
    g_hash_table_unref(uses->targets);
    g_hash_table_unref(uses->words);
}

static void add_target(Uses *uses, const Entity *target)
{
    if (target != NULL)
        g_hash_table_add(uses->targets, (void *)(uintptr_t)target);
}

static void add_words(Uses *uses, const TextList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->text != NULL)
            g_hash_table_add(uses->words, g_utf8_casefold(list->items[i]->text, -1));
}

static void add_plan(Uses *uses, const Plan *plan, unsigned kinds)
{
    for (size_t i = 0; i < plan->n_uses; i++)
        if ((plan->uses[i].kinds & kinds) != 0)
            add_target(uses, plan->uses[i].ref->target);
    for (size_t i = 0; i < plan->exercises.count; i++)
        add_words(uses, &plan->exercises.items[i]->participants);
    for (size_t i = 0; i < plan->notifications.count; i++)
        add_words(uses, &plan->notifications.items[i]->audience);
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        for (size_t j = 0; j < runbook->steps.count; j++)
            add_words(uses, &runbook->steps.items[j]->notify);
    }
}

static bool has_word(const Uses *uses, const Text *text)
{
    if (text->text == NULL)
        return false;
    g_autofree char *word = g_utf8_casefold(text->text, -1);
    return g_hash_table_contains(uses->words, word);
}

/* A site that carries load is in use even when no copy is sent to it. */
static bool site_is_active(const Site *site)
{
    return site->holds.count > 0 || site->capacity.text != NULL || site->activation.text != NULL ||
           site->failover_when.text != NULL;
}

/* A runbook that says what it recovers, or when it is started, is found without a reference. */
static bool runbook_is_found(const Runbook *runbook)
{
    return runbook->recovers.count > 0 || runbook->trigger.text != NULL;
}

static bool is_used(const Uses *uses, const Entity *entity)
{
    if (entity->id.text == NULL || g_hash_table_contains(uses->targets, entity))
        return true;
    if (entity->kind == ENTITY_SITE)
        return site_is_active((const Site *)entity);
    if (entity->kind == ENTITY_RUNBOOK)
        return runbook_is_found((const Runbook *)entity);
    if (entity->kind == ENTITY_MESSAGE || entity->kind == ENTITY_SCENARIO)
        return false;
    return has_word(uses, &entity->id) || has_word(uses, &entity->name);
}

static const char *help_for(EntityKind kind)
{
    if (kind == ENTITY_SITE)
        return "send a backup `to` it, say what it `holds`, or remove it";
    if (kind == ENTITY_ROLE)
        return "name it in a step's `who`, in `contacts` or in `escalation`, or remove it";
    if (kind == ENTITY_MESSAGE)
        return "name it in a notification or a step, or remove it";
    if (kind == ENTITY_SCENARIO)
        return "name it in a risk or let an exercise play it, or remove it";
    if (kind == ENTITY_RUNBOOK)
        return "name it in a scenario, failure mode or exercise, or say what it `recovers`";
    return "name it in a role, a team or the contacts of a plan, or remove it";
}

/* The unused definitions, in document order. */
typedef struct Collector {
    const Uses *uses;
    unsigned kinds;
    GHashTable *ids;   /* of each kind; owned */
    GPtrArray *unused; /* const Entity * */
} Collector;

static Collector collector_new(const Uses *uses, unsigned kinds)
{
    return (Collector){.uses = uses,
                       .kinds = kinds,
                       .ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                       .unused = g_ptr_array_new()};
}

static void collector_clear(Collector *collector)
{
    g_hash_table_unref(collector->ids);
    g_ptr_array_unref(collector->unused);
}

/* Who has the id of another, or none that can be read, cannot be referred to, which was reported.
 */
static void collect(const Entity *entity, void *data)
{
    Collector *collector = data;
    if ((collector->kinds & ENTITY_BIT(entity->kind)) == 0 || !entity_has_own_id(entity) ||
        !g_hash_table_add(collector->ids, g_strdup_printf("%d %s", entity->kind, entity->id.text)))
        return;
    if (!is_used(collector->uses, entity))
        g_ptr_array_add(collector->unused, (void *)(uintptr_t)entity);
}

static void report_unused(const GPtrArray *unused, GHashTable *elsewhere, Diags *diags)
{
    for (guint i = 0; i < unused->len; i++) {
        const Entity *entity = unused->pdata[i];
        if (elsewhere != NULL && g_hash_table_contains(elsewhere, entity))
            continue;
        Diag *diag = diags_add(diags, &check_definition_unused.rule, subject_place(entity),
                               "nothing refers to %s '%s'", entity_kind_word(entity->kind),
                               subject_id(entity));
        diag_help(diags, diag, "%s", help_for(entity->kind));
    }
}

/* What plans refer to in others; owned by the caller. */
static GHashTable *used_elsewhere(const Library *library)
{
    GHashTable *found = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        for (size_t j = 0; j < plan->n_uses; j++) {
            const Entity *target = plan->uses[j].ref->target;
            if ((plan->uses[j].kinds & KINDS_PLAN) != 0 && target != NULL && target->plan != plan)
                g_hash_table_add(found, (void *)(uintptr_t)target);
        }
    }
    return found;
}

static void check_plan(const Plan *plan, GHashTable *elsewhere, Diags *diags)
{
    Uses uses = uses_new();
    add_plan(&uses, plan, KINDS_PLAN);
    Collector collector = collector_new(&uses, KINDS_PLAN);
    plan_each_entity(plan, collect, &collector);
    report_unused(collector.unused, elsewhere, diags);
    collector_clear(&collector);
    uses_clear(&uses);
}

static void check_directory(const Library *library, Diags *diags)
{
    Uses uses = uses_new();
    for (size_t i = 0; i < library->n_plans; i++)
        add_plan(&uses, library->plans[i], KINDS_DIRECTORY);
    for (size_t i = 0; i < library->teams.count; i++)
        for (size_t j = 0; j < library->teams.items[i]->members.count; j++)
            add_target(&uses, library->teams.items[i]->members.items[j]->target);
    Collector collector = collector_new(&uses, KINDS_DIRECTORY);
    for (size_t i = 0; i < library->people.count; i++)
        collect(&library->people.items[i]->entity, &collector);
    for (size_t i = 0; i < library->teams.count; i++)
        collect(&library->teams.items[i]->entity, &collector);
    for (size_t i = 0; i < library->vendors.count; i++)
        collect(&library->vendors.items[i]->entity, &collector);
    report_unused(collector.unused, NULL, diags);
    collector_clear(&collector);
    uses_clear(&uses);
}

/* One plan may refer to what another defines: the library is looked at as a whole, once. */
static void definition_unused(const CheckInput *input, Diags *diags)
{
    const Library *library = input->library;
    g_autoptr(GHashTable) elsewhere = used_elsewhere(library);
    for (size_t i = 0; i < library->n_plans; i++)
        check_plan(library->plans[i], elsewhere, diags);
    /* Plans that could not be read may refer to anybody. */
    if (library->n_plans > 0 && library->n_unreadable == 0)
        check_directory(library, diags);
}

const Check check_definition_unused = {
    .rule =
        {
            .id = "definition-unused",
            .severity = SEVERITY_WARNING,
            .summary = "something is defined that nothing refers to",
            .remedy = "refer to it where it is needed, or remove it",
            .why = "What nothing leads to is not found in a disaster and not kept up to date "
                   "before it; often the reference to it was forgotten, and with it the step "
                   "or the call.",
            .origin = "NIST SP 800-34 Rev. 1 3.6",
        },
    .run_library = definition_unused,
};
