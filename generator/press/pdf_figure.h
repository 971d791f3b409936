#ifndef REDBINDER_PRESS_PDF_FIGURE_H
#define REDBINDER_PRESS_PDF_FIGURE_H

#include "press/pdf_font.h"

#include <cairo.h>

/* Draws FIGURE with its upper left corner at X, Y, scaled to WIDTH. */
void pdf_figure_draw(const Figure *figure, const PdfType *type, cairo_t *cr, double x, double y,
                     double width);

#endif
