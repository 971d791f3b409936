#include "comply/comply.h"
#include "comply/predicate.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static Diags *diags;

static void set_up(void)
{
    diags = diags_new();
}

static void tear_down(void)
{
    diags_free(diags);
}

static Framework *read_text(const char *text)
{
    size_t length = strlen(text);
    return framework_read_take(source_new_take("f.yaml", g_strdup(text), length), diags);
}

static void expect_diag(size_t index, const char *rule, uint32_t line, const char *text,
                        const char *help)
{
    ck_assert_uint_gt(diags_count(diags), index);
    const Diag *diag = diags_at(diags, index);
    ck_assert_str_eq(diag->rule->id, rule);
    ck_assert_str_eq(diag->text, text);
    ck_assert_str_eq(diag->help, help);
    ck_assert_ptr_nonnull(diag->span.source);
    ck_assert_uint_eq(source_place(diag->span.source, diag->span.offset).line, line);
}

#define HEAD "id: f\ntitle: F\ncontrols:\n"
#define CONTROL(id) "  - id: " id "\n    number: N-1\n    title: T\n    about: A\n"

START_TEST(controls_are_read_in_order)
{
    g_autoptr(Framework) framework =
        read_text(HEAD CONTROL("c-2") "    evidence: history\n    predicate: data-exercised\n"
                                      "    within: 6mo\n    types: [restore, failover]\n" CONTROL(
                                          "c-1") "    evidence: person\n");
    ck_assert_uint_eq(diags_count(diags), 0);
    ck_assert_str_eq(framework->title.text, "F");
    ck_assert_uint_eq(framework->controls.count, 2);
    const Control *control = framework->controls.items[0];
    ck_assert_str_eq(control->entity.id.text, "c-2");
    ck_assert_str_eq(control->number.text, "N-1");
    ck_assert_int_eq(control->evidence.index, EVIDENCE_HISTORY);
    ck_assert_int_eq(control->within.value.months, 6);
    ck_assert_uint_eq(control_types(control), 1u << EXERCISE_RESTORE | 1u << EXERCISE_FAILOVER);
    ck_assert_int_eq(framework->controls.items[1]->evidence.index, EVIDENCE_PERSON);
}
END_TEST

START_TEST(unknown_predicate_proposes_the_nearest)
{
    g_autoptr(Framework) framework =
        read_text(HEAD CONTROL("c-1") "    evidence: plan\n    predicate: roles-filed\n" CONTROL(
            "c-2") "    evidence: plan\n    predicate: something-else-entirely\n");
    ck_assert_uint_eq(framework->controls.count, 2);
    ck_assert_uint_eq(diags_count(diags), 2);
    expect_diag(0, "framework-predicate-unknown", 9, "no predicate is called 'roles-filed'",
                "did you mean 'roles-filled'?");
    expect_diag(1, "framework-predicate-unknown", 15,
                "no predicate is called 'something-else-entirely'",
                "name one of the predicates of this program");
}
END_TEST

START_TEST(missing_parameters_are_found)
{
    g_autoptr(Framework) framework = read_text(
        HEAD CONTROL("c-1") "    evidence: history\n    predicate: data-exercised\n" CONTROL(
            "c-2") "    evidence: plan\n    predicate: plan-reviewed\n"
                   "    within: soon\n");
    ck_assert_uint_eq(framework->controls.count, 2);
    /* A period that cannot be read is reported by the reader, once. */
    ck_assert_uint_eq(diags_count(diags), 3);
    diags_sort(diags);
    const char *help = "add `within:` with a duration such as 1y, or `types:` with exercise types";
    expect_diag(0, "framework-parameter-missing", 9, "predicate 'data-exercised' needs `types`",
                help);
    expect_diag(1, "framework-parameter-missing", 9, "predicate 'data-exercised' needs `within`",
                help);
    ck_assert_str_eq(diags_at(diags, 2)->rule->id, "duration-malformed");
}
END_TEST

START_TEST(missing_predicate_is_found)
{
    g_autoptr(Framework) framework = read_text(
        HEAD CONTROL("c-1") "    evidence: plan\n" CONTROL("c-2") "    evidence: planned\n");
    ck_assert_uint_eq(framework->controls.count, 2);
    ck_assert_uint_eq(diags_count(diags), 2);
    diags_sort(diags);
    expect_diag(0, "framework-predicate-missing", 4, "control 'c-1' names no predicate",
                "add `predicate:`, or write `evidence: person`");
    ck_assert_str_eq(diags_at(diags, 1)->rule->id, "word-unknown");
}
END_TEST

