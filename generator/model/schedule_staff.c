#include "model/schedule_staff.h"

#include "model/crew.h"
#include "model/heap.h"

/* Those any of whom can do a task. */
typedef struct Pool {
    GArray *workers; /* size_t */
    Heap ready;      /* tasks that wait for one of them, by latest start */
    size_t n_free;
    bool is_touched; /* somebody or something has been added since people were last given work */
    bool is_unmanned;
} Pool;

typedef struct Worker {
    const Entity *entity; /* a person; a role or team that names nobody */
    GArray *pools;        /* size_t */
    bool is_busy;
    size_t last; /* task */
} Worker;

typedef struct Shop {
    Schedule *schedule;
    const Net *net;
    const Losses *losses;
    const int64_t *latest;
    GArray *workers;       /* Worker */
    GHashTable *worker_of; /* Entity to its worker plus 1 */
    GArray *pools;         /* Pool */
    GHashTable *pool_of;   /* Entity to its pool plus 1; 1 + NET_NONE is 0: no limit */
    size_t *task_pool;     /* NET_NONE: no limit */
    size_t *task_worker;
    size_t *missing;   /* how many of a node's predecessors are not done */
    int64_t *released; /* when the last of them was done */
    StaffTimes times;
    Heap running;    /* nodes by their end */
    GArray *fresh;   /* size_t: nodes that have just been released */
    GArray *touched; /* size_t: pools */
    int64_t now;
} Shop;

static Worker *worker_at(const Shop *shop, size_t index)
{
    return &g_array_index(shop->workers, Worker, index);
}

static Pool *pool_at(const Shop *shop, size_t index)
{
    return &g_array_index(shop->pools, Pool, index);
}

static size_t worker_of(Shop *shop, const Entity *entity)
{
    size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(shop->worker_of, entity));
    if (found != 0)
        return found - 1;
    Worker worker = {
        .entity = entity, .pools = g_array_new(FALSE, FALSE, sizeof(size_t)), .last = NET_NONE};
    g_array_append_val(shop->workers, worker);
    g_hash_table_insert(shop->worker_of, (void *)(uintptr_t)entity,
                        GSIZE_TO_POINTER(shop->workers->len));
    return shop->workers->len - 1;
}

static void join_pool(Shop *shop, size_t index, const Entity *entity)
{
    size_t worker = worker_of(shop, entity);
    g_array_append_val(pool_at(shop, index)->workers, worker);
    g_array_append_val(worker_at(shop, worker)->pools, index);
    pool_at(shop, index)->n_free++;
}

static size_t add_pool(Shop *shop, const Entity *who, const Crew *crew)
{
    Pool pool = {.workers = g_array_new(FALSE, FALSE, sizeof(size_t)),
                 .ready = heap_new(),
                 .is_unmanned = crew->is_lost};
    size_t index = shop->pools->len;
    g_array_append_val(shop->pools, pool);
    for (guint i = 0; i < crew->people->len; i++)
        join_pool(shop, index, crew->people->pdata[i]);
    if (crew->people->len == 0)
        join_pool(shop, index, who);
    return index;
}

/* The pool of WHO; NET_NONE when there is no limit. Roles of one person share that one's pool. */
static size_t find_pool(Shop *shop, const Entity *who)
{
    void *found;
    if (g_hash_table_lookup_extended(shop->pool_of, who, NULL, &found))
        return GPOINTER_TO_SIZE(found) - 1;
    g_auto(Crew) crew = crew_of(who, shop->losses);
    const Entity *alone = crew.people->len == 1 ? crew.people->pdata[0] : who;
    size_t pool = NET_NONE;
    if (crew.is_unlimited)
        pool = NET_NONE;
    else if (alone != who)
        pool = find_pool(shop, alone);
    else
        pool = add_pool(shop, who, &crew);
    g_hash_table_insert(shop->pool_of, (void *)(uintptr_t)who, GSIZE_TO_POINTER(pool + 1));
    return pool;
}

/* Who can do least else comes first, so that the others stay free for what only they can do. */
static int compare_workers(const void *a, const void *b, void *data)
{
    size_t first = *(const size_t *)a;
    size_t second = *(const size_t *)b;
    guint pools_a = worker_at(data, first)->pools->len;
    guint pools_b = worker_at(data, second)->pools->len;
    if (pools_a != pools_b)
        return pools_a < pools_b ? -1 : 1;
    return first < second ? -1 : first > second;
}

