#include "press/pdf_tags.h"

#include "press/press.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What who does not see is told by a PDF. */

static Doc *doc_with_all(void)
{
    Doc *doc = doc_new("a/plan", "Title", "de-CH");
    Node *table = node_add_table(doc, doc->root, 2);
    for (int i = 0; i < 3; i++) {
        Node *row = node_add_row(doc, table, i == 0);
        node_add_cell(doc, row, "left");
        node_add_cell(doc, row, "right");
    }
    static const char *const shown[] = {"Two (2) risks \\ one grave.", "K\u00f6ln \u2192 Bonn"};
    for (size_t i = 0; i < G_N_ELEMENTS(shown); i++) {
        Node *node = node_add(doc, doc->root, NODE_FIGURE);
        node->as.figure.figure = figure_new(doc->arena, 100, 50, "Risks", shown[i]);
        node->text = "Caption";
    }
    return doc;
}

static GString *print(const Doc *doc)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(PdfFonts) fonts = pdf_fonts_new("Open Sans", "DejaVu Sans Mono", diags);
    const Doc *docs[] = {doc};
    PdfJob job = {
        .docs = docs, .n_docs = 1, .title = "T", .language = doc->language, .as_of = {20634}};
    GString *out = g_string_new(NULL);
    ck_assert(press_pdf(fonts, &job, out, diags));
    press_pdf_thread_end();
    return out;
}

static size_t count_of(const GString *text, const char *part)
{
    size_t count = 0;
    const char *end = text->str + text->len;
    for (const char *at = text->str;
         (at = memmem(at, (size_t)(end - at), part, strlen(part))) != NULL; at += strlen(part))
        count++;
    return count;
}

START_TEST(says_what_cairo_leaves_out)
{
    g_autoptr(Doc) doc = doc_with_all();
    g_autoptr(GString) out = print(doc);
    ck_assert_uint_eq(count_of(out, "/Lang (de-CH)"), 1);
    ck_assert_uint_eq(count_of(out, "/S /TH\n"), 2);
    ck_assert_uint_eq(count_of(out, "/A << /O /Table /Scope /Column >>"), 2);
    ck_assert_uint_eq(count_of(out, "/Alt (Two \\(2\\) risks \\\\ one grave.)"), 1);
    ck_assert_uint_eq(count_of(out, "/Alt <FEFF004B00F6006C006E0020219200200042006F006E006E>"), 1);
}
END_TEST

START_TEST(leaves_a_file_that_is_sound)
{
    char path[] = "/tmp/redbinder-tags-XXXXXX";
    g_autoptr(Doc) doc = doc_with_all();
    g_autoptr(GString) out = print(doc);
    int file = mkstemp(path);
    ck_assert_int_eq(write(file, out->str, out->len), (gssize)out->len);
    ck_assert_int_eq(close(file), 0);
    g_autofree char *command = g_strdup_printf(
        "qpdf --check %s >%s.txt && grep -q 'No syntax or stream encoding errors' %s.txt", path,
        path, path);
    int status = system(command);
    g_autofree char *said = g_strconcat(path, ".txt", NULL);
    unlink(said);
    unlink(path);
    ck_assert_int_eq(status, 0);
}
END_TEST

START_TEST(says_nothing_when_figures_cannot_be_told_apart)
{
    g_autoptr(Doc) doc = doc_with_all();
    g_autoptr(GString) out = print(doc);
    g_autoptr(GPtrArray) one = g_ptr_array_new();
    g_ptr_array_add(one, (gpointer) "of two");
    ck_assert(pdf_tags_complete(out, 0, "fr", one));
    ck_assert_uint_eq(count_of(out, "of two"), 0);
    ck_assert_uint_eq(count_of(out, "/Lang (fr)"), 1);
}
END_TEST

START_TEST(leaves_alone_what_is_not_as_cairo_writes_it)
{
    static const char *const foreign[] = {
        "", "%PDF-1.5\n", "startxref\n0\n%%EOF\n", "xref\n0 9999999\nstartxref\n0\n%%EOF\n",
        "1 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000009999 00000 n \n"
        "trailer\n<<>>\nstartxref\n20\n%%EOF\n"};
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++) {
        g_autoptr(GString) out = g_string_new(foreign[i]);
        ck_assert(!pdf_tags_complete(out, 0, "en", none));
        ck_assert_str_eq(out->str, foreign[i]);
    }
}
END_TEST

static Suite *tags_suite(void)
{
    Suite *suite = suite_create("pdf_tags");
    TCase *tests = tcase_create("structure");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, says_what_cairo_leaves_out);
    tcase_add_test(tests, leaves_a_file_that_is_sound);
    tcase_add_test(tests, says_nothing_when_figures_cannot_be_told_apart);
    tcase_add_test(tests, leaves_alone_what_is_not_as_cairo_writes_it);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(tags_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
