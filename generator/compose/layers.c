#include "compose/layers.h"

#include "compose/layer_order.h"

#include <stdint.h>
#include <string.h>

#define NO_COLUMN SIZE_MAX

typedef struct Draft {
    Arena *arena;
    const LayerOrder *order;
    const LayerSizes *sizes;
    Layers *layers;
    size_t *column; /* by node; NO_COLUMN: it has no edge */
    size_t *slot;   /* by node: its box within its column */
    GArray *begins; /* bool: by column */
} Draft;

/* The length of the longest way to each node. */
static size_t *find_levels(const LayerOrder *order, const bool *has_place)
{
    size_t *levels = g_new0(size_t, order->n_nodes + 1);
    GArray *const lists[] = {order->edges, order->turned};
    g_autofree size_t *first = g_new0(size_t, order->n_nodes + 2);
    g_autofree size_t *from = g_new0(size_t, order->edges->len + order->turned->len + 1);
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        for (guint j = 0; j < lists[i]->len; j++)
            first[g_array_index(lists[i], LayerEdge, j).to + 2]++;
    for (size_t i = 2; i < order->n_nodes + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        for (guint j = 0; j < lists[i]->len; j++) {
            const LayerEdge *edge = &g_array_index(lists[i], LayerEdge, j);
            from[first[edge->to + 1]++] = edge->from;
        }
    for (size_t i = 0; i < order->n_nodes; i++) {
        size_t node = order->sequence[i];
        for (size_t j = first[node]; has_place[node] && j < first[node + 1]; j++)
            levels[node] = MAX(levels[node], levels[from[j]] + 1);
    }
    return levels;
}

static bool *find_placed(const Draft *draft)
{
    const LayerOrder *order = draft->order;
    bool *placed = arena_alloc(draft->arena, (order->n_nodes + 1) * sizeof *placed);
    GArray *const lists[] = {order->edges, order->turned};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        for (guint j = 0; j < lists[i]->len; j++) {
            const LayerEdge *edge = &g_array_index(lists[i], LayerEdge, j);
            placed[edge->from] = true;
            placed[edge->to] = true;
        }
    return placed;
}

/* The nodes of LEVEL fill as many columns as they need, in the order of the source. */
static void fill_columns(Draft *draft, const size_t *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool begins = i == 0;
        if (i % draft->sizes->most == 0)
            g_array_append_val(draft->begins, begins);
        draft->column[members[i]] = draft->begins->len - 1;
    }
}

/* Gives each node its column. */
static void find_columns(Draft *draft)
{
    size_t n_nodes = draft->order->n_nodes;
    const bool *placed = find_placed(draft);
    draft->layers->has_place = placed;
    g_autofree size_t *levels = find_levels(draft->order, placed);
    g_autofree size_t *first = g_new0(size_t, n_nodes + 2);
    g_autofree size_t *members = g_new0(size_t, n_nodes + 1);
    for (size_t i = 0; i < n_nodes; i++)
        if (placed[i])
            first[levels[i] + 2]++;
    for (size_t i = 2; i < n_nodes + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < n_nodes; i++) {
        draft->column[i] = NO_COLUMN;
        if (placed[i])
            members[first[levels[i] + 1]++] = i;
    }
    for (size_t i = 0; i < n_nodes && first[i + 1] > first[i]; i++)
        fill_columns(draft, &members[first[i]], first[i + 1] - first[i]);
}

/* The farthest column to which edges of one kind lead from each node. */
static size_t *find_ends(const Draft *draft, GArray *edges)
{
    size_t *ends = g_new0(size_t, draft->order->n_nodes + 1);
    for (guint i = 0; i < edges->len; i++) {
        const LayerEdge *edge = &g_array_index(edges, LayerEdge, i);
        ends[edge->from] = MAX(ends[edge->from], draft->column[edge->to]);
    }
    return ends;
}

static size_t add_slot(GArray *slots, size_t node, bool is_wire, bool against)
{
    LayerSlot slot = {.node = node, .is_wire = is_wire, .against = against};
    g_array_append_val(slots, slot);
    return slots->len - 1;
}

static void add_link(GArray *links, size_t from, size_t to, bool against)
{
    LayerLink link = {.from = from, .to = to, .against = against};
    g_array_append_val(links, link);
}

