#include "doc/node.h"

#include "tree_text.h"

#include <check.h>
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

static void expect_tree(const char *expected)
{
    g_autofree char *tree = tree_text(doc->root);
    ck_assert_str_eq(tree, expected);
}

START_TEST(copies_what_it_is_given)
{
    char text[] = "one";
    Node *paragraph = node_add_paragraph(doc, doc->root, text);
    node_add_strong(doc, paragraph, text);
    node_add_code_span(doc, paragraph, text);
    node_add_badge(doc, paragraph, TONE_GOOD, text);
    node_add_link(doc, paragraph, text, text);
    node_add_reference(doc, paragraph, (Target){text, text}, text);
    node_add_field(doc, paragraph, text, 9);
    node_add_code(doc, doc->root, text, text, text);
    node_add_callout(doc, doc->root, TONE_DANGER, text);
    node_add_fact(doc, node_add(doc, doc->root, NODE_FACTS), text, text);
    memset(text, '#', 3);
    expect_tree("(paragraph \"one\" (strong \"one\") (span \"one\") (badge \"one\") "
                "(link \"one\" \"one\") (reference one#one \"one\") (field \"one\")) "
                "(code one \"one\n\") (callout \"one\") (facts (fact \"one\" \"one\"))");
    ck_assert_str_eq(doc->path, "a/plan");
    ck_assert_str_eq(doc->root->text, "Title");
}
END_TEST

START_TEST(takes_null_where_it_says_so)
{
    node_add_paragraph(doc, doc->root, NULL);
    node_add_code(doc, doc->root, NULL, NULL, "");
    node_add_code(doc, doc->root, NULL, NULL, "a\n");
    Node *row = node_add_row(doc, node_add_table(doc, doc->root, 2), true);
    node_add_cell(doc, row, NULL);
    node_add_cell(doc, row, "");
    node_add_fact(doc, node_add(doc, doc->root, NODE_FACTS), "a", NULL);
    Node *paragraph = node_add_paragraph(doc, doc->root, NULL);
    node_add_reference(doc, paragraph, (Target){NULL, NULL}, "a");
    expect_tree("(paragraph) (code \"\n\") (code \"a\n\") (table ll (row (cell) (cell))) "
                "(facts (fact \"a\")) (paragraph (reference # \"a\"))");
    doc_free(NULL);
}
END_TEST

START_TEST(detaches_first_middle_last_and_only)
{
    Node *nodes[4];
    for (size_t i = 0; i < 4; i++) {
        char name[2] = {(char)('a' + i), '\0'};
        nodes[i] = node_add_paragraph(doc, doc->root, name);
    }
    node_detach(nodes[1]);
    expect_tree("(paragraph \"a\") (paragraph \"c\") (paragraph \"d\")");
    node_detach(nodes[3]);
    ck_assert_ptr_eq(doc->root->last, nodes[2]);
    node_detach(nodes[0]);
    expect_tree("(paragraph \"c\")");
    node_detach(nodes[2]);
    expect_tree("");
    ck_assert_ptr_null(doc->root->first);
    ck_assert_ptr_null(doc->root->last);
    node_append(doc->root, nodes[3]);
    node_append(doc->root, nodes[0]);
    expect_tree("(paragraph \"d\") (paragraph \"a\")");
}
END_TEST

START_TEST(caps_the_level_of_sections)
{
    ck_assert_int_eq(node_add_section(doc, doc->root, 9, "a", "A")->as.section.level, 6);
    ck_assert_int_eq(node_add_section(doc, doc->root, 1, "b", "B")->as.section.level, 1);
}
END_TEST

START_TEST(makes_anchors_of_any_text)
{
    static const struct {
        const char *text, *anchor;
    } cases[] = {
        {"Whom to call", "whom-to-call"},
        {"RTO & RPO!", "rto-rpo"},
        {"  --a--  ", "a"},
        {"", "part"},
        {"\xC3\xA9\xE6\xBC\xA2", "part-2"},
        {"scenario-database-corrupted", "scenario-database-corrupted"},
        {"a", "a-2"},
        {"a\"><script>", "a-script"},
        {"2. Steps", "2-steps"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        ck_assert_str_eq(doc_anchor(doc, cases[i].text), cases[i].anchor);
}
END_TEST

START_TEST(makes_each_anchor_once)
{
    static const char *const texts[] = {"a", "a-2", "a", "a-2", "a-3", "a-2-2", "a", "A"};
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t round = 0; round < 3; round++)
        for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
            const char *anchor = doc_anchor(doc, texts[i]);
            ck_assert_msg(g_hash_table_add(seen, (gpointer)anchor), "%s twice", anchor);
        }
    /* Thousands of the same are no reason to try each number again. */
    for (size_t i = 0; i < 50000; i++)
        ck_assert(g_hash_table_add(seen, (gpointer)doc_anchor(doc, "same")));
}
END_TEST

START_TEST(walks_in_document_order)
{
    Node *section = node_add_section(doc, doc->root, 2, "a", "A");
    node_add_paragraph(doc, section, "b");
    Node *inner = node_add_section(doc, section, 3, "c", "C");
    node_add_paragraph(doc, doc->root, "d");
    g_autoptr(GString) whole = g_string_new(NULL);
    for (const Node *at = doc->root; at != NULL; at = node_following(doc->root, at))
        if (at->kind == NODE_TEXT)
            g_string_append(whole, at->text);
    ck_assert_str_eq(whole->str, "AbCd");
    g_autoptr(GString) part = g_string_new(NULL);
    for (const Node *at = inner; at != NULL; at = node_following(inner, at))
        if (at->kind == NODE_TEXT)
            g_string_append(part, at->text);
    ck_assert_str_eq(part->str, "C");
    const Node *leaf = inner->first->first;
    ck_assert_ptr_null(node_following(leaf, leaf));
}
END_TEST

START_TEST(joins_plain_text)
{
    Node *paragraph = node_add_paragraph(doc, doc->root, "a");
    node_add_strong(doc, paragraph, "b");
    node_add(doc, paragraph, NODE_SOFT_BREAK);
    node_add_code_span(doc, paragraph, "c");
    node_add(doc, paragraph, NODE_LINE_BREAK);
    node_add_badge(doc, paragraph, TONE_INFO, "d");
    node_add_link(doc, paragraph, "http://x.test", "e");
    g_autofree char *text = node_plain_text(paragraph);
    ck_assert_str_eq(text, "ab c de");
    g_autofree char *none = node_plain_text(node_add_paragraph(doc, doc->root, NULL));
    ck_assert_str_eq(none, "");
}
END_TEST

START_TEST(knows_the_inlines)
{
    for (int kind = NODE_DOCUMENT; kind <= NODE_FIELD; kind++)
        ck_assert_int_eq(node_is_inline((NodeKind)kind), kind > NODE_COVER);
}
END_TEST

static Suite *node_suite(void)
{
    Suite *suite = suite_create("node");
    TCase *tests = tcase_create("trees");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, copies_what_it_is_given);
    tcase_add_test(tests, takes_null_where_it_says_so);
    tcase_add_test(tests, detaches_first_middle_last_and_only);
    tcase_add_test(tests, caps_the_level_of_sections);
    tcase_add_test(tests, makes_anchors_of_any_text);
    tcase_add_test(tests, makes_each_anchor_once);
    tcase_add_test(tests, walks_in_document_order);
    tcase_add_test(tests, joins_plain_text);
    tcase_add_test(tests, knows_the_inlines);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(node_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
