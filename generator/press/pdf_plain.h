#ifndef REDBINDER_PRESS_PDF_PLAIN_H
#define REDBINDER_PRESS_PDF_PLAIN_H

#include "press/pdf_inline.h"

/*
 * Plain text set in lines: words of Latin letters in fonts that have them all. It is what pango
 * would set (the same glyphs, kerning and rules for where a line may end), from widths that are
 * known, at a fraction of the time and memory.
 */
typedef struct PdfPlain PdfPlain;

/* How the text is set apart from its spans. */
typedef struct PdfPlainFont {
    double size; /* points */
    PdfFace face;
} PdfPlainFont;

/* INLINES, borrowed, in lines of WIDTH; NULL when they are not plain. */
PdfPlain *pdf_plain_new(const PdfType *type, const PdfInlines *inlines, PdfPlainFont font,
                        double width) G_GNUC_WARN_UNUSED_RESULT;
void pdf_plain_free(PdfPlain *plain);

typedef struct PdfPlainLine {
    unsigned start, end; /* bytes; what it ends with but does not count: white space */
    double width;        /* without that */
    bool continued;      /* goes on with what did not fit on the line before */
} PdfPlainLine;

/* At least one. */
size_t pdf_plain_lines(const PdfPlain *plain);
const PdfPlainLine *pdf_plain_line(const PdfPlain *plain, size_t line);

/* A part of a line that belongs to one span. */
typedef struct PdfPlainRun {
    unsigned start, end; /* bytes */
    double width;        /* that is seen: no white space at the end of a line */
    size_t n_glyphs;
    GArray *glyphs;   /* of cairo_glyph_t, from position 0; may have more elements */
    GArray *clusters; /* of cairo_text_cluster_t, one for each glyph */
    cairo_scaled_font_t *font;
} PdfPlainRun;

/* Fills RUN, whose arrays are the caller's, with what of span INDEX lies in LINE. */
void pdf_plain_run(const PdfPlain *plain, const PdfPlainLine *line, guint index, PdfPlainRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfPlain, pdf_plain_free)

#endif