static void find_pools(Shop *shop)
{
    for (size_t i = 0; i < shop->net->n_tasks; i++) {
        const Task *task = &shop->schedule->tasks[i];
        bool is_limited = task->kind == TASK_STEP && task->who != NULL;
        shop->task_pool[i] = is_limited ? find_pool(shop, task->who) : NET_NONE;
        shop->task_worker[i] = NET_NONE;
    }
    for (guint i = 0; i < shop->pools->len; i++)
        g_array_sort_with_data(pool_at(shop, i)->workers, compare_workers, shop);
}

static void touch(Shop *shop, size_t index)
{
    Pool *pool = pool_at(shop, index);
    if (pool->is_touched)
        return;
    pool->is_touched = true;
    g_array_append_val(shop->touched, index);
}

/* What decides when NODE can begin: the predecessor that ends last. */
static void find_before(Shop *shop, size_t node)
{
    const Net *net = shop->net;
    size_t decider = NET_NONE;
    for (size_t i = net->first_pred[node]; i < net->first_pred[node + 1]; i++)
        if (decider == NET_NONE || shop->times.end[net->preds[i]] > shop->times.end[decider])
            decider = net->preds[i];
    bool is_gate = decider != NET_NONE && decider >= net->n_tasks;
    shop->times.before[node] = is_gate ? shop->times.before[decider] : decider;
}

static void start_node(Shop *shop, size_t node)
{
    shop->times.end[node] = shop->now + shop->net->takes[node];
    heap_push(&shop->running, shop->times.end[node], node, node);
}

static void release(Shop *shop, size_t node)
{
    shop->released[node] = shop->now;
    find_before(shop, node);
    size_t pool = node < shop->net->n_tasks ? shop->task_pool[node] : NET_NONE;
    if (pool == NET_NONE) {
        start_node(shop, node);
        return;
    }
    heap_push(&pool_at(shop, pool)->ready, shop->latest[node], node, node);
    touch(shop, pool);
}

/* Makes WORKER busy or free, for all pools. */
static void set_busy(Shop *shop, size_t index, bool is_busy)
{
    Worker *worker = worker_at(shop, index);
    worker->is_busy = is_busy;
    shop->schedule->work += worker->pools->len;
    for (guint i = 0; i < worker->pools->len; i++) {
        size_t pool = g_array_index(worker->pools, size_t, i);
        if (is_busy) {
            pool_at(shop, pool)->n_free--;
        } else {
            pool_at(shop, pool)->n_free++;
            touch(shop, pool);
        }
    }
}

static void finish(Shop *shop, size_t node)
{
    const Net *net = shop->net;
    if (node < net->n_tasks && shop->task_worker[node] != NET_NONE)
        set_busy(shop, shop->task_worker[node], false);
    for (size_t i = net->first_succ[node]; i < net->first_succ[node + 1]; i++)
        if (--shop->missing[net->succs[i]] == 0)
            g_array_append_val(shop->fresh, net->succs[i]);
}

/* All that happens now without anybody being given work. */
static void settle(Shop *shop)
{
    while (shop->fresh->len > 0 ||
           (!heap_is_empty(&shop->running) && heap_top(&shop->running)->key == shop->now)) {
        for (guint i = 0; i < shop->fresh->len; i++)
            release(shop, g_array_index(shop->fresh, size_t, i));
        g_array_set_size(shop->fresh, 0);
        while (!heap_is_empty(&shop->running) && heap_top(&shop->running)->key == shop->now)
            finish(shop, heap_pop(&shop->running).item);
    }
}

static size_t free_worker(const Shop *shop, const Pool *pool)
{
    for (guint i = 0; i < pool->workers->len; i++) {
        size_t worker = g_array_index(pool->workers, size_t, i);
        if (!worker_at(shop, worker)->is_busy)
            return worker;
    }
    g_assert_not_reached();
}

static void give(Shop *shop, size_t pool_index)
{
    Pool *pool = pool_at(shop, pool_index);
    size_t task = heap_pop(&pool->ready).item;
    size_t worker = free_worker(shop, pool);
    shop->task_worker[task] = worker;
    /* Whoever became free last ended the wait. */
    if (shop->now > shop->released[task])
        shop->times.before[task] = worker_at(shop, worker)->last;
    worker_at(shop, worker)->last = task;
    set_busy(shop, worker, true);
    start_node(shop, task);
}

