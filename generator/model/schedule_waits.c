#include "model/schedule_waits.h"

#include "model/plan.h"

/* A service or data set. */
typedef struct Thing {
    const Entity *entity;
    size_t node;        /* NET_NONE until something waits for it */
    size_t seen_by;     /* the last runbook, plus 1, of which it was said that it recovers it */
    GArray *recovering; /* size_t: the runbooks that recover it */
} Thing;

typedef struct Node {
    GArray *needs; /* size_t: nodes that it waits for */
    size_t taken;  /* how many of them the walk has followed */
    enum { NODE_NEW, NODE_OPEN, NODE_DONE } state;
} Node;

typedef struct Builder {
    const Runbook *const *runbooks;
    size_t n_runbooks;
    GHashTable *things; /* Entity to its Thing */
    GPtrArray *waited;  /* Thing: those with a node, in the order of their nodes */
    GArray *nodes;      /* Node */
} Builder;

static void thing_free(void *thing)
{
    g_array_unref(((Thing *)thing)->recovering);
    g_free(thing);
}

static Thing *thing_of(Builder *builder, const Entity *entity)
{
    Thing *thing = g_hash_table_lookup(builder->things, entity);
    if (thing != NULL)
        return thing;
    thing = g_new0(Thing, 1);
    thing->entity = entity;
    thing->node = NET_NONE;
    thing->recovering = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_hash_table_insert(builder->things, (void *)(uintptr_t)entity, thing);
    return thing;
}

static Node *node_at(Builder *builder, size_t node)
{
    return &g_array_index(builder->nodes, Node, node);
}

static void add_node(Builder *builder)
{
    Node node = {.needs = g_array_new(FALSE, FALSE, sizeof(size_t)), .state = NODE_NEW};
    g_array_append_val(builder->nodes, node);
}

static const RefList *depends_of(const Entity *entity)
{
    static const RefList none = {.items = NULL, .count = 0};
    return entity->kind == ENTITY_SERVICE ? &((const Service *)entity)->depends : &none;
}

static void add_need(Builder *builder, size_t node, Thing *thing)
{
    if (thing->node == NET_NONE) {
        thing->node = builder->nodes->len;
        add_node(builder);
        g_ptr_array_add(builder->waited, thing);
    }
    g_array_append_val(node_at(builder, node)->needs, thing->node);
}

static void mark_recovered(Builder *builder)
{
    for (size_t i = 0; i < builder->n_runbooks; i++) {
        const RefList *recovers = &builder->runbooks[i]->recovers;
        for (size_t j = 0; j < recovers->count; j++) {
            if (recovers->items[j]->target == NULL)
                continue;
            Thing *thing = thing_of(builder, recovers->items[j]->target);
            if (thing->seen_by == i + 1)
                continue;
            thing->seen_by = i + 1;
            g_array_append_val(thing->recovering, i);
        }
    }
}

/* Whatever is in SEEN_BY stands for another runbook unless it was just set. */
static void add_needs_of_runbook(Builder *builder, size_t index)
{
    const RefList *recovers = &builder->runbooks[index]->recovers;
    for (size_t i = 0; i < recovers->count; i++)
        if (recovers->items[i]->target != NULL)
            thing_of(builder, recovers->items[i]->target)->seen_by = index + 1;
    for (size_t i = 0; i < recovers->count; i++) {
        const Entity *own = recovers->items[i]->target;
        if (own == NULL)
            continue;
        const RefList *depends = depends_of(own);
        for (size_t j = 0; j < depends->count; j++) {
            const Entity *target = depends->items[j]->target;
            Thing *thing = target == NULL ? NULL : thing_of(builder, target);
            if (thing != NULL && thing->seen_by != index + 1)
                add_need(builder, index, thing);
        }
    }
}

static void add_needs_of_thing(Builder *builder, const Thing *thing)
{
    for (guint i = 0; i < thing->recovering->len; i++)
        g_array_append_val(node_at(builder, thing->node)->needs,
                           g_array_index(thing->recovering, size_t, i));
    const RefList *depends = depends_of(thing->entity);
    for (size_t i = 0; thing->recovering->len == 0 && i < depends->count; i++)
        if (depends->items[i]->target != NULL)
            add_need(builder, thing->node, thing_of(builder, depends->items[i]->target));
}

