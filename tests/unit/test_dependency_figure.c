#include "compose/dependency_figure.h"

#include "figure_legible.h"
#include "library_text.h"

#include <stdlib.h>

static LibraryText text;
static Arena *arena;
static const DependencyGraph *graph;

static void set_up(void)
{
    text = library_text_new();
    arena = arena_new();
    graph = NULL;
    legible_begin();
}

static void tear_down(void)
{
    arena_free(arena);
    library_text_clear(&text);
    legible_end();
}

static void read_plan(const char *yaml)
{
    bool too_many;
    temp_folder_write(text.folder, "a/plan.yaml", yaml);
    library_text_read(&text);
    graph = dependency_graph_new(arena, library_find_plan(text.library, "a"), &too_many);
    ck_assert(!too_many);
}

/* The part of the line from A to B, in shares of its length, that lies within BOX. */
static double part_within(double x1, double y1, double x2, double y2, const Box *box)
{
    double from = 0;
    double to = 1;
    const double starts[] = {x1, y1};
    const double lengths[] = {x2 - x1, y2 - y1};
    const double lows[] = {box->left, box->top};
    const double highs[] = {box->right, box->bottom};
    for (size_t i = 0; i < 2; i++) {
        if (lengths[i] == 0) {
            if (starts[i] <= lows[i] || starts[i] >= highs[i])
                return 0;
            continue;
        }
        double enter = (lows[i] - starts[i]) / lengths[i];
        double leave = (highs[i] - starts[i]) / lengths[i];
        from = MAX(from, MIN(enter, leave));
        to = MIN(to, MAX(enter, leave));
    }
    return MAX(to - from, 0);
}

/* No edge runs through a box. */
static void expect_free_boxes(const Figure *figure)
{
    for (size_t i = 0; i < figure->n_drawings; i++) {
        const Drawing *line = &figure->drawings[i];
        for (size_t j = 0; line->kind == DRAW_LINE && j < figure->n_drawings; j++) {
            const Drawing *other = &figure->drawings[j];
            if (other->kind != DRAW_RECTANGLE)
                continue;
            Box box = box_of(other);
            ck_assert_msg(part_within(line->x, line->y, line->x + line->width,
                                      line->y + line->height, &box) < 0.001,
                          "an edge from %.1f, %.1f crosses a box at %.1f, %.1f", line->x, line->y,
                          other->x, other->y);
        }
    }
}

static size_t count_text(const Figure *figure, const char *words)
{
    size_t count = 0;
    for (size_t i = 0; i < figure->n_drawings; i++)
        count +=
            figure->drawings[i].kind == DRAW_TEXT && strcmp(figure->drawings[i].text, words) == 0;
    return count;
}

/* Draws all pages; returns how many boxes they have. */
static size_t draw_all(size_t *pages)
{
    size_t next = 0;
    size_t boxes = 0;
    const Figure *figure;
    ck_assert_ptr_nonnull(graph);
    for (*pages = 0; (figure = dependency_figure(arena, graph, &next)) != NULL; ++*pages) {
        expect_legible(figure);
        expect_free_boxes(figure);
        for (size_t i = 1; i <= graph->n_nodes; i++) {
            char number[24];
            g_snprintf(number, sizeof number, "%zu", i);
            for (size_t j = 0; j < figure->n_drawings; j++)
                boxes += figure->drawings[j].kind == DRAW_TEXT &&
                         figure->drawings[j].anchor == ANCHOR_START &&
                         strcmp(figure->drawings[j].text, number) == 0;
        }
    }
    return boxes;
}

START_TEST(three_services_stand_in_the_order_of_recovery)
{
    size_t pages;
    size_t next = 0;
    read_plan("title: A\nservices:\n"
              "  - {id: shop, name: Web shop, rto: 4h, depends: [login, orders]}\n"
              "  - {id: login, name: Login, rto: 2h, depends: [orders]}\n"
              "  - {id: wiki, name: Wiki}\n"
              "data: [{id: orders, name: Orders}]\n");
    ck_assert_uint_eq(draw_all(&pages), 3);
    ck_assert_uint_eq(pages, 1);
    const Figure *figure = dependency_figure(arena, graph, &next);
    ck_assert_str_eq(figure->alt,
                     "What comes back in which order. First: Orders. Then: Login after "
                     "Orders. Then: Web shop after Login and Orders.");
    ck_assert_uint_eq(count_text(figure, "RTO 4 h"), 1);
    ck_assert_uint_eq(count_text(figure, "data set"), 1);
    g_autofree char *loners = dependency_loners(graph);
    ck_assert_str_eq(loners, "Wiki");
}
END_TEST

