#include "model/net.h"

#include "model/heap.h"

#include <string.h>

/* Fills LIST and FIRST with the other ends of EDGES by node, in the order of EDGES. */
static void sort_edges(const Net *net, const GArray *edges, bool by_from, size_t *list,
                       size_t *first)
{
    for (size_t i = 0; i < edges->len; i++) {
        const NetEdge *edge = &g_array_index(edges, NetEdge, i);
        first[(by_from ? edge->from : edge->to) + 1]++;
    }
    for (size_t i = 0; i < net->n_nodes; i++)
        first[i + 1] += first[i];
    g_autofree size_t *next = g_new(size_t, net->n_nodes + 1);
    memcpy(next, first, (net->n_nodes + 1) * sizeof *next);
    for (size_t i = 0; i < edges->len; i++) {
        const NetEdge *edge = &g_array_index(edges, NetEdge, i);
        if (by_from)
            list[next[edge->from]++] = edge->to;
        else
            list[next[edge->to]++] = edge->from;
    }
}

/* A node starts when the last of its predecessors has ended; of several, the first decides. */
static void find_times(Net *net)
{
    for (size_t i = 0; i < net->n_nodes; i++) {
        size_t node = net->order[i];
        size_t decider = NET_NONE;
        for (size_t j = net->first_pred[node]; j < net->first_pred[node + 1]; j++) {
            size_t pred = net->preds[j];
            if (decider == NET_NONE || net->end[pred] > net->end[decider])
                decider = pred;
        }
        net->start[node] = decider == NET_NONE ? 0 : net->end[decider];
        net->end[node] = net->start[node] + net->takes[node];
        net->length = MAX(net->length, net->end[node]);
        if (decider == NET_NONE || decider < net->n_tasks)
            net->before[node] = decider;
        else
            net->before[node] = net->before[decider];
    }
}

Net *net_new(Arena *arena, size_t n_tasks, size_t n_nodes, int64_t *takes, size_t *order,
             const GArray *edges)
{
    Net *net = arena_new_item(arena, Net);
    net->n_tasks = n_tasks;
    net->n_nodes = n_nodes;
    net->n_edges = edges->len;
    net->takes = takes;
    net->order = order;
    net->preds = arena_alloc(arena, (net->n_edges + 1) * sizeof(size_t));
    net->succs = arena_alloc(arena, (net->n_edges + 1) * sizeof(size_t));
    net->first_pred = arena_alloc(arena, (n_nodes + 1) * sizeof(size_t));
    net->first_succ = arena_alloc(arena, (n_nodes + 1) * sizeof(size_t));
    net->start = arena_alloc(arena, (n_nodes + 1) * sizeof(int64_t));
    net->end = arena_alloc(arena, (n_nodes + 1) * sizeof(int64_t));
    net->before = arena_alloc(arena, (n_nodes + 1) * sizeof(size_t));
    sort_edges(net, edges, false, net->preds, net->first_pred);
    sort_edges(net, edges, true, net->succs, net->first_succ);
    find_times(net);
    return net;
}

void net_tails(const Net *net, const bool *ends, int64_t *tails)
{
    for (size_t i = net->n_nodes; i-- > 0;) {
        size_t node = net->order[i];
        int64_t longest = ends == NULL || ends[node] ? 0 : -1;
        for (size_t j = net->first_succ[node]; j < net->first_succ[node + 1]; j++)
            longest = MAX(longest, tails[net->succs[j]]);
        tails[node] = longest < 0 ? -1 : longest + net->takes[node];
    }
}

/* The ways that lie beside the node at each place of the order: each is kept from the place after
 * its first node up to the one before its last. */
typedef struct Ways {
    const Net *net;
    const bool *ends;
    const int64_t *tails;
    size_t *place; /* of each node in the order */
    Heap heap;     /* by length, longest first; item: the last place beside which it lies */
} Ways;

static void add_way(Ways *ways, int64_t length, size_t last_place)
{
    heap_push(&ways->heap, -length, last_place, last_place);
}

/* The ways that begin with a node nothing comes before. */
static void add_beginnings(Ways *ways)
{
    const Net *net = ways->net;
    for (size_t node = 0; node < net->n_nodes; node++)
        if (net->first_pred[node] == net->first_pred[node + 1] && ways->tails[node] >= 0 &&
            ways->place[node] > 0)
            add_way(ways, ways->tails[node], ways->place[node] - 1);
}

/* The ways on from NODE. */
static void add_continuations(Ways *ways, size_t node)
{
    const Net *net = ways->net;
    for (size_t i = net->first_succ[node]; i < net->first_succ[node + 1]; i++) {
        size_t next = net->succs[i];
        if (ways->tails[next] >= 0)
            add_way(ways, net->end[node] + ways->tails[next], ways->place[next] - 1);
    }
    if (ways->ends == NULL || ways->ends[node])
        add_way(ways, net->end[node], net->n_nodes);
}

/* The longest way beside the node at PLACE. */
static int64_t longest_beside(Ways *ways, size_t place)
{
    while (!heap_is_empty(&ways->heap) && heap_top(&ways->heap)->item < place)
        heap_pop(&ways->heap);
    return heap_is_empty(&ways->heap) ? 0 : -heap_top(&ways->heap)->key;
}

void net_savings(const Net *net, const bool *ends, const int64_t *tails, int64_t *savings)
{
    g_autofree size_t *place = g_new(size_t, net->n_nodes + 1);
    int64_t length = 0;
    for (size_t i = 0; i < net->n_nodes; i++) {
        size_t node = net->order[i];
        place[node] = i;
        if (tails[node] >= 0)
            length = MAX(length, net->start[node] + tails[node]);
    }
    Ways ways = {.net = net, .ends = ends, .tails = tails, .place = place, .heap = heap_new()};
    add_beginnings(&ways);
    for (size_t i = 0; i < net->n_nodes; i++) {
        size_t node = net->order[i];
        int64_t around = longest_beside(&ways, i);
        bool is_critical = tails[node] >= 0 && net->start[node] + tails[node] == length;
        savings[node] = is_critical ? MIN(net->takes[node], length - around) : 0;
        if (tails[node] >= 0)
            add_continuations(&ways, node);
    }
    heap_clear(&ways.heap);
}
