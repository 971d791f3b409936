#include "base/rule_text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const Rule rule_whole = {
    .id = "clock-late",
    .severity = SEVERITY_WARNING,
    .summary = "a clock is late by more than the whole of the time that was left for getting to it",
    .remedy = "set `clock:` to <now>",
    .why = "Nobody comes in time. Everybody waits.",
    .origin = "RFC 5905",
};
static const Rule rule_bare = {
    .id = "x", .severity = SEVERITY_ERROR, .summary = "is it so?", .remedy = "ask"};

START_TEST(makes_sentences)
{
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {"", ""},         {"a", "A."},
        {"a b.", "A b."}, {"'x' is", "'x' is."},
        {"so?", "So?"},   {"\xC3\xA9", "\xC3\xA9."},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *sentence = rule_sentence(cases[i].text);
        ck_assert_str_eq(sentence, cases[i].sentence);
    }
}
END_TEST

START_TEST(explains_in_80_columns)
{
    g_autoptr(GString) out = g_string_new(NULL);
    rule_print(&rule_whole, out);
    ck_assert_str_eq(
        out->str, "clock-late (warning)\n"
                  "\n"
                  "  A clock is late by more than the whole of the time that was left for getting\n"
                  "  to it.\n"
                  "\n"
                  "why:    Nobody comes in time. Everybody waits.\n"
                  "remedy: Set `clock:` to <now>.\n"
                  "origin: RFC 5905\n");
    g_string_truncate(out, 0);
    rule_print(&rule_bare, out);
    ck_assert_str_eq(out->str, "x (error)\n\n  Is it so?\n\nremedy: Ask.\n");
}
END_TEST

/* A line of exactly 80 columns stands, and a word that is longer is not broken. */
START_TEST(breaks_at_the_edge)
{
    for (size_t length = 1; length < 120; length++) {
        g_autofree char *word = g_strnfill(length, 'w');
        g_autofree char *summary = g_strdup_printf("I %s end", word);
        Rule rule = {.id = "x", .summary = summary, .remedy = "r"};
        g_autoptr(GString) out = g_string_new(NULL);
        rule_print(&rule, out);
        g_auto(GStrv) lines = g_strsplit(out->str, "\n", -1);
        size_t count = 0;
        for (char **line = lines + 2; **line != '\0'; line++, count++)
            ck_assert(strlen(*line) <= 80 || strlen(*line) == length + 2);
        ck_assert_uint_eq(count, length <= 71 ? 1 : length <= 76 ? 2 : 3);
    }
}
END_TEST

START_TEST(writes_markdown_in_which_nothing_else_is_markup)
{
    g_autoptr(GString) out = g_string_new(NULL);
    rule_print_markdown(&rule_whole, out);
    ck_assert_str_eq(out->str,
                     "A clock is late by more than the whole of the time that was left for getting "
                     "to it.\n\n"
                     "**Why it matters.** Nobody comes in time. Everybody waits.\n\n"
                     "**What to do.** Set `clock:` to \\<now\\>.\n\n"
                     "**Where it comes from.** RFC 5905\n");
    g_string_truncate(out, 0);
    rule_put_markdown("a|b & c &amp; *d* [e](f) `<g>|*` h` #i", out);
    ck_assert_str_eq(out->str, "a\\|b \\& c \\&amp; \\*d\\* \\[e\\](f) `<g>|*` h` \\#i");
}
END_TEST

static Suite *rule_text_suite(void)
{
    Suite *suite = suite_create("rule_text");
    TCase *tests = tcase_create("explanations");
    tcase_add_test(tests, makes_sentences);
    tcase_add_test(tests, explains_in_80_columns);
    tcase_add_test(tests, breaks_at_the_edge);
    tcase_add_test(tests, writes_markdown_in_which_nothing_else_is_markup);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(rule_text_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
