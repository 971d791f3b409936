#include "model/aftermath.h"

#include "model/aftermath_returns.h"
#include "model/aftermath_times.h"
#include "model/calls.h"

#include <string.h>

/* Hash tables take keys that are not const and leave them as they are. */
static void *key_of(const Entity *entity)
{
    return (void *)(uintptr_t)entity;
}

const Down *aftermath_find(const Aftermath *aftermath, const Entity *entity)
{
    size_t place = GPOINTER_TO_SIZE(g_hash_table_lookup(aftermath->index, entity));
    return place == 0 ? NULL : &aftermath->down[place - 1];
}

static void free_list(void *list)
{
    g_ptr_array_unref(list);
}

GHashTable *entity_lists_new(void)
{
    return g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_list);
}

void entity_lists_add(GHashTable *lists, const Entity *entity, const void *item)
{
    GPtrArray *list = g_hash_table_lookup(lists, entity);
    if (list == NULL) {
        list = g_ptr_array_new();
        g_hash_table_insert(lists, key_of(entity), list);
    }
    g_ptr_array_add(list, (void *)(uintptr_t)item);
}

/* ---- What is down -------------------------------------------------------------------------- */

typedef struct Collection {
    const Library *library;
    const Losses *losses;
    GHashTable *index;      /* as in Aftermath */
    GHashTable *dependants; /* as in Aftermath */
    GArray *down;
} Collection;

static bool is_collected(const Collection *collection, const Entity *entity)
{
    return entity != NULL && g_hash_table_contains(collection->index, entity);
}

static void collect(Collection *collection, const Entity *entity, const Entity *cause)
{
    if (is_collected(collection, entity))
        return;
    Down down = {.entity = entity, .cause = cause, .plan = entity->plan};
    g_array_append_val(collection->down, down);
    g_hash_table_insert(collection->index, key_of(entity),
                        GSIZE_TO_POINTER((gsize)collection->down->len));
}

static void collect_lost(Collection *collection, const Entity *entity)
{
    const Entity *cause = losses_cause(collection->losses, entity);
    if (cause != NULL)
        collect(collection, entity, cause);
}

static void add_dependant(GHashTable *dependants, const RefList *needs, const Entity *dependant)
{
    for (size_t i = 0; i < needs->count; i++)
        if (needs->items[i]->target != NULL)
            entity_lists_add(dependants, needs->items[i]->target, dependant);
}

static void find_dependants(Aftermath *aftermath)
{
    const Library *library = aftermath->library;
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        for (size_t j = 0; j < plan->services.count; j++)
            add_dependant(aftermath->dependants, &plan->services.items[j]->depends,
                          &plan->services.items[j]->entity);
    }
    for (size_t i = 0; i < library->tools.count; i++)
        add_dependant(aftermath->dependants, &library->tools.items[i]->needs,
                      &library->tools.items[i]->entity);
}

/* Takes the services and tools that need what is down, also by way of others. */
static void collect_dependants(Collection *collection)
{
    for (guint i = 0; i < collection->down->len; i++) {
        const Entity *entity = g_array_index(collection->down, Down, i).entity;
        const GPtrArray *list = g_hash_table_lookup(collection->dependants, entity);
        for (guint j = 0; list != NULL && j < list->len; j++)
            collect(collection, list->pdata[j], entity);
    }
}

static void collect_all(Collection *collection)
{
    for (size_t i = 0; i < collection->library->n_plans; i++) {
        const Plan *plan = collection->library->plans[i];
        for (size_t j = 0; j < plan->services.count; j++)
            collect_lost(collection, &plan->services.items[j]->entity);
        for (size_t j = 0; j < plan->data.count; j++)
            collect_lost(collection, &plan->data.items[j]->entity);
    }
    for (size_t i = 0; i < collection->library->tools.count; i++)
        collect_lost(collection, &collection->library->tools.items[i]->entity);
    collect_dependants(collection);
}

/* ---- What holds a runbook up --------------------------------------------------------------- */

/* Is there a copy of DATA to restore from, or something else to make it of? A data set without any
 * backup has neither, unless it says why. */
static bool has_copy(const DataSet *data, const Losses *losses)
{
    return data->backups.count == 0 ? data->no_backup.text != NULL
                                    : copy_is_left(data, NULL, losses);
}

static void add_obstacle(GArray *obstacles, ObstacleKind kind, const Step *step,
                         const Entity *needed)
{
    Obstacle obstacle = {.kind = kind, .step = step, .needed = needed};
    g_array_append_val(obstacles, obstacle);
}

/* TOLD holds what has been added: a runbook may be called many times. */
static void add_systems(const Aftermath *aftermath, const Runbook *runbook, GHashTable *told,
                        GArray *obstacles)
{
    for (size_t i = 0; i < runbook->needs.systems.count; i++) {
        const Entity *system = runbook->needs.systems.items[i]->target;
        if (system != NULL && aftermath_find(aftermath, system) != NULL &&
            g_hash_table_add(told, key_of(system)))
            add_obstacle(obstacles, OBSTACLE_SYSTEM, NULL, system);
    }
}

