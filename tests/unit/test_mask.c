#include "redact/mask.h"

#include <check.h>
#include <stdlib.h>

enum { ANYWHERE = MASK_TEXT | MASK_TOLD };

static void assert_masked(const Mask *mask, const char *text, const char *expected)
{
    g_autofree char *masked = mask_apply(mask, text, MASK_TEXT);
    ck_assert_str_eq(masked == NULL ? text : masked, expected);
}

START_TEST(words_are_found_whole)
{
    g_autoptr(Mask) mask = mask_new();
    mask_add(mask, "Maria Silva", "Lead", ANYWHERE);
    mask_add(mask, "rm -rf /srv", "-", ANYWHERE);
    assert_masked(mask, "ask Maria Silva.", "ask Lead.");
    assert_masked(mask, "MARIA\n  silva", "Lead");
    assert_masked(mask, "Maria Silvani, XMaria Silva", "Maria Silvani, XMaria Silva");
    assert_masked(mask, "Maria Maria Silva", "Maria Lead");
    assert_masked(mask, "run `rm -rf /srv`", "run `-`");
    assert_masked(mask, "rm -rf /srvs", "rm -rf /srvs");
}
END_TEST

START_TEST(the_longest_counts)
{
    g_autoptr(Mask) mask = mask_new();
    mask_add(mask, "jo", "1", ANYWHERE);
    mask_add(mask, "jo berg", "2", ANYWHERE);
    mask_add(mask, "jo berg senior", "3", ANYWHERE);
    assert_masked(mask, "jo jo berg jo berg senior jo berg sen", "1 2 3 2 sen");
}
END_TEST

START_TEST(uses_are_kept_apart)
{
    g_autoptr(Mask) mask = mask_new();
    mask_add(mask, "maria-silva", "person-1", MASK_ID);
    mask_add(mask, "Will", "Lead", MASK_TEXT | MASK_CASE);
    g_autofree char *id = mask_apply(mask, "call-maria-silva", MASK_ID);
    ck_assert_str_eq(id, "call-person-1");
    assert_masked(mask, "maria-silva will ask Will", "maria-silva will ask Lead");
    ck_assert(!mask_finds(mask, "Will", MASK_TOLD));
    ck_assert(!mask_finds(mask, "mail@octo.test", MASK_ID));
}
END_TEST

START_TEST(numbers_are_found_however_they_are_written)
{
    g_autoptr(Mask) mask = mask_new();
    mask_add_number(mask, "+49 30 901820");
    mask_add_number(mask, "112");
    assert_masked(mask, "call 030-901 820 now", "call (left out of the public edition) now");
    assert_masked(mask, "(030) 90 18 20", "(left out of the public edition)");
    assert_masked(mask, "tel:004930901820", "tel:(left out of the public edition)");
    assert_masked(mask, "+1 555 0100 222", "(left out of the public edition)");
    assert_masked(mask, "on 2026-07-02 at 10:30, 112 of 90182",
                  "on 2026-07-02 at 10:30, 112 of 90182");
}
END_TEST

START_TEST(addresses_are_found)
{
    g_autoptr(Mask) mask = mask_new();
    assert_masked(mask, "write to <ops.team@octo.test>.",
                  "write to <(left out of the public edition)>.");
    assert_masked(mask, "@maria, a@b, user@", "@maria, a@b, user@");
}
END_TEST

static Suite *suite_mask(void)
{
    Suite *suite = suite_create("mask");
    TCase *tcase = tcase_create("mask");
    tcase_add_test(tcase, words_are_found_whole);
    tcase_add_test(tcase, the_longest_counts);
    tcase_add_test(tcase, uses_are_kept_apart);
    tcase_add_test(tcase, numbers_are_found_however_they_are_written);
    tcase_add_test(tcase, addresses_are_found);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite_mask());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
