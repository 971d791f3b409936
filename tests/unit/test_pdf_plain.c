#include "press/pdf_plain.h"

#include "press/pdf_shape.h"

#include "usual_fonts.h"

#include <math.h>

/* Plain text beside what pango makes of it: the same lines, and widths that no eye can part. */

static const char *const samples[] = {
    "To AVAIL of the Tally, write \u201cWarp\u201d; Yes, fi fl ffi: 12:30\u201314:00 (\u20ac "
    "1,000.00).",
    "The lead decides within minutes whether the region is lost, tells the incident commander, and "
    "begins with the step below. If in doubt, stop, write down the time, and call for help.",
    "See https://wiki.example.org/dr/plan-0000/very/long/path?with=query&and=more#anchor for it, "
    "or "
    "well-known, half-open and non-breaking words (e.g. 3/4, 1-2, and/or) \u2014 perhaps\u2026",
    "Zo\u00eb \u0141ukasz \u00c5ngstr\u00f6m na\u00efve \u00e0 la carte: \u00abprix\u00bb "
    "5\u00a0\u20ac, "
    "\u010ce\u0161tina, \u0130stanbul \u00bfqu\u00e9? T\u00f6 V\u00e4 \u2013 \u2018quoted\u2019",

    "pg_restore --jobs=4 --dbname=postgres://host:5432/name --clean --if-exists "
    "/srv/dump/today.dump",
    "one\ntwo three\n\nfour that is somewhat longer than the others are, so that it goes on\n",
    "Supercalifragilisticexpialidocious/Pneumonoultramicroscopicsilicovolcanoconiosis",
    "",
};

static const double widths[] = {30, 61.7, 120, 240, 480};

/* The start of each line as pango sets it is that of the plain text, and so is its width. */
static void check_lines(const PdfInlines *inlines, const PdfStyle *style, double width)
{
    PdfPlainFont font = {.size = style->size, .face = style->face};
    g_autoptr(PdfPlain) plain = pdf_plain_new(type, inlines, font, width);
    ck_assert_msg(plain != NULL, "not plain: %s", inlines->text->str);
    g_autoptr(PdfShape) shape = pdf_shape_new(type, inlines, style, width);
    const char *text = inlines->text->str;
    ck_assert_msg(pdf_plain_lines(plain) == pdf_shape_lines(shape), "%zu lines, not %zu: %s",
                  pdf_plain_lines(plain), pdf_shape_lines(shape), text);
    for (size_t i = 0; i < pdf_plain_lines(plain); i++) {
        const PdfPlainLine *line = pdf_plain_line(plain, i);
        const PdfShapeLine *wanted = pdf_shape_line(shape, i);
        ck_assert_msg(line->start == wanted->start, "line %zu of: %s", i, text);
        PangoRectangle ink;
        pango_layout_line_get_extents(wanted->line, NULL, &ink);
        double seen = (double)ink.width / PANGO_SCALE;
        double space = text[line->end] == '\n' || text[line->end] == '\0' ? style->size : 0;
        ck_assert_msg(line->width <= seen + 0.05 && line->width >= seen - space - 0.05,
                      "line %zu is %f wide, not %f: %s", i, line->width, seen, text);
    }
}

static void check_face(PdfFace face, unsigned marks)
{
    for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(widths); j++) {
            g_autoptr(PdfInlines) inlines = pdf_inlines_new();
            PdfStyle style = {.size = 9.5, .leading = 13, .face = face};
            /* Line ends are made by line breaks alone. */
            char **parts = g_strsplit(samples[i], "\n", -1);
            for (size_t k = 0; parts[k] != NULL; k++) {
                if (k > 0)
                    g_string_append_c(inlines->text, '\n');
                pdf_inlines_add(inlines, parts[k], marks);
            }
            g_strfreev(parts);
            check_lines(inlines, &style, widths[j]);
        }
    }
}

START_TEST(sets_text_as_pango_does)
{
    check_face(FACE_TEXT, 0);
    check_face(FACE_BOLD, 0);
}
END_TEST

START_TEST(sets_code_as_pango_does)
{
    check_face(FACE_CODE, 0);
    check_face(FACE_TEXT, SPAN_CODE);
}
END_TEST