static void offer(const Shop *shop, size_t index, Heap *offers)
{
    const Pool *pool = pool_at(shop, index);
    if (pool->n_free == 0 || heap_is_empty(&pool->ready))
        return;
    const HeapEntry *top = heap_top(&pool->ready);
    heap_push(offers, top->key, top->rank, index);
}

/* Gives work to all who are free and can do some of it, the most urgent first. */
static void assign(Shop *shop)
{
    g_auto(Heap) offers = heap_new();
    for (guint i = 0; i < shop->touched->len; i++) {
        size_t pool = g_array_index(shop->touched, size_t, i);
        pool_at(shop, pool)->is_touched = false;
        offer(shop, pool, &offers);
    }
    g_array_set_size(shop->touched, 0);
    while (!heap_is_empty(&offers)) {
        size_t pool = heap_pop(&offers).item;
        if (pool_at(shop, pool)->n_free > 0)
            give(shop, pool);
        offer(shop, pool, &offers);
    }
}

static void run(Shop *shop)
{
    const Net *net = shop->net;
    for (size_t i = 0; i < net->n_nodes; i++) {
        size_t node = net->order[i];
        shop->missing[node] = net->first_pred[node + 1] - net->first_pred[node];
        if (shop->missing[node] == 0)
            g_array_append_val(shop->fresh, node);
    }
    settle(shop);
    assign(shop);
    while (!heap_is_empty(&shop->running)) {
        shop->now = heap_top(&shop->running)->key;
        settle(shop);
        assign(shop);
    }
}

static void take_times(const Shop *shop)
{
    Schedule *schedule = shop->schedule;
    for (size_t i = 0; i < schedule->n_tasks; i++) {
        Task *task = &schedule->tasks[i];
        task->staffed_end = shop->times.end[i];
        task->staffed_start = task->staffed_end - task->takes;
        task->staffed_before = shop->times.before[i];
        task->waited = task->staffed_start - shop->released[i];
        schedule->staffed_end = MAX(schedule->staffed_end, task->staffed_end);
        if (shop->task_worker[i] == NET_NONE)
            continue;
        task->unmanned = pool_at(shop, shop->task_pool[i])->is_unmanned;
        task->who = worker_at(shop, shop->task_worker[i])->entity;
    }
}

static void shop_clear(Shop *shop)
{
    for (guint i = 0; i < shop->workers->len; i++)
        g_array_unref(worker_at(shop, i)->pools);
    for (guint i = 0; i < shop->pools->len; i++) {
        g_array_unref(pool_at(shop, i)->workers);
        heap_clear(&pool_at(shop, i)->ready);
    }
    g_array_unref(shop->workers);
    g_array_unref(shop->pools);
    g_hash_table_unref(shop->worker_of);
    g_hash_table_unref(shop->pool_of);
    g_array_unref(shop->fresh);
    g_array_unref(shop->touched);
    heap_clear(&shop->running);
}

StaffTimes staff_schedule(Schedule *schedule, const Losses *losses, const int64_t *latest)
{
    const Net *net = schedule->net;
    size_t room = net->n_nodes + 1;
    Arena *arena = schedule->arena;
    Shop shop = {
        .schedule = schedule,
        .net = net,
        .losses = losses,
        .latest = latest,
        .workers = g_array_new(FALSE, FALSE, sizeof(Worker)),
        .worker_of = g_hash_table_new(g_direct_hash, g_direct_equal),
        .pools = g_array_new(FALSE, FALSE, sizeof(Pool)),
        .pool_of = g_hash_table_new(g_direct_hash, g_direct_equal),
        .task_pool = arena_alloc(arena, room * sizeof(size_t)),
        .task_worker = arena_alloc(arena, room * sizeof(size_t)),
        .missing = arena_alloc(arena, room * sizeof(size_t)),
        .released = arena_alloc(arena, room * sizeof(int64_t)),
        .times = {.end = arena_alloc(arena, room * sizeof(int64_t)),
                  .before = arena_alloc(arena, room * sizeof(size_t))},
        .running = heap_new(),
        .fresh = g_array_new(FALSE, FALSE, sizeof(size_t)),
        .touched = g_array_new(FALSE, FALSE, sizeof(size_t)),
    };
    find_pools(&shop);
    run(&shop);
    take_times(&shop);
    shop_clear(&shop);
    return shop.times;
}
