#include "compose/dependency_graph.h"

#include <string.h>

enum {
    MOST_NODES = 300,
    MOST_BOXES = 13, /* of a column */
    LEAST_BOXES = 5,
    MOST_HEIGHT = 590, /* of a column: a page */
};

const LayerSizes dependency_sizes = {.box = 36, .wire = 5, .gap = 9, .most = MOST_BOXES};

typedef struct Draft {
    const Plan *plan;
    GPtrArray *nodes;
    GHashTable *index; /* Entity to its place in NODES plus 1 */
    GArray *edges;     /* LayerEdge */
} Draft;

static void *key_of(const Entity *entity)
{
    return (void *)(uintptr_t)entity;
}

static size_t add_node(Draft *draft, const Entity *entity)
{
    size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(draft->index, entity));
    if (found == 0) {
        g_ptr_array_add(draft->nodes, key_of(entity));
        found = draft->nodes->len;
        g_hash_table_insert(draft->index, key_of(entity), GSIZE_TO_POINTER(found));
    }
    return found - 1;
}

static const RefList *depends_of(const Entity *entity)
{
    static const RefList none = {.items = NULL, .count = 0};
    return entity->kind == ENTITY_SERVICE ? &((const Service *)entity)->depends : &none;
}

/* What is left out of an edition is neither service nor data set. */
static bool can_be_drawn(const Entity *entity)
{
    return entity != NULL && (entity->kind == ENTITY_SERVICE || entity->kind == ENTITY_DATA);
}

/* What the services of the plan need is all there; what those of other plans need only where it
 * leads back to what is there. */
static void add_edges(Draft *draft, size_t node)
{
    const Entity *entity = draft->nodes->pdata[node];
    const RefList *depends = depends_of(entity);
    for (size_t i = 0; i < depends->count; i++) {
        const Entity *target = depends->items[i]->target;
        if (target == NULL ||
            (entity->plan != draft->plan && !g_hash_table_contains(draft->index, target)))
            continue;
        LayerEdge edge = {.from = add_node(draft, target), .to = node};
        g_array_append_val(draft->edges, edge);
    }
}

static void collect(Draft *draft)
{
    const Plan *plan = draft->plan;
    for (size_t i = 0; i < plan->services.count; i++)
        add_node(draft, &plan->services.items[i]->entity);
    for (size_t i = 0; i < plan->data.count; i++)
        add_node(draft, &plan->data.items[i]->entity);
    for (size_t i = 0; i < plan->services.count; i++)
        add_edges(draft, i);
    for (size_t i = plan->services.count + plan->data.count; i < draft->nodes->len; i++)
        add_edges(draft, i);
}

/* Columns with many wires get fewer boxes, so that they fit on a page. */
static const Layers *lay_out(Arena *arena, const Draft *draft)
{
    const Layers *layers = NULL;
    for (size_t most = MOST_BOXES; most >= LEAST_BOXES; most -= 2) {
        LayerSizes sizes = dependency_sizes;
        sizes.most = most;
        layers = layers_new(arena, draft->nodes->len, (const LayerEdge *)(void *)draft->edges->data,
                            draft->edges->len, &sizes);
        if (layers->height <= MOST_HEIGHT)
            break;
    }
    return layers;
}

static size_t *number_nodes(Arena *arena, const Layers *layers, size_t n_nodes)
{
    size_t *numbers = arena_alloc(arena, (n_nodes + 1) * sizeof *numbers);
    size_t number = 0;
    for (size_t i = 0; i < layers->n_columns; i++)
        for (size_t j = 0; j < layers->columns[i].n_slots; j++)
            if (!layers->columns[i].slots[j].is_wire)
                numbers[layers->columns[i].slots[j].node] = ++number;
    return numbers;
}

const DependencyGraph *dependency_graph_new(Arena *arena, const Plan *plan, bool *too_many)
{
    g_autoptr(GPtrArray) nodes = g_ptr_array_new();
    g_autoptr(GHashTable) index = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(LayerEdge));
    Draft draft = {.plan = plan, .nodes = nodes, .index = index, .edges = edges};
    collect(&draft);
    *too_many = edges->len > 0 && nodes->len > MOST_NODES;
    if (edges->len == 0 || *too_many)
        return NULL;
    DependencyGraph *graph = arena_new_item(arena, DependencyGraph);
    graph->plan = plan;
    graph->n_nodes = nodes->len;
    graph->nodes = arena_alloc(arena, (nodes->len + 1) * sizeof *graph->nodes);
    memcpy(graph->nodes, nodes->pdata, nodes->len * sizeof *graph->nodes);
    graph->layers = lay_out(arena, &draft);
    graph->numbers = number_nodes(arena, graph->layers, nodes->len);
    return graph->layers->n_columns > 0 ? graph : NULL;
}

/* "Web after Login and Orders" */
static void describe_node(const Entity *entity, GString *out)
{
    const RefList *depends = depends_of(entity);
    size_t told = 0;
    g_string_append(out, entity_name(entity));
    for (size_t i = 0; i < depends->count; i++) {
        const Entity *target = depends->items[i]->target;
        if (can_be_drawn(target))
            g_string_append_printf(out, "%s%s", told++ == 0 ? " after " : " and ",
                                   entity_name(target));
    }
}

static void describe_column(const DependencyGraph *graph, size_t index, GString *out)
{
    const LayerColumn *column = &graph->layers->columns[index];
    size_t told = 0;
    g_string_append(out, index == 0 ? " First: " : column->begins ? " Then: " : " With them: ");
    for (size_t i = 0; i < column->n_slots; i++) {
        if (column->slots[i].is_wire)
            continue;
        g_string_append(out, told++ > 0 ? ", " : "");
        describe_node(graph->nodes[column->slots[i].node], out);
    }
    g_string_append(out, ".");
}

char *dependency_describe(const DependencyGraph *graph, size_t from, size_t to)
{
    GString *out = g_string_new(from == 0 ? "What comes back in which order."
                                          : "What comes back in which order, continued.");
    size_t told = 0;
    for (size_t i = from; i < to; i++)
        describe_column(graph, i, out);
    for (size_t i = 0; i < graph->n_nodes && to == graph->layers->n_columns; i++)
        if (graph->layers->in_circle[i])
            g_string_append_printf(out, "%s%s", told++ > 0 ? ", " : " Waiting in a circle: ",
                                   entity_name(graph->nodes[i]));
    if (told > 0)
        g_string_append(out, ".");
    return g_string_free(out, FALSE);
}

char *dependency_loners(const DependencyGraph *graph)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < graph->n_nodes; i++)
        if (!graph->layers->has_place[i] && !graph->layers->in_circle[i])
            g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "",
                                   entity_name(graph->nodes[i]));
    return g_string_free(out, out->len == 0);
}
