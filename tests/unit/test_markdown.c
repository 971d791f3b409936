#include "press/press.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "doc/markdown.h"
#include "press/markdown_escape.h"

/* ---- helpers ---- */

static Doc *begin(void)
{
    return doc_new("shop/plan", "T", "en");
}

/* DOC prints as its title and EXPECTED. */
static void prints(Doc *doc, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    press_markdown(doc, out);
    ck_assert(g_str_has_prefix(out->str, "# T\n"));
    ck_assert_str_eq(out->str + strlen("# T\n"), expected);
}

/* ---- escaping ---- */

static void escapes_to(const char *text, MarkdownPlace place, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    markdown_escape_text(out, text, place);
    ck_assert_str_eq(out->str, expected);
}

START_TEST(text_is_escaped_for_its_place)
{
    escapes_to("plain, text: 100% (a)", MARKDOWN_FLOW, "plain, text: 100% (a)");
    escapes_to("*a* `b` [c](d) ![e]", MARKDOWN_FLOW, "\\*a\\* \\`b\\` \\[c\\](d) !\\[e\\]");
    escapes_to("pg_dump _x_ S3_BUCKET_", MARKDOWN_FLOW, "pg_dump \\_x\\_ S3_BUCKET\\_");
    escapes_to("<script> < 2 </p> a<b", MARKDOWN_FLOW, "\\<script> < 2 \\</p> a\\<b");
    escapes_to("R&D &amp; &#35; & x", MARKDOWN_FLOW, "R&D \\&amp; \\&#35; & x");
    escapes_to("C:\\path \\* \\", MARKDOWN_FLOW, "C:\\path \\\\\\* \\\\");
    escapes_to("~5 min ~~x~~ a~b", MARKDOWN_FLOW, "~5 min \\~\\~x\\~\\~ a\\~b");
    escapes_to("a | b", MARKDOWN_FLOW, "a | b");
    escapes_to("a | b", MARKDOWN_CELL, "a \\| b");
    escapes_to("a #", MARKDOWN_LINE, "a \\#");
    escapes_to("a \n\n b", MARKDOWN_FLOW, "a\nb");
}
END_TEST

START_TEST(line_ends_and_control_characters_do_not_get_through)
{
    escapes_to("a\nb\tc", MARKDOWN_LINE, "a b c");
    escapes_to("a\x1b[31mb\x01\x7f\r\n", MARKDOWN_CELL, "a\\[31mb ");
    escapes_to("\xff caf\xc3\xa9 \xc2\x85", MARKDOWN_FLOW, "\xef\xbf\xbd caf\xc3\xa9 ");
}
END_TEST

static void code_is(const char *code, MarkdownPlace place, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    markdown_escape_code(out, code, place);
    ck_assert_str_eq(out->str, expected);
}

START_TEST(a_code_span_holds_any_code)
{
    code_is("ls -l", MARKDOWN_FLOW, "`ls -l`");
    code_is("a`b", MARKDOWN_FLOW, "``a`b``");
    code_is("a``b", MARKDOWN_FLOW, "`a``b`");
    code_is("`", MARKDOWN_FLOW, "`` ` ``");
    code_is(" x ", MARKDOWN_FLOW, "`  x  `");
    code_is("a\nb", MARKDOWN_FLOW, "`a b`");
    code_is("a|b", MARKDOWN_CELL, "`a\\|b`");
    code_is("a\\|b", MARKDOWN_CELL, "a\\\\\\|b");
    code_is("", MARKDOWN_FLOW, "");
}
END_TEST

static void line_is(const char *line, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    markdown_escape_line(out, line, strlen(line));
    ck_assert_str_eq(out->str, expected);
}

START_TEST(a_line_of_text_begins_no_block)
{
    line_is("- a", "\\- a");
    line_is("-a", "-a");
    line_is("---", "\\---");
    line_is("--- | ---", "\\--- | ---");
    line_is("|---|", "\\|---|");
    line_is(":-- | x", "\\:-- | x");
    line_is("+ a", "\\+ a");
    line_is("+49 30", "+49 30");
    line_is("# a", "\\# a");
    line_is("#1", "#1");
    line_is("> a", "\\> a");
    line_is("===", "\\===");
    line_is("12. a", "12\\. a");
    line_is("12.5 h", "12.5 h");
    line_is("2) a", "2\\) a");
}
END_TEST

