#include "base/nearest.h"

#include <check.h>
#include <glib.h>
#include <stdlib.h>

START_TEST(counts_changes)
{
    static const struct {
        const char *a, *b;
        size_t distance;
    } cases[] = {
        {"", "", 0},       {"", "abc", 3},           {"rto", "rto", 0}, {"rto", "RTO", 0},
        {"rto", "rot", 1}, {"tier", "teir", 1},      {"rto", "rpo", 1}, {"owner", "ownr", 1},
        {"id", "ids", 1},  {"kitten", "sitting", 3}, {"ab", "ba", 1},   {"abc", "cba", 2},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        ck_assert_uint_eq(edit_distance(cases[i].a, cases[i].b), cases[i].distance);
        ck_assert_uint_eq(edit_distance(cases[i].b, cases[i].a), cases[i].distance);
    }
}
END_TEST

START_TEST(measures_words_up_to_64_bytes)
{
    g_autofree char *longest = g_strnfill(64, 'a');
    g_autofree char *longer = g_strnfill(65, 'a');
    g_autofree char *other = g_strnfill(64, 'b');
    ck_assert_uint_eq(edit_distance(longest, longest), 0);
    ck_assert_uint_eq(edit_distance(longest, other), 64);
    ck_assert_uint_eq(edit_distance(longest, longer), 65);
    ck_assert_uint_eq(edit_distance(longer, longer), 65);
    Nearest nearest = nearest_start(longer);
    nearest_offer(&nearest, longer);
    ck_assert_ptr_null(nearest.best);
}
END_TEST

START_TEST(keeps_the_first_of_the_best)
{
    Nearest nearest = nearest_start("servces");
    nearest_offer(&nearest, "scenarios");
    nearest_offer(&nearest, "services");
    nearest_offer(&nearest, "service");
    nearest_offer(&nearest, "servcies");
    ck_assert_str_eq(nearest.best, "services");
    ck_assert_uint_eq(nearest.distance, 1);
}
END_TEST

START_TEST(proposes_nothing_far_away)
{
    static const char *const far[] = {"escalation", "x", "", "practices"};
    Nearest nearest = nearest_start("rto");
    for (size_t i = 0; i < G_N_ELEMENTS(far); i++)
        nearest_offer(&nearest, far[i]);
    ck_assert_ptr_null(nearest.best);
    Nearest of_nothing = nearest_start("");
    nearest_offer(&of_nothing, "a");
    nearest_offer(&of_nothing, "");
    ck_assert_ptr_null(of_nothing.best);
}
END_TEST

static Suite *nearest_suite(void)
{
    Suite *suite = suite_create("nearest");
    TCase *tests = tcase_create("words");
    tcase_add_test(tests, counts_changes);
    tcase_add_test(tests, measures_words_up_to_64_bytes);
    tcase_add_test(tests, keeps_the_first_of_the_best);
    tcase_add_test(tests, proposes_nothing_far_away);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(nearest_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
