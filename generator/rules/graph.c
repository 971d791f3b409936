#include "rules/graph.h"

#include "rules/subject.h"

enum { STATE_NEW, STATE_OPEN, STATE_DONE };

/* A walk through a tangle is repeated from so many of its nodes to find a shortest circle. */
enum { MOST_STARTS = 64 };

struct Graph {
    GArray *nodes;     /* GraphNode */
    GHashTable *index; /* Entity to its place in NODES plus 1 */
    GArray *path;      /* size_t: the nodes between the start and where the walk stands */
    GArray *edges;     /* size_t: how many edges of each of them have been taken */
    GArray *waiting;   /* size_t: nodes met whose tangle is not complete, in that order */
    GArray *members;   /* size_t: the nodes of all tangles, one tangle after the other */
    GArray *ends;      /* size_t: where each tangle ends in MEMBERS */
    size_t *before;    /* for a Search; all GRAPH_NONE between searches */
};

const GraphNode *graph_node(const Graph *graph, size_t index)
{
    g_assert(index < graph->nodes->len);
    return &g_array_index(graph->nodes, GraphNode, index);
}

size_t graph_find(const Graph *graph, const Entity *entity)
{
    size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(graph->index, entity));
    return found == 0 ? GRAPH_NONE : found - 1;
}

static GraphNode *node_at(Graph *graph, size_t index)
{
    return &g_array_index(graph->nodes, GraphNode, index);
}

/* Nodes get their numbers in the order in which the walk meets them. */
static size_t node_of(Graph *graph, const Entity *entity)
{
    size_t found = graph_find(graph, entity);
    if (found != GRAPH_NONE)
        return found;
    GraphNode node = {
        .entity = entity, .slowest = GRAPH_NONE, .next = GRAPH_NONE, .tangle = GRAPH_NONE};
    g_array_append_val(graph->nodes, node);
    size_t index = graph->nodes->len - 1;
    g_hash_table_insert(graph->index, (void *)(uintptr_t)entity, GSIZE_TO_POINTER(index + 1));
    return index;
}

static const RefList *edges_of(const Entity *entity)
{
    static const RefList none = {.items = NULL, .count = 0};
    return entity->kind == ENTITY_SERVICE ? &((const Service *)entity)->depends : &none;
}

static const DurationValue *rto_at(const Graph *graph, size_t index)
{
    return subject_rto(graph_node(graph, index)->entity);
}

static void enter(Graph *graph, size_t index)
{
    GraphNode *node = node_at(graph, index);
    node->state = STATE_OPEN;
    node->lowest = index;
    size_t taken = 0;
    g_array_append_val(graph->path, index);
    g_array_append_val(graph->edges, taken);
    g_array_append_val(graph->waiting, index);
}

/* All that the node depends on is known: which of it is the slowest? */
static void find_slowest(Graph *graph, size_t index)
{
    GraphNode *node = node_at(graph, index);
    if (subject_rto(node->entity) != NULL) {
        node->slowest = index;
        node->next = index;
    }
    const RefList *edges = edges_of(node->entity);
    for (size_t i = 0; i < edges->count; i++) {
        if (edges->items[i]->target == NULL)
            continue;
        size_t to = graph_find(graph, edges->items[i]->target);
        const GraphNode *target = graph_node(graph, to);
        if (target->state != STATE_DONE || target->slowest == GRAPH_NONE)
            continue;
        if (node->slowest == GRAPH_NONE ||
            duration_compare(rto_at(graph, target->slowest)->value,
                             rto_at(graph, node->slowest)->value) > 0) {
            node->slowest = target->slowest;
            node->next = to;
            node->hops = target->hops + 1;
        }
    }
}

/* Nothing leads from INDEX further back: all that was met since is in its tangle. */
static void complete_tangle(Graph *graph, size_t index)
{
    guint first = graph->waiting->len;
    while (g_array_index(graph->waiting, size_t, --first) != index)
        continue;
    for (guint i = first; i < graph->waiting->len; i++) {
        size_t member = g_array_index(graph->waiting, size_t, i);
        node_at(graph, member)->tangle = graph->ends->len;
        g_array_append_val(graph->members, member);
    }
    g_array_set_size(graph->waiting, first);
    size_t end = graph->members->len;
    g_array_append_val(graph->ends, end);
}

static void leave(Graph *graph, size_t index)
{
    find_slowest(graph, index);
    GraphNode *node = node_at(graph, index);
    node->state = STATE_DONE;
    if (node->lowest == index)
        complete_tangle(graph, index);
    g_array_set_size(graph->path, graph->path->len - 1);
    g_array_set_size(graph->edges, graph->edges->len - 1);
    if (graph->path->len == 0)
        return;
    GraphNode *above = node_at(graph, g_array_index(graph->path, size_t, graph->path->len - 1));
    above->lowest = MIN(above->lowest, node->lowest);
}

static void take_edge(Graph *graph, size_t from, const Ref *ref)
{
    if (ref->target == NULL)
        return;
    size_t to = node_of(graph, ref->target);
    const GraphNode *target = graph_node(graph, to);
    if (target->state == STATE_NEW)
        enter(graph, to);
    else if (target->tangle == GRAPH_NONE)
        node_at(graph, from)->lowest = MIN(node_at(graph, from)->lowest, to);
}

static void walk(Graph *graph, size_t start)
{
    if (graph_node(graph, start)->state != STATE_NEW)
        return;
    enter(graph, start);
    while (graph->path->len > 0) {
        guint last = graph->path->len - 1;
        size_t index = g_array_index(graph->path, size_t, last);
        size_t *taken = &g_array_index(graph->edges, size_t, last);
        const RefList *edges = edges_of(graph_node(graph, index)->entity);
        if (*taken == edges->count)
            leave(graph, index);
        else
            take_edge(graph, index, edges->items[(*taken)++]);
    }
}

