#include "model/schedule.h"

#include "model/calls.h"
#include "model/flow.h"
#include "model/schedule_staff.h"
#include "model/schedule_waits.h"

/* A task in its runbook, or the beginning of a call. */
typedef struct Item {
    size_t index; /* of the task; of the call, counted over all runbooks */
    bool is_call;
} Item;

/* What is known while a schedule is being made. */
typedef struct Draft {
    Schedule *schedule;
    const Losses *losses;
    GPtrArray *runbooks; /* Runbook */
    GArray *tasks;       /* Task */
    GPtrArray *flows;    /* Flow, owned: of each runbook */
    GArray *items;       /* Item: what the runbooks consist of: their flow, then restores */
    GArray *firsts;      /* size_t: the first item of each runbook, and the end of the last */
    size_t n_calls;
    GArray *edges;         /* NetEdge */
    GHashTable *responses; /* Vendor to its response plus 1 */
    size_t n_prefix;
    Waits *waits;
} Draft;

static void *key_of(const Entity *entity)
{
    return (void *)(uintptr_t)entity;
}

static Task *task_at(const Draft *draft, size_t index)
{
    return &g_array_index(draft->tasks, Task, index);
}

static size_t first_item(const Draft *draft, size_t runbook)
{
    return g_array_index(draft->firsts, size_t, runbook);
}

static Item item_at(const Draft *draft, size_t index)
{
    return g_array_index(draft->items, Item, index);
}

static void add_item(Draft *draft, size_t index, bool is_call)
{
    Item item = {.index = index, .is_call = is_call};
    g_array_append_val(draft->items, item);
}

static void add_task(Draft *draft, Task task)
{
    task.estimated = task.estimate == NULL || value_is_length(task.estimate);
    if (task.estimate != NULL && task.estimated)
        task.takes = duration_approximate(task.estimate->value);
    task.before = TASK_NONE;
    task.staffed_before = TASK_NONE;
    g_array_append_val(draft->tasks, task);
}

static void add_prefix(Draft *draft, TaskKind kind, const DurationValue *estimate)
{
    if (value_is_length(estimate))
        add_task(draft, (Task){.kind = kind, .estimate = estimate});
}

static void add_response(Draft *draft, const Runbook *runbook, const Step *step)
{
    const Entity *who = step->who.target;
    if (who == NULL || who->kind != ENTITY_VENDOR || g_hash_table_contains(draft->responses, who))
        return;
    const Vendor *vendor = (const Vendor *)who;
    if (!value_is_length(&vendor->response))
        return;
    g_hash_table_insert(draft->responses, key_of(who), GSIZE_TO_POINTER(draft->tasks->len + 1));
    add_task(draft, (Task){.kind = TASK_RESPONSE,
                           .runbook = runbook,
                           .step = step,
                           .who = who,
                           .estimate = &vendor->response});
}

/* The end of a call: its own time is that of its steps. */
static void add_close(Draft *draft, const Runbook *runbook, const Step *step)
{
    add_item(draft, draft->tasks->len, false);
    add_task(draft, (Task){.kind = TASK_STEP, .runbook = runbook, .step = step, .closes = true});
}

static void add_step(Draft *draft, const Runbook *runbook, const Step *step)
{
    add_response(draft, runbook, step);
    add_item(draft, draft->tasks->len, false);
    add_task(draft, (Task){.kind = TASK_STEP,
                           .runbook = runbook,
                           .step = step,
                           .who = step->who.target,
                           .estimate = &step->takes});
    draft->schedule->n_steps++;
    if (!task_at(draft, draft->tasks->len - 1)->estimated)
        draft->schedule->n_unestimated++;
}

static void add_restore(Draft *draft, const Runbook *runbook, const DataSet *data)
{
    bool doubtful;
    Duration time;
    const Scenario *scenario = draft->schedule->scenario;
    const Backup *best = copy_best(data, scenario, draft->losses, &doubtful);
    const Backup *copy = copy_restored(data, best, scenario, draft->losses, &time);
    if (copy == NULL)
        return;
    add_item(draft, draft->tasks->len, false);
    add_task(draft, (Task){.kind = TASK_RESTORE,
                           .runbook = runbook,
                           .data = data,
                           .copy = copy,
                           .takes = duration_approximate(time)});
}

/* The steps of RUNBOOK and of those that it calls. */
static void add_steps(Draft *draft, const Runbook *runbook)
{
    Flow *flow = flow_new(runbook);
    g_ptr_array_add(draft->flows, flow);
    for (guint i = 0; i < flow->row->len; i++) {
        const CalledStep *called = &g_array_index(flow->row, CalledStep, i);
        switch (called->kind) {
        case CALLED_STEP:
            add_step(draft, called->runbook, called->step);
            break;
        case CALLED_OPEN:
            add_item(draft, draft->n_calls++, true);
            break;
        case CALLED_CLOSE:
            add_close(draft, called->runbook, called->step);
            break;
        }
    }
}