START_TEST(a_circle_is_marked)
{
    size_t pages;
    size_t next = 0;
    read_plan("title: A\nservices:\n"
              "  - {id: shop, name: Shop, depends: [login]}\n"
              "  - {id: login, name: Login, depends: [mail]}\n"
              "  - {id: mail, name: Mail, depends: [shop]}\n");
    ck_assert_uint_eq(draw_all(&pages), 3);
    const Figure *figure = dependency_figure(arena, graph, &next);
    ck_assert(g_str_has_suffix(figure->alt, " Waiting in a circle: Shop, Login, Mail."));
    ck_assert_uint_eq(count_text(figure, "in a circle, which the dashed arrow closes"), 1);
    size_t dashed = 0;
    for (size_t i = 0; i < figure->n_drawings; i++)
        dashed += figure->drawings[i].kind == DRAW_LINE && figure->drawings[i].dashed;
    ck_assert_uint_ge(dashed, 2);
}
END_TEST

START_TEST(what_other_plans_hold_says_so)
{
    size_t pages;
    size_t next = 0;
    temp_folder_write(
        text.folder, "net/plan.yaml",
        "title: N\nservices: [{id: dns, name: Names, depends: [cable]}, {id: cable}]\n");
    read_plan("title: A\nservices: [{id: shop, name: Shop, depends: [net/dns]}]\n");
    ck_assert_uint_eq(draw_all(&pages), 2); /* not the cable: that is told where the names are */
    ck_assert_uint_eq(count_text(dependency_figure(arena, graph, &next), "plan net"), 1);
}
END_TEST

START_TEST(nothing_is_drawn_where_nothing_waits)
{
    read_plan("title: A\nservices: [{id: shop}, {id: wiki}]\ndata: [{id: orders}]\n");
    ck_assert_ptr_null(graph);
}
END_TEST

static const char *const names[] = {"API", "Settlement and reconciliation of all merchants WWW",
                                    "Zahlungsabwicklungssammelstelle", "Web shop"};

/* COUNT services; each waits for up to EACH of the DISTANCE before it. */
static void read_many(size_t count, size_t each, size_t distance)
{
    g_autoptr(GString) yaml = g_string_new("title: A\nservices:\n");
    for (size_t i = 0; i < count; i++) {
        g_string_append_printf(yaml, "  - {id: s%zu, name: %s, rto: %zuh, depends: [", i,
                               names[i % G_N_ELEMENTS(names)], i + 1);
        for (size_t j = 0; j < each && i > 0; j++)
            g_string_append_printf(yaml, "%ss%zu", j > 0 ? ", " : "",
                                   i - 1 - (i * 7 + j * 5) % MIN(i, distance));
        g_string_append(yaml, "]}\n");
    }
    read_plan(yaml->str);
}

START_TEST(sixty_services_lie_apart)
{
    size_t pages;
    read_many(60, 2, 20);
    ck_assert_uint_eq(draw_all(&pages), 60);
    ck_assert_uint_ge(pages, 2);
}
END_TEST

START_TEST(a_chain_of_sixty_is_split)
{
    size_t pages;
    read_many(60, 1, 1);
    ck_assert_uint_eq(draw_all(&pages), 60);
    ck_assert_uint_eq(pages, 2);
}
END_TEST

START_TEST(sixty_that_wait_for_one_lie_apart)
{
    size_t pages;
    g_autoptr(GString) yaml = g_string_new("title: A\nservices:\n  - {id: net, name: Net}\n");
    for (size_t i = 0; i < 60; i++)
        g_string_append_printf(yaml, "  - {id: s%zu, name: %s, depends: [net]}\n", i,
                               names[i % G_N_ELEMENTS(names)]);
    read_plan(yaml->str);
    ck_assert_uint_eq(draw_all(&pages), 61);
}
END_TEST

START_TEST(a_dense_tangle_lies_apart)
{
    size_t pages;
    read_many(60, 5, 40);
    ck_assert_uint_eq(draw_all(&pages), 60);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("dependency figure");
    TCase *tests = tcase_create("dependencies");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, three_services_stand_in_the_order_of_recovery);
    tcase_add_test(tests, a_circle_is_marked);
    tcase_add_test(tests, what_other_plans_hold_says_so);
    tcase_add_test(tests, nothing_is_drawn_where_nothing_waits);
    tcase_add_test(tests, sixty_services_lie_apart);
    tcase_add_test(tests, a_chain_of_sixty_is_split);
    tcase_add_test(tests, sixty_that_wait_for_one_lie_apart);
    tcase_add_test(tests, a_dense_tangle_lies_apart);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
