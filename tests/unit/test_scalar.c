#include "read/scalar.h"

#include "read/reading_rules.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = {"stop", "continue", NULL};

static Arena *arena;
static Diags *diags;

static void set_up(void)
{
    arena = arena_new();
    diags = diags_new();
}

static void tear_down(void)
{
    arena_free(arena);
    diags_free(diags);
}

static void read_as(const Field *field, const char *text, void *target)
{
    Scalar scalar = {.text = text, .length = strlen(text), .span = {NULL, 7, 1}};
    scalar_read(field, scalar, target, arena, diags);
}

/* The one finding since the last call is of RULE; its help holds HELP when that is given. */
static void expect_finding(const Rule *rule, const char *help)
{
    ck_assert_uint_eq(diags_count(diags), 1);
    const Diag *diag = diags_at(diags, 0);
    ck_assert_str_eq(diag->rule->id, rule->id);
    ck_assert_uint_eq(diag->span.offset, 7);
    if (help != NULL)
        ck_assert_msg(strstr(diag->help, help) != NULL, "'%s'", diag->help);
    diags_free(diags);
    diags = diags_new();
}

static void expect_silence(void)
{
    for (size_t i = 0; i < diags_count(diags); i++)
        ck_abort_msg("%s", diags_at(diags, i)->text);
}

START_TEST(keeps_texts_as_written)
{
    static const char *const texts[] = {"no",  "0123", "12:30", "~",   "null",
                                        "1e5", "",     " x",    "a  b"};
    Field field = {.key = "name", .type = FIELD_TEXT};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Text text = {0};
        read_as(&field, texts[i], &text);
        ck_assert_str_eq(text.text, texts[i]);
        ck_assert_uint_eq(text.span.offset, 7);
    }
    expect_silence();
}
END_TEST

START_TEST(puts_a_text_on_one_line)
{
    Field field = {.key = "name", .type = FIELD_TEXT};
    Text text = {0};
    read_as(&field, "two\nlines\tand a tab\n\n", &text);
    ck_assert_str_eq(text.text, "two lines and a tab");
    Field verbatim = {.key = "run", .type = FIELD_VERBATIM};
    read_as(&verbatim, "one\n\ttwo\n", &text);
    ck_assert_str_eq(text.text, "one\n\ttwo\n");
    expect_silence();
}
END_TEST

START_TEST(reads_ids)
{
    static const char *const bad[] = {"",    "-a", "A",  "a b", "a_b",  "a.b", "\xC3\xA4",
                                      "a/b", "..", "a:", "a-",  "a--b", "-"};
    static const char *const good[] = {"a", "0", "007", "a-b", "2nd-try", "a-1-b"};
    Field field = {.key = "id", .type = FIELD_ID};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        Text text = {0};
        read_as(&field, bad[i], &text);
        ck_assert_ptr_null(text.text);
        expect_finding(&rule_id_malformed, NULL);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        Text text = {0};
        read_as(&field, good[i], &text);
        ck_assert_str_eq(text.text, good[i]);
    }
    expect_silence();
}
END_TEST

START_TEST(reads_words)
{
    Field field = {.key = "on-failure", .type = FIELD_WORD, .words = words};
    Word word = {0};
    read_as(&field, "continue", &word);
    ck_assert_int_eq(word.index, 1);
    expect_silence();
    read_as(&field, "Stop", &word);
    ck_assert_int_eq(word.index, -1);
    ck_assert_str_eq(word.text, "Stop");
    expect_finding(&rule_word_unknown, "did you mean `stop`? one of `stop`, `continue`");
    read_as(&field, "", &word);
    ck_assert_int_eq(word.index, -1);
    expect_finding(&rule_word_unknown, "use one of `stop`, `continue`");
}
END_TEST

START_TEST(reads_durations_and_their_words)
{
    Field field = {.key = "every", .type = FIELD_DURATION, .duration_words = WORD_CONTINUOUS};
    DurationValue value = {0};
    read_as(&field, "1h30m", &value);
    ck_assert(value.known);
    ck_assert_int_eq(value.value.seconds, 5400);
    read_as(&field, "continuous", &value);
    ck_assert(value.known);
    ck_assert_int_eq(value.word, DURATION_WORD_CONTINUOUS);
    expect_silence();
    DurationValue forever = {0};
    read_as(&field, "forever", &forever);
    ck_assert(!forever.known);
    ck_assert_int_eq(forever.word, DURATION_WORD_NONE);
    expect_finding(&rule_duration_malformed, NULL);
}
END_TEST

START_TEST(guesses_what_a_duration_was_meant_to_be)
{
    static const struct {
        const char *text, *help;
    } cases[] = {
        {"4 hours", "`4h`"},
        {"< 15 minutes", "`15m`"},
        {"Immediate", "`0`"},
        {"real-time", "`0`"},
        {"3 months", "`3mo`"},
        {"2 Years", "`2y`"},
        {"~30s", "`30s`"},
        {"24-hour", "`24h`"},
        {"1 Mo", "`1mo`"},
        {"70000 days", "`70000d`"},
        /* Too unclear for a guess. */
        {"1 fortnight", "write a number and a unit"},
        {"999999 days", "write a number and a unit"},
        {"hours", "write a number and a unit"},
        {"", "write a number and a unit"},
        {"12", "write a number and a unit"},
        {"1234567890123 h", "write a number and a unit"},
        {"<<<<", "write a number and a unit"},
    };
    Field field = {.key = "rto", .type = FIELD_DURATION};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        DurationValue value = {0};
        read_as(&field, cases[i].text, &value);
        ck_assert(!value.known);
        ck_assert_str_eq(value.text, cases[i].text);
        expect_finding(&rule_duration_malformed, cases[i].help);
    }
    DurationValue endless = {0};
    read_as(&field, "99999999999999999999999999h", &endless);
    ck_assert(!endless.known);
    expect_finding(&rule_duration_malformed, NULL);
}
END_TEST

