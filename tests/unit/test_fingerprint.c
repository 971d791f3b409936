#include "base/fingerprint.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const Rule rule_a = {.id = "a-rule", .severity = SEVERITY_ERROR, .remedy = "mend it"};
static const Rule rule_b = {.id = "b-rule", .severity = SEVERITY_ERROR, .remedy = "mend it"};

/* A text with findings of rule_a at every `here`. */
typedef struct Text {
    Source *source;
    Diags *diags;
} Text;

static void text_clear(Text *text)
{
    diags_free(text->diags);
    source_free(text->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Text, text_clear)

static Text text_of(const char *path, const char *content)
{
    Text text = {source_new_take(path, g_strdup(content), strlen(content)), diags_new()};
    for (const char *at = strstr(content, "here"); at != NULL; at = strstr(at + 1, "here"))
        diags_add(text.diags, &rule_a, (Span){text.source, (uint32_t)(at - content), 4}, "wrong");
    diags_sort(text.diags);
    return text;
}

static GPtrArray *prints_of(const Text *text, FingerprintWithin within, const void *context)
{
    GPtrArray *prints = fingerprints_new(text->diags, "/srv", within, context);
    ck_assert_uint_eq(prints->len, diags_count(text->diags));
    for (size_t i = 0; i < prints->len; i++)
        ck_assert_uint_eq(strspn(prints->pdata[i], "0123456789abcdef"), 16);
    return prints;
}

/* The only fingerprint of CONTENT; owned. */
static char *print_of(const char *path, const char *content)
{
    g_auto(Text) text = text_of(path, content);
    g_autoptr(GPtrArray) prints = prints_of(&text, NULL, NULL);
    ck_assert_uint_eq(prints->len, 1);
    return g_strdup(prints->pdata[0]);
}

static void expect_same(const char *a, const char *b)
{
    g_autofree char *left = print_of("plan.yaml", a);
    g_autofree char *right = print_of("plan.yaml", b);
    ck_assert_str_eq(left, right);
}

static void expect_different(const char *path_a, const char *a, const char *path_b, const char *b)
{
    g_autofree char *left = print_of(path_a, a);
    g_autofree char *right = print_of(path_b, b);
    ck_assert_str_ne(left, right);
}

START_TEST(follows_a_line_that_moves)
{
    expect_same("x\nrto: here\n", "# more\n\n\nx\nrto: here\n");
    expect_same("rto: here", "    rto: here  \r\n");
    g_autofree char *relative = print_of("plans/../plan.yaml", "here");
    g_autofree char *absolute = print_of("/srv/plan.yaml", "here");
    ck_assert_str_eq(relative, absolute);
}
END_TEST

START_TEST(differs_where_findings_differ)
{
    expect_different("a.yaml", "rto: here", "b.yaml", "rto: here");
    expect_different("a.yaml", "rto: here", "a.yaml", "rpo: here");
    g_auto(Text) text = text_of("a.yaml", "here");
    diags_add(text.diags, &rule_b, diags_at(text.diags, 0)->span, "wrong");
    diags_add_path(text.diags, &rule_a, "a.yaml", "wrong");
    g_autoptr(GPtrArray) prints = prints_of(&text, NULL, NULL);
    ck_assert_str_ne(prints->pdata[0], prints->pdata[1]);
    ck_assert_str_ne(prints->pdata[0], prints->pdata[2]);
}
END_TEST

START_TEST(counts_what_is_equal)
{
    g_auto(Text) two = text_of("a.yaml", "- here\n- here\n");
    g_autoptr(GPtrArray) prints = prints_of(&two, NULL, NULL);
    ck_assert_str_ne(prints->pdata[0], prints->pdata[1]);
    g_auto(Text) three = text_of("a.yaml", "# more\n- here\n\n- here\n- here");
    g_autoptr(GPtrArray) again = prints_of(&three, NULL, NULL);
    ck_assert_str_eq(prints->pdata[0], again->pdata[0]);
    ck_assert_str_eq(prints->pdata[1], again->pdata[1]);
    ck_assert_str_ne(again->pdata[1], again->pdata[2]);
}
END_TEST

static const char *first_or_second(const Diag *diag, const void *context)
{
    const char *const *names = context;
    return names[diag->span.offset > 10];
}

/* What they lie in keeps equal lines apart, whichever comes first. */
START_TEST(knows_what_a_finding_lies_in)
{
    static const char *const names[] = {"web", "shop"}, *const turned[] = {"shop", "web"};
    g_auto(Text) text = text_of("a.yaml", "- here\n- xx\n- here\n");
    g_autoptr(GPtrArray) prints = prints_of(&text, first_or_second, names);
    g_autoptr(GPtrArray) other = prints_of(&text, first_or_second, turned);
    ck_assert_str_eq(prints->pdata[0], other->pdata[1]);
    ck_assert_str_eq(prints->pdata[1], other->pdata[0]);
    ck_assert_str_ne(prints->pdata[0], prints->pdata[1]);
}
END_TEST

/* The values stay for ever: others keep lists of them. */
START_TEST(stays_what_it_was)
{
    g_autofree char *print = print_of("plan.yaml", "rto: here");
    ck_assert_str_eq(print, "7464c6aaccf578ae");
}
END_TEST

static Suite *fingerprint_suite(void)
{
    Suite *suite = suite_create("fingerprint");
    TCase *tests = tcase_create("findings");
    tcase_add_test(tests, follows_a_line_that_moves);
    tcase_add_test(tests, differs_where_findings_differ);
    tcase_add_test(tests, counts_what_is_equal);
    tcase_add_test(tests, knows_what_a_finding_lies_in);
    tcase_add_test(tests, stays_what_it_was);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(fingerprint_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
