#ifndef REDBINDER_PRESS_PDF_SHAPE_H
#define REDBINDER_PRESS_PDF_SHAPE_H

#include "press/pdf_text.h"

/* Text set in lines by pango: any script, and any character that some font has. A long text is set
 * in pieces; where they meet cannot be seen. */
typedef struct PdfShape PdfShape;

/* INLINES, borrowed, in lines of WIDTH. */
PdfShape *pdf_shape_new(const PdfType *type, const PdfInlines *inlines, const PdfStyle *style,
                        double width) G_GNUC_WARN_UNUSED_RESULT;
void pdf_shape_free(PdfShape *shape);

/* Makes one line of it, shortened with "…". */
void pdf_shape_shorten(PdfShape *shape);

typedef struct PdfShapeLine {
    PangoLayoutLine *line; /* borrowed; its positions count from PIECE */
    unsigned piece, start; /* bytes of the text */
    bool continued;        /* goes on with what did not fit on the line before */
    bool leftward;         /* of a paragraph that runs from right to left */
} PdfShapeLine;

/* At least one. */
size_t pdf_shape_lines(const PdfShape *shape);
const PdfShapeLine *pdf_shape_line(const PdfShape *shape, size_t line);

/* Adds the characters that no font has to MISSING (of gunichar, each once). */
void pdf_shape_find_missing(const PdfShape *shape, GArray *missing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfShape, pdf_shape_free)

#endif
