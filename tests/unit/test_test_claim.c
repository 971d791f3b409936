#include "rules/test_claim.h"

#include <check.h>

/* What TEXT claims, one claim a line: the words, how often, the topics. Owned by the caller. */
static char *claims_of(const char *text)
{
    g_autoptr(GArray) claims = test_claims_find(text);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < claims->len; i++) {
        const TestClaim *claim = &g_array_index(claims, TestClaim, i);
        char period[DURATION_TEXT_SIZE] = "ever";
        if (claim->has_period)
            duration_format(claim->period, period);
        g_string_append_printf(out, "%s%.*s=%s%s%s", i > 0 ? " | " : "", (int)claim->length,
                               text + claim->offset, period,
                               claim->topics & TOPIC_FAILOVER ? " failover" : "",
                               claim->topics & TOPIC_RESTORE ? " restore" : "");
    }
    return g_string_free(out, FALSE);
}

static void assert_claims(const char *text, const char *expected)
{
    g_autofree char *claims = claims_of(text);
    ck_assert_str_eq(claims, expected);
}

START_TEST(reads_how_often_after_the_test)
{
    assert_claims("Tests every quarter and an update every year.", "Tests every quarter=3mo");
    assert_claims("It is tested quarterly.", "tested quarterly=3mo");
    assert_claims("We drill each month.", "drill each month=1mo");
    assert_claims("It is exercised every six months.", "exercised every six months=6mo");
    assert_claims("It is rehearsed every 2 weeks.", "rehearsed every 2 weeks=2w");
    assert_claims("It is tested every other year.", "tested every other year=2y");
    assert_claims("Tested at least once a year.", "Tested at least once a year=1y");
    assert_claims("Tested four times per year.", "Tested four times per year=3mo");
}
END_TEST

START_TEST(reads_how_often_before_the_test)
{
    assert_claims("A monthly drill takes place.", "monthly drill=1mo");
    assert_claims("Every other week a restore is tested.",
                  "Every other week a restore is tested=2w restore");
    assert_claims("Twice a year we test it.", "Twice a year we test=6mo");
}
END_TEST

START_TEST(prefers_what_is_nearest)
{
    assert_claims("Every week we meet, and tests follow every month.",
                  "tests follow every month=1mo");
    assert_claims("Weekly tests, monthly drills.", "Weekly tests=7d | monthly drills=1mo");
}
END_TEST

START_TEST(stays_within_a_sentence)
{
    assert_claims("There are tests. Every month we meet.", "");
    assert_claims("- tests\n- every month a meeting", "");
    assert_claims("tests\n\nevery month", "");
    assert_claims("tests\nevery month", "tests\nevery month=1mo");
}
END_TEST

START_TEST(knows_the_topic)
{
    assert_claims("Backups and the failover are tested monthly.",
                  "tested monthly=1mo failover restore");
    assert_claims("Failover procedures are documented and tested.",
                  "are documented and tested=ever failover");
}
END_TEST

START_TEST(takes_only_what_is_said_as_a_fact)
{
    assert_claims("It should be tested monthly.", "");
    assert_claims("It is not tested.", "");
    assert_claims("Nothing is tested monthly.", "");
    assert_claims("Without quarterly tests it cannot succeed.", "");
    assert_claims("If tests every month fail, call.", "");
    assert_claims("Regular tests keep it alive.", "");
    assert_claims("A tested plan.", "");
}
END_TEST

START_TEST(leaves_tests_of_software_alone)
{
    assert_claims("Unit tests run daily.", "");
    assert_claims("The test suite runs daily.", "");
    assert_claims("The pytest-analyzer runs weekly.", "");
}
END_TEST

START_TEST(bears_any_text)
{
    assert_claims("", "");
    assert_claims("every", "");
    assert_claims("once a tested times 99 times per", "");
    assert_claims("tested every 99999999999999999999 years", "");
    assert_claims("tested every 0 months", "");
    g_autoptr(GString) many = g_string_new(NULL);
    for (size_t i = 0; i < 1000; i++)
        g_string_append(many, "Tested monthly. ");
    g_autoptr(GArray) claims = test_claims_find(many->str);
    ck_assert_uint_eq(claims->len, 20);
}
END_TEST

static Suite *claim_suite(void)
{
    Suite *suite = suite_create("test claim");
    TCase *tests = tcase_create("claims");
    tcase_add_test(tests, reads_how_often_after_the_test);
    tcase_add_test(tests, reads_how_often_before_the_test);
    tcase_add_test(tests, prefers_what_is_nearest);
    tcase_add_test(tests, stays_within_a_sentence);
    tcase_add_test(tests, knows_the_topic);
    tcase_add_test(tests, takes_only_what_is_said_as_a_fact);
    tcase_add_test(tests, leaves_tests_of_software_alone);
    tcase_add_test(tests, bears_any_text);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(claim_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
