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
    Framework *framework =
        framework_read_take(source_new_take("f.yaml", g_strdup(text), length), diags);
    framework_check(framework, diags);
    return framework;
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
    expect_diag(0, "framework-parameter-missing", 9, "predicate 'data-exercised' needs `types`",
                "add `types:` with exercise types, such as [restore, full]");
    expect_diag(1, "framework-parameter-missing", 9, "predicate 'data-exercised' needs `within`",
                "add `within:` with a duration such as 1y");
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

static const char *const shipped[] = {"dora",      "hipaa",       "iso-22301",
                                      "iso-27001", "nist-800-34", "nist-800-53-cp",
                                      "nis2",      "pci-dss",     "soc-2"};

static Framework *read_shipped(const char *name)
{
    char *text = NULL;
    size_t length = 0;
    g_autofree char *path = g_strdup_printf("templates/frameworks/%s.yaml", name);
    ck_assert(g_file_get_contents(path, &text, &length, NULL));
    Framework *framework = framework_read_take(source_new_take(path, text, length), diags);
    framework_check(framework, diags);
    return framework;
}

START_TEST(shipped_frameworks_are_sound)
{
    g_autoptr(Framework) framework = read_shipped(shipped[_i]);
    for (size_t i = 0; i < diags_count(diags); i++)
        ck_abort_msg("%s: %s", diags_at(diags, i)->rule->id, diags_at(diags, i)->text);
    ck_assert_str_eq(framework->id.text, shipped[_i]);
    ck_assert_uint_gt(framework->controls.count, 8);
}
END_TEST

START_TEST(shipped_frameworks_find_nothing_proven_on_an_empty_plan)
{
    g_autoptr(Framework) framework = read_shipped(shipped[_i]);
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
        ck_assert_ptr_nonnull(results[i].turn);
        ck_assert(!results[i].has_until);
        ck_assert(results[i].verdict == VERDICT_NO_EVIDENCE ||
                  results[i].verdict == VERDICT_NOT_SATISFIED);
    }
}
END_TEST

START_TEST(every_predicate_is_used_by_a_shipped_framework)
{
    g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(shipped); i++) {
        g_autoptr(Framework) framework = read_shipped(shipped[i]);
        for (size_t j = 0; j < framework->controls.count; j++)
            if (framework->controls.items[j]->predicate.text != NULL)
                g_hash_table_add(used, g_strdup(framework->controls.items[j]->predicate.text));
    }
    for (size_t i = 0; i < n_predicates; i++)
        ck_assert_msg(g_hash_table_contains(used, predicates[i].name), "%s", predicates[i].name);
}
END_TEST

#define FULL(id, more)                                                                             \
    CONTROL(id)                                                                                    \
    "    evidence: history\n    predicate: data-exercised\n"                                       \
    "    within: 6mo\n    types: [restore]\n" more
#define OVER "id: g\nextends: f\n"

/* OVERLAY on top of BASE, both owned by the result. */
static Framework *read_over(const char *base, const char *overlay)
{
    size_t length = strlen(overlay);
    Framework *framework =
        framework_read_take(source_new_take("g.yaml", g_strdup(overlay), length), diags);
    length = strlen(base);
    Framework *below =
        framework_read_take(source_new_take("f.yaml", g_strdup(base), length), diags);
    framework_extend_take(framework, below, diags);
    framework_check(framework, diags);
    return framework;
}

START_TEST(what_is_written_changes_and_the_rest_stays)
{
    g_autoptr(Framework) framework = read_over(
        HEAD FULL("c-1", "") FULL("c-2", "") FULL("c-3", ""),
        OVER "drop: [c-3]\ncontrols:\n  - {id: c-2, within: 1y, types: [full]}\n" FULL("c-4", ""));
    ck_assert_uint_eq(diags_count(diags), 0);
    ck_assert_str_eq(framework->id.text, "g");
    ck_assert_str_eq(framework->title.text, "F");
    ck_assert_uint_eq(framework->controls.count, 3);
    const Control *changed = framework->controls.items[1];
    ck_assert_int_eq(framework->controls.items[0]->within.value.months, 6);
    ck_assert_int_eq(changed->within.value.months, 12);
    ck_assert_uint_eq(control_types(changed), 1u << EXERCISE_FULL);
    ck_assert_str_eq(changed->predicate.text, "data-exercised");
    ck_assert_str_eq(changed->number.text, "N-1");
    ck_assert_str_eq(framework->controls.items[2]->entity.id.text, "c-4");
    bool known = false;
    ck_assert_ptr_eq(framework_named(framework, "f/c-2", &known), changed);
    ck_assert_ptr_eq(framework_named(framework, "g/c-2", &known), changed);
    ck_assert_ptr_null(framework_named(framework, "f/c-3", &known));
    ck_assert(known);
    ck_assert_ptr_null(framework_named(framework, "h/c-2", &known));
    ck_assert(!known);
}
END_TEST

