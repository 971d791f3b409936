#include "model/aftermath_times.h"

/* The possible runbook that recovers ENTITY with the shortest estimate; NULL when none does. */
static const Runbook *best_runbook(const Aftermath *aftermath, const Entity *entity)
{
    const GPtrArray *runbooks = g_hash_table_lookup(aftermath->recovering, entity);
    const RunbookFate *best = NULL;
    for (guint i = 0; runbooks != NULL && i < runbooks->len; i++) {
        const RunbookFate *candidate = runbooks->pdata[i];
        if (candidate->possible &&
            (best == NULL || duration_compare(candidate->estimate, best->estimate) < 0))
            best = candidate;
    }
    return best == NULL ? NULL : best->runbook;
}

static RefList keep_refs(const Aftermath *aftermath, const GPtrArray *entities)
{
    Ref **items = arena_alloc(aftermath->arena, entities->len * sizeof *items);
    for (guint i = 0; i < entities->len; i++) {
        const Entity *entity = entities->pdata[i];
        items[i] = arena_alloc(aftermath->arena, sizeof *items[i]);
        *items[i] = (Ref){entity->id.text, entity->id.span, entity};
    }
    return (RefList){.items = items, .count = entities->len};
}

static int64_t seconds_of(const DurationValue *value)
{
    return value_is_length(value) ? duration_approximate(value->value) : 0;
}

/* How well SCENARIO describes what has happened: 2 loses something of it, 1 affects something that
 * is down, 0 does neither. */
static int nearness(const Aftermath *aftermath, const Scenario *scenario)
{
    for (size_t i = 0; i < scenario->loses.count; i++)
        if (losses_has(aftermath->losses, scenario->loses.items[i]->target))
            return 2;
    for (size_t i = 0; i < scenario->affects.count; i++) {
        const Entity *affected = scenario->affects.items[i]->target;
        if (affected != NULL && aftermath_find(aftermath, affected) != NULL)
            return 1;
    }
    return 0;
}

static void find_nearest(const Aftermath *aftermath, PlanFate *fate)
{
    int best = 0;
    for (size_t i = 0; i < fate->plan->scenarios.count; i++) {
        const Scenario *scenario = fate->plan->scenarios.items[i];
        int64_t lead = seconds_of(&scenario->detect) + seconds_of(&scenario->decide) +
                       seconds_of(&scenario->notify);
        int near = lead > 0 ? nearness(aftermath, scenario) : 0;
        if (near < best || near == 0 || (near == best && lead <= fate->lead))
            continue;
        best = near;
        fate->nearest = scenario;
        fate->lead = lead;
    }
}

/* The schedule has what is affected in the order in which it was given, each once. */
static void take_times(PlanFate *fate)
{
    size_t next = 0;
    for (size_t i = 0; i < fate->n_down && next < fate->schedule->n_recovered; i++)
        if (fate->down[i]->entity == fate->schedule->recovered[next].entity)
            fate->down[i]->back = &fate->schedule->recovered[next++];
}

/* A scenario of just what comes back in the plan, by its best runbooks. */
void aftermath_schedule(Aftermath *aftermath, PlanFate *fate)
{
    g_autoptr(GPtrArray) affected = g_ptr_array_new();
    g_autoptr(GPtrArray) runbooks = g_ptr_array_new();
    g_autoptr(GHashTable) chosen = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < fate->n_down; i++) {
        const Down *down = fate->down[i];
        if (!down->returns)
            continue;
        g_ptr_array_add(affected, (gpointer)down->entity);
        const Runbook *runbook = best_runbook(aftermath, down->entity);
        if (runbook != NULL && g_hash_table_add(chosen, (gpointer)&runbook->entity))
            g_ptr_array_add(runbooks, (gpointer)&runbook->entity);
    }
    if (runbooks->len == 0)
        return;
    find_nearest(aftermath, fate);
    Scenario *scenario = arena_alloc(aftermath->arena, sizeof *scenario);
    scenario->entity = (Entity){.kind = ENTITY_SCENARIO, .plan = fate->plan};
    scenario->affects = keep_refs(aftermath, affected);
    scenario->runbooks = keep_refs(aftermath, runbooks);
    if (fate->nearest != NULL) {
        scenario->detect = fate->nearest->detect;
        scenario->decide = fate->nearest->decide;
        scenario->notify = fate->nearest->notify;
    }
    fate->schedule = schedule_new(aftermath->library, fate->plan, scenario, aftermath->losses);
    take_times(fate);
}
