#include "read/prose.h"

#include "doc/markdown.h"
#include "doc/validate.h"
#include "read/reading_rules.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static bool is_taken(const char *text)
{
    g_autoptr(Diags) diags = diags_new();
    bool taken = prose_within_limits(text, strlen(text), (Span){NULL, 3, 0}, diags);
    ck_assert_uint_eq(diags_count(diags), taken ? 0 : 1);
    if (!taken)
        ck_assert_ptr_eq(diags_at(diags, 0)->rule, &rule_prose_limit);
    return taken;
}

/* PART COUNT times; owned. */
static char *repeated(const char *part, size_t count)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append(out, part);
    return g_string_free(out, FALSE);
}

START_TEST(takes_what_people_write)
{
    static const char *const texts[] = {
        "",
        "One line.",
        "- a\n  - b\n    - c\n\n1. d\n2. e\n",
        "> quoted\n> > twice\n",
        "***\n---\n- - -\n* * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * *\n",
        "--------------------------------------------------------------------------------\n",
        "```\n                                                    deep in a diagram\n```\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "10.0.0.1 and 192.168.100.200\n2026-03-31 - 2026-06-30\n",
        "................................................\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        ck_assert_msg(is_taken(texts[i]), "%s", texts[i]);
}
END_TEST

START_TEST(counts_levels_on_one_line)
{
    static const char *const marks[] = {">", "> ", "- ", "* ", "+ ", "1. ", "1) ", ">- "};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        g_autofree char *deep = repeated(marks[i], 40);
        g_autofree char *flat = repeated(marks[i], 10);
        g_autofree char *text = g_strconcat(flat, "x\n", NULL);
        g_autofree char *bad = g_strconcat("fine\n\n", deep, "x\nfine\n", NULL);
        ck_assert_msg(is_taken(text), "%s", text);
        ck_assert_msg(!is_taken(bad), "%s", bad);
    }
}
END_TEST

START_TEST(refuses_what_takes_cmark_minutes)
{
    static const char *const parts[] = {">",    "a*",   "a_", "a**a ", "[",   "[a](",
                                        "`a``", "- + ", "![", "**x* ", "1. ", "+ "};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *large = repeated(parts[i], 60000 / strlen(parts[i]));
        g_autofree char *huge = repeated(parts[i], 200000 / strlen(parts[i]));
        ck_assert_msg(!is_taken(large), "%s", parts[i]);
        ck_assert_msg(!is_taken(huge), "%s", parts[i]);
    }
}
END_TEST

/* Whatever is taken is parsed in good time and makes a sound tree: Check ends what hangs. */
START_TEST(what_is_taken_can_be_parsed)
{
    static const char *const parts[] = {
        ">",    "a*",       "a**a ",  "[",  "[a](",     "*a_ ",   "`a``",  "- ",  "![",
        "<a ",  "&",        "\\",     "<",  "&#x41;",   "a\n",    "- a\n", "|",   "a|b\n",
        "<!--", "[x]: y\n", "[a]: <", "\n", " ",        "\t",     "#",     "***", "]",
        "~",    "=\n",      "1. ",    "<?", "![CDATA[", "http://"};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        size_t most = 64 * 1024 / strlen(parts[i]);
        g_autofree char *text = repeated(parts[i], most);
        while (!is_taken(text) && most > 1)
            text[strlen(parts[i]) * (most /= 2)] = '\0';
        g_autoptr(Doc) doc = doc_new("x", "x", "en");
        doc_append_markdown(doc, doc->root, text, 2, NULL);
        g_autofree char *problem = doc_validate(doc);
        ck_assert_msg(problem == NULL, "%s: %s", parts[i], problem);
    }
}
END_TEST

/* Lists that go one level deeper with each line. */
START_TEST(a_staircase_makes_a_sound_tree)
{
    for (size_t step = 2; step <= 4; step++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (size_t i = 0; i < 180; i++) {
            g_autofree char *blanks = g_strnfill(i * step, ' ');
            g_string_append_printf(text, "%s- item %zu\n", blanks, i);
            if (!is_taken(text->str))
                break;
            g_autoptr(Doc) doc = doc_new("x", "x", "en");
            doc_append_markdown(doc, doc->root, text->str, 2, NULL);
            g_autofree char *problem = doc_validate(doc);
            ck_assert_msg(problem == NULL, "%zu levels: %s", i, problem);
            g_autofree char *all = node_plain_text(doc->root);
            g_autofree char *last = g_strdup_printf("item %zu", i);
            ck_assert_ptr_nonnull(strstr(all, last));
        }
    }
}
END_TEST

START_TEST(limits_the_size_alone_of_verbatim_text)
{
    g_autoptr(Diags) diags = diags_new();
    ck_assert(prose_within_size(64 * 1024, (Span){0}, diags));
    ck_assert_uint_eq(diags_count(diags), 0);
    ck_assert(!prose_within_size(64 * 1024 + 1, (Span){0}, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
}
END_TEST

static Suite *prose_suite(void)
{
    Suite *suite = suite_create("prose");
    TCase *tests = tcase_create("limits");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, takes_what_people_write);
    tcase_add_test(tests, counts_levels_on_one_line);
    tcase_add_test(tests, refuses_what_takes_cmark_minutes);
    tcase_add_test(tests, what_is_taken_can_be_parsed);
    tcase_add_test(tests, a_staircase_makes_a_sound_tree);
    tcase_add_test(tests, limits_the_size_alone_of_verbatim_text);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(prose_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
