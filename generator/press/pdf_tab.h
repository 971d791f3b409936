#ifndef REDBINDER_PRESS_PDF_TAB_H
#define REDBINDER_PRESS_PDF_TAB_H

#include "press/pdf_layout.h"

/* Draws TAB at the outer edge of page NUMBER, which CR has its origin at the top left of: a dark
 * field with the number of the part, at its own height for each, and the name along it. So the
 * parts of a closed binder are seen, and found by thumb. */
void pdf_tab_draw(const DocTab *tab, cairo_t *cr, const PdfLayout *layout, const PdfType *type,
                  int number);

#endif