/* ---- inlines ---- */

START_TEST(every_inline_has_its_form)
{
    g_autoptr(Doc) doc = begin();
    Node *p = node_add_paragraph(doc, doc->root, "a ");
    node_add_text(doc, node_add(doc, p, NODE_EMPHASIS), "b");
    node_add_text(doc, p, " ");
    node_add_strong(doc, p, "c");
    node_add(doc, p, NODE_SOFT_BREAK);
    node_add_code_span(doc, p, "d");
    node_add(doc, p, NODE_LINE_BREAK);
    node_add_badge(doc, p, TONE_GOOD, "met");
    node_add_text(doc, p, " ");
    node_add_link(doc, p, "https://x.y/a_(b)", "e]");
    node_add_text(doc, p, " ");
    node_add_link(doc, p, "https://x.y/", "https://x.y/");
    node_add_text(doc, p, " ");
    node_add_field(doc, p, "Name", 6);
    node_add_text(doc, p, " ");
    node_add_field(doc, p, NULL, 3);
    prints(doc, "\na *b* **c**\n`d`\\\n**met** [e\\]](https://x.y/a_%28b%29) <https://x.y/> "
                "Name: ______ \\_\\_\\_\n");
}
END_TEST

START_TEST(references_find_files_and_headings)
{
    g_autoptr(Doc) doc = begin();
    Node *p = node_add_paragraph(doc, doc->root, NULL);
    node_add_reference(doc, p, (Target){"shop/runbooks/restore", "step"}, "a");
    node_add_text(doc, p, ", ");
    node_add_reference(doc, p, (Target){"index", NULL}, "b");
    node_add_text(doc, p, ", ");
    node_add_reference(doc, p, (Target){NULL, "who"}, "c");
    node_add_text(doc, p, ", ");
    node_add_reference(doc, p, (Target){NULL, "absent"}, "d");
    node_add_section(doc, doc->root, 2, "who", "Who's to call?");
    prints(doc, "\n[a](runbooks/restore.md), [b](../index.md), [c](#whos-to-call), d\n\n"
                "## Who's to call?\n");
}
END_TEST

START_TEST(marks_stand_only_where_they_are_marks)
{
    g_autoptr(Doc) doc = begin();
    Node *p = node_add_paragraph(doc, doc->root, "a");
    node_add_strong(doc, p, "b");
    node_add_text(doc, p, "c ");
    node_add_strong(doc, p, " d ");
    node_add_text(doc, p, "e ");
    node_add_strong(doc, node_add(doc, p, NODE_EMPHASIS), "f");
    node_add_text(doc, p, "!");
    node_add_link(doc, p, "g.md", "g");
    prints(doc, "\nabc  **d** e *f*\\![g](g.md)\n");
}
END_TEST

START_TEST(lines_of_a_paragraph_begin_no_block)
{
    g_autoptr(Doc) doc = begin();
    Node *p = node_add_paragraph(doc, doc->root, "  1. one\n# two");
    node_add(doc, p, NODE_SOFT_BREAK);
    node_add_text(doc, p, "- three  ");
    node_add(doc, p, NODE_LINE_BREAK);
    node_add_paragraph(doc, doc->root, " ");
    prints(doc, "\n1\\. one\n\\# two\n\\- three\n");
}
END_TEST

/* ---- blocks ---- */

static Node *add_item(Doc *doc, Node *list, const char *text)
{
    Node *item = node_add(doc, list, NODE_ITEM);
    if (text != NULL)
        node_add_paragraph(doc, item, text);
    return item;
}

START_TEST(sections_and_steps_are_headings)
{
    g_autoptr(Doc) doc = begin();
    Node *section = node_add_section(doc, doc->root, 2, "s", "Steps #");
    Node *step = node_add(doc, section, NODE_STEP);
    step->text = "Restore *it*";
    step->as.step.number = 2;
    step->as.step.step_id = "restore";
    node_add_paragraph(doc, step, "x");
    node_add_section(doc, section, 3, "t", "");
    prints(doc, "\n## Steps \\#\n\n### 2. Restore \\*it\\* `restore`\n\nx\n\n###\n");
}
END_TEST

START_TEST(a_section_of_level_one_stands_in_for_the_title)
{
    g_autoptr(Doc) doc = begin();
    Node *section = node_add_section(doc, doc->root, 1, "t", "T");
    node_add(doc, section, NODE_CONTENTS);
    node_add_section(doc, section, 2, "a", "A");
    prints(doc, "\n- [A](#a)\n\n## A\n");
}
END_TEST

