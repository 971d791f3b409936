#include "publish/shelf.h"

#include "read/reader.h"

#include "temp_folder.h"

#include <stdlib.h>

/* A library of two plans, each with a mistake, beside two mistakes that no plan has made. */

static char *folder;
static Library *library;
static Diags *reading;
static const Resources no_resources;

static void set_up(void)
{
    folder = temp_folder_new();
    reading = diags_new();
    temp_folder_write(folder, "redbinder.yaml", "title: Library\nwat: x\n");
    temp_folder_write(folder, "people.yaml",
                      "people:\n  - {id: jo, name: Jo, wat: x}\n"
                      "  - {id: al, name: Al, wat: y}\n");
    temp_folder_write(folder, "a/plan.yaml", "title: A\nowner: jo\nrto: soon\n");
    temp_folder_write(folder, "ab/plan.yaml", "title: AB\nrpo: soon\n");
    temp_folder_write(folder, "ab/runbooks/r.yaml",
                      "title: r\nsteps: [{id: a, title: b, run: c, takes: long}]\n");
    temp_folder_write(folder, "bad/plan.yaml", "title: [\n");
}

static void tear_down(void)
{
    diags_free(reading);
    library_free(library);
    temp_folder_remove(folder);
}

static Shelf *shelf_of(const char *path)
{
    library = read_library(path, reading);
    ck_assert_ptr_nonnull(library);
    RunSet *runs = g_new0(RunSet, 1);
    runs->arena = arena_new();
    return shelf_new(library, &no_resources, reading, runs, (Period){{INT32_MIN}, {20543}}, NULL);
}

/* How many of FINDINGS quote WORD. */
static size_t count_of(const Diags *findings, const char *word)
{
    size_t count = 0;
    for (size_t i = 0; i < diags_count(findings); i++)
        count += strstr(diags_at(findings, i)->text, word) != NULL;
    return count;
}

static void expect_sorted(const Diags *findings)
{
    for (size_t i = 1; i < diags_count(findings); i++) {
        const Diag *before = diags_at(findings, i - 1);
        const Diag *after = diags_at(findings, i);
        if (before->span.source != NULL && after->span.source != NULL)
            ck_assert_int_le(span_compare(&before->span, &after->span), 0);
    }
}

static void expect_sorted_out(const Shelf *shelf)
{
    ck_assert_uint_eq(library->n_plans, 2);
    const Diags *a = shelf->views[0].findings;
    const Diags *ab = shelf->views[1].findings;
    ck_assert_str_eq(shelf->views[0].plan->id, "a");
    ck_assert_uint_eq(count_of(a, "'soon'"), 1);
    ck_assert_uint_eq(count_of(a, "'long'"), 0);
    ck_assert_uint_eq(count_of(ab, "'soon'"), 1);
    ck_assert_uint_eq(count_of(ab, "'long'"), 1);
    ck_assert_uint_eq(count_of(shelf->others, "'soon'"), 0);
    ck_assert_uint_eq(count_of(shelf->others, "'wat'"), 3);
    ck_assert_uint_eq(count_of(shelf->others, "this is not YAML"), 1);
    /* What is wrong with jo concerns plan a, which calls jo. */
    ck_assert_uint_eq(count_of(a, "'wat'"), 1);
    ck_assert_uint_eq(count_of(ab, "'wat'"), 0);
    expect_sorted(a);
    expect_sorted(ab);
    expect_sorted(shelf->others);
}

START_TEST(hands_each_finding_to_its_plan)
{
    g_autoptr(Shelf) shelf = shelf_of(folder);
    expect_sorted_out(shelf);
}
END_TEST

START_TEST(however_the_library_is_named)
{
    g_autofree char *slash = g_strconcat(folder, "//", NULL);
    g_autoptr(Shelf) shelf = shelf_of(slash);
    expect_sorted_out(shelf);
}
END_TEST

START_TEST(reports_each_finding_once)
{
    g_autoptr(Shelf) shelf = shelf_of(folder);
    g_autoptr(Diags) all = diags_new();
    shelf_report(shelf, all);
    diags_sort(all);
    ck_assert_uint_eq(count_of(all, "'soon'"), 2);
    ck_assert_uint_eq(count_of(all, "'wat'"), 3);
    size_t count = diags_count(all);
    diags_sort(all);
    ck_assert_uint_eq(diags_count(all), count);
    ck_assert_uint_ge(count, diags_count(reading));
}
END_TEST

START_TEST(gives_documents_what_they_are_about)
{
    g_autoptr(Shelf) shelf = shelf_of(folder);
    const PlanView *view = &shelf->views[1];
    const Runbook *runbook = view->plan->runbooks.items[0];
    Subject all = shelf_subject(shelf, NULL, NULL);
    ck_assert_ptr_eq(all.library, library);
    ck_assert_uint_eq(all.n_views, 2);
    ck_assert_ptr_null(all.view);
    ck_assert_ptr_eq(all.findings, shelf->others);
    ck_assert_int_eq(all.as_of.days, 20543);
    Subject one = shelf_subject(shelf, view, runbook);
    ck_assert_ptr_eq(one.view, view);
    ck_assert_ptr_eq(one.runbook, runbook);
    ck_assert(g_str_has_prefix(one.generator, "redbinder "));
    shelf_free(NULL);
}
END_TEST

START_TEST(reads_no_runs_where_there_is_no_history)
{
    g_autoptr(Diags) diags = diags_new();
    g_autofree char *missing = g_build_filename(folder, "history.db", NULL);
    const Period all_days = {.from = {INT32_MIN}, .as_of = {20543}};
    g_autoptr(RunSet) none = shelf_read_runs(missing, all_days, SHELF_STEPS_ALL, diags);
    ck_assert_ptr_nonnull(none);
    ck_assert_uint_eq(none->count, 0);
    ck_assert(!g_file_test(missing, G_FILE_TEST_EXISTS));
    ck_assert_uint_eq(diags_count(diags), 0);
    temp_folder_write(folder, "history.db", "this is no database at all, whatever it is called");
    ck_assert_ptr_null(shelf_read_runs(missing, all_days, SHELF_STEPS_ALL, diags));
    ck_assert_uint_eq(diags_count(diags), 1);
    library = read_library(folder, reading);
}
END_TEST

static Suite *shelf_suite(void)
{
    Suite *suite = suite_create("shelf");
    TCase *tests = tcase_create("findings");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, hands_each_finding_to_its_plan);
    tcase_add_test(tests, however_the_library_is_named);
    tcase_add_test(tests, reports_each_finding_once);
    tcase_add_test(tests, gives_documents_what_they_are_about);
    tcase_add_test(tests, reads_no_runs_where_there_is_no_history);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(shelf_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