/* All tasks, in the order of the source. */
static void add_tasks(Draft *draft)
{
    const Scenario *scenario = draft->schedule->scenario;
    add_prefix(draft, TASK_DETECT, &scenario->detect);
    add_prefix(draft, TASK_DECIDE, &scenario->decide);
    add_prefix(draft, TASK_NOTIFY, &scenario->notify);
    draft->n_prefix = draft->tasks->len;
    g_autoptr(GHashTable) restored = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint i = 0; i < draft->runbooks->len; i++) {
        const Runbook *runbook = draft->runbooks->pdata[i];
        size_t first = draft->items->len;
        g_array_append_val(draft->firsts, first);
        add_steps(draft, runbook);
        for (size_t j = 0; j < runbook->recovers.count; j++) {
            const Entity *target = runbook->recovers.items[j]->target;
            if (target != NULL && target->kind == ENTITY_DATA &&
                g_hash_table_add(restored, key_of(target)))
                add_restore(draft, runbook, (const DataSet *)target);
        }
    }
    size_t end = draft->items->len;
    g_array_append_val(draft->firsts, end);
}

/* The gates lie behind the tasks: two of each runbook, then those of what is waited for, then one
 * of each call. */
static size_t begin_gate(const Draft *draft, size_t runbook)
{
    return draft->tasks->len + 2 * runbook;
}

static size_t end_gate(const Draft *draft, size_t runbook)
{
    return begin_gate(draft, runbook) + 1;
}

static size_t wait_gate(const Draft *draft, size_t node)
{
    return draft->tasks->len + draft->runbooks->len + node;
}

static size_t call_gate(const Draft *draft, size_t call)
{
    return wait_gate(draft, draft->waits->n_nodes) + call;
}

static void add_edge(Draft *draft, size_t from, size_t to)
{
    NetEdge edge = {.from = from, .to = to};
    g_array_append_val(draft->edges, edge);
}

static size_t item_node(const Draft *draft, size_t index)
{
    Item item = item_at(draft, index);
    return item.is_call ? call_gate(draft, item.index) : item.index;
}

/* What each step of RUNBOOK waits for. */
static void add_flow_edges(Draft *draft, size_t runbook)
{
    const Flow *flow = draft->flows->pdata[runbook];
    size_t first = first_item(draft, runbook);
    for (guint i = 0; i < flow->edges->len; i++) {
        NetEdge edge = g_array_index(flow->edges, NetEdge, i);
        add_edge(draft,
                 edge.from == FLOW_BEGIN ? begin_gate(draft, runbook)
                                         : item_node(draft, first + edge.from),
                 item_node(draft, first + edge.to));
    }
}

static void add_runbook_edges(Draft *draft, size_t runbook)
{
    size_t begin = begin_gate(draft, runbook);
    size_t end = end_gate(draft, runbook);
    if (draft->n_prefix > 0)
        add_edge(draft, draft->n_prefix - 1, begin);
    add_edge(draft, begin, end);
    add_flow_edges(draft, runbook);
    for (size_t i = first_item(draft, runbook); i < first_item(draft, runbook + 1); i++) {
        Item item = item_at(draft, i);
        if (item.is_call)
            continue;
        const Task *task = task_at(draft, item.index);
        size_t response = GPOINTER_TO_SIZE(g_hash_table_lookup(draft->responses, task->who));
        if (task->kind == TASK_RESTORE)
            add_edge(draft, begin, item.index);
        if (response != 0)
            add_edge(draft, response - 1, item.index);
        add_edge(draft, item.index, end);
    }
}

static void add_edges(Draft *draft)
{
    for (size_t i = 1; i < draft->n_prefix; i++)
        add_edge(draft, i - 1, i);
    for (size_t i = 0; draft->n_prefix > 0 && i < draft->tasks->len; i++)
        if (task_at(draft, i)->kind == TASK_RESPONSE)
            add_edge(draft, draft->n_prefix - 1, i);
    for (size_t i = 0; i < draft->runbooks->len; i++)
        add_runbook_edges(draft, i);
    for (guint i = 0; i < draft->waits->edges->len; i++) {
        NetEdge edge = g_array_index(draft->waits->edges, NetEdge, i);
        add_edge(draft,
                 edge.from < draft->runbooks->len ? end_gate(draft, edge.from)
                                                  : wait_gate(draft, edge.from),
                 edge.to < draft->runbooks->len ? begin_gate(draft, edge.to)
                                                : wait_gate(draft, edge.to));
    }
}

