#include "base/arena.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

START_TEST(gives_zeroed_and_aligned_pieces)
{
    g_autoptr(Arena) arena = arena_new();
    static const size_t sizes[] = {0, 1, 7, 15, 16, 17, 4096, 8191, 8192, 8193, 32768, 100000};
    for (size_t round = 0; round < 20; round++) {
        for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
            unsigned char *piece = arena_alloc(arena, sizes[i]);
            ck_assert_ptr_nonnull(piece);
            ck_assert_uint_eq((uintptr_t)piece % 8, 0);
            size_t zeros = 0;
            while (zeros < sizes[i] && piece[zeros] == 0)
                zeros++;
            ck_assert_uint_eq(zeros, sizes[i]);
            memset(piece, 0xAB, sizes[i]);
        }
    }
}
END_TEST

START_TEST(keeps_pieces_apart)
{
    g_autoptr(Arena) arena = arena_new();
    enum { COUNT = 3000 };
    g_autofree size_t **pieces = g_new0(size_t *, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        pieces[i] = arena_alloc(arena, sizeof(size_t) * (1 + i % 9));
        for (size_t at = 0; at < 1 + i % 9; at++)
            pieces[i][at] = i;
    }
    size_t spoiled = 0;
    for (size_t i = 0; i < COUNT; i++)
        for (size_t at = 0; at < 1 + i % 9; at++)
            spoiled += pieces[i][at] == i ? 0 : 1;
    ck_assert_uint_eq(spoiled, 0);
}
END_TEST

START_TEST(copies_texts)
{
    g_autoptr(Arena) arena = arena_new();
    char text[] = "one\0two";
    const char *whole = arena_text_n(arena, text, 7);
    const char *first = arena_text(arena, text);
    text[0] = 'X';
    ck_assert_mem_eq(whole, "one\0two", 8);
    ck_assert_str_eq(first, "one");
    ck_assert_str_eq(arena_text_n(arena, "abc", 0), "");
    ck_assert_ptr_null(arena_text(arena, NULL));
    ck_assert_str_eq(arena_printf(arena, "%d %s", 7, "days"), "7 days");
    g_autofree char *long_text = g_strnfill(70000, 'x');
    ck_assert_str_eq(arena_printf(arena, "%s", long_text), long_text);
}
END_TEST

START_TEST(grows_pieces)
{
    static const size_t sizes[] = {0, 1, 9, 100, 2048, 5000, 40000, 100000};
    g_autoptr(Arena) arena = arena_new();
    unsigned char *piece = NULL;
    unsigned char *beside[G_N_ELEMENTS(sizes)] = {NULL};
    for (size_t i = 1; i < G_N_ELEMENTS(sizes); i++) {
        piece = arena_grow(arena, piece, sizes[i - 1], sizes[i]);
        beside[i] = arena_alloc(arena, 64);
        memset(beside[i], 0xCD, 64);
        size_t wrong = 0;
        for (size_t at = 0; at < sizes[i]; at++)
            wrong += piece[at] != (at < sizes[i - 1] ? 0xAB : 0);
        ck_assert_uint_eq(wrong, 0);
        memset(piece, 0xAB, sizes[i]);
    }
    for (size_t i = 1; i < G_N_ELEMENTS(sizes); i++)
        for (size_t at = 0; at < 64; at++)
            ck_assert_uint_eq(beside[i][at], 0xCD);
}
END_TEST

START_TEST(may_be_freed_empty_and_null)
{
    arena_free(arena_new());
    arena_free(NULL);
}
END_TEST

static Suite *arena_suite(void)
{
    Suite *suite = suite_create("arena");
    TCase *tests = tcase_create("pieces");
    tcase_add_test(tests, gives_zeroed_and_aligned_pieces);
    tcase_add_test(tests, keeps_pieces_apart);
    tcase_add_test(tests, copies_texts);
    tcase_add_test(tests, grows_pieces);
    tcase_add_test(tests, may_be_freed_empty_and_null);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(arena_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
