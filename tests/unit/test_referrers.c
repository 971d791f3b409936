#include "model/referrers.h"

#include "library_text.h"

#include <check.h>
#include <stdlib.h>

static LibraryText text;

static void set_up(void)
{
    text = library_text_new();
    temp_folder_write(text.folder, "redbinder.yaml",
                      "title: Library\ntools: [{id: door, name: Door, needs: [key]},"
                      " {id: key, name: Key, needs: [c/api]}, {id: bell, name: Bell}]\n");
    temp_folder_write(
        text.folder, "a/plan.yaml",
        "title: A\nservices: [{id: api, depends: [b/api]}, {id: own, depends: [api]}]\n");
    temp_folder_write(text.folder, "b/plan.yaml",
                      "title: B\nservices: [{id: api, depends: [c/api]}]\n");
    temp_folder_write(text.folder, "c/plan.yaml",
                      "title: C\nservices: [{id: api}, {id: web, depends: [f/api]}]\n");
    temp_folder_write(text.folder, "d/plan.yaml", "title: D\n");
    temp_folder_write(text.folder, "d/runbooks/open.yaml",
                      "title: Open\nneeds: {systems: [door]}\n"
                      "steps: [{id: open, title: Open, manual: x}]\n");
    temp_folder_write(text.folder, "e/plan.yaml", "title: E\n");
    temp_folder_write(text.folder, "e/runbooks/ring.yaml",
                      "title: Ring\nneeds: {systems: [bell]}\n"
                      "steps: [{id: ring, title: Ring, manual: x}]\n");
    /* f and g in a circle, which c leads to. */
    temp_folder_write(text.folder, "f/plan.yaml",
                      "title: F\nservices: [{id: api, depends: [g/api]}]\n");
    temp_folder_write(text.folder, "g/plan.yaml",
                      "title: G\nservices: [{id: api, depends: [f/api]}]\n");
    library_text_read(&text);
}

static void tear_down(void)
{
    library_text_clear(&text);
}

static void ck_assert_led_to(const char *chosen, const char *wanted)
{
    g_autoptr(GString) found = g_string_new(NULL);
    g_autofree bool *marks = g_new0(bool, text.library->n_plans);
    for (size_t i = 0; i < text.library->n_plans; i++)
        marks[i] = strstr(chosen, text.library->plans[i]->id) != NULL;
    g_autofree bool *plans = library_referrers(text.library, marks);
    for (size_t i = 0; i < text.library->n_plans; i++)
        if (plans[i])
            g_string_append(found, text.library->plans[i]->id);
    ck_assert_str_eq(found->str, wanted);
}

START_TEST(follows_references_back)
{
    ck_assert_led_to("a", "a");
    ck_assert_led_to("b", "ab");
    ck_assert_led_to("e", "e");
    ck_assert_led_to("ae", "ae");
    ck_assert_led_to("", "");
}
END_TEST

START_TEST(follows_tools)
{
    ck_assert_led_to("c", "abcd");
}
END_TEST

START_TEST(follows_circles)
{
    ck_assert_led_to("f", "abcdfg");
    ck_assert_led_to("g", "abcdfg");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("referrers");
    TCase *tests = tcase_create("referrers");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, follows_references_back);
    tcase_add_test(tests, follows_tools);
    tcase_add_test(tests, follows_circles);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
