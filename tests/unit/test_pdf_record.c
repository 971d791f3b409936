#include "press/pdf_record.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* The line by which a PDF says what it holds. */

#define HEAD "redbinder-record 1; file binder.pdf; "

static PdfRecord *sample(void)
{
    PdfRecord *record = pdf_record_new("binder.pdf", "2026-06-30", "1f0c+changes");
    record->n_pages = 9;
    PdfPart *part = pdf_record_add(record, "index", "0123456789abcdef0123456789abcdef");
    part->first = 3;
    part->last = 4;
    part = pdf_record_add(record, "k\303\274che; 1/plan", NULL);
    part->first = 5;
    part->last = 9;
    return record;
}

START_TEST(is_written_as_documented)
{
    g_autoptr(PdfRecord) record = sample();
    g_autoptr(GString) out = g_string_new(NULL);
    pdf_record_write(record, out);
    ck_assert_str_eq(out->str, HEAD "as-of 2026-06-30; commit 1f0c+changes; pages 9; "
                                    "part index 0123456789abcdef 3-4; "
                                    "part k%C3%BCche%3B%201/plan - 5-9");
}
END_TEST

START_TEST(is_read_as_it_was_written)
{
    g_autoptr(PdfRecord) record = sample();
    g_autoptr(GString) once = g_string_new(NULL);
    pdf_record_write(record, once);
    g_autoptr(PdfRecord) read = pdf_record_parse(once->str);
    ck_assert_ptr_nonnull(read);
    ck_assert_str_eq(read->file, "binder.pdf");
    ck_assert_str_eq(read->as_of, "2026-06-30");
    ck_assert_str_eq(read->commit, "1f0c+changes");
    ck_assert_int_eq(read->n_pages, 9);
    ck_assert_uint_eq(read->parts->len, 2);
    ck_assert_str_eq(g_array_index(read->parts, PdfPart, 1).path, "k\303\274che; 1/plan");
    g_autoptr(GString) again = g_string_new(NULL);
    pdf_record_write(read, again);
    ck_assert_str_eq(once->str, again->str);
}
END_TEST

START_TEST(refuses_what_was_never_written)
{
    static const char *const lines[] = {
        "",
        "disaster recovery, plans",
        "redbinder-record 1",                  /* of no file */
        "redbinder-record 2; file binder.pdf", /* of another version */
        HEAD,                                  /* an empty item */
        HEAD "file other.pdf",                 /* twice */
        HEAD "wat 1",
        HEAD "pages",
        HEAD "pages -1",
        HEAD "pages 99999999999",
        HEAD "as-of %0A2026",  /* would break a line */
        HEAD "commit %1B[31m", /* would colour a terminal */
        HEAD "commit %FF",     /* is not UTF-8 */
        HEAD "commit %00",
        HEAD "pages 9; part index",
        HEAD "pages 9; part index 0123 1-2", /* too short to be told apart */
        HEAD "pages 9; part index 0123456789abcdeg 1-2",
        HEAD "pages 9; part index 0123456789abcdef 1",
        HEAD "pages 9; part index 0123456789abcdef 2-1",
        HEAD "pages 9; part index 0123456789abcdef 1-10",
        HEAD "pages 9; part index 0123456789abcdef 1-2-3",
        HEAD "pages 9; part index 0123456789abcdef 1-2 more",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(PdfRecord) record = pdf_record_parse(lines[i]);
        ck_assert_msg(record == NULL, "'%s' was read", lines[i]);
    }
    g_autoptr(PdfRecord) whole = pdf_record_parse(HEAD "pages 9; part index 0123456789abcdef 1-9");
    ck_assert_ptr_nonnull(whole);
    ck_assert(!whole->is_public && !whole->is_partial);
    g_autoptr(PdfRecord) flagged = pdf_record_parse(HEAD "public; partial; pages 9");
    ck_assert(flagged->is_public && flagged->is_partial);
}
END_TEST

START_TEST(holds_only_so_many_parts)
{
    g_autoptr(GString) line = g_string_new(HEAD "pages 1");
    for (int i = 0; i < PDF_MOST_PARTS; i++)
        g_string_append(line, "; part a - 0-0");
    g_autoptr(PdfRecord) most = pdf_record_parse(line->str);
    ck_assert_ptr_nonnull(most);
    g_string_append(line, "; part a - 0-0");
    g_autoptr(PdfRecord) more = pdf_record_parse(line->str);
    ck_assert_ptr_null(more);
}
END_TEST

static Suite *pdf_record_suite(void)
{
    Suite *suite = suite_create("pdf_record");
    TCase *tests = tcase_create("pdf_record");
    tcase_add_test(tests, is_written_as_documented);
    tcase_add_test(tests, is_read_as_it_was_written);
    tcase_add_test(tests, refuses_what_was_never_written);
    tcase_add_test(tests, holds_only_so_many_parts);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(pdf_record_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
