#include "base/duration.h"

#include <check.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { DAY = 86400, YEARS_200 = 200 * 12 };

static Duration read_duration(const char *text)
{
    Duration duration = {-1, -1};
    ck_assert_msg(duration_parse(text, &duration), "'%s' was not read", text);
    return duration;
}

START_TEST(reads_every_unit)
{
    static const struct {
        const char *text;
        int32_t months;
        int64_t seconds;
    } cases[] = {
        {"0", 0, 0},        {"0s", 0, 0},
        {"0h", 0, 0},       {"90s", 0, 90},
        {"15m", 0, 900},    {"4h", 0, 14400},
        {"1h30m", 0, 5400}, {"2d", 0, 172800},
        {"1w", 0, 604800},  {"3mo", 3, 0},
        {"1y", 12, 0},      {"1y2mo3d", 14, 259200},
        {"007s", 0, 7},     {"1d1d", 0, 172800},
        {"1m1mo", 1, 60},   {"000000000000000000000000001s", 0, 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Duration duration = read_duration(cases[i].text);
        ck_assert_int_eq(duration.months, cases[i].months);
        ck_assert_int_eq(duration.seconds, cases[i].seconds);
    }
}
END_TEST

START_TEST(refuses_what_is_no_duration)
{
    static const char *const texts[] = {
        "",       " ",    "1",    "00",    "h",    "1 h",   " 1h",       "1h ",
        "-1h",    "+1h",  "1.5h", "1,5h",  "1H",   "1hour", "1mos",      "1min",
        "1h 30m", "1h30", "4x",   "0x10s", "1e3s", "1h\n",  "\xC2\xB5s", "1\xE2\x80\xAFh",
        "h1",     "1hh",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Duration duration = {7, 7};
        ck_assert_msg(!duration_parse(texts[i], &duration), "'%s' was read", texts[i]);
        ck_assert_int_eq(duration.months, 7);
        ck_assert_int_eq(duration.seconds, 7);
    }
}
END_TEST

START_TEST(ends_at_two_hundred_years)
{
    static const char *const longest[] = {"200y",     "2400mo",      "10435w",   "73050d",
                                          "1753200h", "6311520000s", "199y12mo", "100y36525d"};
    static const char *const too_long[] = {
        "201y",
        "2401mo",
        "200y1s",
        "200y1mo",
        "199y13mo",
        "10436w",
        "73051d",
        "6311520001s",
        "100y36526d",
        "99999999999999999999999y",
        "9223372036854775807s",
        "9223372036854775808s",
        "18446744073709551616s",
        "4294967296y",
        "2147483648mo",
        "357913942y",
        "6311520000s6311520000s",
        "1844674407370955162s",
        "307445734561825861m",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(longest); i++)
        ck_assert_int_le(duration_approximate(read_duration(longest[i])), INT64_C(6311520000));
    for (size_t i = 0; i < G_N_ELEMENTS(too_long); i++) {
        Duration duration;
        ck_assert_msg(!duration_parse(too_long[i], &duration), "'%s' was read", too_long[i]);
    }
}
END_TEST

START_TEST(writes_what_it_reads_back)
{
    static const struct {
        Duration duration;
        const char *text;
    } cases[] = {
        {{0, 0}, "0"},
        {{0, 1}, "1s"},
        {{0, 59}, "59s"},
        {{0, 60}, "1m"},
        {{0, 3661}, "1h1m1s"},
        {{0, 5400}, "1h30m"},
        {{0, DAY}, "1d"},
        {{0, DAY + 3600}, "25h"},
        {{0, 36 * 3600}, "36h"},
        {{0, 2 * DAY + 1}, "2d1s"},
        {{0, 7 * DAY}, "7d"},
        {{0, 14 * DAY}, "2w"},
        {{0, 15 * DAY}, "15d"},
        {{3, 0}, "3mo"},
        {{12, 0}, "1y"},
        {{14, 3 * DAY}, "1y2mo3d"},
        {{YEARS_200, 0}, "200y"},
    };
    char buffer[DURATION_TEXT_SIZE];
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        ck_assert_str_eq(duration_format(cases[i].duration, buffer), cases[i].text);
        Duration back = read_duration(buffer);
        ck_assert_int_eq(back.months, cases[i].duration.months);
        ck_assert_int_eq(back.seconds, cases[i].duration.seconds);
    }
    for (int64_t seconds = 0; seconds < 3000000; seconds += 4999) {
        Duration back = read_duration(duration_format(duration_from_seconds(seconds), buffer));
        ck_assert_int_eq(back.seconds, seconds);
    }
}
END_TEST

START_TEST(speaks_to_people_in_two_units)
{
    static const struct {
        Duration duration;
        const char *text;
    } cases[] = {
        {{0, 0}, "0"},
        {{0, 1}, "1 s"},
        {{0, 5400}, "1 h 30 min"},
        {{0, 7199}, "1 h 59 min"},
        {{0, DAY}, "1 day"},
        {{0, 90000}, "25 h"},
        {{0, 3 * DAY}, "3 days"},
        {{1, 0}, "1 month"},
        {{3, 0}, "3 months"},
        {{25, 0}, "2 years 1 month"},
        {{12, 5 * DAY}, "1 year 5 days"},
    };
    char buffer[DURATION_TEXT_SIZE];
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        ck_assert_str_eq(duration_words(cases[i].duration, buffer), cases[i].text);
}
END_TEST

