#include "compose/matrix_figure.h"

#include "figure_legible.h"
#include "library_text.h"

#include <stdlib.h>

static LibraryText text;
static Arena *arena;

static void set_up(void)
{
    text = library_text_new();
    arena = arena_new();
    legible_begin();
}

static void tear_down(void)
{
    arena_free(arena);
    library_text_clear(&text);
    legible_end();
}

static const char *const words[] = {"low", "medium", "high", "critical beyond every measure",
                                    "dire"};

/* A square matrix of SIZE words. */
static void put_matrix(size_t size)
{
    g_autoptr(GString) yaml = g_string_new("title: Library\nmatrix:\n  impacts: [");
    for (size_t i = 0; i < size; i++)
        g_string_append_printf(yaml, "%s%s", i > 0 ? ", " : "", words[i]);
    g_string_append(yaml, "]\n  rows:\n");
    for (size_t i = 0; i < size; i++) {
        g_string_append_printf(yaml, "    - {likelihood: %s, levels: [", words[i]);
        for (size_t j = 0; j < size; j++)
            g_string_append_printf(yaml, "%s%s", j > 0 ? ", " : "", words[(i + j) / 2]);
        g_string_append(yaml, "]}\n");
    }
    temp_folder_write(text.folder, "redbinder.yaml", yaml->str);
}

/* COUNT risks; all of them in one cell, or spread over a matrix of SIZE words. */
static const Figure *draw(size_t size, size_t count, bool in_one_cell)
{
    g_autoptr(GString) yaml = g_string_new("title: A\nrisks:\n");
    put_matrix(size);
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(yaml, "  - {id: r%zu, name: Risk %zu, likelihood: %s, impact: %s}\n",
                               i, i + 1, words[in_one_cell ? 1 : i % size],
                               words[in_one_cell ? 2 : i / size % size]);
    temp_folder_write(text.folder, "a/plan.yaml", yaml->str);
    library_text_read(&text);
    return matrix_figure(arena, &text.library->matrix, text.library->plans[0]);
}

/* All numbers in the figure, but for the words, and how many are told to be left out. */
static size_t count_numbers(const Figure *figure, size_t *left_out)
{
    size_t count = 0;
    for (size_t i = 0; i < figure->n_drawings; i++) {
        const Drawing *drawing = &figure->drawings[i];
        if (drawing->kind != DRAW_TEXT)
            continue;
        if (g_str_has_prefix(drawing->text, "+ "))
            *left_out += strtoul(drawing->text + 2, NULL, 10);
        if (!g_ascii_isdigit(*drawing->text))
            continue;
        g_auto(GStrv) numbers = g_strsplit(drawing->text, ", ", -1);
        count += g_strv_length(numbers);
    }
    return count;
}

static void expect_all(const Figure *figure, size_t count)
{
    size_t left_out = 0;
    expect_legible(figure);
    ck_assert_uint_eq(count_numbers(figure, &left_out), count);
    ck_assert_uint_eq(left_out, 0);
}

START_TEST(three_risks_are_large)
{
    const Figure *figure = draw(3, 3, true);
    expect_all(figure, 3);
    ck_assert(figure->height < 180);
    ck_assert_str_eq(figure->alt,
                     "Risk matrix. 1 Risk 1: likelihood medium, impact high. 2 Risk 2: "
                     "likelihood medium, impact high. 3 Risk 3: likelihood medium, "
                     "impact high.");
}
END_TEST

START_TEST(sixty_risks_lie_apart)
{
    expect_all(draw(4, 60, false), 60);
}
END_TEST

START_TEST(sixty_risks_in_one_cell_lie_apart)
{
    expect_all(draw(3, 60, true), 60);
}
END_TEST

/* A cell has its share of the page and no more. */
START_TEST(what_does_not_fit_is_counted)
{
    size_t left_out = 0;
    const Figure *figure = draw(5, 400, true);
    expect_legible(figure);
    size_t shown = count_numbers(figure, &left_out);
    ck_assert_uint_gt(shown, 20);
    ck_assert_uint_eq(shown + left_out, 400);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("matrix figure");
    TCase *tests = tcase_create("matrix");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, three_risks_are_large);
    tcase_add_test(tests, sixty_risks_lie_apart);
    tcase_add_test(tests, sixty_risks_in_one_cell_lie_apart);
    tcase_add_test(tests, what_does_not_fit_is_counted);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
