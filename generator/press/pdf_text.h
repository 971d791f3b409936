#ifndef REDBINDER_PRESS_PDF_TEXT_H
#define REDBINDER_PRESS_PDF_TEXT_H

#include "press/pdf_inline.h"
#include "press/pdf_paint.h"

#include <cairo.h>

/*
 * A text set in lines of one width. Lines are drawn one by one, so that a page may end
 * between any two of them. All lines of a text are equally high.
 *
 * Shaping is what printing would mostly wait for. Plain Latin text, which is nearly all there is,
 * is set from the known widths of its letters (pdf_plain); pango sets the rest.
 */
typedef struct PdfStyle {
    double size, leading; /* points */
    PdfFace face;
    PdfInk ink;
    Align align;
} PdfStyle;

typedef struct PdfText PdfText;

/* Sets INLINES, which it takes over, in WIDTH. The result has one reference. */
PdfText *pdf_text_new_take(const PdfType *type, PdfInlines *inlines, const PdfStyle *style,
                           double width) G_GNUC_WARN_UNUSED_RESULT;
PdfText *pdf_text_ref(PdfText *text);
void pdf_text_unref(PdfText *text);

/* At most one line, shortened with "…" when it is longer. */
void pdf_text_shorten(PdfText *text);

/* Lets lines that run from right to left stand at the right edge, unless they have another place:
 * for text whose column ends with it, not for what stands beside something. */
void pdf_text_lean(PdfText *text);

/* At least 1: an empty text is one empty line. */
size_t pdf_text_lines(const PdfText *text);
const PdfStyle *pdf_text_style(const PdfText *text);
double pdf_text_line_width(const PdfText *text, size_t line);

/* Where the base line is, below the top of the line. */
double pdf_text_baseline(const PdfText *text);

/* Goes LINE on with what did not fit on the line before, and does it begin within a word? */
bool pdf_text_is_continued(const PdfText *text, size_t line, bool *within_word);

/* Adds the characters that no font has to MISSING (of gunichar, each once). */
void pdf_text_find_missing(const PdfText *text, GArray *missing);

/* Draws LINE with its column's left edge at X and its top at Y. TAGGED: links work, and are
 * parted from the text around them in the structure of the document. */
void pdf_text_draw(const PdfText *text, size_t line, cairo_t *cr, double x, double y, bool tagged);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfText, pdf_text_unref)

#endif