Graph *graph_new(Plan *const *plans, size_t count)
{
    Graph *graph = g_new0(Graph, 1);
    graph->nodes = g_array_new(FALSE, FALSE, sizeof(GraphNode));
    graph->index = g_hash_table_new(g_direct_hash, g_direct_equal);
    graph->path = g_array_new(FALSE, FALSE, sizeof(size_t));
    graph->edges = g_array_new(FALSE, FALSE, sizeof(size_t));
    graph->waiting = g_array_new(FALSE, FALSE, sizeof(size_t));
    graph->members = g_array_new(FALSE, FALSE, sizeof(size_t));
    graph->ends = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < plans[i]->services.count; j++)
            walk(graph, node_of(graph, &plans[i]->services.items[j]->entity));
    graph->before = g_new(size_t, graph->nodes->len);
    for (guint i = 0; i < graph->nodes->len; i++)
        graph->before[i] = GRAPH_NONE;
    return graph;
}

void graph_free(Graph *graph)
{
    if (graph == NULL)
        return;
    g_array_unref(graph->nodes);
    g_hash_table_unref(graph->index);
    g_array_unref(graph->path);
    g_array_unref(graph->edges);
    g_array_unref(graph->waiting);
    g_array_unref(graph->members);
    g_array_unref(graph->ends);
    g_free(graph->before);
    g_free(graph);
}

size_t graph_tangles(const Graph *graph)
{
    return graph->ends->len;
}

const size_t *graph_tangle(const Graph *graph, size_t tangle, size_t *count)
{
    g_assert(tangle < graph->ends->len);
    size_t first = tangle == 0 ? 0 : g_array_index(graph->ends, size_t, tangle - 1);
    *count = g_array_index(graph->ends, size_t, tangle) - first;
    return &g_array_index(graph->members, size_t, first);
}

/* A walk in width through one tangle, from one of its nodes until it is back there. */
typedef struct Search {
    const Graph *graph;
    size_t tangle;
    size_t start;
    size_t *before; /* for each node of the graph: the one that led to it, or GRAPH_NONE */
    GArray *queue;  /* size_t */
    const Ref *closing;
} Search;

/* Looks at what INDEX depends on. True when one is the start: CLOSING names it. */
static bool search_from(Search *search, size_t index)
{
    const RefList *edges = edges_of(graph_node(search->graph, index)->entity);
    for (size_t i = 0; i < edges->count; i++) {
        if (edges->items[i]->target == NULL)
            continue;
        size_t to = graph_find(search->graph, edges->items[i]->target);
        if (to == search->start) {
            search->closing = edges->items[i];
            return true;
        }
        if (search->before[to] == GRAPH_NONE &&
            graph_node(search->graph, to)->tangle == search->tangle) {
            search->before[to] = index;
            g_array_append_val(search->queue, to);
        }
    }
    return false;
}

/* The nodes from the start to LAST, in order. Owned by the caller. */
static GArray *search_way(const Search *search, size_t last)
{
    GArray *way = g_array_new(FALSE, FALSE, sizeof(size_t));
    size_t length = 1;
    for (size_t at = last; at != search->start; at = search->before[at])
        length++;
    g_array_set_size(way, (guint)length);
    for (size_t at = last; length-- > 0; at = search->before[at])
        g_array_index(way, size_t, length) = at;
    return way;
}

/* The shortest circle through START; NULL when there is none. Owned by the caller. */
static GArray *search_circle(Search *search, size_t start)
{
    search->start = start;
    g_array_set_size(search->queue, 0);
    g_array_append_val(search->queue, start);
    GArray *circle = NULL;
    for (guint i = 0; circle == NULL && i < search->queue->len; i++) {
        size_t index = g_array_index(search->queue, size_t, i);
        if (search_from(search, index))
            circle = search_way(search, index);
    }
    for (guint i = 0; i < search->queue->len; i++)
        search->before[g_array_index(search->queue, size_t, i)] = GRAPH_NONE;
    return circle;
}

/* The first of the COUNT nodes that depends on itself; GRAPH_NONE when none does. */
static size_t find_selfish(const Graph *graph, const size_t *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Entity *entity = graph_node(graph, members[i])->entity;
        const RefList *edges = edges_of(entity);
        for (size_t j = 0; j < edges->count; j++)
            if (edges->items[j]->target == entity)
                return members[i];
    }
    return GRAPH_NONE;
}

GArray *graph_circle(const Graph *graph, size_t tangle, const Ref **closing)
{
    size_t count;
    const size_t *members = graph_tangle(graph, tangle, &count);
    size_t selfish = find_selfish(graph, members, count);
    Search search = {.graph = graph,
                     .tangle = tangle,
                     .before = graph->before,
                     .queue = g_array_new(FALSE, FALSE, sizeof(size_t))};
    GArray *best = selfish == GRAPH_NONE ? NULL : search_circle(&search, selfish);
    *closing = search.closing;
    /* Without a node that depends on itself no circle is shorter than two. */
    for (size_t i = 0; i < MIN(count, (size_t)MOST_STARTS) && (best == NULL || best->len > 2);
         i++) {
        GArray *circle = search_circle(&search, members[i]);
        if (circle == NULL)
            break;
        if (best == NULL || circle->len < best->len) {
            GArray *longer = best;
            best = circle;
            circle = longer;
            *closing = search.closing;
        }
        if (circle != NULL)
            g_array_unref(circle);
    }
    g_array_unref(search.queue);
    return best != NULL ? best : g_array_new(FALSE, FALSE, sizeof(size_t));
}
