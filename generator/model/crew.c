#include "model/crew.h"

/* A crew that is being put together. */
typedef struct Muster {
    Crew crew;
    const Losses *losses;
    GHashTable *seen;
    bool has_lost;
} Muster;

static void add_one(Muster *muster, const Entity *entity)
{
    if (entity == NULL)
        muster->crew.is_unlimited = true;
    else if (losses_has(muster->losses, entity))
        muster->has_lost = true;
    else if (entity->kind != ENTITY_PERSON)
        muster->crew.is_unlimited = true;
    else if (g_hash_table_add(muster->seen, (void *)(uintptr_t)entity))
        g_ptr_array_add(muster->crew.people, (void *)(uintptr_t)entity);
}

static void add_entity(Muster *muster, const Entity *entity)
{
    if (entity == NULL || entity->kind != ENTITY_TEAM) {
        add_one(muster, entity);
        return;
    }
    const RefList *members = &((const Team *)entity)->members;
    for (size_t i = 0; i < members->count; i++)
        add_one(muster, members->items[i]->target);
}

static void add_list(Muster *muster, const RefList *list)
{
    for (size_t i = 0; i < list->count; i++)
        add_entity(muster, list->items[i]->target);
}

Crew crew_of(const Entity *who, const Losses *losses)
{
    Muster muster = {
        .crew = {.people = g_ptr_array_new()},
        .losses = losses,
        .seen = g_hash_table_new(g_direct_hash, g_direct_equal),
    };
    if (who->kind == ENTITY_ROLE) {
        add_list(&muster, &((const Role *)who)->holders);
        add_list(&muster, &((const Role *)who)->alternates);
    } else {
        add_entity(&muster, who);
    }
    g_hash_table_unref(muster.seen);
    muster.crew.is_lost =
        muster.has_lost && muster.crew.people->len == 0 && !muster.crew.is_unlimited;
    return muster.crew;
}

void crew_clear(Crew *crew)
{
    if (crew->people != NULL)
        g_ptr_array_unref(crew->people);
    crew->people = NULL;
}