START_TEST(sets_slanted_and_small_text_as_pango_does)
{
    check_face(FACE_TEXT, SPAN_EMPHASIS);
    check_face(FACE_TEXT, SPAN_EMPHASIS | SPAN_STRONG);
    check_face(FACE_TEXT, SPAN_ASIDE);
}
END_TEST

START_TEST(sets_mixed_text_as_pango_does)
{
    static const unsigned marks[] = {0, SPAN_STRONG, SPAN_CODE, SPAN_EMPHASIS, SPAN_ASIDE};
    /* Not in the narrowest: pango ends a line where the looks change rather than part the word. */
    for (size_t j = 1; j < G_N_ELEMENTS(widths); j++) {
        g_autoptr(PdfInlines) inlines = pdf_inlines_new();
        for (size_t i = 0; i < 40; i++) {
            pdf_inlines_add(inlines, i % 3 == 0 ? "Avail" : "the tools, and ", marks[i % 5]);
            pdf_inlines_add(inlines, i % 7 == 0 ? "ToVAx-" : "wait ", marks[i % 4]);
        }
        PdfStyle style = {.size = 9.5, .leading = 13};
        check_lines(inlines, &style, widths[j]);
    }
}
END_TEST

START_TEST(leaves_other_scripts_to_pango)
{
    static const char *const others[] = {
        "\u65e5\u672c\u8a9e", "\u0627\u0644\u0639", "e\u0301",    "\u0416",
        "a\u00adb",           "a\u200db",           "\U0001f600", "a\tb"};
    PdfPlainFont font = {.size = 10};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autoptr(PdfInlines) inlines = pdf_inlines_new();
        pdf_inlines_add_code(inlines, others[i], strlen(others[i]));
        g_autoptr(PdfPlain) plain = pdf_plain_new(type, inlines, font, 100);
        ck_assert_msg(plain == NULL, "%s", others[i]);
    }
}
END_TEST

/* Pango gets a long text in pieces; no line is short where they meet, and no byte is lost. */
START_TEST(sets_long_text_of_other_scripts_without_seams)
{
    static const char word[] = "\u043c\u0438\u0440 ";
    enum { WORDS = 8000 };
    g_autoptr(PdfInlines) inlines = pdf_inlines_new();
    for (int i = 0; i < WORDS; i++)
        pdf_inlines_add(inlines, word, i % 500 == 0 ? SPAN_STRONG : 0);
    PdfStyle style = {.size = 9.5, .leading = 13};
    g_autoptr(PdfShape) shape = pdf_shape_new(type, inlines, &style, 300);
    size_t n_lines = pdf_shape_lines(shape);
    ck_assert_uint_gt(n_lines, WORDS / 14);
    for (size_t i = 0; i + 1 < n_lines; i++) {
        const PdfShapeLine *line = pdf_shape_line(shape, i);
        ck_assert_uint_eq(line->start % (sizeof word - 1), 0);
        ck_assert_uint_eq(line->start + (unsigned)line->line->length, line[1].start);
        PangoRectangle ink;
        pango_layout_line_get_extents(line->line, NULL, &ink);
        ck_assert_int_gt(ink.width / PANGO_SCALE, 300 - 30);
        ck_assert_int_eq(line->continued, i > 0);
    }
    const PdfShapeLine *last = pdf_shape_line(shape, n_lines - 1);
    ck_assert_uint_eq(last->start + (unsigned)last->line->length, inlines->text->len);
}
END_TEST

static Suite *plain_suite(void)
{
    Suite *suite = suite_create("pdf_plain");
    TCase *tests = tcase_create("lines");
    tcase_add_checked_fixture(tests, find_fonts, free_fonts);
    tcase_add_test(tests, sets_text_as_pango_does);
    tcase_add_test(tests, sets_code_as_pango_does);
    tcase_add_test(tests, sets_slanted_and_small_text_as_pango_does);
    tcase_add_test(tests, sets_mixed_text_as_pango_does);
    tcase_add_test(tests, leaves_other_scripts_to_pango);
    tcase_add_test(tests, sets_long_text_of_other_scripts_without_seams);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(plain_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
