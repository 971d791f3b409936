#include "model/revisions.h"

#include <check.h>
#include <stdlib.h>

START_TEST(the_newest_change_of_a_file_counts)
{
    g_autoptr(Revisions) revisions = revisions_new();
    Revision *second = revisions_add(revisions, "2", "Ana", "2026-02-02T00:00:00Z", "more");
    revisions_touch(revisions, second, "docs/plan.yaml");
    Revision *first = revisions_add(revisions, "1", "Joao", "2026-02-01T00:00:00Z", "begin");
    revisions_touch(revisions, first, "docs/plan.yaml");
    revisions_touch(revisions, first, "people.yaml");
    ck_assert_uint_eq(revisions_count(revisions), 2);
    ck_assert_ptr_eq(revisions_at(revisions, 1), first);
    ck_assert_ptr_eq(revisions_last(revisions, "docs/plan.yaml"), second);
    ck_assert_ptr_eq(revisions_last(revisions, "people.yaml"), first);
    ck_assert_ptr_null(revisions_last(revisions, "docs/other.yaml"));
    ck_assert_uint_eq(first->paths->len, 2);
}
END_TEST

START_TEST(a_plan_is_its_folder_without_runbooks_and_evidence)
{
    g_autoptr(Revisions) revisions = revisions_new();
    Revision *third = revisions_add(revisions, "3", "Ana", "t", "run");
    revisions_touch(revisions, third, "docs/evidence/run.log");
    revisions_touch(revisions, third, "docs/runbooks/restore.yaml");
    ck_assert_ptr_null(revisions_last(revisions, "docs/"));
    Revision *second = revisions_add(revisions, "2", "Ana", "t", "chapter");
    revisions_touch(revisions, second, "docs/notes.md");
    Revision *first = revisions_add(revisions, "1", "Ana", "t", "begin");
    revisions_touch(revisions, first, "docs/plan.yaml");
    ck_assert_ptr_eq(revisions_last(revisions, "docs/"), second);
    ck_assert_ptr_eq(revisions_last(revisions, "docs/runbooks/restore.yaml"), third);
}
END_TEST

START_TEST(what_lies_below_a_folder_counts_for_what_is_reckoned_from_it)
{
    g_autoptr(Revisions) revisions = revisions_new();
    Revision *third = revisions_add(revisions, "3", "Ana", "t", "elsewhere");
    revisions_touch(revisions, third, "people.yaml");
    Revision *second = revisions_add(revisions, "2", "Ana", "t", "run");
    revisions_touch(revisions, second, "docs/runbooks/restore.yaml");
    Revision *first = revisions_add(revisions, "1", "Ana", "t", "begin");
    revisions_touch(revisions, first, "docs/plan.yaml");
    ck_assert_ptr_eq(revisions_last_below(revisions, "docs/"), second);
    ck_assert_ptr_eq(revisions_last_below(revisions, ""), third);
    ck_assert_ptr_null(revisions_last_below(revisions, "shop/"));
    ck_assert_uint_lt(third->place, second->place);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("revisions");
    TCase *all = tcase_create("all");
    tcase_add_test(all, the_newest_change_of_a_file_counts);
    tcase_add_test(all, a_plan_is_its_folder_without_runbooks_and_evidence);
    tcase_add_test(all, what_lies_below_a_folder_counts_for_what_is_reckoned_from_it);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