/* The largest values that the type can hold fit into the buffer. */
START_TEST(stays_within_its_buffer)
{
    char buffer[DURATION_TEXT_SIZE + 1];
    Duration longest = {INT32_MAX, INT64_MAX};
    buffer[DURATION_TEXT_SIZE] = '#';
    ck_assert_uint_lt(strlen(duration_format(longest, buffer)), DURATION_TEXT_SIZE);
    ck_assert_uint_lt(strlen(duration_words(longest, buffer)), DURATION_TEXT_SIZE);
    ck_assert_int_eq(buffer[DURATION_TEXT_SIZE], '#');
}
END_TEST

START_TEST(compares_by_length)
{
    ck_assert_int_eq(duration_compare(read_duration("1mo"), read_duration("30d")), 1);
    ck_assert_int_eq(duration_compare(read_duration("1mo"), read_duration("31d")), -1);
    ck_assert_int_eq(duration_compare(read_duration("24h"), read_duration("1d")), 0);
    ck_assert_int_eq(duration_compare(read_duration("12mo"), read_duration("1y")), 0);
    ck_assert_int_eq(duration_compare(read_duration("0"), read_duration("1s")), -1);
    Duration sum = duration_add(read_duration("1mo2h"), read_duration("1y30m"));
    ck_assert_int_eq(sum.months, 13);
    ck_assert_int_eq(sum.seconds, 9000);
}
END_TEST

static void expect_sum(const char *start, const char *length, const char *end)
{
    Date date = {0};
    char buffer[DATE_TEXT_SIZE];
    ck_assert(date_parse(start, &date));
    ck_assert_str_eq(date_format(date_add(date, read_duration(length)), buffer), end);
}

START_TEST(adds_months_by_the_calendar)
{
    expect_sum("2026-01-31", "1mo", "2026-02-28");
    expect_sum("2028-01-31", "1mo", "2028-02-29");
    expect_sum("2028-02-29", "1y", "2029-02-28");
    expect_sum("2028-02-29", "4y", "2032-02-29");
    expect_sum("2026-03-31", "1mo", "2026-04-30");
    expect_sum("2026-08-31", "6mo", "2027-02-28");
    expect_sum("2026-12-31", "2mo", "2027-02-28");
    expect_sum("2026-01-30", "3mo", "2026-04-30");
    expect_sum("2026-11-15", "3mo", "2027-02-15");
    expect_sum("1999-12-31", "1d", "2000-01-01");
    expect_sum("2100-02-28", "1d", "2100-03-01");
}
END_TEST

START_TEST(goes_back_by_the_calendar)
{
    static const struct {
        const char *end, *length, *start;
    } cases[] = {
        {"2026-11-21", "1y", "2025-11-21"},  {"2026-03-31", "1mo", "2026-02-28"},
        {"2024-03-31", "1mo", "2024-02-29"}, {"2024-02-29", "12mo", "2023-02-28"},
        {"2026-01-01", "1d", "2025-12-31"},  {"2026-11-21", "200y", "1900-01-01"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char buffer[DATE_TEXT_SIZE];
        Date end = {0};
        ck_assert(date_parse(cases[i].end, &end));
        Date start = date_subtract(end, read_duration(cases[i].length));
        ck_assert_str_eq(date_format(start, buffer), cases[i].start);
    }
}
END_TEST

START_TEST(adds_whole_days_only)
{
    expect_sum("2026-03-31", "0", "2026-03-31");
    expect_sum("2026-03-31", "86399s", "2026-03-31");
    expect_sum("2026-03-31", "24h", "2026-04-01");
    expect_sum("2026-03-31", "1w", "2026-04-07");
    expect_sum("2026-01-31", "1mo1d", "2026-03-01");
    expect_sum("2999-12-31", "200y", "3199-12-31");
    expect_sum("1900-01-01", "73050d", "2100-01-02");
}
END_TEST

static Suite *duration_suite(void)
{
    Suite *suite = suite_create("duration");
    TCase *tests = tcase_create("lengths");
    tcase_add_test(tests, reads_every_unit);
    tcase_add_test(tests, refuses_what_is_no_duration);
    tcase_add_test(tests, ends_at_two_hundred_years);
    tcase_add_test(tests, writes_what_it_reads_back);
    tcase_add_test(tests, speaks_to_people_in_two_units);
    tcase_add_test(tests, stays_within_its_buffer);
    tcase_add_test(tests, compares_by_length);
    tcase_add_test(tests, adds_months_by_the_calendar);
    tcase_add_test(tests, adds_whole_days_only);
    tcase_add_test(tests, goes_back_by_the_calendar);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(duration_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
