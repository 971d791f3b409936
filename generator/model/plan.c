#include "model/plan.h"

#include <string.h>

/* A macro, since every list has a type of its own. */
#define VISIT_LIST(list)                                                                           \
    for (size_t i = 0; i < (list).count; i++)                                                      \
    visit(&(list).items[i]->entity, data)

static void visit_scenarios(const Plan *plan, EntityVisit visit, void *data)
{
    for (size_t i = 0; i < plan->scenarios.count; i++) {
        const Scenario *scenario = plan->scenarios.items[i];
        visit(&scenario->entity, data);
        for (size_t j = 0; j < scenario->phases.count; j++)
            visit(&scenario->phases.items[j]->entity, data);
    }
}

void plan_each_entity(const Plan *plan, EntityVisit visit, void *data)
{
    VISIT_LIST(plan->services);
    VISIT_LIST(plan->data);
    VISIT_LIST(plan->sites);
    VISIT_LIST(plan->risks);
    VISIT_LIST(plan->failures);
    visit_scenarios(plan, visit, data);
    VISIT_LIST(plan->roles);
    VISIT_LIST(plan->notifications);
    VISIT_LIST(plan->messages);
    VISIT_LIST(plan->exercises);
    VISIT_LIST(plan->kpis);
    VISIT_LIST(plan->triggers);
    VISIT_LIST(plan->snippets);
    VISIT_LIST(plan->practices);
    VISIT_LIST(plan->runbooks);
}

typedef struct IdsOf {
    unsigned kinds; /* ENTITY_BIT mask */
    GPtrArray *ids;
} IdsOf;

static void add_id(const Entity *entity, void *data)
{
    const IdsOf *wanted = data;
    if ((ENTITY_BIT(entity->kind) & wanted->kinds) != 0 && entity->id.text != NULL)
        g_ptr_array_add(wanted->ids, (gpointer)(guintptr)entity->id.text);
}

GPtrArray *plan_ids(const Plan *plan, unsigned kinds)
{
    IdsOf wanted = {kinds, g_ptr_array_new()};
    plan_each_entity(plan, add_id, &wanted);
    return wanted.ids;
}

typedef struct Search {
    const char *id;
    unsigned kinds;
    const Entity *found;
} Search;

static void match(const Entity *entity, void *data)
{
    Search *search = data;
    if (search->found == NULL && (search->kinds & ENTITY_BIT(entity->kind)) != 0 &&
        entity->id.text != NULL && strcmp(entity->id.text, search->id) == 0)
        search->found = entity;
}

const Entity *plan_find(const Plan *plan, unsigned kinds, const char *id)
{
    Search search = {.id = id, .kinds = kinds, .found = NULL};
    plan_each_entity(plan, match, &search);
    return search.found;
}

const Runbook *plan_find_runbook(const Plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->runbooks.count; i++)
        if (g_strcmp0(plan->runbooks.items[i]->entity.id.text, id) == 0)
            return plan->runbooks.items[i];
    return NULL;
}

const Exercise *plan_find_exercise(const Plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->exercises.count; i++)
        if (g_strcmp0(plan->exercises.items[i]->entity.id.text, id) == 0)
            return plan->exercises.items[i];
    return NULL;
}

bool exercise_has_frequency(const Exercise *exercise)
{
    return exercise->every.known && exercise->every.word == DURATION_WORD_NONE &&
           duration_approximate(exercise->every.value) > 0;
}

bool role_may_declare(const Role *role)
{
    return role->declares.known && role->declares.value;
}

const Role *plan_declaring_role(const Plan *plan)
{
    const Role *found = NULL;
    for (size_t i = 0; i < plan->roles.count; i++) {
        const Role *role = plan->roles.items[i];
        if (!role_may_declare(role))
            continue;
        if (found != NULL)
            return NULL;
        found = role;
    }
    return found;
}

bool role_on_call(const Role *role, Week *covered)
{
    *covered = (Week){.bits = {0}};
    for (size_t i = 0; i < role->roster.count; i++) {
        const WeekValue *when = &role->roster.items[i]->when;
        if (!when->known)
            return false;
        week_add(covered, &when->value);
    }
    return role->roster.count > 0;
}
