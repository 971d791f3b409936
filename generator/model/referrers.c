#include "model/referrers.h"

/* What ENTITY belongs to: a tool itself, all else its plan; NULL for the rest of the library. */
static const void *owner_of(const Entity *entity)
{
    if (entity == NULL)
        return NULL;
    return entity->kind == ENTITY_TOOL ? (const void *)entity : entity->plan;
}

static void add(GHashTable *referrers, const Entity *target, const void *from)
{
    const void *owner = owner_of(target);
    if (owner == NULL || owner == from)
        return;
    GPtrArray *list = g_hash_table_lookup(referrers, owner);
    if (list == NULL) {
        list = g_ptr_array_new();
        g_hash_table_insert(referrers, (gpointer)owner, list);
    }
    /* A plan names the same other plan many times, mostly in a row. */
    if (list->len == 0 || list->pdata[list->len - 1] != from)
        g_ptr_array_add(list, (gpointer)from);
}

static void free_list(gpointer list)
{
    g_ptr_array_unref(list);
}

/* Plans and tools with those that name something of theirs: Plan or Tool to GPtrArray of both. */
static GHashTable *collect(const Library *library)
{
    GHashTable *referrers = g_hash_table_new_full(NULL, NULL, NULL, free_list);
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        for (size_t j = 0; j < plan->n_uses; j++)
            add(referrers, plan->uses[j].ref->target, plan);
    }
    for (size_t i = 0; i < library->tools.count; i++) {
        const Tool *tool = library->tools.items[i];
        for (size_t j = 0; j < tool->needs.count; j++)
            add(referrers, tool->needs.items[j]->target, tool);
    }
    return referrers;
}

/* Adds all that leads to WAITING to REACHED, which holds that already. */
static void spread(GHashTable *referrers, GHashTable *reached, GPtrArray *waiting)
{
    while (waiting->len > 0) {
        const void *owner = g_ptr_array_steal_index_fast(waiting, waiting->len - 1);
        const GPtrArray *list = g_hash_table_lookup(referrers, owner);
        for (guint i = 0; list != NULL && i < list->len; i++)
            if (g_hash_table_add(reached, list->pdata[i]))
                g_ptr_array_add(waiting, list->pdata[i]);
    }
}

bool *library_referrers(const Library *library, const bool *chosen)
{
    g_autoptr(GHashTable) referrers = collect(library);
    g_autoptr(GHashTable) reached = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) waiting = g_ptr_array_new();
    for (size_t i = 0; i < library->n_plans; i++)
        if (chosen[i] && g_hash_table_add(reached, library->plans[i]))
            g_ptr_array_add(waiting, library->plans[i]);
    spread(referrers, reached, waiting);
    bool *plans = g_new0(bool, library->n_plans + 1);
    for (size_t i = 0; i < library->n_plans; i++)
        plans[i] = g_hash_table_contains(reached, library->plans[i]);
    return plans;
}
