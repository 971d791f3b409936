#include "pdf_pages.h"

/* Tabs at the edge of the pages, by which a plan is found. */

/* What is printed beside the page's text for the tab NUMBER of COUNT, with its lines joined. */
static char *tab_of(const char *name, int number, int count)
{
    g_autoptr(Doc) doc = doc_new("a/plan", "T", "en");
    doc->tab = (DocTab){.text = name, .number = number, .count = count};
    node_add_paragraph(doc, doc->root, "Text.");
    g_autoptr(Diags) diags = diags_new();
    print_doc(doc, diags);
    return ask(
        "pdftotext -bbox %s - | sed -n "
        "'s/.*<word xMin=\"\\([0-9.]*\\)\".*xMax=\"\\([0-9.]*\\)\".*>\\(.*\\)<.*/\\1 \\2 \\3/p' | "
        "awk '$1 > 560 && $2 < 592 { printf \" %%s\", $3 }'",
        file);
}

START_TEST(shows_long_names_whole)
{
    static const char *const names[] = {
        "Shop",
        "OpenAPI Documentation Generator",
        "Identity and Access Management",
        "Warehouse of Customer Orders and of Returns",
    };
    for (int count = 1; count <= 9; count += 4) {
        for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
            g_autofree char *shown = tab_of(names[i], count, count);
            g_autofree char *wanted = g_strdup_printf(" %d %s", count, names[i]);
            ck_assert_str_eq(shown, wanted);
        }
    }
}
END_TEST

/* It keeps clear of the tab below, which begins an eighth of the page's text further down. */
START_TEST(shortens_what_finds_no_room)
{
    g_autofree char *name = g_strnfill(400, 'w');
    g_autofree char *shown = tab_of(name, 1, 9);
    ck_assert(g_str_has_prefix(shown, " 1 www"));
    g_autofree char *ends = ask("pdftotext -bbox %s - | sed -n "
                                "'s/.*yMin=\"\\([0-9.]*\\)\".*yMax=\"\\([0-9.]*\\)\">www.*/"
                                "\\1 \\2/p'",
                                file);
    double top = 0;
    double bottom = 0;
    ck_assert_int_eq(sscanf(ends, "%lf %lf", &top, &bottom), 2);
    ck_assert_double_gt(top, 56);
    ck_assert_double_lt(bottom, 148);
}
END_TEST

static Suite *tab_suite(void)
{
    Suite *suite = suite_create("pdf_tab");
    TCase *tests = tcase_create("tabs");
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, shows_long_names_whole);
    tcase_add_test(tests, shortens_what_finds_no_room);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(tab_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
