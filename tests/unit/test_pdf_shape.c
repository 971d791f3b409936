#include "press/pdf_shape.h"

#include "usual_fonts.h"

#include <string.h>

/* What pango is asked for beyond its defaults. */

static const PdfStyle style = {.size = 10, .leading = 13};

/* ---- hyphens ---- */

static PdfInlines *inlines_of(const char *words, gsize length, unsigned marks)
{
    g_autofree char *part = g_strndup(words, length);
    PdfInlines *inlines = pdf_inlines_new();
    pdf_inlines_add(inlines, part, marks);
    return inlines;
}

static double line_width(const PdfShape *shape, size_t line)
{
    PangoRectangle logical;
    pango_layout_line_get_extents(pdf_shape_line(shape, line)->line, NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

static double natural_width(const char *words, gsize length, unsigned marks)
{
    g_autoptr(PdfInlines) inlines = inlines_of(words, length, marks);
    g_autoptr(PdfShape) shape = pdf_shape_new(type, inlines, &style, 1000);
    ck_assert_uint_eq(pdf_shape_lines(shape), 1);
    return line_width(shape, 0);
}

/* By how much the first line of WORDS in WIDTH, of BYTES, is wider than what it holds. */
static double added(const char *words, unsigned marks, double width, gsize bytes)
{
    g_autoptr(PdfInlines) inlines = inlines_of(words, strlen(words), marks);
    g_autoptr(PdfShape) shape = pdf_shape_new(type, inlines, &style, width);
    ck_assert_uint_ge(pdf_shape_lines(shape), 2);
    ck_assert_uint_eq(pdf_shape_line(shape, 1)->start, bytes);
    return line_width(shape, 0) - natural_width(words, bytes, marks);
}

START_TEST(shows_a_soft_hyphen_where_a_line_ends)
{
    static const char words[] = "Damper\u00adfahrt";
    ck_assert_double_gt(added(words, 0, 45, strlen("Damper\u00ad")), 2);
    ck_assert_double_eq_tol(natural_width(words, strlen(words), 0),
                            natural_width("Damperfahrt", 11, 0), 0.05);
}
END_TEST

START_TEST(shows_no_hyphen_that_nobody_wrote)
{
    ck_assert_double_eq_tol(added("De\u0301mpeerfahrten", 0, 40, strlen("De\u0301mpee")), 0, 0.05);
}
END_TEST

START_TEST(shows_no_hyphen_in_code)
{
    static const char words[] = "restore_it\u00ad_all_that_is_there";
    ck_assert_double_eq_tol(added(words, SPAN_CODE, 65, strlen("restore_it\u00ad")), 0, 0.05);
}
END_TEST

static Suite *shape_suite(void)
{
    Suite *suite = suite_create("pdf_shape");
    TCase *tests = tcase_create("hyphens");
    tcase_add_checked_fixture(tests, find_fonts, free_fonts);
    tcase_add_test(tests, shows_a_soft_hyphen_where_a_line_ends);
    tcase_add_test(tests, shows_no_hyphen_that_nobody_wrote);
    tcase_add_test(tests, shows_no_hyphen_in_code);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(shape_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
