#include "rules/graph.h"

#include "rules/subject.h"

enum { STATE_NEW, STATE_OPEN, STATE_DONE };

struct Graph {
    GArray *nodes;     /* GraphNode */
    GHashTable *index; /* Entity to its place in NODES plus 1 */
    GArray *path;      /* size_t: the nodes between the start and where the walk stands */
    GArray *edges;     /* size_t: how many edges of each of them have been taken */
    CycleVisit visit;
    void *data;
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

static size_t node_of(Graph *graph, const Entity *entity)
{
    size_t found = graph_find(graph, entity);
    if (found != GRAPH_NONE)
        return found;
    GraphNode node = {.entity = entity, .slowest = GRAPH_NONE, .next = GRAPH_NONE};
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
    node->position = graph->path->len;
    size_t taken = 0;
    g_array_append_val(graph->path, index);
    g_array_append_val(graph->edges, taken);
}

/* All that the node depends on is known: which of it is the slowest? */
static void leave(Graph *graph, size_t index)
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
    node->state = STATE_DONE;
    g_array_set_size(graph->path, graph->path->len - 1);
    g_array_set_size(graph->edges, graph->edges->len - 1);
}

static void take_edge(Graph *graph, const Ref *ref)
{
    if (ref->target == NULL)
        return;
    size_t to = node_of(graph, ref->target);
    const GraphNode *node = graph_node(graph, to);
    if (node->state == STATE_NEW)
        enter(graph, to);
    else if (node->state == STATE_OPEN && graph->visit != NULL)
        graph->visit(graph, &g_array_index(graph->path, size_t, node->position),
                     graph->path->len - node->position, ref, graph->data);
}

static void walk(Graph *graph, size_t start)
{
    if (graph_node(graph, start)->state != STATE_NEW)
        return;
    enter(graph, start);
    while (graph->path->len > 0) {
        size_t last = graph->path->len - 1;
        size_t index = g_array_index(graph->path, size_t, last);
        size_t *taken = &g_array_index(graph->edges, size_t, last);
        const RefList *edges = edges_of(graph_node(graph, index)->entity);
        if (*taken == edges->count)
            leave(graph, index);
        else
            take_edge(graph, edges->items[(*taken)++]);
    }
}

Graph *graph_new(const Plan *plan, CycleVisit visit, void *data)
{
    Graph *graph = g_new0(Graph, 1);
    graph->nodes = g_array_new(FALSE, FALSE, sizeof(GraphNode));
    graph->index = g_hash_table_new(g_direct_hash, g_direct_equal);
    graph->path = g_array_new(FALSE, FALSE, sizeof(size_t));
    graph->edges = g_array_new(FALSE, FALSE, sizeof(size_t));
    graph->visit = visit;
    graph->data = data;
    for (size_t i = 0; i < plan->services.count; i++)
        walk(graph, node_of(graph, &plan->services.items[i]->entity));
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
    g_free(graph);
}
