#include "base/diag.h"
#include "base/diag_text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const Rule rule_a = {.id = "a-rule", .severity = SEVERITY_ERROR, .remedy = "mend it"};
static const Rule rule_b = {.id = "b-rule", .severity = SEVERITY_WARNING, .remedy = "look at it"};
static const Rule rule_c = {.id = "c-rule", .severity = SEVERITY_INFO, .remedy = "know it"};

static Source *source_of(const char *text)
{
    return source_new_take("plan.yaml", g_strdup(text), strlen(text));
}

/* What is printed of a finding at LENGTH bytes from OFFSET of TEXT; owned. */
static char *printed(const char *text, uint32_t offset, uint32_t length)
{
    g_autoptr(Source) source = source_of(text);
    g_autoptr(Diags) diags = diags_new();
    GString *out = g_string_new(NULL);
    diag_print(diags_add(diags, &rule_a, (Span){source, offset, length}, "it is wrong"), false,
               out);
    return g_string_free(out, FALSE);
}

static void expect_snippet(const char *text, uint32_t offset, uint32_t length, const char *expected)
{
    g_autofree char *all = printed(text, offset, length);
    const char *snippet = strchr(all, '\n') + 1;
    const char *end = strstr(snippet, "   help:");
    ck_assert_ptr_nonnull(end);
    g_autofree char *shown = g_strndup(snippet, (size_t)(end - snippet));
    ck_assert_str_eq(shown, expected);
}

START_TEST(collects_formatted_findings)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(Source) source = source_of("a: b\n");
    Diag *diag = diags_add(diags, &rule_a, (Span){source, 0, 1}, "%d of '%s'", 3, "x");
    diag_note(diags, diag, (Span){source, 3, 1}, "first %s", "here");
    diag_help(diags, diag, "write `%s`", "c");
    diags_add_path(diags, &rule_b, "plans/x", "it is %s", "gone");
    ck_assert_uint_eq(diags_count(diags), 2);
    const Diag *first = diags_at(diags, 0);
    ck_assert_str_eq(first->text, "3 of 'x'");
    ck_assert_str_eq(first->help, "write `c`");
    ck_assert_ptr_null(first->path);
    ck_assert_uint_eq(first->notes->len, 1);
    ck_assert_str_eq(((const Note *)first->notes->pdata[0])->text, "first here");
    ck_assert_str_eq(diags_at(diags, 1)->path, "plans/x");
    ck_assert_str_eq(diags_at(diags, 1)->help, "look at it");
    ck_assert_uint_eq(diags_count_severity(diags, SEVERITY_ERROR), 1);
    ck_assert_uint_eq(diags_count_severity(diags, SEVERITY_INFO), 0);
}
END_TEST

START_TEST(keeps_findings_of_other_lists)
{
    g_autoptr(Diags) diags = diags_new();
    Diags *taken = diags_new();
    Diags *copied = diags_new();
    diags_add_path(taken, &rule_a, "t", "taken %d", 1);
    Diag *diag = diags_add_path(copied, &rule_b, "c", "copied %d", 2);
    diag->severity = SEVERITY_ERROR;
    diag_note(copied, diag, (Span){0}, "a note");
    diag_help(copied, diag, "a help");
    diags_take_all(diags, taken);
    diags_add_copy(diags, diag);
    diags_free(copied);
    diags_free(NULL);
    ck_assert_str_eq(diags_at(diags, 0)->text, "taken 1");
    const Diag *copy = diags_at(diags, 1);
    ck_assert_str_eq(copy->text, "copied 2");
    ck_assert_str_eq(copy->path, "c");
    ck_assert_str_eq(copy->help, "a help");
    ck_assert_int_eq(copy->severity, SEVERITY_ERROR);
    ck_assert_str_eq(((const Note *)copy->notes->pdata[0])->text, "a note");
}
END_TEST

