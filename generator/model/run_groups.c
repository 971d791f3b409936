#include "model/run.h"

struct RunGroups {
    GHashTable *by_plan; /* plan id, borrowed -> GPtrArray * of const Run * */
    GPtrArray *all;
};

static void free_list(gpointer list)
{
    g_ptr_array_unref(list);
}

RunGroups *run_groups_new(const RunSet *set)
{
    RunGroups *groups = g_new0(RunGroups, 1);
    groups->by_plan = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_list);
    groups->all = g_ptr_array_new();
    for (size_t i = 0; set != NULL && i < set->count; i++) {
        const Run *run = &set->runs[i];
        g_ptr_array_add(groups->all, (gpointer)run);
        if (run->plan == NULL)
            continue;
        GPtrArray *list = g_hash_table_lookup(groups->by_plan, run->plan);
        if (list == NULL) {
            list = g_ptr_array_new();
            g_hash_table_insert(groups->by_plan, (gpointer)run->plan, list);
        }
        g_ptr_array_add(list, (gpointer)run);
    }
    return groups;
}

void run_groups_free(RunGroups *groups)
{
    if (groups == NULL)
        return;
    g_hash_table_unref(groups->by_plan);
    g_ptr_array_unref(groups->all);
    g_free(groups);
}

static RunList list_of(const GPtrArray *array)
{
    if (array == NULL)
        return (RunList){NULL, 0};
    return (RunList){(const Run *const *)(void *)array->pdata, array->len};
}

RunList run_groups_of(const RunGroups *groups, const char *plan_id)
{
    return list_of(g_hash_table_lookup(groups->by_plan, plan_id));
}

RunList run_groups_all(const RunGroups *groups)
{
    return list_of(groups->all);
}
