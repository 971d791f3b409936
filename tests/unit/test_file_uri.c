#include "base/file_uri.h"

#include <check.h>
#include <glib.h>
#include <stdlib.h>

START_TEST(names_files_as_seen_from_a_folder)
{
    static const struct {
        const char *path, *folder, *below;
    } cases[] = {
        {"plans/x.yaml", "/srv", "plans/x.yaml"},
        {"./plans//x.yaml", "/srv", "plans/x.yaml"},
        {"/srv/plans/x.yaml", "/srv", "plans/x.yaml"},
        {"/srv/plans/x.yaml", "/srv/", "plans/x.yaml"},
        {"plans/../other/x.yaml", "/srv", "other/x.yaml"},
        {"../srv/x.yaml", "/srv", "x.yaml"},
        {"../y.yaml", "/srv/a", "/srv/y.yaml"},
        {"/srv-old/x.yaml", "/srv", "/srv-old/x.yaml"},
        {"/etc/x.yaml", "/", "etc/x.yaml"},
        {"x.yaml", "/", "x.yaml"},
        {".", "/srv", ""},
        {"/srv", "/srv", ""},
        {"/", "/", ""},
        {"", "/srv", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *below = path_below(cases[i].path, cases[i].folder);
        ck_assert_str_eq(below, cases[i].below);
    }
}
END_TEST

START_TEST(encodes_what_no_uri_may_hold)
{
    static const struct {
        const char *path, *uri;
    } cases[] = {
        {"plans/x.yaml", "plans/x.yaml"},
        {"", ""},
        {"/etc/a b", "file:///etc/a%20b"},
        {"a:b/c?d#e%41", "a%3Ab/c%3Fd%23e%2541"},
        {"\"'<>&\\\n", "%22%27%3C%3E%26%5C%0A"},
        {"gr\xC3\xBC\xC3\x9F/~a-b_c.d", "gr%C3%BC%C3%9F/~a-b_c.d"},
        {"a\xFF", "a%EF%BF%BD"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *uri = file_uri(cases[i].path);
        ck_assert_str_eq(uri, cases[i].uri);
    }
}
END_TEST

static Suite *file_uri_suite(void)
{
    Suite *suite = suite_create("file_uri");
    TCase *tests = tcase_create("paths");
    tcase_add_test(tests, names_files_as_seen_from_a_folder);
    tcase_add_test(tests, encodes_what_no_uri_may_hold);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(file_uri_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