START_TEST(sorts_and_drops_what_is_said_twice)
{
    g_autoptr(Source) early = source_new_take("a.yaml", g_strdup("xxxx"), 4);
    g_autoptr(Source) late = source_new_take("b.yaml", g_strdup("xxxx"), 4);
    g_autoptr(Diags) diags = diags_new();
    diags_add(diags, &rule_a, (Span){late, 0, 1}, "7");
    diags_add(diags, &rule_a, (Span){early, 2, 1}, "5");
    diags_add(diags, &rule_b, (Span){early, 1, 1}, "0 of b");
    diags_add(diags, &rule_a, (Span){early, 1, 1}, "3");
    diags_add(diags, &rule_a, (Span){early, 1, 1}, "3");
    diags_add(diags, &rule_a, (Span){early, 1, 1}, "2");
    diags_add_path(diags, &rule_a, "a.yaml", "1");
    diags_add_path(diags, &rule_a, "aa", "6");
    diags_add(diags, &rule_a, (Span){early, 1, 1}, "3");
    diags_sort(diags);
    diags_sort(diags);
    ck_assert_uint_eq(diags_count(diags), 7);
    static const char *const texts[] = {"1", "2", "3", "0 of b", "5", "6", "7"};
    for (size_t i = 0; i < 7; i++)
        ck_assert_str_eq(diags_at(diags, i)->text, texts[i]);
    g_autoptr(Diags) none = diags_new();
    diags_sort(none);
    ck_assert_uint_eq(diags_count(none), 0);
}
END_TEST

START_TEST(prints_a_finding_for_people)
{
    g_autoptr(Source) source = source_of("services:\n  - id: api\n    rto: 4h\n");
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GString) out = g_string_new(NULL);
    Diag *diag = diags_add(diags, &rule_b, (Span){source, 31, 2}, "4h is too short");
    diag_note(diags, diag, (Span){source, 12, 2}, "of this service");
    diag_note(diags, diag, (Span){0}, "nowhere");
    diag_print(diag, false, out);
    ck_assert_str_eq(out->str, "plan.yaml:3:10: warning: 4h is too short [b-rule]\n"
                               "    3 |     rto: 4h\n"
                               "      |          ^~\n"
                               "   note: plan.yaml:2:3: of this service\n"
                               "    2 |   - id: api\n"
                               "      |   ^~\n"
                               "   note: nowhere\n"
                               "   help: look at it\n");
}
END_TEST

START_TEST(prints_what_has_no_source)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GString) out = g_string_new(NULL);
    diag_print(diags_add_path(diags, &rule_c, "plans/x", "it is gone"), false, out);
    diag_print(diags_add(diags, &rule_a, (Span){0}, "all is lost"), false, out);
    ck_assert_str_eq(out->str, "plans/x: info: it is gone [c-rule]\n   help: know it\n"
                               "error: all is lost [a-rule]\n   help: mend it\n");
}
END_TEST

START_TEST(puts_the_caret_by_display_width)
{
    expect_snippet("ab: cd\n", 4, 2, "    1 | ab: cd\n      |     ^~\n");
    /* Wide characters take two columns. */
    expect_snippet("\xE6\xBC\xA2\xE5\xAD\x97: x\n", 8, 1,
                   "    1 | \xE6\xBC\xA2\xE5\xAD\x97: x\n      |       ^\n");
    expect_snippet("a: \xE6\xBC\xA2\xE5\xAD\x97\n", 3, 6,
                   "    1 | a: \xE6\xBC\xA2\xE5\xAD\x97\n      |    ^~~~\n");
    /* e with a combining acute accent takes one. */
    expect_snippet("e\xCC\x81: x\n", 5, 1, "    1 | e\xCC\x81: x\n      |    ^\n");
    /* A tab is shown as four blanks. */
    expect_snippet("a:\tx\n", 3, 1, "    1 | a:    x\n      |       ^\n");
    expect_snippet("a:\r\n  b\r\n", 6, 1, "    2 |   b\n      |   ^\n");
}
END_TEST

/* What is shown as a question mark takes a column, whatever it is. */
START_TEST(counts_what_it_shows)
{
    expect_snippet("a\x1B[1mb: x\n", 8, 1, "    1 | a?[1mb: x\n      |         ^\n");
    expect_snippet("a\xE2\x80\xAE"
                   "b: x\n",
                   7, 1, "    1 | a?b: x\n      |      ^\n");
    expect_snippet("\xE2\x80\x8B\xE2\x80\x8B: x\n", 8, 1, "    1 | ??: x\n      |     ^\n");
    expect_snippet("a\xE2\x80\xA8"
                   "b: x\n",
                   7, 1, "    1 | a?b: x\n      |      ^\n");
    expect_snippet("\xFF\xC3: x\n", 4, 1, "    1 | \xEF\xBF\xBD\xEF\xBF\xBD: x\n      |     ^\n");
}
END_TEST

