#include "base/source.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static Source *source_of(const char *text)
{
    return source_new_take("plan.yaml", g_strdup(text), strlen(text));
}

static void expect_place(const Source *source, uint32_t offset, uint32_t line, uint32_t column)
{
    Place place = source_place(source, offset);
    ck_assert_uint_eq(place.line, line);
    ck_assert_uint_eq(place.column, column);
}

static void expect_line(const Source *source, uint32_t line, const char *expected)
{
    size_t length = 0;
    const char *text = source_line(source, line, &length);
    g_autofree char *copy = g_strndup(text, length);
    ck_assert_str_eq(copy, expected);
}

START_TEST(counts_lines_with_and_without_a_last_end)
{
    g_autoptr(Source) open = source_of("a\nb");
    g_autoptr(Source) closed = source_of("a\nb\n");
    g_autoptr(Source) empty = source_of("");
    ck_assert_uint_eq(open->n_lines, 2);
    ck_assert_uint_eq(closed->n_lines, 3);
    ck_assert_uint_eq(empty->n_lines, 1);
    expect_line(open, 2, "b");
    expect_line(closed, 2, "b");
    expect_line(closed, 3, "");
    expect_line(empty, 1, "");
    expect_place(empty, 0, 1, 1);
    expect_place(closed, 4, 3, 1);
}
END_TEST

START_TEST(drops_a_byte_order_mark)
{
    g_autoptr(Source) source = source_of("\xEF\xBB\xBFtitle: x\n");
    g_autoptr(Source) alone = source_of("\xEF\xBB\xBF");
    g_autoptr(Source) cut = source_of("\xEF\xBB");
    ck_assert_str_eq(source->text, "title: x\n");
    ck_assert_uint_eq(source->length, 9);
    expect_place(source, 0, 1, 1);
    ck_assert_str_eq(alone->text, "");
    ck_assert_uint_eq(alone->length, 0);
    ck_assert_uint_eq(cut->length, 2);
}
END_TEST

START_TEST(shows_lines_without_carriage_returns)
{
    g_autoptr(Source) source = source_of("a: b\r\n\r\nc\rd\r\n\r");
    ck_assert_uint_eq(source->n_lines, 4);
    expect_line(source, 1, "a: b");
    expect_line(source, 2, "");
    expect_line(source, 3, "c\rd");
    expect_line(source, 4, "");
    expect_place(source, 6, 2, 1);
    expect_place(source, 8, 3, 1);
}
END_TEST

START_TEST(counts_characters_not_bytes)
{
    /* é is two bytes, 漢 three, the flag's first half four. */
    g_autoptr(Source) source = source_of("x\n\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x87\xA9"
                                         "a\n");
    ck_assert_uint_eq(source_offset(source, 1, 0), 2);
    ck_assert_uint_eq(source_offset(source, 1, 1), 4);
    ck_assert_uint_eq(source_offset(source, 1, 2), 7);
    ck_assert_uint_eq(source_offset(source, 1, 3), 11);
    expect_place(source, 4, 2, 2);
    expect_place(source, 7, 2, 3);
    expect_place(source, 11, 2, 4);
    expect_place(source, 12, 2, 5);
}
END_TEST

START_TEST(clamps_to_the_line_and_to_the_text)
{
    g_autoptr(Source) source = source_of("ab\ncd");
    ck_assert_uint_eq(source_offset(source, 0, 99), 2);
    ck_assert_uint_eq(source_offset(source, 1, 99), 5);
    ck_assert_uint_eq(source_offset(source, 7, 0), 5);
    ck_assert_uint_eq(source_offset(source, SIZE_MAX, SIZE_MAX), 5);
    expect_place(source, 4000000000u, 2, 3);
}
END_TEST

/* Every place of a long line that mixes widths, forth and back. */
START_TEST(finds_every_place_of_a_long_line)
{
    static const char *const parts[] = {"a", "\xC3\xA9", "\xE6\xBC\xA2", "bcd"};
    g_autoptr(GString) text = g_string_new("first\n");
    for (size_t i = 0; i < 2500; i++)
        g_string_append(text, parts[i * i % G_N_ELEMENTS(parts)]);
    g_string_append(text, "\nlast");
    g_autoptr(Source) source = source_of(text->str);
    size_t column = 0;
    for (const char *at = text->str + 6; *at != '\n'; at = g_utf8_next_char(at), column++) {
        uint32_t offset = (uint32_t)(at - text->str);
        ck_assert_uint_eq(source_offset(source, 1, column), offset);
        expect_place(source, offset, 2, (uint32_t)column + 1);
    }
    ck_assert_uint_eq(source_offset(source, 1, column), text->len - 5);
    ck_assert_uint_eq(source_offset(source, 1, column + 1), text->len - 5);
    ck_assert_uint_eq(source_offset(source, 2, 1), text->len - 3);
}
END_TEST

START_TEST(bears_bytes_that_are_no_text)
{
    g_autoptr(Source) source = source_of("\x80\x80\xFFz\n\xC3");
    ck_assert_uint_le(source_offset(source, 0, 1), 4);
    ck_assert_uint_ge(source_place(source, 3).column, 1);
    ck_assert_uint_eq(source_offset(source, 1, 5), 6);
    char *zeros = g_strdup("a_\nb");
    zeros[1] = '\0';
    g_autoptr(Source) with_nul = source_new_take("x", zeros, 4);
    expect_place(with_nul, 3, 2, 1);
}
END_TEST

START_TEST(orders_spans)
{
    g_autoptr(Source) a = source_new_take("a.yaml", g_strdup("xx"), 2);
    g_autoptr(Source) b = source_new_take("b.yaml", g_strdup("xx"), 2);
    Span none = {NULL, 9, 9};
    Span first = {a, 0, 1};
    Span longer = {a, 0, 2};
    Span later = {a, 1, 0};
    Span other = {b, 0, 0};
    const Span *sorted[] = {&none, &first, &longer, &later, &other};
    for (size_t i = 0; i < G_N_ELEMENTS(sorted); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(sorted); j++)
            ck_assert_int_eq(span_compare(sorted[i], sorted[j]), (i > j) - (i < j));
}
END_TEST

static Suite *source_suite(void)
{
    Suite *suite = suite_create("source");
    TCase *tests = tcase_create("places");
    tcase_add_test(tests, counts_lines_with_and_without_a_last_end);
    tcase_add_test(tests, drops_a_byte_order_mark);
    tcase_add_test(tests, shows_lines_without_carriage_returns);
    tcase_add_test(tests, counts_characters_not_bytes);
    tcase_add_test(tests, clamps_to_the_line_and_to_the_text);
    tcase_add_test(tests, finds_every_place_of_a_long_line);
    tcase_add_test(tests, bears_bytes_that_are_no_text);
    tcase_add_test(tests, orders_spans);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(source_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
