#include "rules/footing.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT = 20 };

/* A chain: tool t0 needs service s1, each service depends on the next and on the first. */
typedef struct Chain {
    Plan plan;
    Tool tool;
    Service services[COUNT];
    Ref refs[COUNT][2];
    Ref *lists[COUNT][2];
    char names[COUNT][8];
} Chain;

static void chain_fill(Chain *chain)
{
    memset(chain, 0, sizeof *chain);
    chain->plan.id = "p";
    chain->tool.entity = (Entity){.kind = ENTITY_TOOL, .id = {.text = "t0"}};
    for (size_t i = 0; i < COUNT; i++) {
        Service *service = &chain->services[i];
        g_snprintf(chain->names[i], sizeof chain->names[i], "s%zu", i);
        service->entity =
            (Entity){.kind = ENTITY_SERVICE, .plan = &chain->plan, .id = {.text = chain->names[i]}};
        chain->refs[i][0].target = i + 1 < COUNT ? &chain->services[i + 1].entity : NULL;
        chain->refs[i][1].target = &chain->services[1].entity;
        chain->lists[i][0] = &chain->refs[i][0];
        chain->lists[i][1] = &chain->refs[i][1];
        service->depends = (RefList){.items = chain->lists[i], .count = 2};
    }
    chain->tool.needs = (RefList){.items = chain->lists[0], .count = 1};
}

START_TEST(finds_all_of_a_circle_once)
{
    Chain chain;
    chain_fill(&chain);
    g_autoptr(Footing) needs = footing_new(&chain.tool.entity, NULL);
    ck_assert_uint_eq(footing_count(needs), COUNT);
    ck_assert_ptr_eq(footing_entity(needs, 0), &chain.tool.entity);
    ck_assert_ptr_eq(footing_entity(needs, 3), &chain.services[3].entity);
    ck_assert_uint_eq(footing_find(needs, &chain.services[0].entity), SIZE_MAX);
    ck_assert_ptr_eq(footing_first_link(needs, 5), &chain.refs[0][0]);
    ck_assert_ptr_null(footing_first_link(needs, 0));
}
END_TEST

START_TEST(tells_the_way)
{
    Chain chain;
    chain_fill(&chain);
    g_autoptr(Footing) needs = footing_new(&chain.tool.entity, NULL);
    g_autofree char *start = footing_way(needs, 0, NULL);
    ck_assert_str_eq(start, "t0");
    g_autofree char *near = footing_way(needs, 2, &chain.plan);
    ck_assert_str_eq(near, "t0 -> s1 -> s2");
    g_autofree char *whole = footing_way(needs, 6, &chain.plan);
    ck_assert_str_eq(whole, "t0 -> s1 -> s2 -> s3 -> s4 -> s5 -> s6");
    g_autofree char *far = footing_way(needs, 19, NULL);
    ck_assert_str_eq(far, "t0 -> p/s1 -> p/s2 -> p/s3 -> p/s4 -> p/s5 -> ... 13 more ... -> p/s19");
}
END_TEST

START_TEST(stops_at_a_fallback_and_at_the_end_of_the_budget)
{
    Chain chain;
    chain_fill(&chain);
    size_t budget = 4;
    g_autoptr(Footing) some = footing_new(&chain.tool.entity, &budget);
    ck_assert_uint_eq(budget, 0);
    ck_assert_uint_eq(footing_count(some), 4);
    chain.tool.fallback.text = "paper";
    g_autoptr(Footing) none = footing_new(&chain.tool.entity, NULL);
    ck_assert_uint_eq(footing_count(none), 1);
}
END_TEST

static Suite *footing_suite(void)
{
    Suite *suite = suite_create("footing");
    TCase *tests = tcase_create("footing");
    tcase_add_test(tests, finds_all_of_a_circle_once);
    tcase_add_test(tests, tells_the_way);
    tcase_add_test(tests, stops_at_a_fallback_and_at_the_end_of_the_budget);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(footing_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