START_TEST(lists_nest_and_do_not_run_together)
{
    g_autoptr(Doc) doc = begin();
    Node *list = node_add_list(doc, doc->root, true);
    list->as.list.start = 9;
    add_item(doc, list, "nine");
    Node *inner = node_add_list(doc, add_item(doc, list, "ten"), false);
    add_item(doc, inner, "a");
    add_item(doc, inner, NULL);
    list = node_add_list(doc, doc->root, true);
    list->as.list.tight = false;
    node_add_paragraph(doc, add_item(doc, list, "one"), "more");
    add_item(doc, list, "two");
    prints(doc, "\n9. nine\n10. ten\n    - a\n    -\n\n1) one\n\n   more\n\n2) two\n");
}
END_TEST

START_TEST(tasks_are_ticked_or_not)
{
    g_autoptr(Doc) doc = begin();
    Node *list = node_add_list(doc, doc->root, false);
    add_item(doc, list, "open")->as.item.task = TASK_OPEN;
    add_item(doc, list, "done")->as.item.task = TASK_DONE;
    add_item(doc, list, "[x] text");
    prints(doc, "\n- [ ] open\n- [x] done\n- \\[x\\] text\n");
}
END_TEST

START_TEST(facts_and_cards_are_lists)
{
    g_autoptr(Doc) doc = begin();
    Node *facts = node_add(doc, doc->root, NODE_FACTS);
    node_add_fact(doc, facts, "Recovery time", "4 h");
    node_add_fact(doc, facts, "Empty", NULL);
    for (int i = 0; i < 2; i++) {
        Node *card = node_add(doc, doc->root, NODE_CARD);
        card->text = i == 0 ? "Ada" : "Bob";
        card->as.card.detail = i == 0 ? "on call" : NULL;
        facts = node_add(doc, card, NODE_FACTS);
        Node *phone = node_add_fact(doc, facts, "Phone", NULL);
        node_add_link(doc, phone, "tel:+491", "+49 1");
    }
    prints(doc, "\n- **Recovery time:** 4 h\n- **Empty:**\n\n"
                "* **Ada**, on call\n  - **Phone:** [+49 1](tel:+491)\n\n"
                "* **Bob**\n  - **Phone:** [+49 1](tel:+491)\n");
}
END_TEST

START_TEST(tables_keep_their_columns)
{
    g_autoptr(Doc) doc = begin();
    Node *table = node_add_table(doc, doc->root, 3);
    table->as.table.aligns[1] = ALIGN_RIGHT;
    table->as.table.aligns[2] = ALIGN_CENTER;
    table->text = "Targets";
    Node *row = node_add_row(doc, table, true);
    node_add_cell(doc, row, "a|b");
    node_add_cell(doc, row, "c");
    node_add_cell(doc, row, "d");
    row = node_add_row(doc, table, false);
    Node *cell = node_add_cell(doc, row, "x\ny");
    node_add(doc, cell, NODE_LINE_BREAK);
    node_add_code_span(doc, cell, "p|q");
    prints(doc, "\n*Targets*\n\n| a\\|b | c | d |\n| --- | ---: | :---: |\n"
                "| x y `p\\|q` |  |  |\n");
}
END_TEST

START_TEST(code_is_fenced_longer_than_itself)
{
    g_autoptr(Doc) doc = begin();
    Node *quote = node_add(doc, doc->root, NODE_QUOTE);
    node_add_code(doc, quote, "sh`", "A caption", "````\n\n\tx\x1b\n");
    Node *list = node_add_list(doc, doc->root, false);
    node_add_code(doc, add_item(doc, list, NULL), NULL, NULL, "y\n");
    prints(doc, "\n> *A caption*\n>\n> `````sh\n> ````\n>\n> \tx\n> `````\n\n- ```\n  y\n  ```\n");
}
END_TEST

