#include "base/week.h"

#include <check.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { DAY = 24 * 4 };

static Week read_week(const char *text)
{
    Week week;
    ck_assert_msg(week_parse(text, &week), "'%s' was not read", text);
    return week;
}

static bool covers(const Week *week, size_t slot)
{
    return (week->bits[slot / 8] >> (slot % 8) & 1) != 0;
}

/* The only stretch that TEXT covers is FROM up to TO, which may lie beyond Sunday. */
static void assert_covers(const char *text, size_t from, size_t to)
{
    Week week = read_week(text);
    ck_assert_msg(week_uncovered(&week) == WEEK_SLOTS - (to - from), "'%s' leaves %zu uncovered",
                  text, week_uncovered(&week));
    for (size_t slot = from; slot < to; slot++)
        ck_assert_msg(covers(&week, slot % WEEK_SLOTS), "'%s' lacks %zu", text, slot);
}

START_TEST(reads_one_stretch)
{
    assert_covers("always", 0, WEEK_SLOTS);
    assert_covers("mon 00:00-24:00", 0, DAY);
    assert_covers("mon 00:00-00:15", 0, 1);
    assert_covers("tue 08:15-18:45", DAY + 33, DAY + 75);
    assert_covers("sun 23:45-24:00", WEEK_SLOTS - 1, WEEK_SLOTS);
    assert_covers("mon-sun 00:00-24:00", 0, WEEK_SLOTS);
    assert_covers("sat,sun 00:00-24:00", 5 * DAY, 7 * DAY);
    assert_covers("sat, sun 00:00-24:00", 5 * DAY, 7 * DAY);
    assert_covers("sun,sat,sun  00:00-24:00", 5 * DAY, 7 * DAY);
    assert_covers("Mon 00:00-24:00", 0, DAY);
}
END_TEST

START_TEST(goes_on_after_midnight)
{
    assert_covers("fri 18:00-08:00", 4 * DAY + 72, 5 * DAY + 32);
    assert_covers("mon 23:00-00:00", 92, DAY);
    assert_covers("mon 00:15-00:00", 1, DAY);
    assert_covers("sun 18:00-08:00", 6 * DAY + 72, 7 * DAY + 32);
    assert_covers("fri-mon 00:00-24:00", 4 * DAY, 8 * DAY);
    /* Each night of a week, Sunday's among them, ends on the next morning. */
    Week week = read_week("mon-sun 18:00-08:00");
    ck_assert_uint_eq(week_uncovered(&week), 7 * 40);
    ck_assert(covers(&week, 0));
    ck_assert(covers(&week, 31));
    ck_assert(!covers(&week, 32));
}
END_TEST

START_TEST(refuses_what_is_no_time_of_the_week)
{
    static const char *const texts[] = {
        "",
        " ",
        "Always",
        "always ",
        "mon",
        "mon ",
        "monday 08:00-18:00",
        "08:00-18:00",
        "mon08:00-18:00",
        "mon 8:00-18:00",
        "mon 08:00",
        "mon 08:00-",
        "mon 08:00-18:00 ",
        "mon 08:00 -18:00",
        "mon 08:00- 18:00",
        " mon 08:00-18:00",
        "mon 08:00-18:00,20:00-22:00",
        "mon 08:00-08:00",
        "mon 00:00-00:00",
        "mon 24:00-24:00",
        "mon 24:00-00:00",
        "mon 24:00-08:00",
        "mon 08:00-24:15",
        "mon 08:00-25:00",
        "mon 08:00-18:60",
        "mon 08:07-18:00",
        "mon 08:00-99:99",
        "mon 08.00-18.00",
        "mon -8:00-18:00",
        "mon- 08:00-18:00",
        "mon-fri-sun 08:00-18:00",
        "mon, 08:00-18:00",
        ",mon 08:00-18:00",
        "mon,,tue 08:00-18:00",
        "mo 08:00-18:00",
        "xyz 08:00-18:00",
        "mon\t08:00-18:00",
        "mon 08:00\u201318:00",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Week week;
        ck_assert_msg(!week_parse(texts[i], &week), "'%s' was read", texts[i]);
    }
}
END_TEST

static void assert_gap(const Week *week, size_t from, size_t to)
{
    size_t first = SIZE_MAX;
    size_t after = SIZE_MAX;
    ck_assert(week_gap(week, &first, &after));
    ck_assert_uint_eq(first, from);
    ck_assert_uint_eq(after, to);
}

START_TEST(finds_the_first_gap)
{
    Week week = read_week("mon-fri 08:00-18:00");
    assert_gap(&week, 72, DAY + 32);
    Week nights = read_week("mon-thu 18:00-08:00");
    week_add(&week, &nights);
    /* From Friday evening over Sunday night: one gap, not two. */
    assert_gap(&week, 4 * DAY + 72, 7 * DAY + 32);
    ck_assert_uint_eq(week_uncovered(&week), 62 * 4);
    Week weekend = read_week("fri 18:00-24:00");
    week_add(&week, &weekend);
    assert_gap(&week, 5 * DAY, 7 * DAY + 32);
    weekend = read_week("sat,sun 00:00-24:00");
    week_add(&week, &weekend);
    assert_gap(&week, 0, 32);
    weekend = read_week("mon 00:00-08:00");
    week_add(&week, &weekend);
    size_t from = 0;
    size_t to = 0;
    ck_assert(!week_gap(&week, &from, &to));
    ck_assert_uint_eq(week_uncovered(&week), 0);
}
END_TEST

START_TEST(finds_gaps_at_the_edges_of_the_week)
{
    Week nobody;
    memset(&nobody, 0, sizeof nobody);
    assert_gap(&nobody, 0, WEEK_SLOTS);
    ck_assert_uint_eq(week_uncovered(&nobody), WEEK_SLOTS);
    /* The gap ends with the week. */
    Week week = read_week("mon-sat 00:00-24:00");
    assert_gap(&week, 6 * DAY, 7 * DAY);
    /* It begins with the week. */
    week = read_week("tue-sun 00:00-24:00");
    assert_gap(&week, 0, DAY);
    week = read_week("mon 00:15-00:00");
    Week rest = read_week("tue-sun 00:00-24:00");
    week_add(&week, &rest);
    assert_gap(&week, 0, 1);
    week = read_week("sun 23:45-24:00");
    assert_gap(&week, 0, WEEK_SLOTS - 1);
}
END_TEST

START_TEST(says_slots_for_people)
{
    char text[WEEK_TEXT_SIZE];
    ck_assert_str_eq(week_slot_words(0, text), "mon 00:00");
    ck_assert_str_eq(week_slot_words(4 * DAY + 73, text), "fri 18:15");
    ck_assert_str_eq(week_slot_words(WEEK_SLOTS - 1, text), "sun 23:45");
    ck_assert_str_eq(week_slot_words(WEEK_SLOTS, text), "mon 00:00");
    ck_assert_str_eq(week_slot_words(WEEK_SLOTS + 32, text), "mon 08:00");
}
END_TEST

static Suite *suite_week(void)
{
    Suite *suite = suite_create("week");
    TCase *tests = tcase_create("week");
    tcase_add_test(tests, reads_one_stretch);
    tcase_add_test(tests, goes_on_after_midnight);
    tcase_add_test(tests, refuses_what_is_no_time_of_the_week);
    tcase_add_test(tests, finds_the_first_gap);
    tcase_add_test(tests, finds_gaps_at_the_edges_of_the_week);
    tcase_add_test(tests, says_slots_for_people);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_week());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
