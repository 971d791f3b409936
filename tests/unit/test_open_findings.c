#include "model/open_finding.h"

#include <check.h>

static const Date never = {INT32_MIN};
static const Date as_of = {100};

static GArray *open_of(const Run *runs, size_t n_runs)
{
    const Run *pointers[4];
    for (size_t i = 0; i < n_runs; i++)
        pointers[i] = &runs[i];
    return open_findings(pointers, n_runs, as_of);
}

START_TEST(lists_what_is_not_closed_oldest_first)
{
    RunFinding first[] = {{.text = "a", .due = never, .closed = never},
                          {.text = "b", .due = never, .closed = {100}},
                          {.text = "c", .due = {99}, .closed = {101}}};
    RunFinding second[] = {{.text = "d", .due = {100}, .closed = never}};
    Run runs[] = {{.id = "1", .findings = first, .n_findings = 3},
                  {.id = "2", .findings = second, .n_findings = 1}};
    g_autoptr(GArray) open = open_of(runs, 2);
    ck_assert_uint_eq(open->len, 3);
    ck_assert_ptr_eq(g_array_index(open, OpenFinding, 0).finding, &first[0]);
    ck_assert_ptr_eq(g_array_index(open, OpenFinding, 1).finding, &first[2]);
    ck_assert(g_array_index(open, OpenFinding, 1).overdue);
    ck_assert_ptr_eq(g_array_index(open, OpenFinding, 2).run, &runs[1]);
    ck_assert(!g_array_index(open, OpenFinding, 2).overdue);
}
END_TEST

START_TEST(lets_a_later_run_tell_in_the_same_words)
{
    RunFinding first[] = {{.text = "mended", .due = {1}, .closed = never},
                          {.text = "moved", .due = {1}, .closed = never},
                          {.text = "back", .due = never, .closed = {2}}};
    RunFinding second[] = {{.text = "mended", .due = {1}, .closed = {50}},
                           {.text = "moved", .due = {200}, .closed = never},
                           {.text = "back", .due = never, .closed = never}};
    Run runs[] = {{.id = "1", .findings = first, .n_findings = 3},
                  {.id = "2", .findings = second, .n_findings = 3}};
    g_autoptr(GArray) open = open_of(runs, 2);
    ck_assert_uint_eq(open->len, 2);
    ck_assert_ptr_eq(g_array_index(open, OpenFinding, 0).finding, &second[1]);
    ck_assert(!g_array_index(open, OpenFinding, 0).overdue);
    ck_assert_ptr_eq(g_array_index(open, OpenFinding, 1).finding, &second[2]);
}
END_TEST

START_TEST(keeps_findings_without_words_apart)
{
    RunFinding findings[] = {{.due = never, .closed = never}, {.due = never, .closed = never}};
    Run run = {.findings = findings, .n_findings = 2};
    g_autoptr(GArray) open = open_of(&run, 1);
    ck_assert_uint_eq(open->len, 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("open findings");
    TCase *tcase = tcase_create("open");
    tcase_add_test(tcase, lists_what_is_not_closed_oldest_first);
    tcase_add_test(tcase, lets_a_later_run_tell_in_the_same_words);
    tcase_add_test(tcase, keeps_findings_without_words_apart);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