START_TEST(points_past_the_end_and_at_nothing)
{
    expect_snippet("", 0, 0, "    1 | \n      | ^\n");
    expect_snippet("ab", 2, 0, "    1 | ab\n      |   ^\n");
    expect_snippet("ab\ncd", 1, 4, "    1 | ab\n      |  ^\n");
    expect_snippet("ab\n", 3, 0, "    2 | \n      | ^\n");
    expect_snippet("ab", 900, 900, "    1 | ab\n      |   ^\n");
}
END_TEST

/* A line of a megabyte is no reason to print a megabyte, wherever the finding lies in it. */
START_TEST(shows_a_part_of_a_long_line)
{
    g_autofree char *text = g_strnfill(300000, 'x');
    memcpy(text + 200000, "HERE", 4);
    for (uint32_t at = 0; at <= 200000; at += 100000) {
        g_autofree char *all = printed(text, at, 4);
        ck_assert_uint_lt(strlen(all), 1000);
        if (at == 200000)
            ck_assert_ptr_nonnull(strstr(all, "HERE"));
    }
    g_autofree char *all = printed(text, 200000, 4);
    const char *shown = strchr(all, '\n') + 1;
    const char *under = strchr(shown, '\n') + 1;
    ck_assert_ptr_nonnull(strstr(all, "xHERE"));
    g_autofree char *line = g_strndup(shown, (size_t)(under - shown));
    const char *before = strstr(line, "HERE");
    *strstr(line, "HERE") = '\0';
    ck_assert_int_eq(g_utf8_strlen(line, -1), strchr(under, '^') - under);
    ck_assert_ptr_nonnull(before);
    ck_assert_ptr_nonnull(strstr(under, "^~~~\n"));
}
END_TEST

/* Names of files and texts of plans come from others. */
START_TEST(lets_no_control_character_through)
{
    g_autoptr(Source) source =
        source_new_take("a\x1B]0;x\x07.yaml", g_strdup("\x9B: \x1B[2J\n"), 8);
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GString) out = g_string_new(NULL);
    Diag *diag =
        diags_add(diags, &rule_a, (Span){source, 0, 1}, "'\x1B[1m\n\t\xC2\x9B\xFF' is bad");
    diag_help(diags, diag, "not \x08 this");
    diag_note(diags, diag, (Span){source, 0, 1}, "see\x7F");
    diag_print(diag, false, out);
    diag_print(diags_add_path(diags, &rule_a, "b\x1B\nc", "gone"), false, out);
    ck_assert(g_utf8_validate(out->str, (gssize)out->len, NULL));
    size_t lines = 0;
    for (const char *at = out->str; *at != '\0'; at = g_utf8_next_char(at)) {
        lines += *at == '\n';
        ck_assert_msg(*at == '\n' || !g_unichar_iscntrl(g_utf8_get_char(at)), "%s", out->str);
    }
    ck_assert_uint_eq(lines, 7);
}
END_TEST

START_TEST(colours_nothing_but_what_it_wrote)
{
    g_autoptr(Source) source = source_of("a: b\n");
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(GString) plain = g_string_new(NULL);
    g_autoptr(GString) coloured = g_string_new(NULL);
    Diag *diag = diags_add(diags, &rule_a, (Span){source, 3, 1}, "wrong");
    diag_print(diag, false, plain);
    diag_print(diag, true, coloured);
    ck_assert_ptr_null(strchr(plain->str, '\033'));
    g_autoptr(GString) stripped = g_string_new(NULL);
    for (const char *at = coloured->str; *at != '\0'; at++) {
        if (*at == '\033')
            at = strchr(at, 'm');
        else
            g_string_append_c(stripped, *at);
    }
    ck_assert_str_eq(stripped->str, plain->str);
    ck_assert_uint_gt(coloured->len, plain->len);
}
END_TEST

/* The lines that show a place of the source. */
static size_t count_shown(const Diag *diag)
{
    g_autoptr(GString) out = g_string_new(NULL);
    diag_print(diag, false, out);
    size_t count = 0;
    for (const char *at = out->str; (at = strstr(at, " | ")) != NULL; at++)
        count++;
    return count / 2;
}

