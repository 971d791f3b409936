#include "history/log_seal.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "redbinder-log 1\n"
#define BEGIN "2026-08-14T09:00:00Z\trun-begin\trun=r1\tplan=docs"
#define NOTE "2026-08-14T09:01:00Z\tnote\ttext=no tool was there"
#define MORE "2026-08-14T09:02:00Z\tnote\ttext=all is well\tmono=12"
#define END "2026-08-14T10:00:00Z\trun-end\toutcome=passed"
/* `printf '\n%s\n' BEGIN | sha256sum` */
#define FIRST_VALUE "b572fe7e2c8437f4"

/* The value that follows BEFORE and covers EVENTS, each ended by a line end: by the definition in
 * docs/run-log.md, in one piece. Owned. */
static char *value_of(const char *before, const char *events)
{
    g_autofree char *covered = g_strconcat(before, "\n", events, NULL);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, covered, -1);
}

/* HEAD and LINES, each with its value. Owned. */
static char *sealed_log(const char *const *lines)
{
    g_autoptr(GString) log = g_string_new(HEAD);
    g_autofree char *value = g_strdup("");
    for (; *lines != NULL; lines++) {
        g_autofree char *event = g_strconcat(*lines, "\n", NULL);
        char *next = value_of(value, event);
        g_free(value);
        value = next;
        g_string_append_printf(log, "%s\tchain=%s\n", *lines, value);
    }
    return g_strdup(log->str);
}

static char *whole_log(void)
{
    static const char *const lines[] = {BEGIN, NOTE, MORE, END, NULL};
    return sealed_log(lines);
}

/* What a check says of a log, without places in a source that is gone. */
typedef struct Told {
    SealCheck check;
    uint32_t sealed, fault; /* lines; 0 where there is none */
} Told;

