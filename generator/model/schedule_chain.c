#include "model/schedule.h"

#include "model/net.h"

GArray *schedule_chain(const Schedule *schedule, size_t last, bool staffed)
{
    GArray *chain = g_array_new(FALSE, FALSE, sizeof(size_t));
    while (last != TASK_NONE) {
        const Task *task = &schedule->tasks[last];
        if (!task->closes)
            g_array_append_val(chain, last);
        last = staffed ? task->staffed_before : task->before;
    }
    for (guint i = 0; i < chain->len / 2; i++) {
        size_t *left = &g_array_index(chain, size_t, i);
        size_t *right = &g_array_index(chain, size_t, chain->len - 1 - i);
        size_t swap = *left;
        *left = *right;
        *right = swap;
    }
    return chain;
}

static const DurationValue *own_rto(const Entity *entity)
{
    switch ((int)entity->kind) {
    case ENTITY_SERVICE:
        return &((const Service *)entity)->rto;
    case ENTITY_DATA:
        return &((const DataSet *)entity)->rto;
    default:
        return NULL;
    }
}

static bool is_limit(const DurationValue *value)
{
    return value != NULL && value_is_length(value);
}

const DurationValue *schedule_limit(const Schedule *schedule, const Recovered *recovered)
{
    const DurationValue *own = own_rto(recovered->entity);
    const DurationValue *whole = &schedule->scenario->rto;
    if (!is_limit(own))
        return is_limit(whole) ? whole : NULL;
    return is_limit(whole) && duration_compare(whole->value, own->value) < 0 ? whole : own;
}

size_t schedule_best_saving(const Schedule *schedule)
{
    size_t best = TASK_NONE;
    for (size_t i = 0; i < schedule->n_tasks; i++)
        if (schedule->tasks[i].saving > 0 &&
            (best == TASK_NONE || schedule->tasks[i].saving > schedule->tasks[best].saving))
            best = i;
    return best;
}

static bool recovers(const Runbook *runbook, const Entity *entity)
{
    for (size_t i = 0; i < runbook->recovers.count; i++)
        if (runbook->recovers.items[i]->target == entity)
            return true;
    return false;
}

size_t schedule_best_saving_of(const Schedule *schedule, const Recovered *recovered,
                               int64_t *saving)
{
    const Net *net = schedule->net;
    g_autofree bool *ends = g_new0(bool, net->n_nodes + 1);
    g_autofree int64_t *tails = g_new(int64_t, net->n_nodes + 1);
    g_autofree int64_t *savings = g_new(int64_t, net->n_nodes + 1);
    /* The second gate of each runbook is its end. */
    for (size_t i = 0; i < schedule->n_runbooks; i++)
        ends[net->n_tasks + 2 * i + 1] = recovers(schedule->runbooks[i], recovered->entity);
    net_tails(net, ends, tails);
    net_savings(net, ends, tails, savings);
    size_t best = TASK_NONE;
    *saving = 0;
    for (size_t i = 0; i < schedule->n_tasks; i++)
        if (savings[i] > *saving) {
            *saving = savings[i];
            best = i;
        }
    return best;
}
