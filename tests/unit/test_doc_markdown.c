#include "doc/markdown.h"
#include "doc/validate.h"

#include "tree_text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static void expect_sound(const Doc *doc)
{
    g_autofree char *problem = doc_validate(doc);
    ck_assert_msg(problem == NULL, "%s", problem);
    for (const Node *at = doc->root; at != NULL; at = node_following(doc->root, at)) {
        ck_assert(at->text == NULL || g_utf8_validate(at->text, -1, NULL));
        ck_assert(at->kind != NODE_TEXT || strchr(at->text, '\n') == NULL);
        ck_assert(at->kind != NODE_CODE || g_str_has_suffix(at->text, "\n"));
    }
}

/* What MARKDOWN becomes with sections from LEVEL on. */
static void expect_tree(const char *markdown, int level, const char *expected)
{
    g_autoptr(Doc) doc = doc_new("x", "x", "en");
    doc_append_markdown(doc, doc->root, markdown, level, NULL);
    g_autofree char *tree = tree_text(doc->root);
    ck_assert_str_eq(tree, expected);
    expect_sound(doc);
}

static void expect_inline(const char *markdown, const char *expected)
{
    g_autoptr(Doc) doc = doc_new("x", "x", "en");
    Node *paragraph = node_add_paragraph(doc, doc->root, NULL);
    doc_append_inline(doc, paragraph, markdown);
    g_autofree char *tree = tree_text(paragraph);
    ck_assert_str_eq(tree, expected);
    expect_sound(doc);
}

/* PART COUNT times; owned. */
static char *repeated(const char *part, size_t count)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append(out, part);
    return g_string_free(out, FALSE);
}

START_TEST(reads_blocks)
{
    expect_tree("", 2, "");
    expect_tree("a\nb\\\nc\n\n---\n", 2, "(paragraph \"a\" (soft) \"b\" (break) \"c\") (divider)");
    expect_tree("> a\n>\n> > b\n", 2, "(quote (paragraph \"a\") (quote (paragraph \"b\")))");
    expect_tree("3. a\n4. b\n", 2,
                "(list from 3 (item (paragraph \"a\")) (item (paragraph \"b\")))");
    expect_tree("- a\n\n- b\n", 2,
                "(list loose (item (paragraph \"a\")) (item (paragraph \"b\")))");
    expect_tree("```sh -x\necho\n```\n", 2, "(code sh \"echo\n\")");
    expect_tree("```sh\tx\n```\n", 2, "(code sh \"\n\")");
    expect_tree("    a\n      b\n", 2, "(code \"a\n  b\n\")");
    expect_tree("a\r\nb\r\n\r\nc\r\n", 2, "(paragraph \"a\" (soft) \"b\") (paragraph \"c\")");
}
END_TEST

START_TEST(reads_inlines)
{
    expect_tree("*a* **b `c`**\n", 2,
                "(paragraph (emphasis \"a\") \" \" (strong \"b \" (span \"c\")))");
    expect_tree("[a *b*](http://x.test \"t\") c\n", 2,
                "(paragraph (link \"http://x.test\" \"a \" (emphasis \"b\")) \" c\")");
    expect_tree("&amp; &#x41; \\* &bogus;\n", 2, "(paragraph \"& A * &bogus;\")");
    expect_tree("<http://x.test/?a=b>\n", 2,
                "(paragraph (link \"http://x.test/?a=b\" \"http://x.test/?a=b\"))");
}
END_TEST

START_TEST(makes_sections_of_headings)
{
    expect_tree("# A\na\n## B\n### C\n# A\n", 2,
                "(section 2 #a (heading \"A\") (paragraph \"a\") (section 3 #b (heading \"B\") "
                "(section 4 #c (heading \"C\")))) (section 2 #a-2 (heading \"A\"))");
    expect_tree("### Deep\n# Top\n", 5,
                "(section 6 #deep (heading \"Deep\")) (section 5 #top (heading \"Top\"))");
    expect_tree("#\n\n## *b* `c` [d](e)\n", 1,
                "(section 1 #part (heading) (section 2 #b-c-d (heading (emphasis \"b\") \" \" "
                "(span \"c\") \" \" (link \"e\" \"d\"))))");
    expect_tree("Setext\n===\n", 1, "(section 1 #setext (heading \"Setext\"))");
}
END_TEST

