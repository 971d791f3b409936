#include "rules/text_place.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* The value VALUE, written in the file YAML behind "run: ". */
typedef struct Written {
    Source *source;
    Text text;
} Written;

static Written written(const char *yaml, const char *value)
{
    Source *source = source_new_take("plan.yaml", g_strdup(yaml), strlen(yaml));
    const char *start = strstr(yaml, "run: ") + strlen("run: ");
    Span span = {source, (uint32_t)(start - yaml), 1};
    return (Written){source, {value, span}};
}

/* Whether the place of WORD, found in VALUE, holds SOURCE_WORD in YAML at LINE. */
static void expect_place(const char *yaml, const char *value, const char *word,
                         const char *source_word, uint32_t line)
{
    Written it = written(yaml, value);
    size_t offset = (size_t)(strstr(value, word) - value);
    Span span = text_place(&it.text, offset, strlen(word));
    ck_assert_ptr_eq(span.source, it.source);
    g_autofree char *found = g_strndup(it.source->text + span.offset, span.length);
    ck_assert_str_eq(found, source_word);
    ck_assert_uint_eq(source_place(it.source, span.offset).line, line);
    source_free(it.source);
}

START_TEST(finds_words_of_a_plain_value)
{
    expect_place("a: 1\nrun: dd if=x of=y\n", "dd if=x of=y", "of=y", "of=y", 2);
    expect_place("run: dd if=x\n  of=y\n", "dd if=x of=y", "of=y", "of=y", 2);
    expect_place("run: ä of=y\n", "ä of=y", "of=y", "of=y", 1);
}
END_TEST

START_TEST(finds_words_of_a_block)
{
    const char *literal = "steps:\n  - run: |\n      first a\n\n        second b\n";
    expect_place(literal, "first a\n\n  second b\n", "first", "first", 3);
    expect_place(literal, "first a\n\n  second b\n", "second", "second", 5);
    expect_place(literal, "first a\n\n  second b\n", "b", "b", 5);
    expect_place("run: |2- # why\n    x\n  y\n", "  x\ny", "x", "x", 2);
    expect_place("run: |2- # why\n    x\n  y\n", "  x\ny", "y", "y", 3);
    expect_place("run: >-\n  one\n  two\n\n  three\n", "one two\nthree", "three", "three", 5);
    expect_place("run: |\r\n  one\r\n  two\r\n", "one\ntwo\n", "two", "two", 3);
}
END_TEST

START_TEST(finds_words_of_quoted_values)
{
    expect_place("run: 'say ''a'' b'\n", "say 'a' b", "'a'", "''a''", 1);
    expect_place("run: 'say ''a'' b'\n", "say 'a' b", "b", "b", 1);
    expect_place("run: 'x\n\n  y'\n", "x\ny", "y", "y", 3);
    expect_place("run: \"a \\\"b\\\" \\u00e9 c\"\n", "a \"b\" é c", "c", "c", 1);
    expect_place("run: \"a \\\"b\\\" c\"\n", "a \"b\" c", "\"b\"", "\\\"b\\\"", 1);
    expect_place("run: \"one\\ntwo\"\n", "one\ntwo", "two", "two", 1);
    expect_place("run: \"on\\\n  e two\"\n", "one two", "two", "two", 2);
    expect_place("run: \"\\x41\\U00000042 c\"\n", "AB c", "B c", "\\U00000042 c", 1);
}
END_TEST

START_TEST(ends_with_the_line)
{
    expect_place("run: |\n  one\n  two\n", "one\ntwo\n", "one\ntwo", "one", 2);
    expect_place("run: |\n  one  two\n", "one  two\n", "", "", 2);
}
END_TEST

START_TEST(gives_the_whole_when_it_cannot_tell)
{
    Written it = written("run: other\n", "value");
    Span span = text_place(&it.text, 3, 1);
    ck_assert_uint_eq(span.offset, it.text.span.offset);
    ck_assert_uint_eq(span.length, it.text.span.length);
    Text nowhere = {"value", {NULL, 0, 0}};
    ck_assert_ptr_null(text_place(&nowhere, 2, 1).source);
    source_free(it.source);
}
END_TEST

START_TEST(bears_offsets_beyond_the_end)
{
    static const char *const yamls[] = {"run: ab",     "run: |\n  ab", "run: |",  "run: 'ab",
                                        "run: \"ab\\", "run: \"a\\x",  "run: >\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(yamls); i++)
        for (size_t offset = 0; offset < 5; offset++) {
            Written it = written(yamls[i], "ab\n");
            Span span = text_place(&it.text, offset, 9);
            ck_assert_uint_le(span.offset + span.length, it.source->length);
            source_free(it.source);
        }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("text_place");
    tcase_add_test(tests, finds_words_of_a_plain_value);
    tcase_add_test(tests, finds_words_of_a_block);
    tcase_add_test(tests, finds_words_of_quoted_values);
    tcase_add_test(tests, ends_with_the_line);
    tcase_add_test(tests, gives_the_whole_when_it_cannot_tell);
    tcase_add_test(tests, bears_offsets_beyond_the_end);
    Suite *suite = suite_create("text_place");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
