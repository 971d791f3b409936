#include "base/json.h"

#include "json_check.h"

#include <check.h>
#include <stdlib.h>

/* What TEXT becomes; owned. */
static char *written(const char *text)
{
    GString *out = g_string_new(NULL);
    Json json = json_start(out);
    json_text(&json, NULL, text);
    return g_string_free(out, FALSE);
}

START_TEST(escapes_texts)
{
    static const struct {
        const char *text, *json;
    } cases[] = {
        {"", "\"\""},
        {"a\"b\\c", "\"a\\\"b\\\\c\""},
        {"a\nb", "\"a\\nb\""},
        {"\t\r\b\x01\x1f\x7f", "\"\\u0009\\u000d\\u0008\\u0001\\u001f\\u007f\""},
        {"</script>", "\"</script>\""},
        {"\xC3\xA9\xF0\x9F\x94\xA5", "\"\xC3\xA9\xF0\x9F\x94\xA5\""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *json = written(cases[i].text);
        ck_assert_str_eq(json, cases[i].json);
        ck_assert(json_is_valid(json));
    }
}
END_TEST

/* Paths of files are bytes, and JSON is UTF-8. */
START_TEST(replaces_bytes_that_are_no_text)
{
    static const char *const texts[] = {"a\xFFz", "\xC3", "\xE2\x82", "\xED\xA0\x80", "\x80\x80"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *json = written(texts[i]);
        ck_assert_msg(json_is_valid(json), "%s", json);
        ck_assert_ptr_nonnull(strstr(json, "\xEF\xBF\xBD"));
    }
    g_autofree char *first = written("a\xFFz");
    ck_assert_str_eq(first, "\"a\xEF\xBF\xBDz\"");
}
END_TEST

START_TEST(writes_nested_values)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Json json = json_start(out);
    json_begin_object(&json, NULL);
    json_text(&json, "na\"me", NULL);
    json_begin_array(&json, "empty");
    json_end_array(&json);
    json_begin_object(&json, "none");
    json_end_object(&json);
    json_begin_array(&json, "list");
    json_number(&json, NULL, INT64_MIN);
    json_number(&json, NULL, INT64_MAX);
    json_bool(&json, NULL, true);
    json_begin_object(&json, NULL);
    json_bool(&json, "last", false);
    json_end_object(&json);
    json_end_array(&json);
    json_end_object(&json);
    json_finish(&json);
    ck_assert_str_eq(out->str, "{\n"
                               "  \"na\\\"me\": null,\n"
                               "  \"empty\": [],\n"
                               "  \"none\": {},\n"
                               "  \"list\": [\n"
                               "    -9223372036854775808,\n"
                               "    9223372036854775807,\n"
                               "    true,\n"
                               "    {\n"
                               "      \"last\": false\n"
                               "    }\n"
                               "  ]\n"
                               "}\n");
    ck_assert(json_is_valid(out->str));
}
END_TEST

/* The reader that judges here and in other tests must be able to say no. */
START_TEST(the_judge_knows_bad_json)
{
    static const char *const bad[] = {"",        "{",           "{]",     "[1,]", "{\"a\":}",
                                      "\"a",     "\"\\x\"",     "\"\n\"", "01",   "{\"a\" 1}",
                                      "[1] [2]", "\"\\u12g4\"", "{a: 1}", "tru",  "\"\xFF\"",
                                      "[1 2]",   "{\"a\":1,}"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        ck_assert_msg(!json_is_valid(bad[i]), "%s", bad[i]);
    ck_assert(json_is_valid(" {\"a\": [1, -2, \"\\u00e9\\n\", null, {}]} "));
}
END_TEST

static Suite *json_suite(void)
{
    Suite *suite = suite_create("json");
    TCase *tests = tcase_create("writing");
    tcase_add_test(tests, escapes_texts);
    tcase_add_test(tests, replaces_bytes_that_are_no_text);
    tcase_add_test(tests, writes_nested_values);
    tcase_add_test(tests, the_judge_knows_bad_json);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(json_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
