#include "compose/recoverers.h"

#include "compose/show.h"

static void free_list(gpointer list)
{
    g_ptr_array_unref(list);
}

static void add(GHashTable *recoverers, const Entity *entity, const Runbook *runbook)
{
    GPtrArray *list = g_hash_table_lookup(recoverers, entity);
    if (list == NULL) {
        list = g_ptr_array_new();
        g_hash_table_insert(recoverers, (gpointer)entity, list);
    }
    if (list->len == 0 || list->pdata[list->len - 1] != runbook) /* named twice */
        g_ptr_array_add(list, (gpointer)runbook);
}

GHashTable *recoverers_of(const Plan *plan)
{
    GHashTable *recoverers = g_hash_table_new_full(NULL, NULL, NULL, free_list);
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        for (size_t j = 0; j < runbook->recovers.count; j++)
            if (runbook->recovers.items[j]->target != NULL)
                add(recoverers, runbook->recovers.items[j]->target, runbook);
    }
    return recoverers;
}

void show_recoverers(Doc *doc, Node *inlines, GHashTable *recoverers, const Entity *entity)
{
    const GPtrArray *list = g_hash_table_lookup(recoverers, entity);
    if (list == NULL)
        node_add_text(doc, inlines, or_dash(NULL));
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const Runbook *runbook = list->pdata[i];
        if (i > 0)
            node_add_text(doc, inlines, ", ");
        show_entity(doc, inlines, &runbook->entity);
    }
}
