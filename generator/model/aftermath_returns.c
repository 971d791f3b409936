#include "model/aftermath_returns.h"

/*
 * From what is there towards what waits for it, each reference once: whatever returns counts down
 * what those miss that wait for it.
 */
typedef struct Returning {
    Aftermath *aftermath;
    size_t *missing;     /* for each that is down: what it still waits for */
    GHashTable *waiting; /* Entity to the runbooks that it holds up: GPtrArray of RunbookFate */
    GHashTable *held_by; /* RunbookFate to how many things still hold it up */
    GPtrArray *queue;    /* Down: has returned, its dependants do not know yet */
} Returning;

static void miss_less(Returning *returning, const Entity *entity)
{
    size_t place = GPOINTER_TO_SIZE(g_hash_table_lookup(returning->aftermath->index, entity));
    if (place == 0 || --returning->missing[place - 1] > 0)
        return;
    Down *down = &returning->aftermath->down[place - 1];
    down->returns = true;
    g_ptr_array_add(returning->queue, down);
}

static bool is_lost(const Aftermath *aftermath, const Entity *entity)
{
    return entity->kind != ENTITY_TOOL && losses_has(aftermath->losses, entity);
}

/* What FATE recovers need not wait for another runbook. */
static void become_possible(Returning *returning, RunbookFate *fate, GHashTable *recovered)
{
    fate->possible = true;
    const RefList *recovers = &fate->runbook->recovers;
    for (size_t i = 0; i < recovers->count; i++) {
        const Entity *entity = recovers->items[i]->target;
        if (entity != NULL && entity->plan == fate->runbook->entity.plan &&
            is_lost(returning->aftermath, entity) &&
            g_hash_table_add(recovered, (void *)(uintptr_t)entity))
            miss_less(returning, entity);
    }
}

static size_t count_down(const Aftermath *aftermath, const RefList *needs)
{
    size_t count = 0;
    for (size_t i = 0; i < needs->count; i++)
        count += aftermath_find(aftermath, needs->items[i]->target) != NULL;
    return count;
}

/* What DOWN misses, and 1 more, which is taken off when all have been counted. What was named or
 * went with its vendor is back only when a runbook recovers it; tools never are. */
static size_t count_missing(const Aftermath *aftermath, const Down *down)
{
    if (down->entity->kind == ENTITY_TOOL) {
        bool is_gone = down->cause == down->entity || down->cause->kind == ENTITY_VENDOR;
        return 1 + is_gone + count_down(aftermath, &((const Tool *)down->entity)->needs);
    }
    size_t missing = 1 + is_lost(aftermath, down->entity);
    if (down->entity->kind == ENTITY_SERVICE)
        missing += count_down(aftermath, &((const Service *)down->entity)->depends);
    return missing;
}

/* Notes what holds FATE up, if that may end. */
static void wait_for_obstacles(Returning *returning, RunbookFate *fate)
{
    for (size_t i = 0; i < fate->n_obstacles; i++)
        if (fate->obstacles[i].kind != OBSTACLE_SYSTEM)
            return;
    g_hash_table_insert(returning->held_by, fate, GSIZE_TO_POINTER(fate->n_obstacles));
    for (size_t i = 0; i < fate->n_obstacles; i++)
        entity_lists_add(returning->waiting, fate->obstacles[i].needed, fate);
}

static void tell_dependants(Returning *returning, const Entity *entity, GHashTable *recovered)
{
    const GPtrArray *dependants = g_hash_table_lookup(returning->aftermath->dependants, entity);
    for (guint i = 0; dependants != NULL && i < dependants->len; i++)
        miss_less(returning, dependants->pdata[i]);
    const GPtrArray *runbooks = g_hash_table_lookup(returning->waiting, entity);
    for (guint i = 0; runbooks != NULL && i < runbooks->len; i++) {
        RunbookFate *fate = runbooks->pdata[i];
        size_t left = GPOINTER_TO_SIZE(g_hash_table_lookup(returning->held_by, fate)) - 1;
        g_hash_table_insert(returning->held_by, fate, GSIZE_TO_POINTER(left));
        if (left == 0)
            become_possible(returning, fate, recovered);
    }
}

static void begin(Returning *returning, GHashTable *recovered)
{
    Aftermath *aftermath = returning->aftermath;
    for (size_t i = 0; i < aftermath->n_down; i++)
        returning->missing[i] = count_missing(aftermath, &aftermath->down[i]);
    for (size_t i = 0; i < aftermath->library->n_plans; i++)
        for (size_t j = 0; j < aftermath->plans[i].n_runbooks; j++) {
            RunbookFate *fate = &aftermath->plans[i].runbooks[j];
            if (fate->possible)
                become_possible(returning, fate, recovered);
            else
                wait_for_obstacles(returning, fate);
        }
    for (size_t i = 0; i < aftermath->n_down; i++)
        miss_less(returning, aftermath->down[i].entity);
}

void aftermath_find_returns(Aftermath *aftermath)
{
    g_autofree size_t *missing = g_new(size_t, aftermath->n_down + 1);
    g_autoptr(GHashTable) waiting = entity_lists_new();
    g_autoptr(GHashTable) held_by = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GHashTable) recovered = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GPtrArray) queue = g_ptr_array_new();
    Returning returning = {aftermath, missing, waiting, held_by, queue};
    begin(&returning, recovered);
    for (guint i = 0; i < queue->len; i++)
        tell_dependants(&returning, ((const Down *)queue->pdata[i])->entity, recovered);
}
