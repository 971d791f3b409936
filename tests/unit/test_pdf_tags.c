#include "press/pdf_tags.h"

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

/* ---- bytes on their way ---- */

enum { AT_ONCE = 1 << 20 };

static const char HEAD[] = "%PDF-1.5\n";

static bool take(void *data, const char *bytes, size_t length)
{
    g_string_append_len(data, bytes, (gssize)length);
    return true;
}

static bool refuse(void *data, const char *bytes, size_t length)
{
    (void)data;
    (void)bytes;
    (void)length;
    return false;
}

/* What comes out of BYTES, which are given in pieces of PIECE; *SOUND when it is in agreement. */
static GString *pass(const char *bytes, size_t length, size_t piece, const GPtrArray *figures,
                     bool *sound)
{
    GString *out = g_string_new(NULL);
    g_autoptr(PdfTags) tags = pdf_tags_new(take, out, "fr");
    size_t head = g_str_has_prefix(bytes, HEAD) ? strlen(HEAD) : 0;
    pdf_tags_write(tags, bytes, head);
    pdf_tags_end_pages(tags, figures);
    for (size_t at = head; at < length; at += piece)
        pdf_tags_write(tags, bytes + at, MIN(piece, length - at));
    *sound = pdf_tags_end(tags);
    return out;
}

/* Three objects, of which PADDING makes the second long; TYPE is that of the first. */
static GString *small_file(const char *type, int padding)
{
    GString *file = g_string_new(HEAD);
    gsize offsets[3];
    offsets[0] = file->len;
    g_string_append_printf(file, "1 0 obj\n<< /Type /%s\n>>\nendobj\n", type);
    offsets[1] = file->len;
    g_string_append_printf(file, "2 0 obj\n<< /Length 9 >>\nstream\n%*s\nendstream\nendobj\n",
                           padding, "x");
    offsets[2] = file->len;
    g_string_append(file, "3 0 obj\n<< /Type /Catalog\n>>\nendobj\n");
    gsize table = file->len;
    g_string_append(file, "xref\n0 4\n0000000000 65535 f \n");
    for (int i = 0; i < 3; i++)
        g_string_append_printf(file, "%010" G_GSIZE_FORMAT " 00000 n \n", offsets[i]);
    g_string_append_printf(file, "trailer\n<< >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                           table);
    return file;
}

/* Each line of the table, and the last number, lead to what they name. */
static void expect_agreement(const GString *file)
{
    const char *table = strstr(file->str, "xref\n0 4\n");
    ck_assert_ptr_nonnull(table);
    for (int i = 1; i <= 3; i++) {
        const char *line = table + strlen("xref\n0 4\n") + (gsize)i * 20;
        g_autofree char *start = g_strdup_printf("%d 0 obj\n", i);
        ck_assert(g_str_has_prefix(file->str + strtoul(line, NULL, 10), start));
    }
    const char *last = strstr(file->str, "startxref\n") + strlen("startxref\n");
    ck_assert_ptr_eq(file->str + strtoul(last, NULL, 10), table);
}

START_TEST(the_table_agrees_however_the_bytes_come)
{
    static const size_t pieces[] = {1, 7, 64, AT_ONCE};
    g_autoptr(GPtrArray) figures = g_ptr_array_new();
    g_ptr_array_add(figures, (gpointer) "A ladder.");
    g_autoptr(GString) file = small_file("StructElem\n   /S /Figure", 5000);
    g_autofree char *first = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        bool sound = false;
        g_autoptr(GString) out = pass(file->str, file->len, pieces[i], figures, &sound);
        ck_assert(sound);
        ck_assert_uint_eq(count_of(out, "/Alt (A ladder.)"), 1);
        ck_assert_uint_eq(count_of(out, "/Lang (fr)"), 1);
        expect_agreement(out);
        ck_assert(first == NULL || strcmp(first, out->str) == 0);
        if (first == NULL)
            first = g_strdup(out->str);
    }
}
END_TEST

START_TEST(says_nothing_when_figures_cannot_be_told_apart)
{
    bool sound = false;
    g_autoptr(GString) file = small_file("StructElem\n   /S /Figure", 1);
    g_autoptr(GString) out = pass(file->str, file->len, AT_ONCE, NULL, &sound);
    ck_assert(sound);
    ck_assert_uint_eq(count_of(out, "/Alt"), 0);
    ck_assert_uint_eq(count_of(out, "/Lang (fr)"), 1);
    expect_agreement(out);
}
END_TEST

START_TEST(leaves_alone_what_is_not_as_cairo_writes_it)
{
    static const char *const foreign[] = {
        "", "%PDF-1.5\n", "startxref\n0\n%%EOF\n", "xref\n0 9999999\nstartxref\n0\n%%EOF\n",
        ("1 0 obj\n<<>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000009999 00000 n \n"
         "trailer\n<<>>\nstartxref\n21\n%%EOF\n")};
    for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++) {
        bool sound = false;
        g_autoptr(GString) out = pass(foreign[i], strlen(foreign[i]), 3, NULL, &sound);
        ck_assert(sound);
        ck_assert_str_eq(out->str, foreign[i]);
    }
}
END_TEST

START_TEST(says_when_the_table_cannot_be_made_to_agree)
{
    bool sound = true;
    g_autoptr(GString) file = small_file("StructElem\n   /S /TH", 1);
    g_string_replace(file, "startxref\n1", "startxref\n9", 1);
    g_autoptr(GString) wrong = pass(file->str, file->len, AT_ONCE, NULL, &sound);
    ck_assert(!sound);
    ck_assert_uint_gt(wrong->len, 0);
    sound = true;
    g_autoptr(GString) cut = pass(file->str, file->len / 2, AT_ONCE, NULL, &sound);
    ck_assert(!sound);
    ck_assert_uint_gt(cut->len, 0);
}
END_TEST

START_TEST(says_when_nothing_can_be_written)
{
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(PdfFonts) fonts = pdf_fonts_new("Open Sans", "DejaVu Sans Mono", diags);
    g_autoptr(Doc) doc = doc_with_all();
    const Doc *docs[] = {doc};
    PdfJob job = {.docs = docs, .n_docs = 1, .title = "T", .as_of = {20634}};
    ck_assert(!press_pdf_to(fonts, &job, refuse, NULL, diags));
    ck_assert_uint_eq(diags_count(diags), 0); /* who writes knows why */
    press_pdf_thread_end();
}
END_TEST

static Suite *tags_suite(void)
{
    Suite *suite = suite_create("pdf_tags");
    TCase *tests = tcase_create("structure");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, says_what_cairo_leaves_out);
    tcase_add_test(tests, leaves_a_file_that_is_sound);
    tcase_add_test(tests, the_table_agrees_however_the_bytes_come);
    tcase_add_test(tests, says_nothing_when_figures_cannot_be_told_apart);
    tcase_add_test(tests, leaves_alone_what_is_not_as_cairo_writes_it);
    tcase_add_test(tests, says_when_the_table_cannot_be_made_to_agree);
    tcase_add_test(tests, says_when_nothing_can_be_written);
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
