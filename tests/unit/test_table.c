#include "doc/table.h"

#include "doc/validate.h"

#include "tree_text.h"

#include <check.h>
#include <stdlib.h>

/* The table that TEXT makes, "" when it is none; owned. */
static char *table_of(const char *text)
{
    g_autoptr(Doc) doc = doc_new("x", "x", "en");
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    bool is_table = table_append(doc, doc->root, lines);
    ck_assert_int_eq(is_table, doc->root->first != NULL);
    g_autofree char *problem = doc_validate(doc);
    ck_assert_msg(problem == NULL, "%s", problem);
    return tree_text(doc->root);
}

static void expect_table(const char *text, const char *expected)
{
    g_autofree char *tree = table_of(text);
    ck_assert_str_eq(tree, expected);
}

START_TEST(reads_all_ways_to_write_a_row)
{
    static const char expected[] =
        "(table ll (row (cell \"a\") (cell \"b\")) (row (cell \"c\") (cell \"d\")))";
    expect_table("| a | b |\n|---|---|\n| c | d |", expected);
    expect_table("a|b\n-|-\nc|d", expected);
    expect_table("|a|b\n|-|-\n|c|d", expected);
    expect_table("a|b|\n-|-|\nc|d|", expected);
    expect_table("   | a | b |\n  | - | - |\n |c|d|", expected);
    expect_table("| a | b |\r\n|---|---|\r\n| c | d |\r", expected);
    expect_table("|\ta\t|\tb\t|\n|---|---|\n|c|d|", expected);
}
END_TEST

START_TEST(reads_alignment)
{
    expect_table("a|b|c|d\n:-|-:|:-:|-",
                 "(table lrcl (row (cell \"a\") (cell \"b\") (cell \"c\") (cell \"d\")))");
    expect_table("|a|\n|:|", "");
    expect_table("|a|\n|::|", "");
    expect_table("|a|\n|-:-|", "");
    expect_table("|a|\n|- -|", "");
}
END_TEST

START_TEST(keeps_escaped_pipes_and_markup)
{
    expect_table(
        "|a\\|b|`c\\|d`|\n|-|-|\n|*e*|[f](g)|",
        "(table ll (row (cell \"a|b\") (cell (span \"c|d\"))) (row (cell (emphasis \"e\")) "
        "(cell (link \"g\" \"f\"))))");
    expect_table("|a\\\\|b|\n|-|-|", "");
    expect_table("|a\\|\n|-|", "(table l (row (cell \"a|\")))");
}
END_TEST

START_TEST(fills_short_rows_and_cuts_long_ones)
{
    expect_table("|a|b|\n|-|-|\n|1|\n||2|\n|\n\n|3|4|5|",
                 "(table ll (row (cell \"a\") (cell \"b\")) (row (cell \"1\") (cell)) "
                 "(row (cell) (cell \"2\")) (row (cell) (cell)) (row (cell) (cell)) "
                 "(row (cell \"3\") (cell \"4\")))");
}
END_TEST

START_TEST(is_no_table_without_its_second_line)
{
    static const char *const texts[] = {"",           "|a|",    "a\n-",      "|a|b|\n|-|",
                                        "|a|\n|-|-|", "|a|\nb", "|\n|",      "||\n||",
                                        "|a|\n",      "|-|",    "|a|\n|--x|"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        expect_table(texts[i], "");
}
END_TEST

START_TEST(ends_at_64_columns)
{
    for (size_t columns = 63; columns <= 66; columns++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (size_t i = 0; i < columns; i++)
            g_string_append(text, "|a");
        g_string_append(text, "|\n");
        for (size_t i = 0; i < columns; i++)
            g_string_append(text, "|-");
        g_autofree char *tree = table_of(text->str);
        ck_assert_int_eq(*tree != '\0', columns <= 64);
    }
}
END_TEST

static Suite *table_suite(void)
{
    Suite *suite = suite_create("table");
    TCase *tests = tcase_create("pipe tables");
    tcase_add_test(tests, reads_all_ways_to_write_a_row);
    tcase_add_test(tests, reads_alignment);
    tcase_add_test(tests, keeps_escaped_pipes_and_markup);
    tcase_add_test(tests, fills_short_rows_and_cuts_long_ones);
    tcase_add_test(tests, is_no_table_without_its_second_line);
    tcase_add_test(tests, ends_at_64_columns);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(table_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