START_TEST(what_is_not_there_cannot_be_changed)
{
    g_autoptr(Framework) framework =
        read_over(HEAD FULL("c-1", "") FULL("c-2-a", ""),
                  OVER "drop: [c-2-b]\ncontrols:\n  - {id: c-11, within: 1y}\n");
    ck_assert_uint_eq(framework->controls.count, 3);
    ck_assert_uint_eq(diags_count(diags), 2);
    diags_sort(diags);
    expect_diag(0, "control-unknown", 3,
                "framework 'f' has no control 'c-2-b' that could be dropped",
                "did you mean 'c-2-a'?");
    expect_diag(1, "control-unknown", 5, "framework 'f' has no control 'c-11' to change",
                "did you mean 'c-1'?");
}
END_TEST

START_TEST(a_control_must_have_all_its_keys)
{
    g_autoptr(Framework) framework =
        read_text("id: f\ncontrols:\n  - {id: c-1, evidence: person}\n");
    ck_assert_uint_eq(framework->controls.count, 1);
    ck_assert_uint_eq(diags_count(diags), 4);
    diags_sort(diags);
    expect_diag(0, "key-missing", 1, "`title` is missing in Framework",
                "add for example `title: NIST SP 800-53, Contingency Planning`");
    expect_diag(1, "key-missing", 3, "`about` is missing in Control",
                "add for example `about: the plan is tried out regularly`");
    expect_diag(2, "key-missing", 3, "`number` is missing in Control",
                "add for example `number: CP-4a`");
    expect_diag(3, "key-missing", 3, "`title` is missing in Control",
                "add for example `title: Contingency plan testing`");
}
END_TEST

START_TEST(parameters_have_to_be_known)
{
    g_autoptr(Framework) framework = read_text(
        HEAD CONTROL("c-1") "    evidence: plan\n    predicate: scenario-families\n"
                            "    of: [cyber-atack, power]\n    within: 1y\n" CONTROL(
                                "c-2") "    evidence: plan\n    predicate: "
                                       "sections-present\n" CONTROL("c-3") "    evidence: person\n "
                                                                           "   predicate: "
                                                                           "related-plans-named\n"
                                                                           "    within: 1y\n");
    ck_assert_uint_eq(framework->controls.count, 3);
    ck_assert_uint_eq(diags_count(diags), 3);
    diags_sort(diags);
    expect_diag(0, "framework-word-unknown", 10,
                "predicate 'scenario-families' knows no "
                "'cyber-atack'",
                "did you mean 'cyber-attack'?");
    expect_diag(1, "framework-parameter-unused", 11,
                "predicate 'scenario-families' takes no "
                "`within`",
                "take it out; docs/frameworks.md says what each predicate takes");
    expect_diag(2, "framework-parameter-missing", 17, "predicate 'sections-present' needs `of`",
                "add `of:`; docs/frameworks.md says what it may hold");
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
        ck_assert(!g_str_has_suffix(predicates[i].turn, "."));
        ck_assert_uint_eq(predicates[i].needs & predicates[i].takes, 0);
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
    tcase_add_loop_test(tests, shipped_frameworks_are_sound, 0, G_N_ELEMENTS(shipped));
    tcase_add_loop_test(tests, shipped_frameworks_find_nothing_proven_on_an_empty_plan, 0,
                        G_N_ELEMENTS(shipped));
    tcase_add_test(tests, every_predicate_is_used_by_a_shipped_framework);
    tcase_add_test(tests, what_is_written_changes_and_the_rest_stays);
    tcase_add_test(tests, what_is_not_there_cannot_be_changed);
    tcase_add_test(tests, a_control_must_have_all_its_keys);
    tcase_add_test(tests, parameters_have_to_be_known);
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
