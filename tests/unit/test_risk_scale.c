#include "model/risk_scale.h"

#include "read/schema.h"
#include "rules/families.h"

#include <check.h>
#include <stdlib.h>

static Text words[] = {
    {.text = "Green"}, {.text = "yellow"}, {.text = "orange"}, {.text = "red"}, {.text = "low"}};
static Text *levels[] = {&words[0], &words[1], &words[2], &words[3], &words[4]};

/* 'a' is above, below or beside 'b'; '?' when nobody knows. */
static char ordered(const RiskScale *scale, const char *a, const char *b)
{
    int order;
    if (!risk_scale_compare(scale, a, b, &order))
        return '?';
    return order < 0 ? '<' : order > 0 ? '>' : '=';
}

START_TEST(orders_levels_as_the_library_does)
{
    RiskMatrix matrix = {.levels = {.items = levels, .count = 5}};
    g_autoptr(RiskScale) scale = risk_scale_new(&matrix);
    ck_assert_int_eq(ordered(scale, "green", "RED"), '<');
    ck_assert_int_eq(ordered(scale, "low", "red"), '>');
    ck_assert_int_eq(ordered(scale, "orange", "Orange"), '=');
    /* One is in the list only, the other in no list. */
    ck_assert_int_eq(ordered(scale, "green", "high"), '?');
    ck_assert_int_eq(ordered(scale, "green", "purple"), '?');
    /* Neither word leaves the common meaning. */
    ck_assert_int_eq(ordered(scale, "low", "high"), '<');
}
END_TEST

START_TEST(orders_levels_as_everybody_does)
{
    RiskMatrix matrix = {.levels = {.count = 0}};
    g_autoptr(RiskScale) scale = risk_scale_new(&matrix);
    const char *const rising[] = {"None", "negligible", "low", "Medium", "HIGH", "critical"};
    for (size_t i = 1; i < G_N_ELEMENTS(rising); i++) {
        ck_assert_int_eq(ordered(scale, rising[i - 1], rising[i]), '<');
        ck_assert_int_eq(ordered(scale, rising[i], rising[i - 1]), '>');
    }
    ck_assert_int_eq(ordered(scale, "P1", "P3"), '>');
    ck_assert_int_eq(ordered(scale, "severe", "very high"), '=');
    ck_assert_int_eq(ordered(scale, "low", "amber"), '?');
    ck_assert_int_eq(ordered(scale, NULL, "low"), '?');
}
END_TEST

START_TEST(knows_the_upper_half)
{
    RiskMatrix matrix = {.levels = {.items = levels, .count = 5}};
    g_autoptr(RiskScale) five = risk_scale_new(&matrix);
    ck_assert(!risk_scale_is_high(five, "orange"));
    ck_assert(risk_scale_is_high(five, "Red"));
    ck_assert(risk_scale_is_high(five, "low"));
    ck_assert(risk_scale_is_high(five, "critical"));
    ck_assert(!risk_scale_is_high(five, "purple"));
    RiskMatrix short_matrix = {.levels = {.items = levels, .count = 4}};
    g_autoptr(RiskScale) four = risk_scale_new(&short_matrix);
    ck_assert(!risk_scale_is_high(four, "yellow"));
    ck_assert(risk_scale_is_high(four, "orange"));
    ck_assert(!risk_scale_is_high(four, "medium"));
    ck_assert(risk_scale_is_high(four, "high"));
}
END_TEST

START_TEST(finds_cells_in_any_case)
{
    MatrixRow rare = {.likelihood = {.text = "Rare"}, .levels = {.items = levels, .count = 2}};
    MatrixRow *rows[] = {&rare};
    RiskMatrix matrix = {.impacts = {.items = &levels[2], .count = 3},
                         .rows = {.items = rows, .count = 1}};
    g_autoptr(RiskScale) scale = risk_scale_new(&matrix);
    ck_assert_ptr_eq(risk_scale_cell(scale, "rare", "ORANGE"), &words[0]);
    ck_assert_ptr_eq(risk_scale_cell(scale, "RARE", "red"), &words[1]);
    ck_assert_ptr_null(risk_scale_cell(scale, "rare", "low"));
    ck_assert_ptr_null(risk_scale_cell(scale, "often", "red"));
    ck_assert_ptr_null(risk_scale_cell(scale, NULL, "red"));
    Risk risk = {.likelihood = {.text = "rare"}, .impact = {.text = "red"}};
    ck_assert_ptr_eq(risk_scale_level(scale, &risk), &words[1]);
    risk.level.text = "blue";
    ck_assert_ptr_eq(risk_scale_level(scale, &risk), &risk.level);
}
END_TEST

START_TEST(calls_families_as_the_reader_does)
{
    for (int i = 0; i < FAMILY_COUNT; i++) {
        ck_assert_str_eq(scenario_family_words[i], family_word((ScenarioFamily)i));
        ck_assert_int_eq(family_find(scenario_family_words[i]), i);
    }
    ck_assert_ptr_null(scenario_family_words[FAMILY_COUNT]);
    ck_assert_int_eq(family_find("climate"), -1);
}
END_TEST

static Suite *risk_scale_suite(void)
{
    Suite *suite = suite_create("risk scale");
    TCase *tests = tcase_create("risk scale");
    tcase_add_test(tests, orders_levels_as_the_library_does);
    tcase_add_test(tests, orders_levels_as_everybody_does);
    tcase_add_test(tests, knows_the_upper_half);
    tcase_add_test(tests, finds_cells_in_any_case);
    tcase_add_test(tests, calls_families_as_the_reader_does);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(risk_scale_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
