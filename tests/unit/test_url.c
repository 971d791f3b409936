#include "base/url.h"

#include <check.h>
#include <glib.h>
#include <stdlib.h>

START_TEST(allows_what_a_reader_may_follow)
{
    static const char *const urls[] = {
        "http://x.test",
        "HTTPS://x.test/a?b=c#d",
        "mailto:a@b.test",
        "tel:+49301",
        "",
        "plan.html",
        "../x/plan.html",
        "/top",
        "#anchor",
        "?q=a:b",
        "./a:b",
        "a/b:c",
        "#a:b",
        "\xC3\xA9.html",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(urls); i++)
        ck_assert_msg(url_is_safe(urls[i]), "%s", urls[i]);
}
END_TEST

START_TEST(refuses_what_could_run_or_lead_astray)
{
    static const char *const urls[] = {
        "javascript:alert(1)",
        "JavaScript:x",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://x.test",
        "//x.test/a",
        "///x.test",
        "/\\x.test",
        "\\\\x.test",
        " javascript:x",
        "java\tscript:x",
        "a b",
        "http://x\n.test",
        ":x",
        "x:",
        "\x01javascript:x",
        "http",
        "about:blank",
        "\x7F",
        "https\\:x",
        "view-source:http://x.test",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(urls); i++) {
        bool relative = g_str_equal(urls[i], "http"); /* a file of that name */
        ck_assert_msg(url_is_safe(urls[i]) == relative, "%s", urls[i]);
    }
}
END_TEST

START_TEST(knows_addresses_of_the_web)
{
    ck_assert(url_is_web("https://dr.octo.test/"));
    ck_assert(url_is_web("HTTP://x"));
    static const char *const others[] = {
        "",          "dr.octo.test",          "https:",      "https://",
        "https:///", "mailto:a@octo.test",    "../x.html",   "ftp://octo.test/",
        "//x.test",  "https://octo.test/a b", "xhttps://x/", "httpx://x",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        ck_assert_msg(!url_is_web(others[i]), "%s", others[i]);
}
END_TEST

static Suite *url_suite(void)
{
    Suite *suite = suite_create("url");
    TCase *tests = tcase_create("addresses");
    tcase_add_test(tests, allows_what_a_reader_may_follow);
    tcase_add_test(tests, refuses_what_could_run_or_lead_astray);
    tcase_add_test(tests, knows_addresses_of_the_web);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(url_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
