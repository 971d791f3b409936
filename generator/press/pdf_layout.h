#ifndef REDBINDER_PRESS_PDF_LAYOUT_H
#define REDBINDER_PRESS_PDF_LAYOUT_H

#include "press/pdf_text.h"

/*
 * All measures of a job's pages, in points, worked out once from its design. Whoever sets
 * something measures from here: another sheet or text size then changes all of it alike.
 *
 * The text stands on a grid of half lines, so that lines on both sides of a leaf are level.
 */
enum { PDF_BODY = 0, PDF_SMALL, PDF_CAPTION, PDF_LABEL, PDF_CODE, PDF_FOOT, PDF_N_STYLES };

/* Level 0 is the title of a document. */
enum { PDF_N_HEADINGS = 7 };

typedef struct PdfHeading {
    PdfStyle style;
    double above, below;
    const char *tag;
} PdfHeading;

typedef struct PdfLayout {
    double width, height;             /* of an upright page */
    double inner, outer, top, bottom; /* margins; the inner one is the left one of odd pages */
    bool folded;                      /* see press/pdf_fold.h */
    bool duplex;                      /* even pages have the inner margin at the right */
    double scale;                     /* of the text against its usual size */
    double line;                      /* from one line of text to the next */
    unsigned accent;                  /* 0xrrggbb */
    PdfStyle styles[PDF_N_STYLES];
    PdfHeading headings[PDF_N_HEADINGS];
} PdfLayout;

/* Where the text of a page goes. */
typedef struct PdfFrame {
    double page_width, page_height;
    double left, top, width, height;
} PdfFrame;

PdfLayout pdf_layout_of(const PdfDesign *design);

/* The frame of page NUMBER, counted from 1. TURNED: broad rather than tall; the binding is at the
 * top then or, on even pages printed on both sides, at the foot, so that both have its room. */
PdfFrame pdf_layout_frame(const PdfLayout *layout, int number, bool turned);

/* The width and height of the text on any page. */
double pdf_layout_text_width(const PdfLayout *layout, bool turned);
double pdf_layout_text_height(const PdfLayout *layout, bool turned);

#endif
