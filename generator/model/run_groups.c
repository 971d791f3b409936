#include "model/run.h"

struct RunGroups {
    GHashTable *by_plan; /* plan id, borrowed -> GPtrArray * of const Run * */
    GPtrArray *all;
    GHashTable *acts;   /* plan id, borrowed -> GPtrArray * of const Act *, those of no plan too */
    GPtrArray *no_plan; /* const Act * */
};

static void free_list(gpointer list)
{
    g_ptr_array_unref(list);
}

/* The list of PLAN_ID; a new one begins with the acts so far that name no plan. */
static GPtrArray *acts_of(RunGroups *groups, const char *plan_id)
{
    GPtrArray *list = g_hash_table_lookup(groups->acts, plan_id);
    if (list == NULL) {
        list = g_ptr_array_new();
        g_ptr_array_extend(list, groups->no_plan, NULL, NULL);
        g_hash_table_insert(groups->acts, (gpointer)plan_id, list);
    }
    return list;
}

static void add_to_all(gpointer key, gpointer list, gpointer act)
{
    (void)key;
    g_ptr_array_add(list, act);
}

static void group_acts(RunGroups *groups, const RunSet *set)
{
    for (size_t i = 0; i < set->n_acts; i++) {
        Act *act = &set->acts[i];
        if (act->plan != NULL) {
            g_ptr_array_add(acts_of(groups, act->plan), act);
            continue;
        }
        g_ptr_array_add(groups->no_plan, act);
        g_hash_table_foreach(groups->acts, add_to_all, act);
    }
}

RunGroups *run_groups_new(const RunSet *set)
{
    RunGroups *groups = g_new0(RunGroups, 1);
    groups->by_plan = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_list);
    groups->all = g_ptr_array_new();
    groups->acts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_list);
    groups->no_plan = g_ptr_array_new();
    if (set != NULL)
        group_acts(groups, set);
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
    g_hash_table_unref(groups->acts);
    g_ptr_array_unref(groups->no_plan);
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

ActList run_groups_acts(const RunGroups *groups, const char *plan_id)
{
    const GPtrArray *list = g_hash_table_lookup(groups->acts, plan_id);
    if (list == NULL)
        list = groups->no_plan;
    return (ActList){(const Act *const *)(void *)list->pdata, list->len};
}
