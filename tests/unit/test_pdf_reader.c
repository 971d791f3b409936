#include "press/pdf_reader.h"

#include "press/press.h"

#include <stdlib.h>

#include "temp_folder.h"

/* The record of a print, found in files that are ours, foreign, damaged, or made to be read for
 * ever. */

#define RECORD "redbinder-record 1; file binder.pdf; pages 3; part index 0123456789abcdef 1-3"

static char *folder;
static char *file;

static void set_up(void)
{
    folder = temp_folder_new();
    file = g_build_filename(folder, "a.pdf", NULL);
}

static void tear_down(void)
{
    g_free(file);
    temp_folder_remove(folder);
}

/* A PDF with the metadata INFO, as cairo writes it: table, trailer and all. */
static GString *pdf_of(const char *info)
{
    GString *pdf = g_string_new("%PDF-1.5\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
    size_t place = pdf->len;
    g_string_append_printf(pdf, "2 0 obj\n<< %s\n>>\nendobj\n", info);
    size_t table = pdf->len;
    g_string_append(pdf, "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n");
    g_string_append_printf(pdf, "%010zu 00000 n \n", place);
    g_string_append(pdf, "trailer\n<< /Size 3\n   /Root 1 0 R\n   /Info 2 0 R\n>>\nstartxref\n");
    g_string_append_printf(pdf, "%zu\n%%%%EOF\n", table);
    return pdf;
}

static PdfRecord *read_bytes(const char *bytes, size_t length, const char **why)
{
    temp_folder_write_bytes(folder, "a.pdf", bytes, length);
    return pdf_reader_record(file, why);
}

/* That a PDF with the metadata INFO has no record, for a reason that says WORDS. */
static void expect_none(const char *info, const char *words)
{
    const char *why = NULL;
    g_autoptr(GString) pdf = pdf_of(info);
    g_autoptr(PdfRecord) record = read_bytes(pdf->str, pdf->len, &why);
    ck_assert_msg(record == NULL, "%s", info);
    ck_assert_msg(strstr(why, words) != NULL, "'%s' for %s", why, info);
}

#define OURS "/Creator (redbinder 0.1.0) /Keywords (" RECORD ")"

START_TEST(finds_what_is_printed)
{
    g_autoptr(Doc) first = doc_new("index", "Index", "en");
    g_autoptr(Doc) second = doc_new("a/plan", "Plan (\\ \303\244)", "en");
    node_add_paragraph(first, first->root, "Text.");
    for (int i = 0; i < 60; i++)
        node_add_paragraph(second, second->root, "Text.");
    first->imprint = "0123456789abcdef0123";
    const Doc *docs[] = {first, second};
    g_autoptr(PdfRecord) record = pdf_record_new("x.pdf", "2026-06-30", NULL);
    PdfJob job = {
        .docs = docs, .n_docs = 2, .title = "(\\ \303\244)", .language = "en", .record = record};
    g_autoptr(Diags) diags = diags_new();
    g_autoptr(PdfFonts) fonts = pdf_fonts_new("Open Sans", "DejaVu Sans Mono", diags);
    g_autoptr(GString) out = g_string_new(NULL);
    ck_assert(press_pdf(fonts, &job, out, diags));
    const char *why = NULL;
    g_autoptr(PdfRecord) found = read_bytes(out->str, out->len, &why);
    ck_assert_msg(found != NULL, "%s", why);
    ck_assert_str_eq(found->file, "x.pdf");
    ck_assert_uint_eq(found->parts->len, 2);
    const PdfPart *parts = (const PdfPart *)(gpointer)found->parts->data;
    ck_assert_str_eq(parts[0].imprint, "0123456789abcdef");
    ck_assert_str_eq(parts[1].imprint, "");
    ck_assert_int_eq(parts[0].first, 1);
    ck_assert_int_eq(parts[0].last, 1);
    ck_assert_int_eq(parts[1].first, 2);
    ck_assert_int_eq(parts[1].last, found->n_pages);
    ck_assert_int_ge(found->n_pages, 3);
    press_pdf_thread_end();
}
END_TEST

START_TEST(goes_back_behind_what_was_appended)
{
    const char *why = NULL;
    g_autoptr(GString) pdf = pdf_of(OURS);
    size_t first = (size_t)(strstr(pdf->str, "xref\n0 3") - pdf->str);
    size_t second = pdf->len;
    g_string_append_printf(pdf,
                           "xref\n0 1\n0000000000 65535 f \n7 1\n0000000009 00000 n \ntrailer\n"
                           "<< /Size 8 /Root 1 0 R /Info 2 0 R /Prev %zu >>\nstartxref\n%zu\n"
                           "%%%%EOF\n",
                           first, second);
    g_autoptr(PdfRecord) record = read_bytes(pdf->str, pdf->len, &why);
    ck_assert_msg(record != NULL, "%s", why);
    ck_assert_str_eq(record->file, "binder.pdf");
}
END_TEST

START_TEST(reads_escapes)
{
    const char *why = NULL;
    g_autoptr(GString) pdf = pdf_of("/Title <FEFF0041> /Creator (\\162edbinder 0.1.0) /Keywords "
                                    "(redbinder-record 1; file a\\(b\\).pdf)");
    g_autoptr(PdfRecord) record = read_bytes(pdf->str, pdf->len, &why);
    ck_assert_msg(record != NULL, "%s", why);
    ck_assert_str_eq(record->file, "a(b).pdf");
}
END_TEST

START_TEST(tells_what_is_not_ours)
{
    expect_none("/Creator (Writer) /Keywords (" RECORD ")", "not written by redbinder");
    expect_none("/Keywords (" RECORD ")", "not written by redbinder");
    expect_none("/Creator (redbinder 0.1.0)", "has no record");
    expect_none("/Creator (redbinder 0.1.0) /Keywords (plans)", "has no record");
    expect_none("/Creator (redbinder 0.1.0) /Keywords (" RECORD, "damaged");
    expect_none("/Creator 7 /Keywords (" RECORD ")", "damaged");
    expect_none("/Creator", "damaged");
}
END_TEST

/* Files that no crash, no hang and no record may come of. */
START_TEST(bears_what_is_damaged)
{
    g_autoptr(GString) pdf = pdf_of(OURS);
    const char *why = NULL;
    for (size_t length = 0; length < pdf->len - 7; length++) {
        g_autoptr(PdfRecord) record = read_bytes(pdf->str, length, &why);
        ck_assert_msg(record == NULL, "cut off at %zu", length);
    }
    for (size_t i = 0; i < pdf->len; i++) {
        g_autofree char *spoilt = g_memdup2(pdf->str, pdf->len);
        spoilt[i] = (char)(spoilt[i] ^ (1 << (i % 8)));
        g_autoptr(PdfRecord) record = read_bytes(spoilt, pdf->len, &why);
        ck_assert(record != NULL || why != NULL);
    }
}
END_TEST

/* A chain of tables that ends nowhere, a table with ranges without end, one that is too large, and
 * offsets beyond the file. */
START_TEST(is_not_kept_busy)
{
    static const char *const tails[] = {
        "trailer << /Info 9 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n",
        "trailer << /Info 9 0 R >>\nstartxref\n9999999999\n%%EOF\n",
        "trailer << /Info 9999999999 0 R >>\nstartxref\n99999999999999999999\n%%EOF\n",
    };
    const char *why = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(tails); i++) {
        g_autoptr(GString) pdf = g_string_new("%PDF-1.5\nxref\n0 1\n0000000000 65535 f \n");
        g_string_append(pdf, tails[i]);
        g_autoptr(PdfRecord) record = read_bytes(pdf->str, pdf->len, &why);
        ck_assert_ptr_null(record);
    }
    g_autoptr(GString) ranges = g_string_new("%PDF-1.5\nxref\n");
    for (int i = 0; i < 100000; i++)
        g_string_append(ranges, "100 1\n0000000000 65535 f \n");
    g_string_append(ranges, "trailer << /Info 9 0 R >>\nstartxref\n9\n%%EOF\n");
    g_autoptr(PdfRecord) record = read_bytes(ranges->str, ranges->len, &why);
    ck_assert_ptr_null(record);
    g_autoptr(GString) open = g_string_new("/Creator (redbinder 0.1.0) /Keywords ");
    for (int i = 0; i < 1000000; i++)
        g_string_append_c(open, '(');
    expect_none(open->str, "damaged");
}
END_TEST

START_TEST(knows_a_pdf)
{
    temp_folder_write(folder, "a.pdf", "%PDF-1.5\n");
    ck_assert(pdf_reader_knows(file));
    temp_folder_write(folder, "a.pdf", "%PDF");
    ck_assert(!pdf_reader_knows(file));
    ck_assert(!pdf_reader_knows(folder));
    ck_assert(!pdf_reader_knows("/nowhere/a.pdf"));
}
END_TEST

static Suite *pdf_reader_suite(void)
{
    Suite *suite = suite_create("pdf_reader");
    TCase *tests = tcase_create("pdf_reader");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, finds_what_is_printed);
    tcase_add_test(tests, goes_back_behind_what_was_appended);
    tcase_add_test(tests, reads_escapes);
    tcase_add_test(tests, tells_what_is_not_ours);
    tcase_add_test(tests, bears_what_is_damaged);
    tcase_add_test(tests, is_not_kept_busy);
    tcase_add_test(tests, knows_a_pdf);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(pdf_reader_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
