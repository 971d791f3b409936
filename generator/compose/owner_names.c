#include "compose/owner_names.h"

struct OwnerNames {
    GHashTable *people; /* id, borrowed -> Entity: people, teams, vendors */
    GHashTable *roles;  /* the same of PLAN */
    const Plan *plan;
};

static void add(GHashTable *names, const Entity *entity)
{
    if (entity->id.text != NULL)
        g_hash_table_insert(names, (gpointer)entity->id.text, (gpointer)entity);
}

OwnerNames *owner_names_new(const Library *library)
{
    OwnerNames *names = g_new0(OwnerNames, 1);
    names->people = g_hash_table_new(g_str_hash, g_str_equal);
    names->roles = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < library->vendors.count; i++)
        add(names->people, &library->vendors.items[i]->entity);
    for (size_t i = 0; i < library->people.count; i++)
        add(names->people, &library->people.items[i]->entity);
    for (size_t i = 0; i < library->teams.count; i++)
        add(names->people, &library->teams.items[i]->entity);
    return names;
}

void owner_names_free(OwnerNames *names)
{
    if (names == NULL)
        return;
    g_hash_table_unref(names->people);
    g_hash_table_unref(names->roles);
    g_free(names);
}

const char *owner_name(OwnerNames *names, const Plan *plan, const char *owner)
{
    if (owner == NULL || *owner == '\0')
        return "nobody";
    if (names->plan != plan) {
        g_hash_table_remove_all(names->roles);
        for (size_t i = 0; i < plan->roles.count; i++)
            add(names->roles, &plan->roles.items[i]->entity);
        names->plan = plan;
    }
    const Entity *entity = g_hash_table_lookup(names->roles, owner);
    if (entity == NULL)
        entity = g_hash_table_lookup(names->people, owner);
    return entity == NULL ? owner : entity_name(entity);
}
