#include "rules/term.h"

#include <check.h>
#include <stdlib.h>

static const Date last = {20454}; /* 2026-01-01 */

static Term monthly(void)
{
    return (Term){last, {1, 0}, "1mo"};
}

START_TEST(ends_with_its_last_day)
{
    ck_assert_int_eq(term_due(monthly()).days, 20485);
    ck_assert(!term_is_over(monthly(), (Date){20485}));
    ck_assert(term_is_over(monthly(), (Date){20486}));
}
END_TEST

static void ck_assert_overdue(int32_t as_of, const char *wanted)
{
    g_autofree char *overdue = term_overdue(monthly(), (Date){as_of});
    ck_assert_str_eq(overdue, wanted);
}

START_TEST(shows_its_arithmetic)
{
    ck_assert_overdue(20486, "1 day overdue: 2026-01-01 + 1mo = 2026-02-01 < 2026-02-02");
    ck_assert_overdue(20487, "2 days overdue: 2026-01-01 + 1mo = 2026-02-01 < 2026-02-03");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("term");
    TCase *tests = tcase_create("term");
    tcase_add_test(tests, ends_with_its_last_day);
    tcase_add_test(tests, shows_its_arithmetic);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
