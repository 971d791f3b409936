#include "compose/calendar_figure.h"
#include "compose/exercised_figure.h"
#include "compose/measure_figure.h"
#include "compose/trend_figure.h"

#include "figure_legible.h"

#include <stdlib.h>
#include <string.h>

/* A plan with so many services and exercises, all of them run, whose names are long and whose
 * measurements lie at and beyond the edges. */
enum { MOST = 60, RUNS_EACH = 3, MANY_RUNS = 12 };

static Plan plan;
static Service services[MOST];
static Service *service_list[MOST];
static Exercise exercises[MOST];
static Exercise *exercise_list[MOST];
static Ref refs[MOST];
static Ref *ref_lists[MOST];
static Run runs[MOST * RUNS_EACH + MANY_RUNS];
static RunSet set;
static Standing *standing;

static Date day(const char *text)
{
    Date date = {0};
    ck_assert(date_parse(text, &date));
    return date;
}

static DurationValue duration(const char *text)
{
    DurationValue value = {.text = text, .known = true};
    ck_assert(duration_parse(text, &value.value));
    return value;
}

static const char *const names[] = {"web", "Settlement and reconciliation of all merchants WWW",
                                    "Zahlungsabwicklung f\xC3\xBCr Gro\xC3\x9Fkunden"};

static void add_runs(size_t i)
{
    static const char *const days[] = {"2025-12-01", "2026-06-15", "2026-11-21"};
    for (size_t j = 0; j < RUNS_EACH; j++) {
        int64_t start = date_start(day(days[j])).seconds;
        runs[set.count++] = (Run){
            .id = "r",
            .plan = "docs",
            .exercise = exercises[i].entity.id.text,
            .outcome = j == 1 ? RUN_FAILED : RUN_PASSED,
            .declared = {start},
            .started = {start},
            .ended = {start + 3600},
            /* At once, on the target, far over it. */
            .service_back = {start + (int64_t)(j * j) * 4 * 3600},
            .recovered_to = {MOMENT_ABSENT},
            .verified = {MOMENT_ABSENT},
        };
    }
}

static void stand(size_t count)
{
    static char ids[MOST][8];
    plan = (Plan){.id = "docs"};
    set = (RunSet){.runs = runs};
    for (size_t i = 0; i < count; i++) {
        const char *name = names[i % G_N_ELEMENTS(names)];
        g_snprintf(ids[i], sizeof ids[i], "x%zu", i);
        services[i] = (Service){
            .entity = {.kind = ENTITY_SERVICE, .id = {.text = ids[i]}, .name = {.text = name}},
            .rto = duration("4h")};
        exercises[i] = (Exercise){
            .entity = {.kind = ENTITY_EXERCISE, .id = {.text = ids[i]}, .name = {.text = name}},
            .type = {.text = "x", .index = (int)(i % (EXERCISE_REVIEW + 1))},
            .every = duration(i % 2 == 0 ? "1mo" : "1w")};
        refs[i] = (Ref){.text = ids[i], .target = &services[i].entity};
        ref_lists[i] = &refs[i];
        exercises[i].services.items = &ref_lists[i];
        exercises[i].services.count = 1;
        service_list[i] = &services[i];
        exercise_list[i] = &exercises[i];
        if (i != 1)
            add_runs(i); /* one has never run */
    }
    for (size_t i = 0; i < MANY_RUNS && count > 2; i++) { /* in one month */
        runs[set.count] = runs[set.count - 1];
        runs[set.count].ended = date_start((Date){day("2026-03-02").days + (int32_t)i});
        runs[set.count++].started = date_start((Date){day("2026-03-02").days + (int32_t)i});
    }
    plan.services.items = service_list;
    plan.services.count = count;
    plan.exercises.items = exercise_list;
    plan.exercises.count = count;
    g_autoptr(RunGroups) groups = run_groups_new(&set);
    standing = standing_new_from(&plan, run_groups_of(groups, "docs"), (ActList){NULL, 0},
                                 (Period){day("2025-11-22"), day("2026-11-21")});
}

static void set_up(void)
{
    legible_begin();
}

static void tear_down(void)
{
    standing_free(standing);
    standing = NULL;
    legible_end();
}

typedef const Figure *(*Draw)(Arena *, const Standing *, size_t *);

static const Draw all[] = {trend_figure, calendar_figure, exercised_figure, measure_figure};

static void draw_all(size_t count, const size_t *pages)
{
    g_autoptr(Arena) arena = arena_new();
    stand(count);
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        size_t next = 0;
        size_t n = 0;
        for (const Figure *figure; (figure = all[i](arena, standing, &next)) != NULL; n++)
            expect_legible(figure);
        ck_assert_msg(n == pages[i], "figure %zu of %zu items: %zu pages, not %zu", i, count, n,
                      pages[i]);
    }
}

START_TEST(three_items_lie_apart)
{
    draw_all(3, (const size_t[]){1, 1, 1, 1});
}
END_TEST