START_TEST(takes_the_anchor_of_a_heading_from_its_end)
{
    expect_tree("# How we restore {#restore}\n", 1,
                "(section 1 #restore (heading \"How we restore\"))");
    expect_tree("# *How* `x`{#a-1}\n## Again {#a-1}\n", 1,
                "(section 1 #a-1 (heading (emphasis \"How\") \" \" (span \"x\") \"\") "
                "(section 2 #a-1-2 (heading \"Again\")))");
    expect_tree("# A {#b}\n", 0, "(paragraph (strong \"A\"))");
    expect_tree("# {#only}\n", 1, "(section 1 #only (heading \"{#only}\"))");
    expect_tree("# Not {#A b}\n", 1, "(section 1 #not-a-b (heading \"Not {#A b}\"))");
    expect_tree("# Not {#a} at its end\n", 1,
                "(section 1 #not-a-at-its-end (heading \"Not {#a} at its end\"))");
}
END_TEST

START_TEST(makes_bold_lines_where_sections_cannot_stand)
{
    expect_tree("# A\n\nb\n", 0, "(paragraph (strong \"A\")) (paragraph \"b\")");
    expect_tree("> # A\n\n- ## B\n", 2,
                "(quote (paragraph (strong \"A\"))) (list (item (paragraph (strong \"B\"))))");
}
END_TEST

START_TEST(keeps_html_as_text)
{
    expect_tree("<script>alert(1)</script>\n", 2, "(code html \"<script>alert(1)</script>\n\")");
    expect_tree("a <b onclick=x>c</b>\n", 2, "(paragraph \"a \" \"<b onclick=x>\" \"c\" \"</b>\")");
    expect_tree("<!-- x", 2, "(code html \"<!-- x\n\")");
}
END_TEST

START_TEST(follows_safe_links_only)
{
    expect_tree("[a](javascript:alert(1)) [b](java&#115;cript:x) [c](data:text/html,x)\n", 2,
                "(paragraph \"a\" \" \" \"b\" \" \" \"c\")");
    expect_tree("[a](//host/x) [b](\\\\\\\\host) [c](VBScript:x) [d](file:///etc)\n", 2,
                "(paragraph \"a\" \" \" \"b\" \" \" \"c\" \" \" \"d\")");
    expect_tree("![a](x.png) ![](y.png) []()\n", 2,
                "(paragraph (link \"x.png\" \"a\") \" \" (link \"y.png\" \"y.png\") \" \" (link "
                "\"\" \"\"))");
}
END_TEST

START_TEST(does_not_nest_links)
{
    expect_tree("[a ![b](c.png) d](e) f\n", 2,
                "(paragraph (link \"e\" \"a \" \"b\" \" d\") \" f\")");
    expect_tree("[a ![b](javascript:x) d](e) f\n", 2,
                "(paragraph (link \"e\" \"a \" \"b\" \" d\") \" f\")");
    expect_tree("[a ![b](c.png) d](javascript:x) f\n", 2,
                "(paragraph \"a \" (link \"c.png\" \"b\") \" d\" \" f\")");
}
END_TEST

START_TEST(reads_tasks)
{
    expect_tree("- [ ] a\n- [x] **b**\n- [X] c\n- [ ]d\n- [y] e\n- [ ]\n", 2,
                "(list (item open (paragraph \"a\")) (item done (paragraph \"\" (strong \"b\"))) "
                "(item done (paragraph \"c\")) (item (paragraph \"[ ]d\")) "
                "(item (paragraph \"[y] e\")) (item (paragraph \"[ ]\")))");
    expect_tree("[ ] a\n", 2, "(paragraph \"[ ] a\")");
}
END_TEST