/* Follows the next need of the node on top of PATH; returns false when it has no more. */
static bool take_need(Builder *builder, GArray *path, GArray *edges)
{
    size_t at = g_array_index(path, size_t, path->len - 1);
    Node *node = node_at(builder, at);
    if (node->taken == node->needs->len)
        return false;
    size_t need = g_array_index(node->needs, size_t, node->taken++);
    Node *other = node_at(builder, need);
    if (other->state == NODE_OPEN)
        return true; /* it closes a circle */
    NetEdge edge = {.from = need, .to = at};
    g_array_append_val(edges, edge);
    if (other->state == NODE_NEW) {
        other->state = NODE_OPEN;
        g_array_append_val(path, need);
    }
    return true;
}

static void walk(Builder *builder, size_t start, Waits *waits)
{
    if (node_at(builder, start)->state != NODE_NEW)
        return;
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(size_t));
    node_at(builder, start)->state = NODE_OPEN;
    g_array_append_val(path, start);
    while (path->len > 0) {
        size_t at = g_array_index(path, size_t, path->len - 1);
        if (take_need(builder, path, waits->edges))
            continue;
        node_at(builder, at)->state = NODE_DONE;
        g_array_append_val(waits->order, at);
        g_array_set_size(path, path->len - 1);
    }
}

/* For each node whether it is a runbook or waits for one, also by way of others. */
static bool *useful_nodes(Builder *builder, const Waits *waits)
{
    bool *useful = g_new0(bool, builder->nodes->len + 1);
    for (guint i = 0; i < waits->order->len; i++) {
        size_t at = g_array_index(waits->order, size_t, i);
        const GArray *needs = node_at(builder, at)->needs;
        useful[at] = at < builder->n_runbooks;
        for (guint j = 0; j < needs->len && !useful[at]; j++)
            useful[at] = useful[g_array_index(needs, size_t, j)];
    }
    return useful;
}

/* Takes out what is of no use; the other nodes move up. */
static void prune(Builder *builder, Waits *waits)
{
    g_autofree bool *useful = useful_nodes(builder, waits);
    g_autofree size_t *numbers = g_new0(size_t, builder->nodes->len + 1);
    waits->n_nodes = 0;
    for (size_t i = 0; i < builder->nodes->len; i++)
        if (useful[i])
            numbers[i] = waits->n_nodes++;
    guint kept = 0;
    for (guint i = 0; i < waits->order->len; i++) {
        size_t at = g_array_index(waits->order, size_t, i);
        if (useful[at])
            g_array_index(waits->order, size_t, kept++) = numbers[at];
    }
    g_array_set_size(waits->order, kept);
    kept = 0;
    for (guint i = 0; i < waits->edges->len; i++) {
        NetEdge edge = g_array_index(waits->edges, NetEdge, i);
        if (useful[edge.from])
            g_array_index(waits->edges, NetEdge, kept++) =
                (NetEdge){.from = numbers[edge.from], .to = numbers[edge.to]};
    }
    g_array_set_size(waits->edges, kept);
}

static void clear_builder(Builder *builder)
{
    for (guint i = 0; i < builder->nodes->len; i++)
        g_array_unref(node_at(builder, i)->needs);
    g_array_unref(builder->nodes);
    g_ptr_array_unref(builder->waited);
    g_hash_table_unref(builder->things);
}

Waits *waits_new(const Runbook *const *runbooks, size_t count)
{
    Builder builder = {
        .runbooks = runbooks,
        .n_runbooks = count,
        .things = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, thing_free),
        .waited = g_ptr_array_new(),
        .nodes = g_array_new(FALSE, FALSE, sizeof(Node)),
    };
    mark_recovered(&builder);
    for (size_t i = 0; i < count; i++)
        add_node(&builder);
    /* One alone has nobody to wait for. */
    for (size_t i = 0; count > 1 && i < count; i++)
        add_needs_of_runbook(&builder, i);
    for (guint i = 0; i < builder.waited->len; i++)
        add_needs_of_thing(&builder, builder.waited->pdata[i]);
    Waits *waits = g_new0(Waits, 1);
    waits->order = g_array_new(FALSE, FALSE, sizeof(size_t));
    waits->edges = g_array_new(FALSE, FALSE, sizeof(NetEdge));
    for (size_t i = 0; i < builder.nodes->len; i++)
        walk(&builder, i, waits);
    prune(&builder, waits);
    clear_builder(&builder);
    return waits;
}

void waits_free(Waits *waits)
{
    if (waits == NULL)
        return;
    g_array_unref(waits->order);
    g_array_unref(waits->edges);
    g_free(waits);
}