START_TEST(reads_dates)
{
    Field field = {.key = "reviewed", .type = FIELD_DATE};
    DateValue value = {0};
    read_as(&field, "2026-03-31", &value);
    ck_assert(value.known);
    ck_assert_int_eq(value.value.days, 20543);
    DateValue open = {0};
    read_as(&field, "2024-01-XX", &open);
    ck_assert(!open.known);
    ck_assert_str_eq(open.text, "2024-01-XX");
    expect_finding(&rule_date_malformed, "2026-03-31");
}
END_TEST

START_TEST(reads_numbers)
{
    static const struct {
        FieldType type;
        const char *text;
        double value;
    } good[] = {
        {FIELD_INTEGER, "0", 0},        {FIELD_INTEGER, "3", 3},
        {FIELD_INTEGER, "0012", 12},    {FIELD_INTEGER, "999999999999999", 999999999999999},
        {FIELD_PERCENT, "99.9%", 99.9}, {FIELD_PERCENT, "0%", 0},
        {FIELD_PERCENT, "100%", 100},   {FIELD_POINTS, "9.5pt", 9.5},
        {FIELD_POINTS, "11pt", 11},     {FIELD_COLOUR, "8f1414", 0x8f1414},
        {FIELD_COLOUR, "000012", 0x12},
    };
    static const struct {
        FieldType type;
        const char *text;
    } bad[] = {
        {FIELD_INTEGER, ""},      {FIELD_INTEGER, "-1"},
        {FIELD_INTEGER, "1.0"},   {FIELD_INTEGER, "0x10"},
        {FIELD_INTEGER, "1e3"},   {FIELD_INTEGER, "1e400"},
        {FIELD_INTEGER, "1 2"},   {FIELD_INTEGER, "one"},
        {FIELD_INTEGER, "1%"},    {FIELD_INTEGER, "9999999999999999"},
        {FIELD_INTEGER, "0X1P4"}, {FIELD_PERCENT, "99.9"},
        {FIELD_PERCENT, "%"},     {FIELD_PERCENT, "1.2.3%"},
        {FIELD_PERCENT, "1e2%"},  {FIELD_PERCENT, "99,9%"},
        {FIELD_PERCENT, "99.%"},  {FIELD_PERCENT, "nan%"},
        {FIELD_PERCENT, "inf%"},  {FIELD_PERCENT, "50 %"},
        {FIELD_PERCENT, ".5%"},   {FIELD_PERCENT, "0x1p3%"},
        {FIELD_POINTS, "9.5"},    {FIELD_POINTS, "9.5 pt"},
        {FIELD_COLOUR, "red"},    {FIELD_COLOUR, "8f14"},
        {FIELD_COLOUR, "8f141g"}, {FIELD_COLOUR, "8f141414"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        Field field = {.key = "n", .type = good[i].type};
        NumberValue value = {0};
        read_as(&field, good[i].text, &value);
        ck_assert_msg(value.known, "%s", good[i].text);
        ck_assert(fabs(value.value - good[i].value) < 1e-9);
    }
    expect_silence();
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        Field field = {.key = "n", .type = bad[i].type};
        NumberValue value = {0};
        read_as(&field, bad[i].text, &value);
        ck_assert_msg(!value.known, "%s", bad[i].text);
        ck_assert(value.value == 0.0);
        expect_finding(&rule_number_malformed, NULL);
    }
}
END_TEST

START_TEST(reads_true_and_false_only)
{
    static const char *const bad[] = {"yes", "no", "True", "TRUE", "on", "1", "", "truely"};
    Field field = {.key = "secret", .type = FIELD_BOOL};
    BoolValue value = {0};
    read_as(&field, "true", &value);
    ck_assert(value.known && value.value);
    read_as(&field, "false", &value);
    ck_assert(value.known && !value.value);
    expect_silence();
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        read_as(&field, bad[i], &value);
        ck_assert(!value.known && !value.value);
        expect_finding(&rule_number_malformed, "`true` or `false`");
    }
}
END_TEST

START_TEST(limits_texts)
{
    g_autofree char *longest = g_strnfill(64 * 1024, 'x');
    g_autofree char *longer = g_strnfill(64 * 1024 + 1, 'x');
    static const FieldType types[] = {FIELD_PROSE, FIELD_LINE, FIELD_VERBATIM};
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        Field field = {.key = "about", .type = types[i]};
        Text text = {0};
        read_as(&field, longest, &text);
        expect_silence();
        ck_assert_str_eq(text.text, longest);
        Text none = {0};
        read_as(&field, longer, &none);
        ck_assert_ptr_null(none.text);
        expect_finding(&rule_prose_limit, NULL);
    }
}
END_TEST

static Suite *scalar_suite(void)
{
    Suite *suite = suite_create("scalar");
    TCase *tests = tcase_create("values");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, keeps_texts_as_written);
    tcase_add_test(tests, puts_a_text_on_one_line);
    tcase_add_test(tests, reads_ids);
    tcase_add_test(tests, reads_words);
    tcase_add_test(tests, reads_durations_and_their_words);
    tcase_add_test(tests, guesses_what_a_duration_was_meant_to_be);
    tcase_add_test(tests, reads_dates);
    tcase_add_test(tests, reads_numbers);
    tcase_add_test(tests, reads_true_and_false_only);
    tcase_add_test(tests, limits_texts);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(scalar_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