START_TEST(reads_tables)
{
    expect_tree(
        "| a | b |\n|---|:-:|\n| 1 | *2* |\n| 3 |\n| 4 | 5 | 6 |\n", 2,
        "(table lc (row (cell \"a\") (cell \"b\")) (row (cell \"1\") (cell (emphasis \"2\"))) "
        "(row (cell \"3\") (cell)) (row (cell \"4\") (cell \"5\")))");
    expect_tree("- | a |\n  |--:|\n  | 1 |\n", 2,
                "(list (item (table r (row (cell \"a\")) (row (cell \"1\")))))");
    expect_tree("> | a |\n> |---|\n> | 1 |\n", 2,
                "(quote (table l (row (cell \"a\")) (row (cell \"1\"))))");
    expect_tree("| a |\r\n|---|\r\n| 1 |\r\n", 2,
                "(table l (row (cell \"a\")) (row (cell \"1\")))");
    expect_tree("a | b\nno table\n", 2, "(paragraph \"a | b\" (soft) \"no table\")");
}
END_TEST

/* A line that goes on without the quote's mark keeps all its characters. */
START_TEST(reads_lazy_lines_of_tables)
{
    expect_tree("> a | b\n> - | -\n", 2,
                "(quote (paragraph \"a | b\") (list (item (paragraph \"| -\"))))");
    expect_tree("> a | b\n>:--|--\n\xC3\xA9\xC3\xA9 | c\n", 2,
                "(quote (table ll (row (cell \"a\") (cell \"b\")) (row (cell \"\xC3\xA9\xC3\xA9\") "
                "(cell \"c\"))))");
    expect_tree(
        "> > a | b\n> > :--|--\n1 | 2\n> 3 | 4\n", 2,
        "(quote (quote (table ll (row (cell \"a\") (cell \"b\")) (row (cell \"1\") (cell \"2\")) "
        "(row (cell \"3\") (cell \"4\")))))");
}
END_TEST

START_TEST(reads_one_line)
{
    expect_inline("", "");
    expect_inline("plain words", "\"plain words\"");
    expect_inline("a *b* <c>", "\"a \" (emphasis \"b\") \" \" \"<c>\"");
    expect_inline("1. not a list", "\"1. not a list\"");
    expect_inline("# not a heading", "\"# not a heading\"");
    expect_inline("> 5 minutes", "\"> 5 minutes\"");
    expect_inline("- x", "\"- x\"");
    expect_inline("---", "\"---\"");
    expect_inline("    code", "\"    code\"");
    expect_inline("<div>", "\"<div>\"");
    expect_inline("[a]: http://x.test", "\"[a]: http://x.test\"");
    expect_inline("two\n\nparagraphs", "\"two  paragraphs\"");
    expect_inline("- a\n- b\n", "\"- a - b \"");
    expect_inline("one\nparagraph\n", "\"one\" (soft) \"paragraph\"");
    expect_inline("\xC3\xA9t\xC3\xA9", "\"\xC3\xA9t\xC3\xA9\"");
    expect_inline("a | b", "\"a | b\"");
    expect_inline(" ", "\" \"");
}
END_TEST

START_TEST(flattens_what_is_nested_too_deeply)
{
    static const char *const pairs[][2] = {{"*_", "_*"}, {"**", "**"}, {"> ", ""}, {"- ", ""}};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *before = repeated(pairs[i][0], 300);
        g_autofree char *after = repeated(pairs[i][1], 300);
        g_autofree char *text = g_strconcat(before, "core", after, NULL);
        g_autoptr(Doc) doc = doc_new("x", "x", "en");
        Node *section = node_add_section(doc, doc->root, 2, "s", "S");
        Node *callout = node_add_callout(doc, section, TONE_INFO, "C");
        doc_append_markdown(doc, callout, text, 0, NULL);
        doc_append_inline(doc, node_add_paragraph(doc, callout, NULL), text);
        doc_append_markdown(doc, doc->root, "after\n", 2, NULL);
        expect_sound(doc);
        ck_assert_int_eq(doc->root->last->kind, NODE_PARAGRAPH);
        g_autofree char *all = node_plain_text(callout);
        ck_assert_ptr_nonnull(strstr(all, "core"));
    }
}
END_TEST

/* ---- templates ---- */

typedef struct Calls {
    GString *log;
} Calls;

static void note_directive(void *data, Doc *doc, Node *parent, int level, const char *name,
                           const char *arguments, int line)
{
    Calls *calls = data;
    g_string_append_printf(calls->log, "%d:%s{%s}@%d ", line, name, arguments, level);
    node_add_paragraph(doc, parent, name);
}