START_TEST(callouts_figures_and_dividers_have_words)
{
    g_autoptr(Doc) doc = begin();
    Node *callout = node_add_callout(doc, doc->root, TONE_DANGER, "Stop");
    node_add_paragraph(doc, callout, "a");
    node_add_paragraph(doc, callout, "b");
    node_add(doc, doc->root, NODE_DIVIDER);
    Node *figure = node_add(doc, doc->root, NODE_FIGURE);
    figure->as.figure.figure = figure_new(doc->arena, 10, 10, "Matrix", "One risk is high.");
    Node *list = node_add_list(doc, doc->root, false);
    node_add(doc, add_item(doc, list, NULL), NODE_DIVIDER);
    prints(doc, "\n> **Stop**\n>\n> a\n>\n> b\n\n---\n\n*Figure: Matrix.* One risk is high.\n\n"
                "- ___\n");
}
END_TEST

START_TEST(the_table_of_contents_lists_the_sections)
{
    g_autoptr(Doc) doc = begin();
    node_add(doc, doc->root, NODE_CONTENTS)->as.contents.level = 3;
    Node *a = node_add_section(doc, doc->root, 2, "a", "A & B");
    Node *b = node_add_section(doc, a, 3, "b", "Same");
    node_add_section(doc, b, 4, "c", "Too deep");
    node_add_section(doc, doc->root, 2, "d", "Same");
    prints(doc, "\n- [A & B](#a--b)\n  - [Same](#same)\n- [Same](#same-1)\n\n## A & B\n\n"
                "### Same\n\n#### Too deep\n\n## Same\n");
}
END_TEST

START_TEST(an_empty_document_is_its_title)
{
    g_autoptr(Doc) doc = begin();
    prints(doc, "");
}
END_TEST

/* ---- there and back ---- */

START_TEST(what_is_printed_reads_back_the_same)
{
    static const char *const texts[] = {
        "<script>alert(1)</script> & \"q\" ]]> `x` **y** _z_ [a](b)",
        "| a | b |\n|---|---|\n| c | d |",
        "- not a list\n1. nor this\n# nor that\n> or that\n===",
        "![x](y) http://x.y/a_b_c &lt; \\* ~~no~~ $HOME",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Doc) doc = begin();
        node_add_paragraph(doc, doc->root, texts[i]);
        Node *table = node_add_table(doc, doc->root, 1);
        node_add_cell(doc, node_add_row(doc, table, true), "Head");
        node_add_cell(doc, node_add_row(doc, table, false), texts[i]);
        g_autoptr(GString) first = g_string_new(NULL);
        press_markdown(doc, first);
        g_autoptr(Doc) again = begin();
        doc_append_markdown(again, again->root, first->str, 1, NULL);
        g_autoptr(GString) second = g_string_new(NULL);
        press_markdown(again, second);
        ck_assert_str_eq(second->str, first->str);
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("markdown");
    TCase *escape = tcase_create("escape");
    tcase_add_test(escape, text_is_escaped_for_its_place);
    tcase_add_test(escape, line_ends_and_control_characters_do_not_get_through);
    tcase_add_test(escape, a_code_span_holds_any_code);
    tcase_add_test(escape, a_line_of_text_begins_no_block);
    suite_add_tcase(suite, escape);
    TCase *inlines = tcase_create("inlines");
    tcase_add_test(inlines, every_inline_has_its_form);
    tcase_add_test(inlines, references_find_files_and_headings);
    tcase_add_test(inlines, marks_stand_only_where_they_are_marks);
    tcase_add_test(inlines, lines_of_a_paragraph_begin_no_block);
    suite_add_tcase(suite, inlines);
    TCase *blocks = tcase_create("blocks");
    tcase_add_test(blocks, sections_and_steps_are_headings);
    tcase_add_test(blocks, a_section_of_level_one_stands_in_for_the_title);
    tcase_add_test(blocks, lists_nest_and_do_not_run_together);
    tcase_add_test(blocks, tasks_are_ticked_or_not);
    tcase_add_test(blocks, facts_and_cards_are_lists);
    tcase_add_test(blocks, tables_keep_their_columns);
    tcase_add_test(blocks, code_is_fenced_longer_than_itself);
    tcase_add_test(blocks, callouts_figures_and_dividers_have_words);
    tcase_add_test(blocks, the_table_of_contents_lists_the_sections);
    tcase_add_test(blocks, an_empty_document_is_its_title);
    tcase_add_test(blocks, what_is_printed_reads_back_the_same);
    suite_add_tcase(suite, blocks);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    bool enough = srunner_ntests_run(runner) >= 15;
    srunner_free(runner);
    return failed == 0 && enough ? EXIT_SUCCESS : EXIT_FAILURE;
}
