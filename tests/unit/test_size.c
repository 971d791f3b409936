#include "base/size.h"

#include <check.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

START_TEST(reads_every_unit)
{
    static const struct {
        const char *text;
        double bytes;
    } cases[] = {
        {"0B", 0},
        {"1B", 1},
        {"1kB", 1e3},
        {"2MB", 2e6},
        {"200GB", 200e9},
        {"1TB", 1e12},
        {"1PB", 1e15},
        {"1KiB", 1024},
        {"1MiB", 1048576},
        {"1GiB", 0x1p30},
        {"1.5 TiB", 0x1.8p40},
        {"1PiB", 0x1p50},
        {"1.5 TB", 1.5e12},
        {"0.5B", 0.5},
        {"007GB", 7e9},
        {"1  GB", 1e9},
        {"0.000000001PB", 1e6},
        {"999999999999999PB", 999999999999999e15},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        double bytes = -1;
        ck_assert_msg(size_parse(cases[i].text, &bytes), "'%s' was not read", cases[i].text);
        ck_assert_msg(bytes >= cases[i].bytes * (1 - 1e-12) &&
                          bytes <= cases[i].bytes * (1 + 1e-12),
                      "'%s' was read as %g", cases[i].text, bytes);
    }
}
END_TEST

START_TEST(refuses_what_is_no_size)
{
    static const char *const texts[] = {
        "",       " ",     "5",     "GB",    " 5GB",    "5GB ",        "5 G B",
        "-5GB",   "+5GB",  "5.GB",  ".5GB",  "1.5.5GB", "1,5GB",       "1e3GB",
        "0x10GB", "5gb",   "5KB",   "5mb",   "5GBs",    "5GB/s",       "5 GB/h",
        "5EB",    "5\tGB", "nanGB", "infGB", "5GB\n",   "5\xC2\xA0GB", "1234567890123456GB",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        double bytes = -1;
        ck_assert_msg(!size_parse(texts[i], &bytes), "'%s' was read", texts[i]);
        ck_assert_msg(bytes == -1, "'%s' left %g", texts[i], bytes);
    }
}
END_TEST

START_TEST(reads_rates)
{
    static const struct {
        const char *text;
        double bytes_per_second;
    } cases[] = {
        {"50MB/s", 50e6},        {"60kB/min", 1e3},    {"3.6GB/h", 1e6},
        {"1.5 GiB/s", 0x1.8p30}, {"1B/h", 1.0 / 3600},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        double rate = -1;
        ck_assert_msg(rate_parse(cases[i].text, &rate), "'%s' was not read", cases[i].text);
        ck_assert_msg(rate >= cases[i].bytes_per_second * (1 - 1e-12) &&
                          rate <= cases[i].bytes_per_second * (1 + 1e-12),
                      "'%s' was read as %g", cases[i].text, rate);
    }
}
END_TEST

START_TEST(refuses_what_is_no_rate)
{
    static const char *const texts[] = {
        "",     "50MB", "0MB/s",  "0.0GB/h", "50MB/",  "50MB/d", "50MB/sec", "50MB/ s",  "50MB /s",
        "50/s", "MB/s", "-1MB/s", "50MB/s ", "50MB/S", "50Mbps", "50Mbit/s", "50MB/s/s",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        double rate = -1;
        ck_assert_msg(!rate_parse(texts[i], &rate), "'%s' was read", texts[i]);
        ck_assert_msg(rate == -1, "'%s' left %g", texts[i], rate);
    }
}
END_TEST

START_TEST(speaks_to_people)
{
    static const struct {
        double bytes;
        const char *text;
    } cases[] = {
        {0, "0 B"},           {0.25, "0.25 B"},     {1, "1 B"},
        {999, "999 B"},       {999.6, "1 kB"},      {1000, "1 kB"},
        {1024, "1.02 kB"},    {1.5e12, "1.5 TB"},   {200e9, "200 GB"},
        {999.4e9, "999 GB"},  {999.6e9, "1 TB"},    {999999, "1 MB"},
        {123.4e15, "123 PB"}, {1234e15, "1234 PB"}, {999999999999999e15, "999999999999999 PB"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char text[SIZE_TEXT_SIZE];
        ck_assert_str_eq(size_words(cases[i].bytes, text), cases[i].text);
    }
}
END_TEST

static Suite *suite_size(void)
{
    Suite *suite = suite_create("size");
    TCase *tests = tcase_create("sizes");
    tcase_add_test(tests, reads_every_unit);
    tcase_add_test(tests, refuses_what_is_no_size);
    tcase_add_test(tests, reads_rates);
    tcase_add_test(tests, refuses_what_is_no_rate);
    tcase_add_test(tests, speaks_to_people);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_size());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
