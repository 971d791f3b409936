#ifndef REDBINDER_PRESS_PDF_QR_H
#define REDBINDER_PRESS_PDF_QR_H

#include <cairo.h>

/* Draws the QR code of TEXT as one path of rectangles, WIDTH points broad, its top left at X, Y,
 * with the quiet zone that readers want. Nothing is drawn when TEXT is longer than a code can hold.
 */
void pdf_qr_draw(const char *text, cairo_t *cr, double x, double y, double width);

#endif
