#include "compose/callers.h"

static const char *standing_of(const Entity *entity, Date as_of, const char *as)
{
    bool has_left = entity->kind == ENTITY_PERSON && person_has_left((const Person *)entity, as_of);
    return has_left ? "has left" : as;
}

static void add_all(GArray *targets, const RefList *refs, Date as_of, const char *as)
{
    for (size_t i = 0; i < refs->count; i++) {
        const Entity *entity = refs->items[i]->target;
        CallTarget target = {.entity = entity};
        if (entity == NULL)
            continue;
        target.as = standing_of(entity, as_of, as);
        g_array_append_val(targets, target);
    }
}

GArray *call_targets(const Entity *who, Date as_of)
{
    GArray *targets = g_array_new(FALSE, FALSE, sizeof(CallTarget));
    if (who->kind == ENTITY_ROLE) {
        add_all(targets, &((const Role *)who)->holders, as_of, NULL);
        add_all(targets, &((const Role *)who)->alternates, as_of, "alternate");
        return targets;
    }
    CallTarget target = {.entity = who, .as = standing_of(who, as_of, NULL)};
    g_array_append_val(targets, target);
    if (who->kind == ENTITY_TEAM)
        add_all(targets, &((const Team *)who)->members, as_of, "member");
    return targets;
}

static const char *first_of(const Text *first, const Text *second)
{
    return first->text != NULL ? first->text : second->text;
}

const char *call_number(const CallTarget *target)
{
    const Person *person = (const Person *)target->entity;
    const Team *team = (const Team *)target->entity;
    const Vendor *vendor = (const Vendor *)target->entity;
    switch ((int)target->entity->kind) {
    case ENTITY_PERSON:
        return first_of(&person->phone, &person->email);
    case ENTITY_TEAM:
        return first_of(&team->phone, &team->email);
    case ENTITY_VENDOR:
        return first_of(&vendor->phone, &vendor->email);
    default:
        return NULL;
    }
}
