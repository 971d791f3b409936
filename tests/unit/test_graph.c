#include "rules/graph.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* Plans of nothing but dependencies: "ab" in a list of edges means that service a depends on b. */
typedef struct World {
    Arena *arena;
    Plan *plan;
    Service *services[26];
} World;

static World world_new(size_t count, const char *const *edges)
{
    World world = {.arena = arena_new()};
    world.plan = arena_new_item(world.arena, Plan);
    for (size_t i = 0; i < count; i++) {
        Service *service = arena_new_item(world.arena, Service);
        service->entity = (Entity){.kind = ENTITY_SERVICE, .plan = world.plan};
        service->entity.id.text = arena_printf(world.arena, "%c", (char)('a' + i));
        Ref **refs = arena_alloc(world.arena, 26 * sizeof *refs);
        service->depends.items = refs;
        world.services[i] = service;
    }
    for (size_t i = 0; edges[i] != NULL; i++) {
        RefList *depends = &world.services[edges[i][0] - 'a']->depends;
        Ref *ref = arena_new_item(world.arena, Ref);
        ref->target = &world.services[edges[i][1] - 'a']->entity;
        ref->text = ref->target->id.text;
        ((Ref **)(uintptr_t)depends->items)[depends->count++] = ref;
    }
    Service **list = arena_alloc(world.arena, count * sizeof *list);
    memcpy(list, world.services, count * sizeof *list);
    world.plan->services.items = list;
    world.plan->services.count = count;
    return world;
}

/* "abc|d": the circle of each tangle, those without one left out. Owned by the caller. */
static char *circles_of(const World *world)
{
    g_autoptr(Graph) graph = graph_new(&world->plan, 1);
    GString *text = g_string_new(NULL);
    size_t nodes = 0;
    for (size_t i = 0; i < graph_tangles(graph); i++) {
        size_t count;
        const size_t *members = graph_tangle(graph, i, &count);
        for (size_t j = 0; j < count; j++)
            ck_assert_uint_eq(graph_node(graph, members[j])->tangle, i);
        nodes += count;
        const Ref *closing = NULL;
        g_autoptr(GArray) circle = graph_circle(graph, i, &closing);
        if (circle->len > 0 && text->len > 0)
            g_string_append_c(text, '|');
        for (guint j = 0; j < circle->len; j++) {
            const GraphNode *node = graph_node(graph, g_array_index(circle, size_t, j));
            g_string_append(text, node->entity->id.text);
            if (j == 0)
                ck_assert_ptr_eq(closing->target, node->entity);
        }
    }
    ck_assert_uint_eq(nodes, world->plan->services.count);
    return g_string_free(text, FALSE);
}

static void expect_circles(size_t count, const char *const *edges, const char *expected)
{
    World world = world_new(count, edges);
    g_autofree char *circles = circles_of(&world);
    ck_assert_str_eq(circles, expected);
    arena_free(world.arena);
}

START_TEST(finds_no_circle_where_ways_only_meet)
{
    expect_circles(4, (const char *const[]){"ab", "ac", "bd", "cd", NULL}, "");
}
END_TEST

START_TEST(finds_one_circle_for_each_tangle)
{
    expect_circles(1, (const char *const[]){"aa", NULL}, "a");
    expect_circles(3, (const char *const[]){"ab", "bc", "ca", NULL}, "abc");
    expect_circles(5, (const char *const[]){"ab", "ba", "bc", "cd", "dc", "de", NULL}, "cd|ab");
}
END_TEST

START_TEST(finds_a_shortest_circle)
{
    /* The long way round is met first. */
    expect_circles(5, (const char *const[]){"ab", "bc", "cd", "de", "ea", "dc", NULL}, "cd");
    expect_circles(4, (const char *const[]){"ab", "bc", "cd", "da", "db", NULL}, "bcd");
    expect_circles(3, (const char *const[]){"ab", "ba", "bc", "cb", "cc", NULL}, "c");
}
END_TEST

/* A back edge to a node whose tangle is complete does not join it. */
START_TEST(keeps_tangles_apart)
{
    World world = world_new(4, (const char *const[]){"ab", "ba", "cd", "dc", "ca", NULL});
    g_autoptr(Graph) graph = graph_new(&world.plan, 1);
    ck_assert_uint_eq(graph_tangles(graph), 2);
    size_t a = graph_find(graph, &world.services[0]->entity);
    size_t b = graph_find(graph, &world.services[1]->entity);
    size_t c = graph_find(graph, &world.services[2]->entity);
    ck_assert_uint_eq(graph_node(graph, a)->tangle, graph_node(graph, b)->tangle);
    ck_assert_uint_ne(graph_node(graph, a)->tangle, graph_node(graph, c)->tangle);
    arena_free(world.arena);
}
END_TEST

static Suite *graph_suite(void)
{
    Suite *suite = suite_create("graph");
    TCase *tests = tcase_create("graph");
    tcase_add_test(tests, finds_no_circle_where_ways_only_meet);
    tcase_add_test(tests, finds_one_circle_for_each_tangle);
    tcase_add_test(tests, finds_a_shortest_circle);
    tcase_add_test(tests, keeps_tangles_apart);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(graph_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