START_TEST(shows_the_second_place)
{
    g_autofree char *text = g_strdup_printf("a: 1h\nb: 2h\nc: %0200d\nd: 3h, e: 4h\n", 0);
    g_autoptr(Source) source = source_of(text);
    g_autoptr(Diags) diags = diags_new();
    Diag *diag = diags_add(diags, &rule_a, (Span){source, 9, 2}, "wrong");
    ck_assert_uint_eq(count_shown(diag), 1);
    diag_note(diags, diag, (Span){source, 3, 2}, "above");
    ck_assert_uint_eq(count_shown(diag), 2);
    diag_note(diags, diag, (Span){source, 15, 3}, "in a long line");
    ck_assert_uint_eq(count_shown(diag), 2);
    uint32_t last = (uint32_t)(strstr(text, "3h") - text);
    diag_note(diags, diag, (Span){source, last, 2}, "below");
    diag_note(diags, diag, (Span){source, last + 7, 2}, "in the line just shown");
    ck_assert_uint_eq(count_shown(diag), 3);
    diag_note(diags, diag, (Span){NULL, 0, 0}, "too many to show their lines");
    ck_assert_uint_eq(count_shown(diag), 1);
}
END_TEST

START_TEST(counts_for_people)
{
    static const struct {
        size_t errors, warnings, infos;
        const char *text;
    } cases[] = {
        {0, 0, 0, "nothing to complain about\n"},
        {1, 0, 0, "1 error\n"},
        {0, 2, 0, "2 warnings\n"},
        {3, 1, 0, "3 errors and 1 warning\n"},
        {0, 0, 1, "1 remark\n"},
        {1, 0, 2, "1 error and 2 remarks\n"},
        {3, 5, 2, "3 errors, 5 warnings and 2 remarks\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Diags) diags = diags_new();
        g_autoptr(GString) out = g_string_new(NULL);
        for (size_t j = 0; j < cases[i].errors; j++)
            diags_add_path(diags, &rule_a, "x", "e");
        for (size_t j = 0; j < cases[i].warnings; j++)
            diags_add_path(diags, &rule_b, "x", "w");
        for (size_t j = 0; j < cases[i].infos; j++)
            diags_add_path(diags, &rule_c, "x", "i");
        diags_print_counts(diags, out);
        ck_assert_str_eq(out->str, cases[i].text);
    }
}
END_TEST

static bool keep_but_warnings(Diag *diag, void *data)
{
    size_t *asked = data;
    (*asked)++;
    if (diag->severity == SEVERITY_INFO)
        diag->severity = SEVERITY_ERROR;
    return diag->severity != SEVERITY_WARNING;
}

START_TEST(keeps_what_it_is_told_to)
{
    g_autoptr(Diags) diags = diags_new();
    const Rule *rules[] = {&rule_b, &rule_a, &rule_b, &rule_c, &rule_b};
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        Diag *diag = diags_add_path(diags, rules[i], "x", "%zu", i);
        diag_note(diags, diag, (Span){NULL, 0, 0}, "note");
    }
    size_t asked = 0;
    diags_keep(diags, keep_but_warnings, &asked);
    ck_assert_uint_eq(asked, 5);
    ck_assert_uint_eq(diags_count(diags), 2);
    ck_assert_str_eq(diags_at(diags, 0)->text, "1");
    ck_assert_str_eq(diags_at(diags, 1)->text, "3");
    ck_assert_uint_eq(diags_count_severity(diags, SEVERITY_ERROR), 2);
}
END_TEST

static Suite *diag_suite(void)
{
    Suite *suite = suite_create("diag");
    TCase *tests = tcase_create("findings");
    tcase_add_test(tests, collects_formatted_findings);
    tcase_add_test(tests, keeps_findings_of_other_lists);
    tcase_add_test(tests, sorts_and_drops_what_is_said_twice);
    tcase_add_test(tests, prints_a_finding_for_people);
    tcase_add_test(tests, prints_what_has_no_source);
    tcase_add_test(tests, puts_the_caret_by_display_width);
    tcase_add_test(tests, counts_what_it_shows);
    tcase_add_test(tests, points_past_the_end_and_at_nothing);
    tcase_add_test(tests, shows_a_part_of_a_long_line);
    tcase_add_test(tests, lets_no_control_character_through);
    tcase_add_test(tests, colours_nothing_but_what_it_wrote);
    tcase_add_test(tests, shows_the_second_place);
    tcase_add_test(tests, counts_for_people);
    tcase_add_test(tests, keeps_what_it_is_told_to);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(diag_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