static Told told_n(const char *text, size_t length)
{
    char *copy = g_malloc(length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    g_autoptr(Source) source = source_new_take("drill.log", copy, length);
    Told told = {.check = log_seal_check(source)};
    if (told.check.sealed.source != NULL)
        told.sealed = source_place(source, told.check.sealed.offset).line;
    if (told.check.fault.source != NULL)
        told.fault = source_place(source, told.check.fault.offset).line;
    return told;
}

static Told told_of(const char *text)
{
    return told_n(text, strlen(text));
}

/* TEXT with OLD once replaced by NEW. Owned. */
static char *replaced(const char *text, const char *old, const char *new)
{
    const char *at = strstr(text, old);
    ck_assert_ptr_nonnull(at);
    g_autoptr(GString) out = g_string_new_len(text, at - text);
    g_string_append(out, new);
    g_string_append(out, at + strlen(old));
    return g_strdup(out->str);
}

static void assert_broken(const char *text, uint32_t line)
{
    Told told = told_of(text);
    ck_assert_int_eq(told.check.state, SEAL_BROKEN);
    ck_assert_uint_eq(told.fault, line);
    ck_assert_uint_eq(told.sealed, line == 2 ? 0 : line - 1);
}

START_TEST(every_line_sealed)
{
    g_autofree char *log = whole_log();
    Told told = told_of(log);
    ck_assert_int_eq(told.check.state, SEAL_WHOLE);
    ck_assert_uint_eq(told.check.n_events, 4);
    ck_assert_uint_eq(told.check.n_open, 0);
    ck_assert_uint_eq(told.sealed, 5);
    ck_assert_ptr_null(told.check.fault.source);
    ck_assert_ptr_null(told.check.open.source);
    const char *last = strrchr(log, '=') + 1;
    ck_assert_uint_eq(strlen(told.check.head), SEAL_DIGITS);
    ck_assert(memcmp(last, told.check.head, SEAL_DIGITS) == 0);
    g_autofree char *first = value_of("", BEGIN "\n");
    ck_assert(g_str_has_prefix(first, FIRST_VALUE));
    ck_assert_ptr_nonnull(strstr(log, first));
}
END_TEST

START_TEST(one_value_covers_lines_without)
{
    g_autofree char *value = value_of("", BEGIN "\n" NOTE "\n" END "\n");
    g_autofree char *log = g_strconcat(HEAD BEGIN "\n" NOTE "\n" END "\tchain=", value, "\n", NULL);
    Told told = told_of(log);
    ck_assert_int_eq(told.check.state, SEAL_WHOLE);
    ck_assert_uint_eq(told.check.n_events, 3);
    g_autofree char *changed = replaced(log, "no tool", "no fool");
    told = told_of(changed);
    ck_assert_int_eq(told.check.state, SEAL_BROKEN);
    ck_assert_uint_eq(told.fault, 4);
}
END_TEST

START_TEST(nothing_sealed)
{
    Told told = told_of(HEAD BEGIN "\n" END "\n");
    ck_assert_int_eq(told.check.state, SEAL_NONE);
    ck_assert_uint_eq(told.check.n_events, 2);
    ck_assert_str_eq(told.check.head, "");
    ck_assert_int_eq(told_of("").check.state, SEAL_NONE);
    ck_assert_uint_eq(told_of(HEAD).check.n_events, 0);
    ck_assert_uint_eq(told_of(HEAD "\n# x\n \t \n").check.n_events, 0);
}
END_TEST

START_TEST(events_behind_the_seal)
{
    g_autofree char *log = whole_log();
    g_autofree char *longer = g_strconcat(log, NOTE "\n", MORE "\n", NULL);
    Told told = told_of(longer);
    ck_assert_int_eq(told.check.state, SEAL_OPEN);
    ck_assert_uint_eq(told.check.n_events, 6);
    ck_assert_uint_eq(told.check.n_open, 2);
    ck_assert_uint_eq(told.sealed, 5);
    /* Where there is a tool again, the next value covers them. */
    const char *head = told.check.head;
    g_autofree char *value = value_of(head, NOTE "\n" MORE "\n" END "\n");
    g_autofree char *on = g_strconcat(longer, END "\tchain=", value, "\n", NULL);
    ck_assert_int_eq(told_of(on).check.state, SEAL_WHOLE);
    g_autofree char *changed = replaced(on, "all is well\tmono=12\n", "all is bad\tmono=12\n");
    told = told_of(changed);
    ck_assert_int_eq(told.check.state, SEAL_BROKEN);
    ck_assert_uint_eq(told.fault, 8);
    ck_assert_uint_eq(told.sealed, 5);
}
END_TEST

START_TEST(what_is_no_event_is_not_covered)
{
    g_autofree char *log = whole_log();
    g_autofree char *commented = replaced(log, "\n2026-08-14T10", "\n# why\n\n \t\n2026-08-14T10");
    ck_assert_int_eq(told_of(commented).check.state, SEAL_WHOLE);
    g_auto(GStrv) lines = g_strsplit(log, "\n", -1);
    g_autofree char *windows = g_strjoinv("\r\n", lines);
    ck_assert_int_eq(told_of(windows).check.state, SEAL_WHOLE);
    /* An editor may have dropped the last line end. */
    ck_assert_int_eq(told_n(log, strlen(log) - 1).check.state, SEAL_WHOLE);
}
END_TEST

START_TEST(changes_are_seen_where_they_are)
{
    g_autofree char *log = whole_log();
    g_autofree char *edited = replaced(log, "all is well", "all is bad");
    assert_broken(edited, 4);
    g_autofree char *first = replaced(log, "plan=docs", "plan=dogs");
    assert_broken(first, 2);
    g_autofree char *spaced = replaced(log, "all is well\t", "all is well \t");
    assert_broken(spaced, 4);

    g_auto(GStrv) lines = g_strsplit(log, "\n", -1);
    g_autofree char *missing = g_strjoin("\n", lines[0], lines[1], lines[2], lines[4], "", NULL);
    assert_broken(missing, 4);
    g_autofree char *beheaded = g_strjoin("\n", lines[0], lines[2], lines[3], lines[4], "", NULL);
    assert_broken(beheaded, 2);
    g_autofree char *twice =
        g_strjoin("\n", lines[0], lines[1], lines[2], lines[2], lines[3], lines[4], "", NULL);
    assert_broken(twice, 4);
    g_autofree char *swapped =
        g_strjoin("\n", lines[0], lines[1], lines[3], lines[2], lines[4], "", NULL);
    assert_broken(swapped, 3);
    g_autofree char *put_in =
        g_strjoin("\n", lines[0], lines[1], lines[2], NOTE, lines[3], lines[4], "", NULL);
    Told told = told_of(put_in);
    ck_assert_int_eq(told.check.state, SEAL_BROKEN);
    ck_assert_uint_eq(told.fault, 5);
    ck_assert_uint_eq(told.sealed, 3);
}
END_TEST

START_TEST(values_that_are_none)
{
    static const char *const values[] = {
        "", "0", "intact", "85F4",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde"};
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autofree char *log = g_strconcat(HEAD BEGIN "\tchain=", values[i], "\n" END "\n", NULL);
        Told told = told_of(log);
        ck_assert_int_eq(told.check.state, SEAL_BROKEN);
        ck_assert(told.check.malformed);
        ck_assert_uint_eq(told.fault, 2);
        ck_assert_uint_eq(told.check.n_events, 2);
    }
    g_autofree char *value = value_of("", BEGIN "\n");
    g_autofree char *capital = g_ascii_strup(value, -1);
    g_autofree char *shouted = g_strconcat(HEAD BEGIN "\tchain=", capital, "\n", NULL);
    ck_assert(told_of(shouted).check.malformed);
    g_autofree char *followed = g_strconcat(HEAD BEGIN "\tchain=", value, "\tmono=3\n", NULL);
    ck_assert(told_of(followed).check.malformed);
    g_autofree char *wrong = g_strconcat(HEAD NOTE "\tchain=", value, "\n", NULL);
    ck_assert_int_eq(told_of(wrong).check.state, SEAL_BROKEN);
    ck_assert(!told_of(wrong).check.malformed);
}
END_TEST

/* A line that a killed script has not written whole was not changed by anybody. */
START_TEST(cut_off_anywhere)
{
    g_autofree char *log = whole_log();
    for (size_t length = strlen(HEAD); length <= strlen(log); length++) {
        Told told = told_n(log, length);
        size_t covered = 0;
        for (size_t i = strlen(HEAD); i < length; i++)
            covered += log[i] == '\n' || (i + 1 == length && log[i + 1] == '\n');
        bool torn = log[length - 1] != '\n' && log[length] != '\n';
        ck_assert_msg(told.check.state != SEAL_BROKEN, "broken after %zu bytes", length);
        ck_assert_uint_eq(told.check.n_open, torn);
        ck_assert_int_eq(told.check.state, covered == 0 ? SEAL_NONE
                                           : torn       ? SEAL_OPEN
                                                        : SEAL_WHOLE);
    }
}
END_TEST

START_TEST(any_byte_counts)
{
    g_autofree char *log = whole_log();
    size_t length = strlen(log);
    for (size_t i = strlen(HEAD); i < length; i++) {
        log[i] ^= 1;
        ck_assert_msg(told_n(log, length).check.state != SEAL_WHOLE, "byte %zu", i);
        log[i] ^= 1;
    }
    ck_assert_int_eq(told_n(log, length).check.state, SEAL_WHOLE);
}
END_TEST

static Suite *suite_log_seal(void)
{
    Suite *suite = suite_create("log seal");
    TCase *tcase = tcase_create("log seal");
    tcase_add_test(tcase, every_line_sealed);
    tcase_add_test(tcase, one_value_covers_lines_without);
    tcase_add_test(tcase, nothing_sealed);
    tcase_add_test(tcase, events_behind_the_seal);
    tcase_add_test(tcase, what_is_no_event_is_not_covered);
    tcase_add_test(tcase, changes_are_seen_where_they_are);
    tcase_add_test(tcase, values_that_are_none);
    tcase_add_test(tcase, cut_off_anywhere);
    tcase_add_test(tcase, any_byte_counts);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_log_seal());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
