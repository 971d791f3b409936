#include "doc/figure.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

START_TEST(keeps_what_is_drawn)
{
    g_autoptr(Arena) arena = arena_new();
    char text[] = "axis";
    Figure *figure = figure_new(arena, 200, 100, text, text);
    figure_rectangle(figure, 1, 2, 3, 4, PAINT_GOOD, PAINT_INK);
    figure_line(figure, 10, 20, 7, 25, PAINT_MUTED, true);
    figure_disc(figure, 5, 6, 2, PAINT_PAPER, PAINT_NONE);
    figure_text(figure, 8, 9, 11, ANCHOR_END, PAINT_DANGER, true, text);
    memset(text, '#', 4);
    ck_assert_uint_eq(figure->n_drawings, 4);
    ck_assert_str_eq(figure->title, "axis");
    ck_assert_str_eq(figure->alt, "axis");
    const Drawing *drawings = figure->drawings;
    ck_assert_int_eq(drawings[0].kind, DRAW_RECTANGLE);
    ck_assert_int_eq(drawings[0].fill, PAINT_GOOD);
    ck_assert_int_eq(drawings[0].stroke, PAINT_INK);
    ck_assert(drawings[0].width == 3 && drawings[0].height == 4);
    /* A line is a vector. */
    ck_assert(drawings[1].x == 10 && drawings[1].y == 20);
    ck_assert(drawings[1].width == -3 && drawings[1].height == 5);
    ck_assert(drawings[1].dashed);
    ck_assert_int_eq(drawings[2].kind, DRAW_DISC);
    ck_assert(drawings[2].width == 2);
    ck_assert_str_eq(drawings[3].text, "axis");
    ck_assert_int_eq(drawings[3].anchor, ANCHOR_END);
    ck_assert(drawings[3].bold && drawings[3].size == 11);
}
END_TEST

START_TEST(grows_and_keeps_the_order)
{
    g_autoptr(Arena) arena = arena_new();
    Figure *figure = figure_new(arena, 1, 1, "t", "a");
    for (int i = 0; i < 1000; i++)
        figure_disc(figure, i, 0, 1, PAINT_INK, PAINT_NONE);
    ck_assert_uint_eq(figure->n_drawings, 1000);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq((int)figure->drawings[i].x, i);
}
END_TEST

START_TEST(keeps_its_own_points)
{
    g_autoptr(Arena) arena = arena_new();
    Figure *figure = figure_new(arena, 10, 10, "t", "a");
    Point points[] = {{1, 2}, {3, 4}, {5, 6}};
    figure_polyline(figure, points, 2, PAINT_MUTED);
    figure_polygon(figure, points, 3, PAINT_GOOD, PAINT_INK);
    figure_polygon(figure, points, 0, PAINT_GOOD, PAINT_INK);
    points[0].x = 99;
    ck_assert_int_eq(figure->drawings[0].kind, DRAW_POLYLINE);
    ck_assert_int_eq(figure->drawings[0].fill, PAINT_NONE);
    ck_assert_uint_eq(figure->drawings[0].n_points, 2);
    ck_assert_int_eq(figure->drawings[1].kind, DRAW_POLYGON);
    ck_assert_uint_eq(figure->drawings[1].n_points, 3);
    ck_assert(figure->drawings[1].points[0].x == 1 && figure->drawings[1].points[2].y == 6);
    ck_assert_uint_eq(figure->drawings[2].n_points, 0);
}
END_TEST

START_TEST(breaks_between_words)
{
    g_autoptr(Arena) arena = arena_new();
    Figure *figure = figure_new(arena, 1, 1, "t", "a");
    const char *lines[3];
    ck_assert_uint_eq(figure_wrap(figure, "short", 10, false, 100, lines, 3), 1);
    ck_assert_str_eq(lines[0], "short");
    ck_assert_uint_eq(figure_wrap(figure, "", 10, false, 100, lines, 3), 1);
    ck_assert_str_eq(lines[0], "");
    ck_assert_uint_eq(figure_wrap(figure, "one  two three", 10, false, 45, lines, 3), 3);
    ck_assert_str_eq(lines[0], "one");
    ck_assert_str_eq(lines[1], "two");
    ck_assert_str_eq(lines[2], "three");
}
END_TEST

/* A word that is too long is broken; what has no room in the last line is cut. */
START_TEST(breaks_long_words_and_cuts_the_last_line)
{
    g_autoptr(Arena) arena = arena_new();
    Figure *figure = figure_new(arena, 1, 1, "t", "a");
    const char *lines[2];
    const char *text = "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4";
    ck_assert_uint_eq(figure_wrap(figure, text, 10, false, 30, lines, 2), 2);
    for (size_t i = 0; i < 2; i++) {
        ck_assert(g_utf8_validate(lines[i], -1, NULL));
        ck_assert(figure_text_width(lines[i], 10, false) <= 30);
    }
    ck_assert(g_str_has_suffix(lines[1], "\xE2\x80\xA6"));
    ck_assert_uint_eq(figure_wrap(figure, text, 10, false, 1, lines, 2), 2);
}
END_TEST

static Suite *figure_suite(void)
{
    Suite *suite = suite_create("figure");
    TCase *tests = tcase_create("drawings");
    tcase_add_test(tests, keeps_what_is_drawn);
    tcase_add_test(tests, keeps_its_own_points);
    tcase_add_test(tests, breaks_between_words);
    tcase_add_test(tests, breaks_long_words_and_cuts_the_last_line);
    tcase_add_test(tests, grows_and_keeps_the_order);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(figure_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
