#include "compose/timeline_figure.h"

#include "figure_legible.h"
#include "library_text.h"

#include <stdlib.h>

static LibraryText text;
static Arena *arena;
static GPtrArray *figures;

static void set_up(void)
{
    text = library_text_new();
    arena = arena_new();
    temp_folder_write(text.folder, "people.yaml",
                      "people: [{id: jo, name: Jo Berg}, {id: al, name: Al}]\n"
                      "vendors: [{id: northwind, name: Northwind, response: 2h}]\n");
    legible_begin();
}

static void tear_down(void)
{
    if (figures != NULL)
        g_ptr_array_unref(figures);
    figures = NULL;
    arena_free(arena);
    library_text_clear(&text);
    legible_end();
}

static void draw(void)
{
    size_t work = 0;
    library_text_read(&text);
    const Scenario *scenario = (const Scenario *)library_text_find(&text, "down");
    figures = timeline_figures(arena, text.library, scenario->entity.plan, scenario, &work);
    ck_assert_uint_gt(work, 0);
}

static const Figure *figure_at(guint index)
{
    ck_assert_uint_lt(index, figures->len);
    return figures->pdata[index];
}

static const Drawing *find_text(const Figure *figure, const char *words)
{
    for (size_t i = 0; i < figure->n_drawings; i++)
        if (figure->drawings[i].kind == DRAW_TEXT && strcmp(figure->drawings[i].text, words) == 0)
            return &figure->drawings[i];
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < figure->n_drawings; i++)
        if (figure->drawings[i].kind == DRAW_TEXT)
            g_string_append_printf(all, " '%s'", figure->drawings[i].text);
    ck_abort_msg("no text '%s' in%s", words, all->str);
    return NULL;
}

/* The bar in the row of TEXT. */
static const Drawing *find_bar(const Figure *figure, const char *words)
{
    const Drawing *label = find_text(figure, words);
    for (size_t i = 0; i < figure->n_drawings; i++) {
        const Drawing *drawing = &figure->drawings[i];
        if (drawing->kind == DRAW_RECTANGLE && drawing->y < label->y &&
            drawing->y + drawing->height > label->y - 3 && drawing->height < 12)
            return drawing;
    }
    ck_abort_msg("no bar for '%s'", words);
    return NULL;
}

static const char one_service[] =
    "title: A\n"
    "services: [{id: api, name: Shop, rto: 2h, mtd: 4h}]\n"
    "scenarios:\n"
    "  - {id: down, name: Fire, affects: [api], runbooks: [fix], detect: 5m, decide: 15m}\n"
    "roles: [{id: lead, holders: [jo]}, {id: hands, holders: [al]}]\n";

START_TEST(bars_stand_where_the_schedule_says)
{
    temp_folder_write(text.folder, "a/plan.yaml", one_service);
    temp_folder_write(text.folder, "a/runbooks/fix.yaml",
                      "title: Fix\nrecovers: [api]\nsteps:\n"
                      "  - {id: look, title: Look, takes: 40m, who: lead, manual: x}\n"
                      "  - {id: mend, title: Mend, takes: 1h, who: lead, manual: x}\n"
                      "  - {id: wash, title: Wash, takes: 10m, who: hands, after: [], manual: x}\n"
                      "  - {id: tell, title: Tell, who: hands, after: [wash], manual: x}\n");
    draw();
    ck_assert_uint_eq(figures->len, 1);
    const Figure *figure = figure_at(0);
    expect_legible(figure);
    const Drawing *look = find_bar(figure, "Look");
    const Drawing *mend = find_bar(figure, "Mend");
    const Drawing *wash = find_bar(figure, "Wash");
    ck_assert_double_eq_tol(look->x + look->width, mend->x, 0.1);
    ck_assert_double_eq_tol(look->width * 1.5, mend->width, 0.1);
    ck_assert_double_eq_tol(wash->x, look->x, 0.1);
    /* Not by colour alone: the names on the critical path are bold. */
    ck_assert_int_eq(mend->fill, PAINT_INK);
    ck_assert(find_text(figure, "Mend")->bold);
    ck_assert_int_ne(wash->fill, PAINT_INK);
    ck_assert(!find_text(figure, "Wash")->bold);
    find_text(figure, "RTO 2 h");
    find_text(figure, "MTD 4 h");
    find_text(figure, "no estimate");
    ck_assert_str_eq(
        figure->alt,
        "The recovery from Fire in time. Shop is back after 2 h, within its RTO of 2 h. "
        "The critical path: Detection (5 min), Decision (15 min), Look (40 min), Mend "
        "(1 h). 1 of 4 steps have no estimate. Before anybody can begin: Detection "
        "from 0 to 5 min, Decision from 5 min to 20 min. Jo Berg: Look from 20 min to "
        "1 h, Mend from 1 h to 2 h. Al: Wash from 20 min to 30 min, Tell at 30 min "
        "without an estimate.");
}
END_TEST