/* Prefix and responses, then the runbooks and what they wait for, each after what it needs. */
static size_t *find_order(const Draft *draft, size_t n_nodes)
{
    size_t *order = arena_alloc(draft->schedule->arena, (n_nodes + 1) * sizeof *order);
    size_t count = 0;
    for (size_t i = 0; i < draft->tasks->len; i++)
        if (i < draft->n_prefix || task_at(draft, i)->kind == TASK_RESPONSE)
            order[count++] = i;
    for (guint i = 0; i < draft->waits->order->len; i++) {
        size_t node = g_array_index(draft->waits->order, size_t, i);
        if (node >= draft->runbooks->len) {
            order[count++] = wait_gate(draft, node);
            continue;
        }
        order[count++] = begin_gate(draft, node);
        for (size_t j = first_item(draft, node); j < first_item(draft, node + 1); j++)
            order[count++] = item_node(draft, j);
        order[count++] = end_gate(draft, node);
    }
    g_assert(count == n_nodes);
    return order;
}

static const Net *draft_net(Draft *draft)
{
    size_t n_tasks = draft->tasks->len;
    size_t n_nodes = call_gate(draft, draft->n_calls);
    Arena *arena = draft->schedule->arena;
    int64_t *takes = arena_alloc(arena, (n_nodes + 1) * sizeof *takes);
    for (size_t i = 0; i < n_tasks; i++)
        takes[i] = task_at(draft, i)->takes;
    add_edges(draft);
    return net_new(arena, n_tasks, n_nodes, takes, find_order(draft, n_nodes), draft->edges);
}

static void add_runbooks(Draft *draft)
{
    const RefList *runbooks = &draft->schedule->scenario->runbooks;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < runbooks->count; i++) {
        const Entity *target = runbooks->items[i]->target;
        if (target != NULL && target->kind == ENTITY_RUNBOOK &&
            g_hash_table_add(seen, key_of(target)))
            g_ptr_array_add(draft->runbooks, key_of(target));
    }
}

/* The tasks with their times at best. */
static void take_tasks(Draft *draft, const Net *net)
{
    Schedule *schedule = draft->schedule;
    schedule->n_tasks = draft->tasks->len;
    schedule->tasks = arena_alloc(schedule->arena, (schedule->n_tasks + 1) * sizeof(Task));
    g_autofree int64_t *tails = g_new(int64_t, net->n_nodes + 1);
    g_autofree int64_t *savings = g_new(int64_t, net->n_nodes + 1);
    net_tails(net, NULL, tails);
    net_savings(net, NULL, tails, savings);
    for (size_t i = 0; i < schedule->n_tasks; i++) {
        Task *task = &schedule->tasks[i];
        *task = *task_at(draft, i);
        task->start = net->start[i];
        task->end = net->end[i];
        task->before = net->before[i];
        task->slack = net->length - net->start[i] - tails[i];
        task->saving = savings[i];
    }
    schedule->net = net;
    schedule->end = net->length;
    schedule->n_runbooks = draft->runbooks->len;
    const Runbook **runbooks =
        arena_alloc(schedule->arena, (schedule->n_runbooks + 1) * sizeof *runbooks);
    for (size_t i = 0; i < schedule->n_runbooks; i++)
        runbooks[i] = draft->runbooks->pdata[i];
    schedule->runbooks = runbooks;
}

static void weigh_copies(const Draft *draft, Recovered *recovered, const DataSet *data)
{
    bool doubtful;
    const Scenario *scenario = draft->schedule->scenario;
    recovered->copy = copy_best(data, scenario, draft->losses, &doubtful);
    if (recovered->copy != NULL)
        copy_loss(recovered->copy, &recovered->loss);
    recovered->copies_lost =
        data->backups.count > 0 && !copy_is_left(data, scenario, draft->losses);
}

/* What the scenario affects, each once; gives a table of Entity to Recovered. */
static GHashTable *add_recovered(Draft *draft)
{
    Schedule *schedule = draft->schedule;
    const RefList *affects = &schedule->scenario->affects;
    GHashTable *found = g_hash_table_new(g_direct_hash, g_direct_equal);
    schedule->recovered = arena_alloc(schedule->arena, (affects->count + 1) * sizeof(Recovered));
    for (size_t i = 0; i < affects->count; i++) {
        const Entity *target = affects->items[i]->target;
        if (target == NULL || g_hash_table_contains(found, target))
            continue;
        Recovered *recovered = &schedule->recovered[schedule->n_recovered++];
        *recovered = (Recovered){.entity = target,
                                 .ref = affects->items[i],
                                 .last = TASK_NONE,
                                 .staffed_last = TASK_NONE};
        if (target->kind == ENTITY_DATA)
            weigh_copies(draft, recovered, (const DataSet *)target);
        g_hash_table_insert(found, key_of(target), recovered);
    }
    return found;
}

