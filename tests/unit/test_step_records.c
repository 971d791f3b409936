#include "rules/step_records.h"

#include <check.h>

static int64_t percentile_of(const int64_t *values, size_t count, size_t most)
{
    g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_array_append_vals(array, values, (guint)count);
    return percentile_80(array, most);
}

START_TEST(takes_the_nearest_rank)
{
    const int64_t values[] = {50, 10, 40, 20, 30, 60, 100, 70, 90, 80};
    ck_assert_int_eq(percentile_of(values, 1, 10), 50);
    ck_assert_int_eq(percentile_of(values, 3, 10), 50);
    ck_assert_int_eq(percentile_of(values, 5, 10), 40);
    ck_assert_int_eq(percentile_of(values, 10, 10), 80);
}
END_TEST

START_TEST(takes_the_newest_only)
{
    const int64_t values[] = {900, 900, 10, 20, 30};
    ck_assert_int_eq(percentile_of(values, 5, 3), 30);
}
END_TEST

static Step steps[] = {{.entity = {.id = {.text = "fetch"}}}, {.entity = {.id = {.text = "load"}}}};
static Step *step_items[] = {&steps[0], &steps[1]};
static Runbook runbook = {.entity = {.id = {.text = "restore"}},
                          .steps = {.items = step_items, .count = 2}};
static Runbook *runbook_items[] = {&runbook};

START_TEST(gathers_what_runs_show_of_a_step)
{
    RunStep first[] = {
        {.id = "load", .started = {100}, .ended = {160}, .outcome = STEP_PASSED},
        {.id = "fetch", .started = {0}, .ended = {50}, .outcome = STEP_SKIPPED},
        {.id = "gone", .started = {0}, .ended = {50}, .outcome = STEP_PASSED},
    };
    RunStep second[] = {
        {.id = "load", .started = {100}, .ended = {900}, .outcome = STEP_FAILED, .exit_status = 1},
        {.id = "load", .started = {MOMENT_ABSENT}, .ended = {900}, .exit_status = 1},
    };
    Run runs[] = {{.id = "1",
                   .runbook = "restore",
                   .started = {0},
                   .ended = {MOMENT_ABSENT},
                   .steps = first,
                   .n_steps = 3},
                  {.id = "2",
                   .runbook = "restore",
                   .started = {9},
                   .ended = {MOMENT_ABSENT},
                   .steps = second,
                   .n_steps = 2},
                  {.id = "3",
                   .runbook = "other",
                   .started = {9},
                   .ended = {MOMENT_ABSENT},
                   .steps = second,
                   .n_steps = 2}};
    const Run *pointers[] = {&runs[0], &runs[1], &runs[2]};
    Plan plan = {.id = "case", .runbooks = {.items = runbook_items, .count = 1}};
    CheckInput input = {.plan = &plan, .runs = {pointers, 3}, .has_history = true, .as_of = {1}};
    g_autoptr(Trials) trials = trials_new(&input);
    g_autoptr(StepRecords) records = step_records_new(trials);
    ck_assert_uint_eq(records->count, 1);
    const StepRecord *record = &records->items[0];
    ck_assert_ptr_eq(record->step, &steps[1]);
    ck_assert_uint_eq(record->outcomes->len, 3);
    ck_assert(!g_array_index(record->outcomes, bool, 1));
    ck_assert_uint_eq(record->seconds->len, 1);
    ck_assert_int_eq(g_array_index(record->seconds, int64_t, 0), 60);
    ck_assert_ptr_eq(record->newest, &runs[1]);
}
END_TEST

START_TEST(leaves_out_runs_of_later_days)
{
    Run runs[] = {{.id = "1", .started = {86400 * 2}, .ended = {MOMENT_ABSENT}},
                  {.id = "2", .started = {MOMENT_ABSENT}, .ended = {MOMENT_ABSENT}}};
    const Run *pointers[] = {&runs[0], &runs[1]};
    Plan plan = {.id = "case"};
    CheckInput input = {.plan = &plan, .runs = {pointers, 2}, .has_history = true, .as_of = {1}};
    g_autoptr(Trials) trials = trials_new(&input);
    ck_assert_uint_eq(trials->n_runs, 0);
    input.has_history = false;
    ck_assert_ptr_null(trials_new(&input));
}
END_TEST

static Suite *records_suite(void)
{
    Suite *suite = suite_create("step records");
    TCase *tests = tcase_create("records");
    tcase_add_test(tests, takes_the_nearest_rank);
    tcase_add_test(tests, takes_the_newest_only);
    tcase_add_test(tests, gathers_what_runs_show_of_a_step);
    tcase_add_test(tests, leaves_out_runs_of_later_days);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(records_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
