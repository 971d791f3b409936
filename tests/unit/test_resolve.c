#include "base/diag_text.h"
#include "read/reader.h"
#include "read/reading_rules.h"

#include "temp_folder.h"

#include <stdlib.h>

/* References of small libraries. Nothing but reading fills in their targets. */

static char *folder;
static Diags *diags;
static Library *library;

static void put(const char *name, const char *text)
{
    temp_folder_write(folder, name, text);
}

static void set_up(void)
{
    folder = temp_folder_new();
    diags = diags_new();
    put("redbinder.yaml", "title: Library\n");
    put("people.yaml", "people:\n  - {id: jo-berg, name: Jo Berg}\n  - {id: al, name: Al}\n"
                       "teams:\n  - {id: ops, name: Ops, members: [jo-berg]}\n");
}

static void tear_down(void)
{
    library_free(library);
    library = NULL;
    diags_free(diags);
    temp_folder_remove(folder);
}

static const Plan *read_plan(const char *id)
{
    library = read_library(folder, diags);
    ck_assert_ptr_nonnull(library);
    diags_sort(diags);
    const Plan *plan = library_find_plan(library, id);
    ck_assert_ptr_nonnull(plan);
    return plan;
}

static void expect_texts(const char *const *texts, size_t count)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < diags_count(diags); i++)
        diag_print(diags_at(diags, i), false, all);
    ck_assert_msg(diags_count(diags) == count, "%s", all->str);
    for (size_t i = 0; i < count; i++)
        ck_assert_str_eq(diags_at(diags, i)->text, texts[i]);
}

START_TEST(finds_what_is_named)
{
    put("a/plan.yaml", "title: A\nowner: ops\nservices: [{id: api, depends: [db, b/web]}]\n"
                       "data: [{id: db}]\nroles: [{id: lead, holders: [jo-berg]}]\n"
                       "contacts: [lead]\n");
    put("b/plan.yaml", "title: B\nservices: [{id: web}]\n");
    const Plan *plan = read_plan("a");
    expect_texts(NULL, 0);
    const Service *api = plan->services.items[0];
    ck_assert_ptr_eq(plan->owner.target, &library->teams.items[0]->entity);
    ck_assert_ptr_eq(library->teams.items[0]->members.items[0]->target,
                     &library->people.items[0]->entity);
    ck_assert_ptr_eq(api->depends.items[0]->target, &plan->data.items[0]->entity);
    ck_assert_ptr_eq(api->depends.items[1]->target,
                     &library_find_plan(library, "b")->services.items[0]->entity);
    ck_assert_ptr_eq(plan->contacts.items[0]->who.target, &plan->roles.items[0]->entity);
}
END_TEST

START_TEST(proposes_the_nearest_id_of_the_right_kind)
{
    put("a/plan.yaml",
        "title: A\nowner: jo-brg\nservices:\n  - {id: api, depends: [dbb, api2, zzzzz]}\n"
        "data: [{id: db}]\nsites: [{id: zzzzzy}]\n");
    read_plan("a");
    static const char *const texts[] = {"there is no person or team or vendor or role 'jo-brg'",
                                        "there is no service or data set 'dbb'",
                                        "there is no service or data set 'api2'",
                                        "there is no service or data set 'zzzzz'"};
    expect_texts(texts, 4);
    ck_assert_str_eq(diags_at(diags, 0)->help, "did you mean 'jo-berg'?");
    ck_assert_str_eq(diags_at(diags, 1)->help, "did you mean 'db'?");
    ck_assert_str_eq(diags_at(diags, 2)->help, "did you mean 'api'?");
    ck_assert_str_eq(diags_at(diags, 3)->help, rule_reference_unknown.remedy);
}
END_TEST

/* However the tables are ordered, the first of the alphabet is proposed. */
START_TEST(proposes_the_same_on_every_run)
{
    g_autoptr(GString) text = g_string_new("title: A\nservices:\n");
    for (char c = 'z'; c >= 'b'; c--)
        g_string_append_printf(text, "  - {id: api-%c%s}\n", c,
                               c == 'z' ? ", depends: [api-0]" : "");
    put("a/plan.yaml", text->str);
    read_plan("a");
    ck_assert_uint_eq(diags_count(diags), 1);
    ck_assert_str_eq(diags_at(diags, 0)->help, "did you mean 'api-b'?");
}
END_TEST

START_TEST(refuses_what_is_of_another_kind)
{
    put("a/plan.yaml", "title: A\nowner: api\nservices: [{id: api, depends: [ops]}]\n"
                       "roles: [{id: lead, holders: [lead]}]\n");
    const Plan *plan = read_plan("a");
    static const char *const texts[] = {"there is no person or team or vendor or role 'api'",
                                        "there is no service or data set 'ops'",
                                        "there is no person or team or vendor 'lead'"};
    expect_texts(texts, 3);
    ck_assert_ptr_null(plan->owner.target);
    ck_assert_ptr_null(plan->roles.items[0]->holders.items[0]->target);
}
END_TEST