START_TEST(sixty_items_lie_apart_on_several_pages)
{
    draw_all(60, (const size_t[]){5, 2, 3, 3});
}
END_TEST

START_TEST(one_item_is_drawn_and_none_is_not)
{
    draw_all(1, (const size_t[]){1, 1, 1, 1});
    standing_free(standing);
    draw_all(0, (const size_t[]){0, 0, 0, 0});
}
END_TEST

/* The estimate is never too small, and not so large that names were cut for nothing. */
START_TEST(texts_are_no_wider_than_estimated)
{
    static const char *const texts[] = {
        "Settlement and reconciliation of all merchants",
        "2026-11-21",
        "walkthrough",
        "WWWWMMMM",
        "illicit",
        "Zahlungsabwicklung f\xC3\xBCr Gro\xC3\x9Fkunden",
        "1 h 30 min",
        "9+",
        "OPENAPI GENERATOR",
        "\xD0\x92\xD0\xBE\xD1\x81\xD1\x81\xD1\x82\xD0\xB0\xD0\xBD\xD0\xBE",
    };
    static const char *const families[] = {"Open Sans", "DejaVu Sans"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        for (size_t j = 0; j < 4; j++) {
            bool bold = j % 2 == 1;
            double real = width_of(families[j / 2], texts[i], 10, bold);
            double estimate = figure_text_width(texts[i], 10, bold);
            ck_assert_msg(estimate >= real && estimate < 2 * real,
                          "'%s' in %s: %.1f, estimated %.1f", texts[i], families[j / 2], real,
                          estimate);
        }
}
END_TEST

static bool has_text(const Figure *figure, const char *text)
{
    for (size_t i = 0; i < figure->n_drawings; i++)
        if (figure->drawings[i].kind == DRAW_TEXT && strcmp(figure->drawings[i].text, text) == 0)
            return true;
    return false;
}

static size_t count_kind(const Figure *figure, ShapeKind kind, size_t n_points)
{
    size_t count = 0;
    for (size_t i = 0; i < figure->n_drawings; i++)
        count += figure->drawings[i].kind == kind && figure->drawings[i].n_points == n_points;
    return count;
}

START_TEST(says_what_it_shows)
{
    g_autoptr(Arena) arena = arena_new();
    size_t next = 0;
    stand(1);
    const Figure *trend = trend_figure(arena, standing, &next);
    ck_assert(has_text(trend, "newest 16 h"));
    ck_assert(has_text(trend, "4 h"));
    ck_assert_str_eq(trend->alt, "How the measured recovery times went. web: 3 measurements, the "
                                 "newest 16 h on 2026-11-21, target 4 h; 1 over it.");
    /* In the legend and in the plot: a disc, a triangle, a cross. */
    ck_assert_uint_eq(count_kind(trend, DRAW_DISC, 0), 2);
    ck_assert_uint_eq(count_kind(trend, DRAW_POLYGON, 3), 2);
    ck_assert_uint_eq(count_kind(trend, DRAW_POLYGON, 12), 2);
    next = 0;
    const Figure *calendar = calendar_figure(arena, standing, &next);
    ck_assert_str_eq(calendar->alt,
                     "The exercises by months, 2025-11-22 to 2026-11-21. web: 2 runs "
                     "passed, 1 did not, due on 2026-12-21.");
    /* The pass of December was to be followed by one in January: a diamond there. */
    ck_assert_uint_eq(count_kind(calendar, DRAW_POLYGON, 4), 2);
    ck_assert_uint_eq(count_kind(calendar, DRAW_POLYGON, 12), 2);
    next = 0;
    const Figure *exercised = exercised_figure(arena, standing, &next);
    ck_assert_str_eq(exercised->alt, "In which way each service was exercised last. web: tabletop "
                                     "on 2026-11-21 passed.");
    ck_assert(has_text(exercised, "2026-11-21"));
}
END_TEST

START_TEST(long_names_are_cut_between_characters)
{
    g_autoptr(Arena) arena = arena_new();
    Figure *figure = figure_new(arena, 1, 1, "t", "a");
    ck_assert_str_eq(figure_fit(figure, "short", 10, false, 100), "short");
    const char *cut = figure_fit(figure, "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4", 10, false, 30);
    ck_assert(g_utf8_validate(cut, -1, NULL));
    ck_assert(g_str_has_suffix(cut, "\xE2\x80\xA6"));
    ck_assert(figure_text_width(cut, 10, false) <= 30);
    ck_assert_str_eq(figure_fit(figure, "x", 10, false, 0), "\xE2\x80\xA6");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report figures");
    TCase *tests = tcase_create("figures");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, three_items_lie_apart);
    tcase_add_test(tests, sixty_items_lie_apart_on_several_pages);
    tcase_add_test(tests, one_item_is_drawn_and_none_is_not);
    tcase_add_test(tests, texts_are_no_wider_than_estimated);
    tcase_add_test(tests, says_what_it_shows);
    tcase_add_test(tests, long_names_are_cut_between_characters);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
