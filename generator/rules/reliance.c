#include "rules/reliance.h"

#include "rules/subject.h"

#include <string.h>

/* What is the same for all places of one walk. */
typedef struct Walk {
    RelianceVisit visit;
    void *data;
} Walk;

static void visit_ref(const Walk *walk, RelianceKind kind, const Ref *ref, const Entity *in)
{
    /* Those behind a role are met where the role is written. */
    if (ref->target == NULL || ref->target->kind == ENTITY_ROLE)
        return;
    Reliance reliance = {.kind = kind, .ref = ref, .in = in};
    walk->visit(&reliance, walk->data);
}

static void visit_list(const Walk *walk, RelianceKind kind, const RefList *list, const Entity *in)
{
    for (size_t i = 0; i < list->count; i++)
        visit_ref(walk, kind, list->items[i], in);
}

static void visit_role(const Walk *walk, const Role *role)
{
    visit_list(walk, RELIANCE_HOLDER, &role->holders, &role->entity);
    visit_list(walk, RELIANCE_ALTERNATE, &role->alternates, &role->entity);
    for (size_t i = 0; i < role->roster.count; i++)
        visit_ref(walk, RELIANCE_ON_CALL, &role->roster.items[i]->who, &role->entity);
}

void reliance_each(const Plan *plan, RelianceVisit visit, void *data)
{
    Walk walk = {visit, data};
    for (size_t i = 0; i < plan->roles.count; i++)
        visit_role(&walk, plan->roles.items[i]);
    for (size_t i = 0; i < plan->contacts.count; i++)
        visit_ref(&walk, RELIANCE_CONTACT, &plan->contacts.items[i]->who, NULL);
    for (size_t i = 0; i < plan->escalation.count; i++)
        visit_ref(&walk, RELIANCE_ESCALATION, &plan->escalation.items[i]->who, NULL);
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        for (size_t j = 0; j < runbook->steps.count; j++)
            visit_ref(&walk, RELIANCE_STEP, &runbook->steps.items[j]->who,
                      &runbook->steps.items[j]->entity);
    }
}

char *reliance_words(const Reliance *reliance)
{
    switch (reliance->kind) {
    case RELIANCE_HOLDER:
        return g_strdup_printf("holds role '%s'", subject_id(reliance->in));
    case RELIANCE_ALTERNATE:
        return g_strdup_printf("steps in for role '%s'", subject_id(reliance->in));
    case RELIANCE_ON_CALL:
        return g_strdup_printf("is on call for role '%s'", subject_id(reliance->in));
    case RELIANCE_CONTACT:
        return g_strdup("is a contact");
    case RELIANCE_ESCALATION:
        return g_strdup("is called at an escalation level");
    case RELIANCE_STEP:
        return g_strdup_printf("does step '%s'", subject_id(reliance->in));
    }
    g_assert_not_reached();
}

Crowd *crowd_new(void)
{
    Crowd *crowd = g_new0(Crowd, 1);
    crowd->members = g_array_new(FALSE, FALSE, sizeof(CrowdMember));
    crowd->seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    return crowd;
}

void crowd_free(Crowd *crowd)
{
    if (crowd == NULL)
        return;
    g_array_unref(crowd->members);
    g_hash_table_unref(crowd->seen);
    g_free(crowd);
}

/* False when ENTITY was there before. */
static bool see(Crowd *crowd, const Entity *entity)
{
    return g_hash_table_add(crowd->seen, (void *)(uintptr_t)entity);
}

static void add_person(Crowd *crowd, const Entity *entity, const Ref *ref)
{
    if (entity == NULL) {
        crowd->open = true;
        return;
    }
    if (!see(crowd, entity))
        return;
    CrowdMember member = {(const Person *)entity, ref};
    g_array_append_val(crowd->members, member);
}

static void add_holder(Crowd *crowd, const Entity *entity, const Ref *ref)
{
    if (entity == NULL || entity->kind == ENTITY_PERSON) {
        add_person(crowd, entity, ref);
        return;
    }
    if (!see(crowd, entity))
        return;
    if (entity->kind != ENTITY_TEAM) {
        crowd->open = true;
        return;
    }
    const Team *team = (const Team *)entity;
    crowd->open |= team->members.count == 0;
    for (size_t i = 0; i < team->members.count; i++)
        add_person(crowd, team->members.items[i]->target, ref);
}

void crowd_add(Crowd *crowd, const Ref *ref)
{
    if (ref->target == NULL || ref->target->kind != ENTITY_ROLE) {
        add_holder(crowd, ref->target, ref);
        return;
    }
    if (!see(crowd, ref->target))
        return;
    const Role *role = (const Role *)ref->target;
    crowd->open |= role->holders.count == 0;
    crowd_add_list(crowd, &role->holders);
    crowd_add_list(crowd, &role->alternates);
}

void crowd_add_list(Crowd *crowd, const RefList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const Ref *ref = list->items[i];
        add_holder(crowd, ref->target, ref);
    }
}

bool crowd_has(const Crowd *crowd, const Entity *entity)
{
    return g_hash_table_contains(crowd->seen, entity);
}

static void add_sole_person(Sole *sole, const Entity *who)
{
    if (who == NULL || (sole->person != NULL && &sole->person->entity != who))
        sole->several = true;
    else
        sole->person = (const Person *)who;
}

void sole_add(Sole *sole, const Entity *who)
{
    if (who == NULL || who->kind == ENTITY_PERSON) {
        add_sole_person(sole, who);
        return;
    }
    if (who->kind != ENTITY_TEAM) {
        sole->several = true;
        return;
    }
    const Team *team = (const Team *)who;
    sole->several |= team->members.count == 0;
    for (size_t i = 0; i < team->members.count && !sole->several; i++)
        add_sole_person(sole, team->members.items[i]->target);
}

void sole_add_list(Sole *sole, const RefList *list)
{
    for (size_t i = 0; i < list->count && !sole->several; i++)
        sole_add(sole, list->items[i]->target);
}

const Person *sole_person(const Entity *who)
{
    if (who == NULL)
        return NULL;
    Sole sole = {NULL, false};
    if (who->kind == ENTITY_ROLE)
        sole_add_list(&sole, &((const Role *)who)->holders);
    else
        sole_add(&sole, who);
    return sole.several ? NULL : sole.person;
}

bool has_left(const Entity *who, Date as_of)
{
    return who->kind == ENTITY_PERSON && person_has_left((const Person *)who, as_of);
}

bool list_is_empty(size_t count, Span span)
{
    if (count > 0)
        return false;
    if (span.source == NULL)
        return true;
    const char *text = span.source->text + span.offset;
    return *text == '[' && text[1 + strspn(text + 1, " \t\r\n")] == ']';
}
