#include "compose/layer_order.h"

#include <stdint.h>
#include <string.h>

enum { STATE_NEW, STATE_OPEN, STATE_DONE };

/* A walk in depth (Tarjan 1972). */
typedef struct Walk {
    LayerOrder *order;
    size_t *first; /* by node, and one more: where its edges begin in TARGETS */
    size_t *targets;
    size_t *taken;  /* by node: the next of its edges to be followed */
    size_t *met;    /* by node: its number in the walk */
    size_t *lowest; /* by node: the earliest number it leads back to, within its tangle */
    int *state;
    bool *waiting; /* by node: it is in STACK */
    GArray *path;  /* size_t: from the start to where the walk stands */
    GArray *stack; /* size_t: nodes whose tangle is not complete */
    size_t n_met, n_done;
} Walk;

/* The edges by the node that they begin at, in the order given. */
static void collect(Walk *walk, const LayerEdge *edges, size_t n_edges)
{
    size_t n_nodes = walk->order->n_nodes;
    for (size_t i = 0; i < n_edges; i++)
        walk->first[edges[i].from + 1]++;
    for (size_t i = 0; i < n_nodes; i++)
        walk->first[i + 1] += walk->first[i];
    memcpy(walk->taken, walk->first, n_nodes * sizeof *walk->taken);
    for (size_t i = 0; i < n_edges; i++)
        walk->targets[walk->taken[edges[i].from]++] = edges[i].to;
    memcpy(walk->taken, walk->first, n_nodes * sizeof *walk->taken);
}

static void enter(Walk *walk, size_t node)
{
    walk->state[node] = STATE_OPEN;
    walk->waiting[node] = true;
    walk->met[node] = walk->lowest[node] = walk->n_met++;
    g_array_append_val(walk->path, node);
    g_array_append_val(walk->stack, node);
}

/* Nothing leads from NODE further back: all that was met since waits for each other. */
static void complete_tangle(Walk *walk, size_t node)
{
    bool alone = g_array_index(walk->stack, size_t, walk->stack->len - 1) == node;
    size_t member;
    do {
        member = g_array_index(walk->stack, size_t, walk->stack->len - 1);
        g_array_set_size(walk->stack, walk->stack->len - 1);
        walk->waiting[member] = false;
        walk->order->in_circle[member] |= !alone;
    } while (member != node);
}

/* The sequence is filled from its end. */
static void leave(Walk *walk, size_t node)
{
    walk->state[node] = STATE_DONE;
    walk->order->sequence[walk->order->n_nodes - ++walk->n_done] = node;
    if (walk->lowest[node] == walk->met[node])
        complete_tangle(walk, node);
    g_array_set_size(walk->path, walk->path->len - 1);
    if (walk->path->len == 0)
        return;
    size_t above = g_array_index(walk->path, size_t, walk->path->len - 1);
    walk->lowest[above] = MIN(walk->lowest[above], walk->lowest[node]);
}

static void follow(Walk *walk, size_t from, size_t to)
{
    LayerEdge forward = {from, to};
    LayerEdge turned = {to, from};
    if (from == to) {
        walk->order->in_circle[from] = true;
        return;
    }
    if (walk->state[to] == STATE_OPEN)
        g_array_append_val(walk->order->turned, turned);
    else
        g_array_append_val(walk->order->edges, forward);
    if (walk->waiting[to])
        walk->lowest[from] = MIN(walk->lowest[from], walk->met[to]);
    if (walk->state[to] == STATE_NEW)
        enter(walk, to);
}

static void walk_from(Walk *walk, size_t start)
{
    if (walk->state[start] != STATE_NEW)
        return;
    enter(walk, start);
    while (walk->path->len > 0) {
        size_t node = g_array_index(walk->path, size_t, walk->path->len - 1);
        if (walk->taken[node] == walk->first[node + 1])
            leave(walk, node);
        else
            follow(walk, node, walk->targets[walk->taken[node]++]);
    }
}