static const char *fill(void *data, const char *name, int line)
{
    Calls *calls = data;
    g_string_append_printf(calls->log, "%d:%s ", line, name);
    return strcmp(name, "none") == 0 ? NULL : "*v* {{x}}";
}

static void expect_filled(const char *template, const char *log, const char *expected)
{
    g_autoptr(Doc) doc = doc_new("x", "x", "en");
    Calls calls = {g_string_new(NULL)};
    MarkdownHooks hooks = {note_directive, fill, &calls};
    doc_append_markdown(doc, doc->root, template, 1, &hooks);
    g_autofree char *tree = tree_text(doc->root);
    g_autofree char *calls_log = g_string_free(calls.log, FALSE);
    ck_assert_str_eq(calls_log, log);
    ck_assert_str_eq(tree, expected);
    expect_sound(doc);
}

START_TEST(calls_directives_on_a_line_of_their_own)
{
    expect_filled("::a\n\n# T\n\n::b-2{c=d, e}\n\n## U\n\n::f{}  \n",
                  "1:a{}@1 5:b-2{c=d, e}@2 9:f{}@3 ",
                  "(paragraph \"a\") (section 1 #t (heading \"T\") (paragraph \"b-2\") "
                  "(section 2 #u (heading \"U\") (paragraph \"f\")))");
    expect_filled("::a\r\n\r\n::b{c}\r\n", "1:a{}@1 3:b{c}@1 ",
                  "(paragraph \"a\") (paragraph \"b\")");
    expect_filled(
        "::\n\n::a b\n\n::A\n\n::a{b\n\n:: a\n\nx ::a\n\n::a\n::b\n", "",
        "(paragraph \"::\") (paragraph \"::a b\") (paragraph \"::A\") (paragraph \"::a{b\") "
        "(paragraph \":: a\") (paragraph \"x ::a\") (paragraph \"::a\" (soft) \"::b\")");
}
END_TEST

/* What is filled in is text: no markup, no directive and no variable in it. */
START_TEST(fills_variables_with_plain_text)
{
    expect_filled("# {{ t }}\n\na {{b}}\nc {{d}} e\n", "1:t 3:b 4:d ",
                  "(section 1 #v-x (heading \"*v* {{x}}\") (paragraph \"a *v* {{x}}\" (soft) "
                  "\"c *v* {{x}} e\"))");
    expect_filled("a{{none}}b {{open\n\n`{{code}}` }} {{}}\n", "1:none 3: ",
                  "(paragraph \"ab {{open\") (paragraph (span \"{{code}}\") \" }} *v* {{x}}\")");
}
END_TEST

START_TEST(leaves_marks_alone_without_hooks)
{
    expect_tree("::a{b}\n\n{{c}}\n", 1, "(paragraph \"::a{b}\") (paragraph \"{{c}}\")");
}
END_TEST

static Suite *doc_markdown_suite(void)
{
    Suite *suite = suite_create("doc markdown");
    TCase *tests = tcase_create("trees");
    tcase_add_test(tests, reads_blocks);
    tcase_add_test(tests, reads_inlines);
    tcase_add_test(tests, makes_sections_of_headings);
    tcase_add_test(tests, takes_the_anchor_of_a_heading_from_its_end);
    tcase_add_test(tests, makes_bold_lines_where_sections_cannot_stand);
    tcase_add_test(tests, keeps_html_as_text);
    tcase_add_test(tests, follows_safe_links_only);
    tcase_add_test(tests, does_not_nest_links);
    tcase_add_test(tests, reads_tasks);
    tcase_add_test(tests, reads_tables);
    tcase_add_test(tests, reads_lazy_lines_of_tables);
    tcase_add_test(tests, reads_one_line);
    tcase_add_test(tests, flattens_what_is_nested_too_deeply);
    tcase_add_test(tests, calls_directives_on_a_line_of_their_own);
    tcase_add_test(tests, fills_variables_with_plain_text);
    tcase_add_test(tests, leaves_marks_alone_without_hooks);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(doc_markdown_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
