#include "model/flow.h"

#include "model/calls.h"

/* The steps of one runbook, as far as they have been seen. */
typedef struct Scope {
    size_t begin;        /* behind what they come */
    size_t before;       /* the place before the next one; BEGIN at first */
    GHashTable *earlier; /* step id to its place plus 1 */
    GArray *members;     /* size_t: their places */
} Scope;

static Scope scope_open(size_t begin)
{
    return (Scope){.begin = begin,
                   .before = begin,
                   .earlier = g_hash_table_new(g_str_hash, g_str_equal),
                   .members = g_array_new(FALSE, FALSE, sizeof(size_t))};
}

static void scope_clear(Scope *scope)
{
    g_hash_table_unref(scope->earlier);
    g_array_unref(scope->members);
}

/* The first of equal ids counts, as everywhere; the second has been reported. */
static void scope_add(Scope *scope, const Step *step, size_t place)
{
    const char *id = step->entity.id.text;
    scope->before = place;
    g_array_append_val(scope->members, place);
    if (id != NULL && !g_hash_table_contains(scope->earlier, id))
        g_hash_table_insert(scope->earlier, (void *)(uintptr_t)id, GSIZE_TO_POINTER(place + 1));
}

static void add_edge(Flow *flow, size_t from, size_t to)
{
    NetEdge edge = {.from = from, .to = to};
    g_array_append_val(flow->edges, edge);
}

/* What PLACE waits for, where STEP is done or a call of STEP begins. */
static void wait_for(Flow *flow, const Scope *scope, const Step *step, size_t place)
{
    const TextList *after = &step->after;
    if (after->span.source == NULL && after->count == 0) {
        add_edge(flow, scope->before, place);
        return;
    }
    add_edge(flow, scope->begin, place);
    for (size_t i = 0; i < after->count; i++) {
        const char *id = after->items[i]->text;
        size_t found = id == NULL ? 0 : GPOINTER_TO_SIZE(g_hash_table_lookup(scope->earlier, id));
        if (found != 0)
            add_edge(flow, found - 1, place);
    }
}

/* The call that ends at PLACE is done when all in SCOPE is. */
static void close_call(Flow *flow, Scope *scope, size_t place)
{
    add_edge(flow, scope->begin, place);
    for (guint i = 0; i < scope->members->len; i++)
        add_edge(flow, g_array_index(scope->members, size_t, i), place);
    scope_clear(scope);
}

Flow *flow_new(const Runbook *runbook)
{
    Flow *flow = g_new0(Flow, 1);
    flow->row = calls_unfold(runbook);
    flow->edges = g_array_new(FALSE, FALSE, sizeof(NetEdge));
    Scope scopes[CALLS_MAX_DEPTH] = {scope_open(FLOW_BEGIN)};
    size_t depth = 0;
    for (guint i = 0; i < flow->row->len; i++) {
        const CalledStep *called = &g_array_index(flow->row, CalledStep, i);
        if (called->kind == CALLED_CLOSE)
            close_call(flow, &scopes[depth--], i);
        else
            wait_for(flow, &scopes[depth], called->step, i);
        if (called->kind == CALLED_OPEN)
            scopes[++depth] = scope_open(i);
        else
            scope_add(&scopes[depth], called->step, i);
    }
    scope_clear(&scopes[0]);
    return flow;
}

void flow_free(Flow *flow)
{
    if (flow == NULL)
        return;
    g_array_unref(flow->row);
    g_array_unref(flow->edges);
    g_free(flow);
}
