#ifndef REDBINDER_PRESS_PDF_GRID_H
#define REDBINDER_PRESS_PDF_GRID_H

#include "press/pdf_flow.h"

/* How one table is set: in which type, how wide each column is, on which kind of page. */
typedef struct PdfGrid {
    size_t n_columns;
    const Align *aligns; /* or NULL */
    PdfStyle style, header_style;
    double pad_x, pad_y;               /* on each side of a cell */
    bool turned;                       /* too wide for an upright page */
    double width;                      /* of all columns with their padding */
    double columns[MAX_TABLE_COLUMNS]; /* without it */
} PdfGrid;

/* Plans TABLE, which has a column at least, for the column of FLOW. MAY_TURN: it may get a page of
 * its own that is broader than tall.
 *
 * The largest type is taken in which no word and no short value ("3 months", a date) must be
 * broken, unless the columns are too narrow then for what is in them, and the room is shared out
 * so that the rows get as low as can be. */
PdfGrid pdf_grid_plan(const PdfFlow *flow, const Node *table, bool may_turn);

#endif