START_TEST(bears_odd_references)
{
    put("a/plan.yaml",
        "title: A\nservices:\n  - {id: api, depends: [a/api, /, a/, /api, a/a/api, '', 'x y',"
        " none/api]}\n");
    const Plan *plan = read_plan("a");
    ck_assert_uint_eq(diags_count(diags), 7);
    const RefList *depends = &plan->services.items[0]->depends;
    ck_assert_ptr_eq(depends->items[0]->target, &plan->services.items[0]->entity);
    for (size_t i = 1; i < depends->count; i++)
        ck_assert_ptr_null(depends->items[i]->target);
}
END_TEST

START_TEST(reports_an_id_that_two_kinds_share)
{
    put("people.yaml", "people: [{id: ops, name: Ops}]\nteams: [{id: ops, name: Ops}]\n");
    put("a/plan.yaml", "title: A\nservices: [{id: x}]\ndata: [{id: x}]\n"
                       "sites: [{id: x}, {id: x}]\n");
    read_plan("a");
    static const char *const texts[] = {"the id 'x' is given to a service and to a data set",
                                        "the id 'x' is given twice",
                                        "the id 'ops' is given to a person and to a team"};
    expect_texts(texts, 3);
    ck_assert_uint_eq(diags_at(diags, 0)->notes->len, 1);
}
END_TEST

/* What has no readable id has been reported; nothing can mean it. */
START_TEST(gives_no_echo_of_missing_ids)
{
    put("a/plan.yaml",
        "title: A\nservices: [{name: x, depends: [unnamed.1]}]\ndata: [{name: y}]\n");
    read_plan("a");
    static const char *const texts[] = {"`id` is missing in Service",
                                        "there is no service or data set 'unnamed.1'",
                                        "`id` is missing in Data set"};
    expect_texts(texts, 3);
}
END_TEST

/* What stands in a file that cannot be read is not called unknown. */
START_TEST(gives_no_echo_of_files_that_cannot_be_read)
{
    put("people.yaml", "people: [\n");
    put("a/plan.yaml",
        "title: A\nowner: jo-berg\nservices: [{id: api, depends: [gone, b/db, c/db]}]\n");
    put("b/plan.yaml", "title: B\nservices: [{id: web, depends: [db, c/db, d/db]}]\n");
    put("b/data.yaml", "data: [\n");
    put("c/plan.yaml", "title: [\n");
    put("e/plan.yaml", "title: E\nservices: [{id: web, depends: [b/db]}]\n"
                       "scenarios: [{id: fire, runbooks: [bad]}]\n");
    put("e/runbooks/bad.yaml", "steps: [\n");
    const Plan *plan = read_plan("a");
    size_t unknown = 0;
    for (size_t i = 0; i < diags_count(diags); i++)
        unknown += diags_at(diags, i)->rule == &rule_reference_unknown;
    ck_assert_uint_eq(unknown, 1);
    ck_assert_str_eq(diags_at(diags, 0)->text, "there is no service or data set 'gone'");
    ck_assert_ptr_null(plan->owner.target);
}
END_TEST

/* Thousands of wrong references among thousands of ids: Check ends what hangs. */
START_TEST(reports_many_unknown_references_in_good_time)
{
    g_autoptr(GString) text = g_string_new("title: A\nservices:\n");
    for (int i = 0; i < 10000; i++)
        g_string_append_printf(text, "  - {id: service-%d, depends: [servce-%d]}\n", i, i);
    put("a/plan.yaml", text->str);
    read_plan("a");
    ck_assert_uint_eq(diags_count(diags), 1001);
    ck_assert_str_eq(diags_at(diags, 1)->help, "did you mean 'service-0'?");
    ck_assert_str_eq(diags_at(diags, 1000)->help, rule_reference_unknown.remedy);
    ck_assert_str_eq(diags_at(diags, 0)->text,
                     "9000 more references name nothing and are not listed");
}
END_TEST

static Suite *resolve_suite(void)
{
    Suite *suite = suite_create("resolve");
    TCase *tests = tcase_create("references");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, finds_what_is_named);
    tcase_add_test(tests, proposes_the_nearest_id_of_the_right_kind);
    tcase_add_test(tests, proposes_the_same_on_every_run);
    tcase_add_test(tests, refuses_what_is_of_another_kind);
    tcase_add_test(tests, bears_odd_references);
    tcase_add_test(tests, reports_an_id_that_two_kinds_share);
    tcase_add_test(tests, gives_no_echo_of_missing_ids);
    tcase_add_test(tests, gives_no_echo_of_files_that_cannot_be_read);
    tcase_add_test(tests, reports_many_unknown_references_in_good_time);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(resolve_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
