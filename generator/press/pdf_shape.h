#ifndef REDBINDER_PRESS_PDF_SHAPE_H
#define REDBINDER_PRESS_PDF_SHAPE_H

#include "press/pdf_text.h"

/* INLINES, borrowed, set by pango in lines of WIDTH: any script, and any character that some font
 * has. Owned by the caller. */
PangoLayout *pdf_shape_new(const PdfType *type, const PdfInlines *inlines, const PdfStyle *style,
                           double width) G_GNUC_WARN_UNUSED_RESULT;

/* Adds the characters that no font has to MISSING (of gunichar, each once). */
void pdf_shape_find_missing(PangoLayout *layout, GArray *missing);

#endif
