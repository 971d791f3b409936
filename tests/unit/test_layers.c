#include "compose/layers.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>

static const LayerSizes sizes = {.box = 30, .wire = 6, .gap = 10, .most = 12};
static Arena *arena;

static void set_up(void)
{
    arena = arena_new();
}

static void tear_down(void)
{
    arena_free(arena);
}

/* The column of NODE's box. */
static size_t column_of(const Layers *layers, size_t node)
{
    for (size_t i = 0; i < layers->n_columns; i++)
        for (size_t j = 0; j < layers->columns[i].n_slots; j++)
            if (!layers->columns[i].slots[j].is_wire && layers->columns[i].slots[j].node == node)
                return i;
    return SIZE_MAX;
}

static size_t count_links(const Layers *layers, bool against)
{
    size_t count = 0;
    for (size_t i = 0; i < layers->n_columns; i++)
        for (size_t j = 0; j < layers->columns[i].n_links; j++)
            count += layers->columns[i].links[j].against == against;
    return count;
}

static double slot_height(const LayerSlot *slot)
{
    return slot->is_wire ? sizes.wire : sizes.box;
}

/* No two slots overlap, none lies outside, and links join neighbouring columns. */
static void expect_sound(const Layers *layers)
{
    for (size_t i = 0; i < layers->n_columns; i++) {
        const LayerColumn *column = &layers->columns[i];
        size_t boxes = 0;
        double end = -sizes.gap;
        for (size_t j = 0; j < column->n_slots; j++) {
            const LayerSlot *slot = &column->slots[j];
            boxes += !slot->is_wire;
            ck_assert_double_ge(slot->y - slot_height(slot) / 2, end + sizes.gap - 0.001);
            end = slot->y + slot_height(slot) / 2;
        }
        ck_assert_double_le(end, layers->height + 0.001);
        ck_assert_uint_le(boxes, sizes.most);
        for (size_t j = 0; j < column->n_links; j++) {
            ck_assert_uint_lt(column->links[j].from, column->n_slots);
            ck_assert_uint_lt(i + 1, layers->n_columns);
            ck_assert_uint_lt(column->links[j].to, layers->columns[i + 1].n_slots);
        }
    }
}

static const Layers *lay(size_t n_nodes, const LayerEdge *edges, size_t n_edges)
{
    const Layers *layers = layers_new(arena, n_nodes, edges, n_edges, &sizes);
    expect_sound(layers);
    return layers;
}

START_TEST(each_stands_behind_what_it_waits_for)
{
    static const LayerEdge edges[] = {{2, 0}, {0, 1}, {3, 1}};
    const Layers *layers = lay(5, edges, G_N_ELEMENTS(edges));
    ck_assert_uint_eq(layers->n_columns, 3);
    ck_assert_uint_eq(column_of(layers, 2), 0);
    ck_assert_uint_eq(column_of(layers, 3), 0);
    ck_assert_uint_eq(column_of(layers, 0), 1);
    ck_assert_uint_eq(column_of(layers, 1), 2);
    ck_assert(!layers->has_place[4]);
    ck_assert_uint_eq(column_of(layers, 4), SIZE_MAX);
    /* 3 passes the column of 0. */
    ck_assert_uint_eq(count_links(layers, false), 4);
    ck_assert_uint_eq(layers->columns[1].n_slots, 2);
}
END_TEST

START_TEST(what_follows_from_others_is_left_out)
{
    static const LayerEdge edges[] = {{0, 1}, {1, 2}, {0, 2}, {0, 1}};
    const Layers *layers = lay(3, edges, G_N_ELEMENTS(edges));
    ck_assert_uint_eq(count_links(layers, false), 2);
    ck_assert_uint_eq(layers->columns[1].n_slots, 1);
}
END_TEST