static void find_obstacles(const Aftermath *aftermath, const Runbook *runbook, GArray *obstacles)
{
    g_autoptr(GHashTable) told = g_hash_table_new(NULL, NULL);
    add_systems(aftermath, runbook, told, obstacles);
    for (size_t i = 0; i < runbook->recovers.count; i++) {
        const Entity *entity = runbook->recovers.items[i]->target;
        if (entity != NULL && entity->kind == ENTITY_DATA &&
            aftermath_find(aftermath, entity) != NULL &&
            !has_copy((const DataSet *)entity, aftermath->losses))
            add_obstacle(obstacles, OBSTACLE_COPY, NULL, entity);
    }
    g_autoptr(GArray) steps = calls_unfold(runbook);
    for (guint i = 0; i < steps->len; i++) {
        const CalledStep *called = &g_array_index(steps, CalledStep, i);
        if (called->kind == CALLED_OPEN)
            add_systems(aftermath, step_called(called->step), told, obstacles);
        else if (called->kind == CALLED_STEP &&
                 losses_has(aftermath->losses, called->step->who.target) &&
                 g_hash_table_add(told, (gpointer)called->step))
            add_obstacle(obstacles, OBSTACLE_WHO, called->step, called->step->who.target);
    }
}

static bool is_wanted(const Aftermath *aftermath, const Runbook *runbook)
{
    for (size_t i = 0; i < runbook->recovers.count; i++) {
        const Entity *entity = runbook->recovers.items[i]->target;
        if (entity != NULL && aftermath_find(aftermath, entity) != NULL)
            return true;
    }
    return false;
}

static void note_recovering(const Aftermath *aftermath, const RunbookFate *fate)
{
    const Runbook *runbook = fate->runbook;
    for (size_t i = 0; i < runbook->recovers.count; i++) {
        const Entity *entity = runbook->recovers.items[i]->target;
        if (entity != NULL && entity->plan == runbook->entity.plan)
            entity_lists_add(aftermath->recovering, entity, fate);
    }
}

static void weigh_runbook(const Aftermath *aftermath, const Runbook *runbook, RunbookFate *fate)
{
    g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(Obstacle));
    find_obstacles(aftermath, runbook, obstacles);
    fate->runbook = runbook;
    fate->estimate = runbook_estimate(runbook);
    fate->wanted = is_wanted(aftermath, runbook);
    fate->possible = obstacles->len == 0;
    fate->n_obstacles = obstacles->len;
    fate->obstacles = arena_alloc(aftermath->arena, obstacles->len * sizeof(Obstacle));
    if (obstacles->len > 0)
        memcpy(fate->obstacles, obstacles->data, obstacles->len * sizeof(Obstacle));
    note_recovering(aftermath, fate);
}

/* ---- Loops --------------------------------------------------------------------------------- */

/* Will ENTITY be there? What is not down is. */
static bool will_be_there(const Aftermath *aftermath, const Entity *entity)
{
    const Down *down = entity == NULL ? NULL : aftermath_find(aftermath, entity);
    return down == NULL || down->returns;
}

static const Entity *stuck_need(const Aftermath *aftermath, const RefList *needs)
{
    for (size_t i = 0; i < needs->count; i++)
        if (!will_be_there(aftermath, needs->items[i]->target))
            return needs->items[i]->target;
    return NULL;
}

/* Something that ENTITY, which does not come back, waits for and that does not come back either;
 * NULL when it waits for nothing. */
static const Entity *waits_for(const Aftermath *aftermath, const Entity *entity)
{
    if (entity->kind == ENTITY_TOOL)
        return stuck_need(aftermath, &((const Tool *)entity)->needs);
    const GPtrArray *runbooks = g_hash_table_lookup(aftermath->recovering, entity);
    for (guint i = 0; runbooks != NULL && i < runbooks->len; i++) {
        const RunbookFate *fate = runbooks->pdata[i];
        for (size_t j = 0; j < fate->n_obstacles; j++) {
            const Obstacle *obstacle = &fate->obstacles[j];
            if (obstacle->kind == OBSTACLE_SYSTEM && !will_be_there(aftermath, obstacle->needed))
                return obstacle->needed;
        }
    }
    if (entity->kind == ENTITY_DATA)
        return NULL;
    return stuck_need(aftermath, &((const Service *)entity)->depends);
}

static void keep_loop(const Aftermath *aftermath, const GPtrArray *path, size_t from, GArray *loops)
{
    size_t length = path->len - from;
    Loop loop = {.chain = arena_alloc(aftermath->arena, length * sizeof(Entity *)),
                 .length = length};
    memcpy(loop.chain, path->pdata + from, length * sizeof(Entity *));
    g_array_append_val(loops, loop);
}