START_TEST(unknown_type_proposes_the_nearest)
{
    g_autoptr(Framework) framework =
        read_text(HEAD CONTROL("c-1") "    evidence: history\n    predicate: data-exercised\n"
                                      "    within: 1y\n    types: [restored, full]\n");
    ck_assert_uint_eq(control_types(framework->controls.items[0]), 1u << EXERCISE_FULL);
    ck_assert_uint_eq(diags_count(diags), 1);
    expect_diag(0, "framework-type-unknown", 11, "no exercise type is called 'restored'",
                "did you mean 'restore'?");
}
END_TEST

START_TEST(unreadable_file_gives_no_controls)
{
    const char *const bad[] = {"", "controls: [", "- id: f\n", "a: &a [*a]\n", "\xff\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        size_t before = diags_count(diags);
        Framework *framework = read_text(bad[i]);
        ck_assert_ptr_nonnull(framework);
        ck_assert_uint_eq(framework->controls.count, 0);
        ck_assert_uint_gt(diags_count(diags), before);
        tear_down();
        framework_free(framework);
        set_up();
    }
}
END_TEST

START_TEST(shipped_framework_is_sound)
{
    char *text = NULL;
    size_t length = 0;
    const char *path = "templates/frameworks/nist-800-53-cp.yaml";
    ck_assert(g_file_get_contents(path, &text, &length, NULL));
    g_autoptr(Framework) framework =
        framework_read_take(source_new_take(path, text, length), diags);
    for (size_t i = 0; i < diags_count(diags); i++)
        ck_abort_msg("%s: %s", diags_at(diags, i)->rule->id, diags_at(diags, i)->text);
    ck_assert_str_eq(framework->id.text, "nist-800-53-cp");
    ck_assert_uint_gt(framework->controls.count, 30);
}
END_TEST

START_TEST(shipped_framework_finds_nothing_proven_on_an_empty_plan)
{
    g_autofree char *text = NULL;
    const char *path = "templates/frameworks/nist-800-53-cp.yaml";
    ck_assert(g_file_get_contents(path, &text, NULL, NULL));
    g_autoptr(Framework) framework = read_text(text);
    Plan plan = {.id = "docs"};
    Library library = {0};
    RunSet runs = {0};
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Standing) standing = standing_new(&plan, &runs, (Date){20000});
    size_t n = 0;
    const ControlResult *results = comply_evaluate(framework, standing, &library, arena, &n);
    ck_assert_uint_eq(n, framework->controls.count);
    for (size_t i = 0; i < n; i++) {
        ck_assert_ptr_eq(results[i].control, framework->controls.items[i]);
        ck_assert(results[i].verdict == VERDICT_NO_EVIDENCE ||
                  results[i].verdict == VERDICT_NOT_SATISFIED);
    }
}
END_TEST

START_TEST(tables_are_sorted_and_complete)
{
    for (size_t i = 0; comply_rules[i] != NULL; i++) {
        ck_assert_ptr_nonnull(comply_rules[i]->remedy);
        if (i > 0)
            ck_assert_str_gt(comply_rules[i]->id, comply_rules[i - 1]->id);
    }
    for (size_t i = 0; i < n_predicates; i++) {
        ck_assert_ptr_eq(predicate_find(predicates[i].name), &predicates[i]);
        ck_assert(g_str_has_suffix(predicates[i].about, "."));
        if (i > 0)
            ck_assert_str_gt(predicates[i].name, predicates[i - 1].name);
    }
    ck_assert_ptr_null(predicate_find(NULL));
}
END_TEST

static Suite *framework_suite(void)
{
    TCase *tests = tcase_create("framework");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, controls_are_read_in_order);
    tcase_add_test(tests, unknown_predicate_proposes_the_nearest);
    tcase_add_test(tests, missing_parameters_are_found);
    tcase_add_test(tests, missing_predicate_is_found);
    tcase_add_test(tests, unknown_type_proposes_the_nearest);
    tcase_add_test(tests, unreadable_file_gives_no_controls);
    tcase_add_test(tests, shipped_framework_is_sound);
    tcase_add_test(tests, shipped_framework_finds_nothing_proven_on_an_empty_plan);
    tcase_add_test(tests, tables_are_sorted_and_complete);
    Suite *suite = suite_create("framework");
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(framework_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