static void walk_all(LayerOrder *order, const LayerEdge *edges, size_t n_edges)
{
    size_t room = order->n_nodes + 1;
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(size_t));
    Walk walk = {.order = order,
                 .first = arena_alloc(arena, room * sizeof(size_t)),
                 .targets = arena_alloc(arena, (n_edges + 1) * sizeof(size_t)),
                 .taken = arena_alloc(arena, room * sizeof(size_t)),
                 .met = arena_alloc(arena, room * sizeof(size_t)),
                 .lowest = arena_alloc(arena, room * sizeof(size_t)),
                 .state = arena_alloc(arena, room * sizeof(int)),
                 .waiting = arena_alloc(arena, room * sizeof(bool)),
                 .path = path,
                 .stack = stack};
    collect(&walk, edges, n_edges);
    for (size_t i = 0; i < order->n_nodes; i++)
        walk_from(&walk, i);
}

/* For each node a bit for each that comes before it, directly or not. */
typedef struct Reach {
    uint64_t *bits;
    size_t words; /* of a node */
} Reach;

static uint64_t *bits_of(const Reach *reach, size_t node)
{
    return &reach->bits[node * reach->words];
}

static bool has_bit(const uint64_t *bits, size_t node)
{
    return (bits[node / 64] >> (node % 64) & 1) != 0;
}

/* EDGES, all of which lead to NODE: those stay whose beginning comes not before another's. BITS
 * becomes all that comes before the beginnings; then the beginnings are added. */
static void keep_needed(const Reach *reach, const LayerEdge *edges, size_t count, GArray *kept)
{
    uint64_t *bits = bits_of(reach, edges[0].to);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < reach->words; j++)
            bits[j] |= bits_of(reach, edges[i].from)[j];
    for (size_t i = 0; i < count; i++) {
        size_t from = edges[i].from;
        if (!has_bit(bits, from))
            g_array_append_val(kept, edges[i]);
        bits[from / 64] |= (uint64_t)1 << (from % 64);
    }
}

static int compare_edges(const void *a, const void *b, void *data)
{
    const size_t *place = data;
    const LayerEdge *first = a;
    const LayerEdge *second = b;
    if (first->to != second->to)
        return place[first->to] < place[second->to] ? -1 : 1;
    return first->from < second->from ? -1 : first->from > second->from;
}

/* Takes out the edges that follow from others, and those that are there twice. */
static void reduce(LayerOrder *order)
{
    size_t room = order->n_nodes + 1;
    Reach reach = {.words = order->n_nodes / 64 + 1};
    g_autofree size_t *place = g_new(size_t, room);
    reach.bits = g_new0(uint64_t, room * reach.words);
    for (size_t i = 0; i < order->n_nodes; i++)
        place[order->sequence[i]] = i;
    GArray *all = order->edges;
    g_array_sort_with_data(all, compare_edges, place);
    order->edges = g_array_new(FALSE, FALSE, sizeof(LayerEdge));
    for (guint i = 0; i < all->len;) {
        const LayerEdge *edges = &g_array_index(all, LayerEdge, i);
        size_t count = 1;
        while (i + count < all->len && edges[count].to == edges[0].to)
            count++;
        keep_needed(&reach, edges, count, order->edges);
        i += (guint)count;
    }
    g_array_unref(all);
    g_free(reach.bits);
}

LayerOrder *layer_order_new(Arena *arena, size_t n_nodes, const LayerEdge *edges, size_t n_edges)
{
    LayerOrder *order = g_new0(LayerOrder, 1);
    order->n_nodes = n_nodes;
    order->edges = g_array_new(FALSE, FALSE, sizeof(LayerEdge));
    order->turned = g_array_new(FALSE, FALSE, sizeof(LayerEdge));
    order->sequence = arena_alloc(arena, (n_nodes + 1) * sizeof *order->sequence);
    order->in_circle = arena_alloc(arena, (n_nodes + 1) * sizeof *order->in_circle);
    walk_all(order, edges, n_edges);
    reduce(order);
    return order;
}

void layer_order_free(LayerOrder *order)
{
    if (order == NULL)
        return;
    g_array_unref(order->edges);
    g_array_unref(order->turned);
    g_free(order);
}
