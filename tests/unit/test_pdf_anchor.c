#include "press/pdf_anchor.h"
#include "press/pdf_inline.h"

#include "pdf_pages.h"

/* Page numbers within the text: they are true, also where it moves with them. */

static Doc *doc;
static Node *section, *paragraph;
static PdfAnchors *anchors;

static void make_doc(void)
{
    make_folder();
    doc = doc_new("a/plan", "T", "en");
    paragraph = node_add_paragraph(doc, doc->root, NULL);
    node_add_reference(doc, paragraph, (Target){NULL, "s"}, "See");
    section = node_add_section(doc, doc->root, 2, "s", "Section");
    const Doc *docs[] = {doc};
    PdfJob job = plain_job;
    job.docs = docs;
    job.n_docs = 1;
    anchors = pdf_anchors_new(&job);
}

static void free_doc(void)
{
    pdf_anchors_free(anchors);
    doc_free(doc);
    remove_folder();
}

/* What is printed of the paragraph, as the pages are known now. */
static char *shown(bool fixed)
{
    PdfPlace place = {.anchors = anchors, .doc = doc, .print_pages = true, .fixed_pages = fixed};
    g_autoptr(PdfInlines) inlines = pdf_inlines_new();
    pdf_inlines_add_children(inlines, paragraph, &place);
    return g_strdup(inlines->text->str);
}

static void expect_shown(bool fixed, const char *words_wanted)
{
    g_autofree char *words_shown = shown(fixed);
    ck_assert_str_eq(words_shown, words_wanted);
}

START_TEST(tells_what_has_moved)
{
    PdfAnchor *anchor = pdf_anchors_at(anchors, section);
    pdf_anchors_place(anchors, anchor, 999);
    ck_assert(pdf_anchors_take_moved(anchors));
    pdf_anchors_place(anchors, anchor, 999);
    ck_assert(!pdf_anchors_take_moved(anchors));
    pdf_anchors_place(anchors, anchor, 1000);
    ck_assert(pdf_anchors_take_moved(anchors));
}
END_TEST

/* Only what has been longer gets a zero. */
START_TEST(keeps_numbers_as_long_as_they_were)
{
    PdfAnchor *anchor = pdf_anchors_at(anchors, section);
    pdf_anchors_place(anchors, anchor, 999);
    expect_shown(true, "See (page\u00a0999)");
    pdf_anchors_place(anchors, anchor, 1000);
    pdf_anchors_place(anchors, anchor, 999);
    expect_shown(false, "See (page\u00a0999)");
    expect_shown(true, "See (page\u00a00999)");
}
END_TEST

/* A table of links to the section behind it: where "9" leaves it large and "10" makes it small, the
 * section stands on page 10 for the one and on page 9 for the other. WORD widens a column, LINES
 * stand above it. */
static void print_swing(int word, int lines)
{
    g_autoptr(Doc) swing = doc_new("a/plan", "T", "en");
    for (int i = 0; i < lines; i++)
        node_add_paragraph(swing, swing->root, "A line.");
    Node *table = node_add_table(swing, swing->root, 6);
    g_autofree char *filler = g_strnfill(34, 'i');
    g_autofree char *longer = g_strnfill((gsize)word, 'i');
    for (int i = 0; i < 300; i++) {
        Node *row = node_add_row(swing, table, false);
        for (int j = 0; j < 5; j++)
            node_add_cell(swing, row, j == 0 ? longer : filler);
        node_add_reference(swing, node_add_cell(swing, row, NULL), (Target){NULL, "s"}, "S");
    }
    node_add_paragraph(swing, node_add_section(swing, swing->root, 2, "s", "Section"), "Behind.");
    const Doc *docs[] = {swing};
    PdfJob job = plain_job;
    job.docs = docs;
    job.n_docs = 1;
    job.pages = true;
    g_autoptr(Diags) diags = diags_new();
    g_string_free(print_job(&job, diags), TRUE);
}

static int page_of(const char *part)
{
    for (int page = count_pages(); page > 0; page--) {
        g_autofree char *text = text_of_page(page);
        if (strstr(text, part) != NULL)
            return page;
    }
    return 0;
}

START_TEST(settles_numbers_that_swing)
{
    bool swung = false;
    for (int word = 34; word < 60 && !swung; word++) {
        for (int lines = 62; lines < 82 && !swung; lines += 10) {
            print_swing(word, lines);
            g_autofree char *text = text_of_page(3);
            swung = strstr(text, "09)") != NULL;
        }
    }
    ck_assert_msg(swung, "no table was found that swings");
    ck_assert_int_eq(page_of("Behind."), 9);
}
END_TEST

static Suite *anchor_suite(void)
{
    Suite *suite = suite_create("pdf_anchor");
    TCase *tests = tcase_create("pages");
    tcase_add_checked_fixture(tests, make_doc, free_doc);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, tells_what_has_moved);
    tcase_add_test(tests, keeps_numbers_as_long_as_they_were);
    tcase_add_test(tests, settles_numbers_that_swing);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(anchor_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