/* The latest start of each node if all that is affected is to be back in time. */
static int64_t *latest_starts(const Draft *draft, const Net *net, GHashTable *found)
{
    const Schedule *schedule = draft->schedule;
    int64_t *latest = g_new(int64_t, net->n_nodes + 1);
    int64_t horizon = net->length;
    for (size_t i = 0; i < schedule->n_recovered; i++) {
        const DurationValue *limit = schedule_limit(schedule, &schedule->recovered[i]);
        if (limit != NULL)
            horizon = MAX(horizon, duration_approximate(limit->value));
    }
    for (size_t i = 0; i < net->n_nodes; i++)
        latest[i] = horizon;
    for (size_t i = 0; i < schedule->n_runbooks; i++) {
        const RefList *recovers = &schedule->runbooks[i]->recovers;
        int64_t *due = &latest[end_gate(draft, i)];
        for (size_t j = 0; j < recovers->count; j++) {
            const Recovered *recovered = g_hash_table_lookup(found, recovers->items[j]->target);
            const DurationValue *limit =
                recovered == NULL ? NULL : schedule_limit(schedule, recovered);
            if (limit != NULL)
                *due = MIN(*due, duration_approximate(limit->value));
        }
    }
    for (size_t i = net->n_nodes; i-- > 0;) {
        size_t node = net->order[i];
        for (size_t j = net->first_succ[node]; j < net->first_succ[node + 1]; j++)
            latest[node] = MIN(latest[node], latest[net->succs[j]]);
        latest[node] -= net->takes[node];
    }
    return latest;
}

/* A thing is back when the last of the runbooks that recover it is done. */
static void find_back(const Draft *draft, const Net *net, const StaffTimes *staffed,
                      GHashTable *found)
{
    for (size_t i = 0; i < draft->runbooks->len; i++) {
        const Runbook *runbook = draft->runbooks->pdata[i];
        size_t gate = end_gate(draft, i);
        for (size_t j = 0; j < runbook->recovers.count; j++) {
            Recovered *recovered = g_hash_table_lookup(found, runbook->recovers.items[j]->target);
            if (recovered == NULL)
                continue;
            if (recovered->runbook == NULL || net->end[gate] > recovered->back) {
                recovered->back = net->end[gate];
                recovered->last = net->before[gate];
            }
            if (recovered->runbook == NULL || staffed->end[gate] > recovered->staffed_back) {
                recovered->staffed_back = staffed->end[gate];
                recovered->staffed_last = staffed->before[gate];
            }
            if (recovered->runbook == NULL || net->end[gate] == recovered->back)
                recovered->runbook = runbook;
        }
    }
}

static void draft_clear(Draft *draft)
{
    g_ptr_array_unref(draft->runbooks);
    g_array_unref(draft->tasks);
    g_ptr_array_unref(draft->flows);
    g_array_unref(draft->items);
    g_array_unref(draft->firsts);
    g_array_unref(draft->edges);
    g_hash_table_unref(draft->responses);
    waits_free(draft->waits);
}

static void draft_schedule(Draft *draft)
{
    Schedule *schedule = draft->schedule;
    add_runbooks(draft);
    add_tasks(draft);
    draft->waits = waits_new((const Runbook *const *)draft->runbooks->pdata, draft->runbooks->len);
    const Net *net = draft_net(draft);
    take_tasks(draft, net);
    g_autoptr(GHashTable) found = add_recovered(draft);
    g_autofree int64_t *latest = latest_starts(draft, net, found);
    StaffTimes staffed = staff_schedule(schedule, draft->losses, latest);
    find_back(draft, net, &staffed, found);
    schedule->work += net->n_nodes + net->n_edges + schedule->n_recovered;
}

Schedule *schedule_new(const Library *library, const Plan *plan, const Scenario *scenario,
                       const Losses *losses)
{
    g_autoptr(Losses) own = losses_new(library);
    if (losses == NULL)
        losses_add_scenario(own, scenario);
    Arena *arena = arena_new();
    Schedule *schedule = arena_new_item(arena, Schedule);
    schedule->arena = arena;
    schedule->plan = plan;
    schedule->scenario = scenario;
    Draft draft = {
        .schedule = schedule,
        .losses = losses != NULL ? losses : own,
        .runbooks = g_ptr_array_new(),
        .tasks = g_array_new(FALSE, FALSE, sizeof(Task)),
        .flows = g_ptr_array_new_with_free_func((GDestroyNotify)flow_free),
        .items = g_array_new(FALSE, FALSE, sizeof(Item)),
        .firsts = g_array_new(FALSE, FALSE, sizeof(size_t)),
        .edges = g_array_new(FALSE, FALSE, sizeof(NetEdge)),
        .responses = g_hash_table_new(g_direct_hash, g_direct_equal),
    };
    draft_schedule(&draft);
    draft_clear(&draft);
    return schedule;
}

void schedule_free(Schedule *schedule)
{
    if (schedule != NULL)
        arena_free(schedule->arena);
}
