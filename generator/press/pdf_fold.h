#ifndef REDBINDER_PRESS_PDF_FOLD_H
#define REDBINDER_PRESS_PDF_FOLD_H

#include "press/pdf_layout.h"

#include <cairo.h>

/*
 * A sheet that is cut and folded to the size of a bank card. Its panels are the pages of the job:
 * they go down the left column, then down the right one.
 */
bool pdf_fold_is_folded(const PdfLayout *layout);

/* The frame of panel NUMBER, counted from 1, on its sheet. */
PdfFrame pdf_fold_frame(const PdfLayout *layout, int number);

/* Is panel NUMBER the first, or the last, of its sheet? */
bool pdf_fold_begins_sheet(int number);
bool pdf_fold_ends_sheet(int number);

/* Draws where the sheet is to be cut and folded, N_PANELS of it being printed on. */
void pdf_fold_draw(const PdfLayout *layout, cairo_t *cr, int n_panels);

#endif