START_TEST(a_circle_is_turned_round_and_marked)
{
    static const LayerEdge edges[] = {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {4, 4}};
    const Layers *layers = lay(5, edges, G_N_ELEMENTS(edges));
    ck_assert(layers->in_circle[0] && layers->in_circle[1] && layers->in_circle[2]);
    ck_assert(!layers->in_circle[3]);
    ck_assert(layers->in_circle[4] && !layers->has_place[4]);
    ck_assert_uint_eq(column_of(layers, 0), 0);
    ck_assert_uint_eq(column_of(layers, 2), 2);
    /* From 0 by way of a wire to 2, whence it really comes. */
    ck_assert_uint_eq(count_links(layers, true), 2);
}
END_TEST

START_TEST(edges_from_one_box_share_a_wire)
{
    static const LayerEdge edges[] = {{0, 1}, {1, 2}, {3, 2}, {4, 5},
                                      {5, 6}, {3, 6}, {2, 7}, {6, 7}};
    const Layers *layers = lay(8, edges, G_N_ELEMENTS(edges));
    size_t wires = 0;
    for (size_t i = 0; i < layers->columns[1].n_slots; i++)
        wires += layers->columns[1].slots[i].is_wire;
    ck_assert_uint_eq(wires, 1);
}
END_TEST

/* 0 to 2 lead to 5 to 3: as given, each would cross each. */
START_TEST(neighbours_are_sorted_so_that_links_do_not_cross)
{
    static const LayerEdge edges[] = {{0, 5}, {1, 4}, {2, 3}};
    const Layers *layers = lay(6, edges, G_N_ELEMENTS(edges));
    for (size_t i = 0; i < 3; i++) {
        const LayerLink *link = &layers->columns[0].links[i];
        ck_assert_uint_eq(link->from, link->to);
        ck_assert_double_eq_tol(layers->columns[0].slots[link->from].y,
                                layers->columns[1].slots[link->to].y, 0.001);
    }
}
END_TEST

START_TEST(many_of_one_kind_fill_several_columns)
{
    LayerEdge edges[30];
    for (size_t i = 0; i < 30; i++)
        edges[i] = (LayerEdge){0, i + 1};
    const Layers *layers = lay(31, edges, 30);
    ck_assert_uint_eq(layers->n_columns, 4);
    ck_assert(layers->columns[1].begins);
    ck_assert(!layers->columns[2].begins && !layers->columns[3].begins);
}
END_TEST

START_TEST(nothing_gives_no_column)
{
    const Layers *layers = lay(3, NULL, 0);
    ck_assert_uint_eq(layers->n_columns, 0);
    ck_assert_uint_eq(lay(0, NULL, 0)->n_columns, 0);
}
END_TEST

/* Chains, tangles and crowds made by a fixed generator. */
START_TEST(whatever_comes_is_sound)
{
    uint32_t state = 1;
    for (size_t round = 0; round < 200; round++) {
        LayerEdge edges[120];
        size_t n_nodes = 2 + round % 50;
        size_t n_edges = round * 7 % G_N_ELEMENTS(edges);
        for (size_t i = 0; i < n_edges; i++) {
            state = state * 1664525 + 1013904223;
            edges[i].from = (state >> 8) % n_nodes;
            state = state * 1664525 + 1013904223;
            edges[i].to = (state >> 8) % n_nodes;
        }
        const Layers *layers = lay(n_nodes, edges, n_edges);
        for (size_t i = 0; i < n_edges; i++) {
            size_t from = column_of(layers, edges[i].from);
            size_t to = column_of(layers, edges[i].to);
            bool circle = layers->in_circle[edges[i].from] && layers->in_circle[edges[i].to];
            ck_assert(edges[i].from == edges[i].to || from < to || circle);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("layers");
    TCase *tests = tcase_create("layers");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, each_stands_behind_what_it_waits_for);
    tcase_add_test(tests, what_follows_from_others_is_left_out);
    tcase_add_test(tests, a_circle_is_turned_round_and_marked);
    tcase_add_test(tests, edges_from_one_box_share_a_wire);
    tcase_add_test(tests, neighbours_are_sorted_so_that_links_do_not_cross);
    tcase_add_test(tests, many_of_one_kind_fill_several_columns);
    tcase_add_test(tests, nothing_gives_no_column);
    tcase_add_test(tests, whatever_comes_is_sound);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