/* Slots and links on their way into columns. */
typedef struct Lists {
    GArray **slots;
    GArray **links;
} Lists;

static void add_boxes(Draft *draft, const Lists *lists)
{
    for (size_t i = 0; i < draft->order->n_nodes; i++)
        if (draft->column[i] != NO_COLUMN)
            draft->slot[i] = add_slot(lists->slots[draft->column[i]], i, false, false);
}

/* Wires and links of one kind of edges. WIRES holds for each node and column the slot of its wire;
 * the edges are followed in the order given. */
static void add_edges(const Draft *draft, const Lists *lists, GArray *edges, bool against)
{
    g_autofree size_t *ends = find_ends(draft, edges);
    g_autofree size_t **wires = g_new0(size_t *, draft->order->n_nodes + 1);
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < draft->order->n_nodes; i++) {
        size_t begin = draft->column[i];
        if (begin == NO_COLUMN || ends[i] <= begin)
            continue;
        wires[i] = arena_alloc(arena, (ends[i] - begin) * sizeof **wires);
        wires[i][0] = draft->slot[i];
        for (size_t j = 1; j < ends[i] - begin; j++) {
            wires[i][j] = add_slot(lists->slots[begin + j], i, true, against);
            add_link(lists->links[begin + j - 1], wires[i][j - 1], wires[i][j], against);
        }
    }
    for (guint i = 0; i < edges->len; i++) {
        const LayerEdge *edge = &g_array_index(edges, LayerEdge, i);
        size_t last = draft->column[edge->to] - 1;
        add_link(lists->links[last], wires[edge->from][last - draft->column[edge->from]],
                 draft->slot[edge->to], against);
    }
}

static void *keep(Arena *arena, const GArray *array, size_t size)
{
    void *kept = arena_alloc(arena, (array->len + 1) * size);
    memcpy(kept, array->data, array->len * size);
    return kept;
}

static void fill(Draft *draft)
{
    Layers *layers = draft->layers;
    size_t count = draft->begins->len;
    layers->n_columns = count;
    layers->columns = arena_alloc(draft->arena, (count + 1) * sizeof *layers->columns);
    Lists lists = {.slots = g_new(GArray *, count + 1), .links = g_new(GArray *, count + 1)};
    for (size_t i = 0; i < count; i++) {
        lists.slots[i] = g_array_new(FALSE, FALSE, sizeof(LayerSlot));
        lists.links[i] = g_array_new(FALSE, FALSE, sizeof(LayerLink));
    }
    add_boxes(draft, &lists);
    add_edges(draft, &lists, draft->order->edges, false);
    add_edges(draft, &lists, draft->order->turned, true);
    for (size_t i = 0; i < count; i++) {
        layers->columns[i] =
            (LayerColumn){.slots = keep(draft->arena, lists.slots[i], sizeof(LayerSlot)),
                          .n_slots = lists.slots[i]->len,
                          .links = keep(draft->arena, lists.links[i], sizeof(LayerLink)),
                          .n_links = lists.links[i]->len,
                          .begins = g_array_index(draft->begins, bool, i)};
        g_array_unref(lists.slots[i]);
        g_array_unref(lists.links[i]);
    }
    g_free(lists.slots);
    g_free(lists.links);
}

const Layers *layers_new(Arena *arena, size_t n_nodes, const LayerEdge *edges, size_t n_edges,
                         const LayerSizes *sizes)
{
    g_autoptr(LayerOrder) order = layer_order_new(arena, n_nodes, edges, n_edges);
    g_autoptr(GArray) begins = g_array_new(FALSE, FALSE, sizeof(bool));
    Layers *layers = arena_new_item(arena, Layers);
    Draft draft = {.arena = arena,
                   .order = order,
                   .sizes = sizes,
                   .layers = layers,
                   .column = arena_alloc(arena, (n_nodes + 1) * sizeof(size_t)),
                   .slot = arena_alloc(arena, (n_nodes + 1) * sizeof(size_t)),
                   .begins = begins};
    layers->in_circle = order->in_circle;
    find_columns(&draft);
    fill(&draft);
    layers_arrange(layers, sizes);
    return layers;
}
