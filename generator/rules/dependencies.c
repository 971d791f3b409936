#include "rules/checks.h"
#include "rules/graph.h"
#include "rules/subject.h"

enum { MOST_LINKS = 6 }; /* of a chain, written out before it is cut */

/* Appends "api (2h)", or "plan/api (2h)" for what another plan holds. */
static void append_link(const Entity *entity, const Plan *home, bool with_rto, GString *out)
{
    if (out->len > 0)
        g_string_append(out, " -> ");
    if (entity->plan != NULL && entity->plan != home)
        g_string_append_printf(out, "%s/", entity->plan->id);
    g_string_append(out, subject_id(entity));
    const DurationValue *rto = with_rto ? subject_rto(entity) : NULL;
    if (rto != NULL)
        g_string_append_printf(out, " (%s)", rto->text);
}

/* The way from SERVICE over node FIRST to the slowest that FIRST leads to. */
static char *chain_text(const Graph *graph, const Plan *home, const Entity *service, size_t first)
{
    GString *text = g_string_new(NULL);
    append_link(service, home, true, text);
    size_t at = first;
    size_t links = 1;
    while (graph_node(graph, at)->slowest != at && links < MOST_LINKS) {
        append_link(graph_node(graph, at)->entity, home, true, text);
        at = graph_node(graph, at)->next;
        links++;
    }
    size_t left_out = graph_node(graph, at)->hops;
    if (left_out > 0)
        g_string_append_printf(text, " -> ... %zu more ...", left_out);
    append_link(graph_node(graph, graph_node(graph, first)->slowest)->entity, home, true, text);
    return g_string_free(text, FALSE);
}

static void report_slower(const Graph *graph, const Plan *plan, const Service *service,
                          const Ref *ref, Diags *diags)
{
    size_t first = graph_find(graph, ref->target);
    const Entity *slowest = graph_node(graph, graph_node(graph, first)->slowest)->entity;
    const DurationValue *needed = subject_rto(slowest);
    const char *id = subject_id(&service->entity);
    g_autofree char *chain = chain_text(graph, plan, &service->entity, first);
    Diag *diag = diags_add(diags, &check_dependency_slower.rule, ref->span,
                           "service '%s' must be back before %s '%s', on which it depends: "
                           "%s < %s, %s",
                           id, entity_kind_word(slowest->kind), subject_id(slowest),
                           service->rto.text, needed->text, chain);
    diag_note(diags, diag, service->rto.span, "'%s' is to be back within %s", id,
              service->rto.text);
    diag_note(diags, diag, needed->span, "'%s' is back only within %s", subject_id(slowest),
              needed->text);
    diag_help(diags, diag,
              "raise `rto` of '%s' to %s, recover '%s' within %s, or cut the "
              "dependency",
              id, needed->text, subject_id(slowest), service->rto.text);
}

static void compare_service(const Graph *graph, const Plan *plan, const Service *service,
                            Diags *diags)
{
    if (known_length(&service->rto) == NULL)
        return;
    g_autoptr(GHashTable) told = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < service->depends.count; i++) {
        const Ref *ref = service->depends.items[i];
        if (ref->target == NULL)
            continue;
        size_t slowest = graph_node(graph, graph_find(graph, ref->target))->slowest;
        if (slowest == GRAPH_NONE)
            continue;
        const DurationValue *needed = subject_rto(graph_node(graph, slowest)->entity);
        if (duration_compare(needed->value, service->rto.value) > 0 &&
            g_hash_table_add(told, GSIZE_TO_POINTER(slowest)))
            report_slower(graph, plan, service, ref, diags);
    }
}

static void dependency_slower(const CheckInput *input, Diags *diags)
{
    const Library *library = input->library;
    g_autoptr(Graph) graph = graph_new(library->plans, library->n_plans);
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        for (size_t j = 0; j < plan->services.count; j++)
            compare_service(graph, plan, plan->services.items[j], diags);
    }
}

const Check check_dependency_slower = {
    .rule =
        {
            .id = "dependency-slower",
            .severity = SEVERITY_ERROR,
            .summary = "a service depends on something with a longer recovery time objective",
            .remedy = "raise the service's `rto`, or lower that of what it depends on",
            .why = "The service cannot be back before what it needs is back, so its recovery "
                   "time is already broken when the disaster begins.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.3; ISO 22301:2019 8.2.2",
        },
    .run_library = dependency_slower,
};

/* A circle through several plans is told from that of the first on it. */
static const Plan *home_of(const Graph *graph, const GArray *circle)
{
    return graph_node(graph, g_array_index(circle, size_t, 0))->entity->plan;
}

/* "api -> login -> api". Owned by the caller. */
static char *circle_text(const Graph *graph, const Plan *home, const GArray *circle)
{
    GString *text = g_string_new(NULL);
    guint length = circle->len;
    for (guint i = 0; i < length; i++) {
        if (i == MOST_LINKS && length > MOST_LINKS + 1) {
            g_string_append_printf(text, " -> ... %u more ...", length - MOST_LINKS - 1);
            i = length - 1;
        }
        append_link(graph_node(graph, g_array_index(circle, size_t, i))->entity, home, false, text);
    }
    append_link(graph_node(graph, g_array_index(circle, size_t, 0))->entity, home, false, text);
    return g_string_free(text, FALSE);
}

