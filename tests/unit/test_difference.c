#include "doc/difference.h"

#include <check.h>
#include <stdlib.h>

/* What a reader of the old document is told about the new one. */

static Doc *old;
static Doc *now;

static void set_up(void)
{
    old = doc_new("a", "A", "en");
    now = doc_new("a", "A", "en");
}

static void tear_down(void)
{
    doc_free(old);
    doc_free(now);
}

static Node *add_step(Doc *doc, const char *id, const char *takes, const char *command)
{
    Node *step = node_add(doc, doc->root, NODE_STEP);
    step->id = doc_anchor(doc, id);
    step->as.step.step_id = arena_text(doc->arena, id);
    step->text = "Do it";
    Node *facts = node_add(doc, step, NODE_FACTS);
    if (takes != NULL)
        node_add_fact(doc, facts, "Takes", takes);
    node_add_code(doc, step, "sh", NULL, command);
    return step;
}

/* A section with a table of services and their RTO: pairs that end with NULL. */
static void add_services(Doc *doc, const char *const *pairs)
{
    Node *section = node_add_section(doc, doc->root, 2, "services", "Services");
    Node *table = node_add_table(doc, section, 2);
    Node *head = node_add_row(doc, table, true);
    node_add_cell(doc, head, "Service");
    node_add_cell(doc, head, "RTO");
    for (; *pairs != NULL; pairs += 2) {
        Node *row = node_add_row(doc, table, false);
        node_add_cell(doc, row, pairs[0]);
        node_add_cell(doc, row, pairs[1]);
    }
}

static void expect(const char *lines)
{
    g_autoptr(GPtrArray) found = doc_differences(old, now);
    g_ptr_array_add(found, NULL);
    g_autofree char *all = g_strjoinv("\n", (char **)found->pdata);
    ck_assert_str_eq(all, lines);
}

START_TEST(is_silent_about_the_same)
{
    add_step(old, "restore", "45 min", "a");
    add_step(now, "restore", "45 min", "a");
    expect("");
}
END_TEST

START_TEST(tells_steps)
{
    add_step(old, "pick", "5 min", "ls");
    add_step(old, "restore", "45 min", "a");
    add_step(old, "leave", NULL, "exit");
    add_step(now, "pick", "5 min", "ls")->text = "Pick it";
    add_step(now, "check", NULL, "true");
    add_step(now, "restore", "1 h", "b");
    expect("step pick: title Do it -> Pick it\nstep check is new\n"
           "step restore: takes 45 min -> 1 h; command changed\nstep leave is gone");
}
END_TEST

START_TEST(tells_facts_that_come_and_go)
{
    add_step(old, "restore", "45 min", "a");
    node_add_code(now, add_step(now, "restore", NULL, "a"), "sh", "Verify", "b");
    expect("step restore: verify is new; takes is gone");
}
END_TEST

START_TEST(tells_another_order)
{
    add_step(old, "a", NULL, "a");
    add_step(old, "b", NULL, "b");
    add_step(now, "b", NULL, "b");
    add_step(now, "new", NULL, "c");
    add_step(now, "a", NULL, "a");
    expect("the steps are in another order\nstep new is new");
}
END_TEST

START_TEST(tells_rows)
{
    const char *const before[] = {"API", "4 h", "Shop", "1 h", "Mail", "2 d", NULL};
    const char *const after[] = {"API", "6 h", "Shop", "1 h", "Chat", "2 d", NULL};
    add_services(old, before);
    add_services(now, after);
    expect("section \"Services\": 'API' RTO 4 h -> 6 h; 'Chat' is new; 'Mail' is gone");
}
END_TEST

START_TEST(names_rows_by_what_tells_them_apart)
{
    const char *const before[] = {"1", "Open", "2", "Shut", NULL};
    const char *const after[] = {"1", "Open", "3", "Shut", NULL};
    add_services(old, before);
    add_services(now, after);
    expect("section \"Services\": 'Shut' Service 2 -> 3");
}
END_TEST

START_TEST(tells_columns)
{
    const char *const rows[] = {"API", "4 h", NULL};
    add_services(old, rows);
    add_services(now, rows);
    Node *table = now->root->first->last;
    node_add_cell(now, table->first, "RPO");
    node_add_cell(now, table->last, "1 h");
    expect("section \"Services\": column 'RPO' is new");
}
END_TEST

START_TEST(tells_figures)
{
    for (int i = 0; i < 2; i++) {
        Doc *doc = i == 0 ? old : now;
        Node *node = node_add(doc, doc->root, NODE_FIGURE);
        node->as.figure.figure =
            figure_new(doc->arena, 10, 10, "Risks", i == 0 ? "One." : "Two risks.");
    }
    expect("beginning: figure 'Risks' One. -> Two risks.");
}
END_TEST

START_TEST(tells_text)
{
    Node *section = node_add_section(old, old->root, 2, "note", "Notes");
    node_add_paragraph(old, section, "Call Jo.");
    section = node_add_section(now, now->root, 2, "note", "Notes");
    node_add_paragraph(now, section, "Call Al.");
    node_add_section(now, section, 3, "more", "More");
    expect("section \"Notes\": text changed\nsection \"More\" is new");
}
END_TEST

START_TEST(cuts_long_lists)
{
    const char *const before[] = {"a", "1", "b", "1", "c", "1", "d", "1", "e",
                                  "1", "f", "1", "g", "1", "h", "1", NULL};
    const char *const after[] = {"a", "2", "b", "2", "c", "2", "d", "2", "e",
                                 "2", "f", "2", "g", "2", "h", "2", NULL};
    add_services(old, before);
    add_services(now, after);
    expect("section \"Services\": 'a' RTO 1 -> 2; 'b' RTO 1 -> 2; 'c' RTO 1 -> 2; 'd' RTO 1 -> 2; "
           "'e' RTO 1 -> 2; 'f' RTO 1 -> 2; and 2 more");
}
END_TEST

START_TEST(tells_twins_apart)
{
    const char *const before[] = {"a", "1", "a", "2", NULL};
    const char *const after[] = {"a", "1", "a", "3", NULL};
    add_services(old, before);
    add_services(now, after);
    expect("section \"Services\": 'a' RTO (2) 2 -> 3");
}
END_TEST

static Suite *difference_suite(void)
{
    Suite *suite = suite_create("difference");
    TCase *tests = tcase_create("difference");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, is_silent_about_the_same);
    tcase_add_test(tests, tells_steps);
    tcase_add_test(tests, tells_facts_that_come_and_go);
    tcase_add_test(tests, tells_another_order);
    tcase_add_test(tests, tells_rows);
    tcase_add_test(tests, names_rows_by_what_tells_them_apart);
    tcase_add_test(tests, tells_columns);
    tcase_add_test(tests, tells_figures);
    tcase_add_test(tests, tells_text);
    tcase_add_test(tests, cuts_long_lists);
    tcase_add_test(tests, tells_twins_apart);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(difference_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
