#include "base/date.h"

#include <check.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

START_TEST(reads_days)
{
    static const struct {
        const char *text;
        int32_t days;
    } cases[] = {
        {"1970-01-01", 0},      {"1970-01-02", 1},     {"1969-12-31", -1},
        {"2000-02-29", 11016},  {"2026-03-31", 20543}, {"1900-01-01", -25567},
        {"2999-12-31", 376199}, {"2028-02-29", 21243},
    };
    char buffer[DATE_TEXT_SIZE];
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Date date = {12345};
        ck_assert_msg(date_parse(cases[i].text, &date), "'%s' was not read", cases[i].text);
        ck_assert_int_eq(date.days, cases[i].days);
        ck_assert_str_eq(date_format(date, buffer), cases[i].text);
    }
}
END_TEST

START_TEST(refuses_what_is_no_day)
{
    static const char *const texts[] = {
        "",
        "2026",
        "2026-3-31",
        "2026-03-31 ",
        " 2026-03-31",
        "2026-02-29",
        "2100-02-29",
        "2026-04-31",
        "2026-00-10",
        "2026-13-01",
        "2026-01-00",
        "2026-01-32",
        "1899-12-31",
        "3000-01-01",
        "2024-01-XX",
        "2026/03/31",
        "26-03-31",
        "12026-03-31",
        "-026-03-31",
        "2026-03-31T00:00:00Z",
        "0000-01-01",
        "2026-03-3\xC2\xB9",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Date date = {42};
        ck_assert_msg(!date_parse(texts[i], &date), "'%s' was read", texts[i]);
        ck_assert_int_eq(date.days, 42);
    }
}
END_TEST

START_TEST(splits_every_day_of_four_years)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    Date date;
    ck_assert(date_parse("1999-01-01", &date));
    for (int year = 1999; year < 2003; year++)
        for (int month = 1; month <= 12; month++) {
            int last = lengths[month - 1] + (year == 2000 && month == 2 ? 1 : 0);
            for (int day = 1; day <= last; day++, date.days++) {
                int y = 0;
                int m = 0;
                int d = 0;
                date_split(date, &y, &m, &d);
                ck_assert_int_eq(y, year);
                ck_assert_int_eq(m, month);
                ck_assert_int_eq(d, day);
            }
        }
}
END_TEST

START_TEST(reads_instants_in_every_form)
{
    static const struct {
        const char *text, *utc;
    } cases[] = {
        {"2026-03-31T09:15:00Z", "2026-03-31T09:15:00Z"},
        {"2026-03-31T09:15:00.999999Z", "2026-03-31T09:15:00Z"},
        {"2026-03-31T09:15:00+02:00", "2026-03-31T07:15:00Z"},
        {"2026-03-31T09:15:00-0530", "2026-03-31T14:45:00Z"},
        {"2026-01-01T00:30:00+14:00", "2025-12-31T10:30:00Z"},
        {"2026-03-31T09:15:00", "2026-03-31T09:15:00Z"},
        {"2026-03-31 09:15", "2026-03-31T09:15:00Z"},
        {"1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"},
        {"1900-01-01T00:00:00Z", "1900-01-01T00:00:00Z"},
        {"2999-12-31T23:59:59Z", "2999-12-31T23:59:59Z"},
    };
    char buffer[MOMENT_TEXT_SIZE];
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Moment moment;
        ck_assert_msg(moment_parse(cases[i].text, &moment), "'%s' was not read", cases[i].text);
        ck_assert_str_eq(moment_format(moment, buffer), cases[i].utc);
    }
}
END_TEST

START_TEST(refuses_what_is_no_instant)
{
    static const char *const texts[] = {
        "",
        "2026-03-31",
        "2026-03-31T",
        "2026-03-31T09",
        "2026-03-31T24:00:00Z",
        "2026-03-31T09:60:00Z",
        "2026-03-31T09:15:60Z",
        "2026-03-31T09:15:Z",
        "2026-03-31T09:15:00.Z",
        "2026-03-31T09:15:00ZZ",
        "2026-03-31T09:15:00+15:00",
        "2026-03-31T09:15:00+02:60",
        "2026-03-31T09:15:00+2",
        "2026-03-31T09:15:00 UTC",
        "2026-02-30T09:15:00Z",
        "2026-03-31t09:15:00Z",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Moment moment = {42};
        ck_assert_msg(!moment_parse(texts[i], &moment), "'%s' was read", texts[i]);
        ck_assert_int_eq(moment.seconds, 42);
    }
}
END_TEST

START_TEST(knows_the_day_of_an_instant_before_the_epoch)
{
    ck_assert_int_eq(moment_date((Moment){0}).days, 0);
    ck_assert_int_eq(moment_date((Moment){86399}).days, 0);
    ck_assert_int_eq(moment_date((Moment){86400}).days, 1);
    ck_assert_int_eq(moment_date((Moment){-1}).days, -1);
    ck_assert_int_eq(moment_date((Moment){-86400}).days, -1);
    ck_assert_int_eq(moment_date((Moment){-86401}).days, -2);
    ck_assert_int_eq(date_start((Date){-2}).seconds, -172800);
}
END_TEST

static Suite *date_suite(void)
{
    Suite *suite = suite_create("date");
    TCase *tests = tcase_create("days and instants");
    tcase_add_test(tests, reads_days);
    tcase_add_test(tests, refuses_what_is_no_day);
    tcase_add_test(tests, splits_every_day_of_four_years);
    tcase_add_test(tests, reads_instants_in_every_form);
    tcase_add_test(tests, refuses_what_is_no_instant);
    tcase_add_test(tests, knows_the_day_of_an_instant_before_the_epoch);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(date_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