/* Follows what is waited for from START until it ends, meets a walk of before, or closes. */
static void walk(const Aftermath *aftermath, const Entity *start, GHashTable *walked, GArray *loops)
{
    g_autoptr(GPtrArray) path = g_ptr_array_new();
    g_autoptr(GHashTable) places = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (const Entity *at = start; at != NULL; at = waits_for(aftermath, at)) {
        if (g_hash_table_contains(places, at)) {
            keep_loop(aftermath, path, GPOINTER_TO_SIZE(g_hash_table_lookup(places, at)), loops);
            return;
        }
        if (!g_hash_table_add(walked, key_of(at)))
            return;
        g_hash_table_insert(places, key_of(at), GSIZE_TO_POINTER((gsize)path->len));
        g_ptr_array_add(path, key_of(at));
    }
}

static void find_loops(Aftermath *aftermath)
{
    g_autoptr(GHashTable) walked = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GArray) loops = g_array_new(FALSE, FALSE, sizeof(Loop));
    for (size_t i = 0; i < aftermath->n_down; i++)
        if (!aftermath->down[i].returns)
            walk(aftermath, aftermath->down[i].entity, walked, loops);
    aftermath->n_loops = loops->len;
    aftermath->loops = arena_alloc(aftermath->arena, loops->len * sizeof(Loop));
    if (loops->len > 0)
        memcpy(aftermath->loops, loops->data, loops->len * sizeof(Loop));
}

/* ---- All of it ---------------------------------------------------------------------------- */

/* Gives each plan what of it is down, in the order in which that was found. */
static void share_out(Aftermath *aftermath)
{
    for (size_t i = 0; i < aftermath->n_down; i++) {
        PlanFate *fate = g_hash_table_lookup(aftermath->fates, aftermath->down[i].plan);
        if (fate != NULL)
            fate->n_down++;
    }
    for (size_t i = 0; i < aftermath->library->n_plans; i++) {
        PlanFate *fate = &aftermath->plans[i];
        fate->down = arena_alloc(aftermath->arena, (fate->n_down + 1) * sizeof *fate->down);
        fate->n_down = 0;
    }
    for (size_t i = 0; i < aftermath->n_down; i++) {
        PlanFate *fate = g_hash_table_lookup(aftermath->fates, aftermath->down[i].plan);
        if (fate != NULL)
            fate->down[fate->n_down++] = &aftermath->down[i];
    }
}

Aftermath *aftermath_new(const Library *library, const Losses *losses)
{
    Aftermath *aftermath = g_new0(Aftermath, 1);
    aftermath->library = library;
    aftermath->losses = losses;
    aftermath->arena = arena_new();
    aftermath->index = g_hash_table_new(g_direct_hash, g_direct_equal);
    aftermath->fates = g_hash_table_new(g_direct_hash, g_direct_equal);
    aftermath->dependants = entity_lists_new();
    aftermath->recovering = entity_lists_new();
    find_dependants(aftermath);
    g_autoptr(GArray) down = g_array_new(FALSE, TRUE, sizeof(Down));
    Collection collection = {library, losses, aftermath->index, aftermath->dependants, down};
    collect_all(&collection);
    aftermath->n_down = down->len;
    aftermath->down = arena_alloc(aftermath->arena, down->len * sizeof(Down));
    if (down->len > 0)
        memcpy(aftermath->down, down->data, down->len * sizeof(Down));
    aftermath->plans = arena_alloc(aftermath->arena, library->n_plans * sizeof(PlanFate));
    for (size_t i = 0; i < library->n_plans; i++) {
        PlanFate *fate = &aftermath->plans[i];
        fate->plan = library->plans[i];
        g_hash_table_insert(aftermath->fates, (void *)(uintptr_t)fate->plan, fate);
        fate->n_runbooks = fate->plan->runbooks.count;
        fate->runbooks = arena_alloc(aftermath->arena, fate->n_runbooks * sizeof(RunbookFate));
        for (size_t j = 0; j < fate->n_runbooks; j++)
            weigh_runbook(aftermath, fate->plan->runbooks.items[j], &fate->runbooks[j]);
    }
    share_out(aftermath);
    aftermath_find_returns(aftermath);
    find_loops(aftermath);
    for (size_t i = 0; i < library->n_plans; i++)
        aftermath_schedule(aftermath, &aftermath->plans[i]);
    return aftermath;
}

void aftermath_free(Aftermath *aftermath)
{
    if (aftermath == NULL)
        return;
    for (size_t i = 0; i < aftermath->library->n_plans; i++)
        schedule_free(aftermath->plans[i].schedule);
    g_hash_table_unref(aftermath->index);
    g_hash_table_unref(aftermath->fates);
    g_hash_table_unref(aftermath->dependants);
    g_hash_table_unref(aftermath->recovering);
    arena_free(aftermath->arena);
    g_free(aftermath);
}