static void report_cycle(const Graph *graph, size_t tangle, Diags *diags)
{
    const Ref *closing = NULL;
    g_autoptr(GArray) circle = graph_circle(graph, tangle, &closing);
    if (circle->len == 0)
        return;
    g_autofree char *text = circle_text(graph, home_of(graph, circle), circle);
    const Entity *last = graph_node(graph, g_array_index(circle, size_t, circle->len - 1))->entity;
    Diag *diag = diags_add(diags, &check_dependency_cycle.rule, closing->span,
                           "services wait for each other in a circle: %s", text);
    size_t count;
    graph_tangle(graph, tangle, &count);
    if (count > circle->len)
        diag_note(diags, diag, subject_place(last),
                  "this is a shortest circle; %zu services in all wait for each other", count);
    diag_help(diags, diag,
              "take '%s' out of `depends` of '%s', or cut another link of "
              "the circle",
              closing->text, subject_id(last));
}

static void dependency_cycle(const CheckInput *input, Diags *diags)
{
    g_autoptr(Graph) graph = graph_new(input->library->plans, input->library->n_plans);
    for (size_t i = 0; i < graph_tangles(graph); i++)
        report_cycle(graph, i, diags);
}

const Check check_dependency_cycle = {
    .rule =
        {
            .id = "dependency-cycle",
            .severity = SEVERITY_ERROR,
            .summary = "services depend on each other in a circle, so none can be recovered first",
            .remedy = "take one of the dependencies of the circle out of `depends`",
            .why = "Each waits for the other to come back first; whoever recovers them finds "
                   "out at the console which one starts alone.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.3 and 4.3.1",
        },
    .run_library = dependency_cycle,
};

static bool is_absent(const DurationValue *value)
{
    return value->text == NULL && value->span.source == NULL;
}

static bool has_no_objective(const Entity *entity)
{
    if (entity->kind == ENTITY_SERVICE)
        return is_absent(&((const Service *)entity)->rto);
    const DataSet *data = (const DataSet *)entity;
    return entity->kind == ENTITY_DATA && is_absent(&data->rto) && is_absent(&data->rpo);
}

/* How many services of PLAN depend on each entity, directly: Entity to count. Owned by the
 * caller. */
static GHashTable *count_dependants(const Plan *plan)
{
    GHashTable *counts = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < plan->services.count; i++) {
        const RefList *depends = &plan->services.items[i]->depends;
        for (size_t j = 0; j < depends->count; j++) {
            void *target = (void *)(uintptr_t)depends->items[j]->target;
            size_t count = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, target));
            if (target != NULL)
                g_hash_table_insert(counts, target, GSIZE_TO_POINTER(count + 1));
        }
    }
    return counts;
}

static void report_without(const Service *service, const Ref *ref, size_t dependants, Diags *diags)
{
    const Entity *target = ref->target;
    bool is_data = target->kind == ENTITY_DATA;
    const char *lacks = is_data ? "neither a recovery point nor a recovery time objective"
                                : "no recovery time objective";
    Diag *diag =
        diags_add(diags, &check_dependency_without_objective.rule, ref->span,
                  "service '%s' depends on %s '%s', which has %s", subject_id(&service->entity),
                  entity_kind_word(target->kind), ref->text, lacks);
    if (dependants > 1)
        diag_note(diags, diag, subject_place(target),
                  "'%s' promises nothing, and %zu services of this plan depend on it",
                  subject_id(target), dependants);
    else
        diag_note(diags, diag, subject_place(target), "'%s' promises nothing", subject_id(target));
    if (known_length(&service->rto) != NULL)
        diag_note(diags, diag, service->rto.span, "'%s' is to be back within %s",
                  subject_id(&service->entity), service->rto.text);
    diag_help(diags, diag, "give '%s' an `%s:`, not longer than its dependants can wait",
              subject_id(target), is_data ? "rpo" : "rto");
}

/* Each lack is told once for each plan, by the first service that depends on it. */
static void dependency_without_objective(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    g_autoptr(GHashTable) counts = count_dependants(plan);
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        for (size_t j = 0; j < service->depends.count; j++) {
            const Ref *ref = service->depends.items[j];
            size_t count = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, ref->target));
            if (ref->target == NULL || count == 0 || !has_no_objective(ref->target))
                continue;
            report_without(service, ref, count, diags);
            g_hash_table_remove(counts, ref->target);
        }
    }
}

const Check check_dependency_without_objective = {
    .rule =
        {
            .id = "dependency-without-objective",
            .severity = SEVERITY_ERROR,
            .summary = "a service depends on something that has no recovery objective",
            .remedy = "give what it depends on an objective that fits the service's own",
            .why = "The service's own promise rests on something that promises nothing: its team "
                   "recovers it last, and the service waits for it.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.1 and 3.2.3; ISO 22301:2019 8.2.2",
        },
    .run = dependency_without_objective,
};
