#include "doc/validate.h"

#include <check.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

static Doc *doc;

static void set_up(void)
{
    doc = doc_new("a/plan", "Title", "en");
}

static void tear_down(void)
{
    doc_free(doc);
}

static void expect_sound(void)
{
    g_autofree char *problem = doc_validate(doc);
    ck_assert_msg(problem == NULL, "%s", problem);
}

static void expect_problem(const char *part)
{
    g_autofree char *problem = doc_validate(doc);
    ck_assert_msg(problem != NULL, "nothing of '%s'", part);
    ck_assert_msg(strstr(problem, part) != NULL, "%s", problem);
}

/* KINDS from the root down, each in the one before. */
static Node *nest(const NodeKind *kinds, size_t count)
{
    Node *node = doc->root;
    for (size_t i = 0; i < count; i++)
        node = node_add(doc, node, kinds[i]);
    return node;
}

START_TEST(takes_a_document_with_all_kinds)
{
    expect_sound();
    Node *section = node_add_section(doc, doc->root, 1, "one", "One");
    Node *inner = node_add_section(doc, section, 2, "two", "Two");
    static const NodeKind blocks[] = {NODE_CODE, NODE_FIGURE, NODE_DIVIDER, NODE_CONTENTS};
    static const NodeKind containers[] = {NODE_QUOTE, NODE_CALLOUT, NODE_STEP, NODE_CARD};
    for (size_t i = 0; i < G_N_ELEMENTS(blocks); i++)
        node_add(doc, inner, blocks[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(containers); i++)
        node_add_paragraph(doc, node_add(doc, inner, containers[i]), "x");
    Node *item = node_add(doc, node_add_list(doc, inner, false), NODE_ITEM);
    node_add_list(doc, item, true);
    Node *table = node_add_table(doc, item, 1);
    node_add_cell(doc, node_add_row(doc, table, true), "h");
    node_add_cell(doc, node_add_row(doc, table, false), "c");
    node_add_fact(doc, node_add(doc, inner, NODE_FACTS), "f", "x");
    Node *paragraph = node_add_paragraph(doc, inner, NULL);
    for (int kind = NODE_TEXT; kind <= NODE_FIELD; kind++)
        node_add(doc, node_add(doc, paragraph, NODE_STRONG), (NodeKind)kind);
    expect_sound();
}
END_TEST

START_TEST(refuses_what_may_not_stand_there)
{
    static const NodeKind wrong[][3] = {
        {NODE_TEXT, NODE_TEXT, NODE_TEXT},
        {NODE_HEADING, NODE_TEXT, NODE_TEXT},
        {NODE_ITEM, NODE_PARAGRAPH, NODE_TEXT},
        {NODE_ROW, NODE_CELL, NODE_TEXT},
        {NODE_FACT, NODE_TEXT, NODE_TEXT},
        {NODE_DOCUMENT, NODE_PARAGRAPH, NODE_TEXT},
        {NODE_PARAGRAPH, NODE_PARAGRAPH, NODE_TEXT},
        {NODE_PARAGRAPH, NODE_STRONG, NODE_LIST},
        {NODE_LIST, NODE_PARAGRAPH, NODE_TEXT},
        {NODE_LIST, NODE_LIST, NODE_ITEM},
        {NODE_TABLE, NODE_CELL, NODE_TEXT},
        {NODE_TABLE, NODE_ROW, NODE_CELL}, /* the first row is no header */
        {NODE_FACTS, NODE_PARAGRAPH, NODE_TEXT},
        {NODE_CODE, NODE_TEXT, NODE_TEXT},
        {NODE_DIVIDER, NODE_PARAGRAPH, NODE_TEXT},
        {NODE_QUOTE, NODE_SECTION, NODE_HEADING},
        {NODE_CALLOUT, NODE_TEXT, NODE_TEXT},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        nest(wrong[i], 3);
        expect_problem("may not stand in");
        node_detach(doc->root->first);
        expect_sound();
    }
}
END_TEST

START_TEST(wants_one_header_row)
{
    Node *table = node_add_table(doc, doc->root, 1);
    node_add_row(doc, table, true);
    node_add_row(doc, table, false);
    expect_sound();
    node_add_row(doc, table, true);
    expect_problem("may not stand in");
}
END_TEST

START_TEST(wants_one_heading_first_in_a_section)
{
    Node *section = node_add(doc, doc->root, NODE_SECTION);
    expect_problem("does not begin with its heading");
    node_add(doc, section, NODE_PARAGRAPH);
    expect_problem("does not begin with its heading");
    node_detach(section);
    section = node_add_section(doc, doc->root, 1, "a", "A");
    node_add(doc, section, NODE_HEADING);
    expect_problem("may not stand in");
}
END_TEST

START_TEST(ends_at_64_levels)
{
    Node *node = doc->root;
    for (int i = 0; i < MAX_DOC_DEPTH; i++)
        node = node_add(doc, node, NODE_QUOTE);
    expect_sound();
    node_add(doc, node, NODE_PARAGRAPH);
    expect_problem("more than 64 levels");
}
END_TEST

START_TEST(wants_anchors_once)
{
    node_add(doc, doc->root, NODE_STEP)->id = "a";
    node_add(doc, doc->root, NODE_CARD)->id = "b";
    expect_sound();
    node_add(doc, doc->root, NODE_CARD)->id = "a";
    expect_problem("'a' stands twice");
}
END_TEST

START_TEST(follows_references_within_the_document)
{
    Node *paragraph = node_add_paragraph(doc, doc->root, NULL);
    node_add_section(doc, doc->root, 1, "here", "Here");
    node_add_reference(doc, paragraph, (Target){NULL, "here"}, "x");
    node_add_reference(doc, paragraph, (Target){"a/plan", "here"}, "x");
    node_add_reference(doc, paragraph, (Target){"other", "nowhere"}, "x");
    node_add_reference(doc, paragraph, (Target){NULL, NULL}, "x");
    expect_sound();
    Node *own = node_add_reference(doc, paragraph, (Target){"a/plan", "gone"}, "x");
    expect_problem("'gone'");
    node_detach(own);
    node_add_reference(doc, paragraph, (Target){NULL, "lost"}, "x");
    expect_problem("'lost'");
}
END_TEST

static Suite *validate_suite(void)
{
    Suite *suite = suite_create("validate");
    TCase *tests = tcase_create("rules of the tree");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, takes_a_document_with_all_kinds);
    tcase_add_test(tests, refuses_what_may_not_stand_there);
    tcase_add_test(tests, wants_one_header_row);
    tcase_add_test(tests, wants_one_heading_first_in_a_section);
    tcase_add_test(tests, ends_at_64_levels);
    tcase_add_test(tests, wants_anchors_once);
    tcase_add_test(tests, follows_references_within_the_document);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(validate_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
