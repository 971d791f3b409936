#include "script/callers.h"

#include "script/shown.h"

/* The number of ENTITY itself; NULL when it has none. */
static const char *own_number(const Entity *entity)
{
    switch (entity->kind) {
    case ENTITY_PERSON: {
        const Person *person = (const Person *)entity;
        return person->phone.text == NULL ? person->phone2.text : person->phone.text;
    }
    case ENTITY_TEAM:
        return ((const Team *)entity)->phone.text;
    case ENTITY_VENDOR:
        return ((const Vendor *)entity)->phone.text;
    case ENTITY_ROLE:
    case ENTITY_SERVICE:
    case ENTITY_DATA:
    case ENTITY_SITE:
    case ENTITY_RISK:
    case ENTITY_SCENARIO:
    case ENTITY_RUNBOOK:
    case ENTITY_STEP:
    case ENTITY_EXERCISE:
    case ENTITY_MESSAGE:
    case ENTITY_TOOL:
    case ENTITY_OTHER:
        return NULL;
    }
    g_assert_not_reached();
}

/* Who answers for the role ENTITY: its first holder who has a name. */
static const Entity *holder_of(const Entity *entity)
{
    if (entity->kind != ENTITY_ROLE)
        return NULL;
    const RefList *holders = &((const Role *)entity)->holders;
    for (size_t i = 0; i < holders->count; i++)
        if (holders->items[i]->target != NULL)
            return holders->items[i]->target;
    return NULL;
}

static void put_caller(const Entity *entity, long long after, GString *out)
{
    if (entity == NULL)
        return;
    const Entity *holder = holder_of(entity);
    const char *number = own_number(holder == NULL ? entity : holder);
    g_string_append_printf(out, "%lld\t", after);
    shown_line(out, entity_name(entity));
    if (holder != NULL) {
        g_string_append(out, ", ");
        shown_line(out, entity_name(holder));
    }
    g_string_append_c(out, '\t');
    shown_line(out, number == NULL ? "" : number);
    g_string_append_c(out, '\n');
}

void caller_line(const Entity *entity, GString *out)
{
    if (entity == NULL)
        return;
    const Entity *holder = holder_of(entity);
    const char *number = own_number(holder == NULL ? entity : holder);
    if (holder != NULL)
        shown_line(out, entity_name(holder));
    if (number == NULL || *number == '\0')
        return;
    if (holder != NULL)
        g_string_append(out, ", ");
    shown_line(out, number);
}

static void put_levels(const Plan *plan, GString *out)
{
    for (size_t i = 0; i < plan->escalation.count; i++) {
        const EscalationLevel *level = plan->escalation.items[i];
        const DurationValue *after = &level->after;
        bool known = after->text != NULL && after->known && after->word == DURATION_WORD_NONE;
        put_caller(level->who.target, known ? (long long)duration_approximate(after->value) : 0,
                   out);
    }
}

void callers(const Plan *plan, GString *out)
{
    if (plan == NULL)
        return;
    gsize start = out->len;
    put_levels(plan, out);
    for (size_t i = 0; out->len == start && i < plan->roles.count; i++)
        if (plan->roles.items[i]->declares.known && plan->roles.items[i]->declares.value)
            put_caller(&plan->roles.items[i]->entity, 0, out);
    if (out->len == start)
        put_caller(plan->owner.target, 0, out);
}