START_TEST(says_who_is_late_and_who_waits)
{
    temp_folder_write(text.folder, "a/plan.yaml", one_service);
    temp_folder_write(text.folder, "a/runbooks/fix.yaml",
                      "title: Fix\nrecovers: [api]\nsteps:\n"
                      "  - {id: look, title: Look, takes: 40m, who: lead, manual: x}\n"
                      "  - {id: mend, title: Mend, takes: 2h, who: lead, after: [], manual: x}\n");
    draw();
    expect_legible(figure_at(0));
    ck_assert_ptr_nonnull(
        strstr(figure_at(0)->alt, "Shop is back after 3 h, 1 h over its RTO of 2 h."));
    ck_assert_ptr_nonnull(
        strstr(figure_at(0)->alt, "Look from 2 h 20 min to 3 h after waiting 2 h for somebody."));
}
END_TEST

START_TEST(nothing_is_drawn_without_estimates)
{
    temp_folder_write(text.folder, "a/plan.yaml",
                      "title: A\nservices: [{id: api, rto: 2h}]\n"
                      "scenarios: [{id: down, affects: [api], runbooks: [fix]}]\n");
    temp_folder_write(text.folder, "a/runbooks/fix.yaml",
                      "title: Fix\nrecovers: [api]\nsteps: [{id: s, title: S, manual: x}]\n");
    draw();
    ck_assert_uint_eq(figures->len, 0);
}
END_TEST

/* An objective of weeks would leave no room for a recovery of hours. */
START_TEST(what_lies_far_beyond_is_named_at_the_edge)
{
    temp_folder_write(text.folder, "a/plan.yaml",
                      "title: A\nservices: [{id: api, rto: 3mo, mtd: 1y}]\n"
                      "scenarios: [{id: down, affects: [api], runbooks: [fix]}]\n");
    temp_folder_write(
        text.folder, "a/runbooks/fix.yaml",
        "title: F\nrecovers: [api]\nsteps: [{id: s, title: S, takes: 1h, manual: x}]\n");
    draw();
    expect_legible(figure_at(0));
    find_text(figure_at(0), "MTD 1 year \xE2\x86\x92");
    ck_assert_double_gt(find_bar(figure_at(0), "S")->width, 200);
}
END_TEST

static const char *const who[] = {"jo", "al", "northwind", "lead"};
static const char *const takes[] = {"5m", "1h30m", "3d", "1m"};

/* So many steps of four people, with long names. */
static void put_steps(size_t count)
{
    g_autoptr(GString) yaml = g_string_new("title: Fix\nrecovers: [api]\nsteps:\n");
    for (size_t i = 0; i < count; i++) {
        g_string_append_printf(yaml, "  - {id: s%zu, title: Replay and reconcile the WAL of %zu", i,
                               i);
        if (i % 5 != 3)
            g_string_append_printf(yaml, ", takes: %s", takes[i / 2 % 4]);
        g_string_append_printf(yaml, ", who: %s, manual: x, after: [", who[i * 7 / 3 % 4]);
        if (i > 3)
            g_string_append_printf(yaml, "s%zu", i - 1 - i % 3);
        g_string_append(yaml, "]}\n");
    }
    temp_folder_write(text.folder, "a/plan.yaml", one_service);
    temp_folder_write(text.folder, "a/runbooks/fix.yaml", yaml->str);
    draw();
}

static size_t count_names(void)
{
    size_t count = 0;
    for (guint i = 0; i < figures->len; i++)
        for (size_t j = 0; j < figure_at(i)->n_drawings; j++) {
            const Drawing *drawing = &figure_at(i)->drawings[j];
            count += drawing->kind == DRAW_TEXT && g_str_has_prefix(drawing->text, "Replay");
        }
    return count;
}

START_TEST(sixty_steps_lie_apart_on_two_pages)
{
    put_steps(60);
    ck_assert_uint_eq(figures->len, 2);
    for (guint i = 0; i < figures->len; i++)
        expect_legible(figure_at(i));
    ck_assert_uint_eq(count_names(), 60);
}
END_TEST

START_TEST(hundreds_of_steps_leave_the_short_ones_out)
{
    put_steps(400);
    for (guint i = 0; i < figures->len; i++)
        expect_legible(figure_at(i));
    ck_assert_uint_lt(figures->len, 8);
    size_t left_out = 400 + 3 - 180; /* with detection, decision and response */
    g_autofree char *said =
        g_strdup_printf(" %zu short steps off the critical path are not drawn.", left_out);
    ck_assert(g_str_has_suffix(figure_at(figures->len - 1)->alt, said));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("timeline figure");
    TCase *tests = tcase_create("timeline");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, bars_stand_where_the_schedule_says);
    tcase_add_test(tests, says_who_is_late_and_who_waits);
    tcase_add_test(tests, nothing_is_drawn_without_estimates);
    tcase_add_test(tests, what_lies_far_beyond_is_named_at_the_edge);
    tcase_add_test(tests, sixty_steps_lie_apart_on_two_pages);
    tcase_add_test(tests, hundreds_of_steps_leave_the_short_ones_out);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
