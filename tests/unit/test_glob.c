#include "base/glob.h"

#include <check.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

START_TEST(whole_texts)
{
    static const struct {
        const char *pattern, *text;
        bool matches;
    } cases[] = {
        {"", "", true},
        {"", "a", false},
        {"a", "", false},
        {"*", "", true},
        {"*", "abc", true},
        {"**", "a", true},
        {"a*", "abc", true},
        {"a*", "ba", false},
        {"*c", "abc", true},
        {"*b", "abc", false},
        {"a*c", "ac", true},
        {"a*c", "abcbc", true},
        {"a*b*c", "axbxbxc", true},
        {"a*b*c", "axcxb", false},
        {"?", "é", true},
        {"?", "", false},
        {"caf?*", "cafés", true},
        {"a?c", "abbc", false},
        {"*?", "", false},
        {"[a]", "a", false},
        {"A", "a", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        ck_assert_msg(glob_match(cases[i].pattern, cases[i].text) == cases[i].matches,
                      "'%s' and '%s'", cases[i].pattern, cases[i].text);
}
END_TEST

/* With a try for each star this would not end. */
START_TEST(many_stars)
{
    g_autofree char *text = g_strnfill(2000, 'a');
    g_autoptr(GString) pattern = g_string_new(NULL);
    for (int i = 0; i < 200; i++)
        g_string_append(pattern, "a*");
    g_string_append_c(pattern, 'b');
    ck_assert(!glob_match(pattern->str, text));
}
END_TEST

static Suite *suite_glob(void)
{
    Suite *suite = suite_create("glob");
    TCase *tcase = tcase_create("glob");
    tcase_add_test(tcase, whole_texts);
    tcase_add_test(tcase, many_stars);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_glob());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
