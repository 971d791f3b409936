#include "model/run.h"

#include <check.h>
#include <stdlib.h>

static Run runs[] = {
    {.id = "1", .plan = "docs"},
    {.id = "2", .plan = "web"},
    {.id = "3", .plan = NULL},
    {.id = "4", .plan = "docs"},
};
static const RunSet set = {.runs = runs, .count = G_N_ELEMENTS(runs)};

START_TEST(lists_the_runs_of_a_plan_oldest_first)
{
    g_autoptr(RunGroups) groups = run_groups_new(&set);
    RunList docs = run_groups_of(groups, "docs");
    ck_assert_uint_eq(docs.count, 2);
    ck_assert_ptr_eq(docs.items[0], &runs[0]);
    ck_assert_ptr_eq(docs.items[1], &runs[3]);
    ck_assert_uint_eq(run_groups_of(groups, "web").count, 1);
    ck_assert_uint_eq(run_groups_of(groups, "doc").count, 0);
}
END_TEST

START_TEST(lists_all_runs_even_those_of_no_plan)
{
    g_autoptr(RunGroups) groups = run_groups_new(&set);
    RunList all = run_groups_all(groups);
    ck_assert_uint_eq(all.count, 4);
    for (size_t i = 0; i < all.count; i++)
        ck_assert_ptr_eq(all.items[i], &runs[i]);
}
END_TEST

START_TEST(holds_nothing_without_a_history)
{
    g_autoptr(RunGroups) groups = run_groups_new(NULL);
    ck_assert_uint_eq(run_groups_all(groups).count, 0);
    ck_assert_uint_eq(run_groups_of(groups, "docs").count, 0);
    run_groups_free(NULL);
}
END_TEST

static Suite *run_groups_suite(void)
{
    Suite *suite = suite_create("run groups");
    TCase *tests = tcase_create("lists");
    tcase_add_test(tests, lists_the_runs_of_a_plan_oldest_first);
    tcase_add_test(tests, lists_all_runs_even_those_of_no_plan);
    tcase_add_test(tests, holds_nothing_without_a_history);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(run_groups_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
