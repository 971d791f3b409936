#ifndef REDBINDER_PRESS_PDF_PAGE_H
#define REDBINDER_PRESS_PDF_PAGE_H

#include "press/pdf_layout.h"
#include "press/pdf_slab.h"

/* Draws pages that have been filled: slabs with the tags round them, head and foot. */
typedef struct PdfPlaced {
    PdfSlab *slab; /* one reference */
    double y;      /* its top, from that of the page's text */
    bool repeated; /* a table's header again: drawn without tags */
} PdfPlaced;

/* What stands round the text of a page. Texts are borrowed; NULL leaves one out. */
typedef struct PdfMargins {
    bool numbered;       /* false on a cover: then the margins are empty */
    bool opening;        /* a document begins here, and the head would say its title again */
    const char *footer;  /* plan, version and classification */
    const char *title;   /* of the document */
    const char *imprint; /* of the document */
    const DocTab *tab;   /* of the document, or NULL */
} PdfMargins;

typedef struct PdfPage PdfPage;

/* CR is NULL for telling the anchors where they are without drawing; N_PAGES is what the feet
 * say, and EDITION, which stands before it. All borrowed. */
PdfPage *pdf_page_new(cairo_t *cr, const PdfLayout *layout, const PdfType *type,
                      PdfAnchors *anchors, const char *edition,
                      int n_pages) G_GNUC_WARN_UNUSED_RESULT;
void pdf_page_free(PdfPage *page);

/* Draws page NUMBER with the PLACED slabs (of PdfPlaced) on it, TURNED or upright. */
void pdf_page_draw(PdfPage *page, const GArray *placed, const PdfMargins *margins, int number,
                   bool turned);

/* Ends the sheet whose panels have not all been drawn, if there is one. */
void pdf_page_end_sheet(PdfPage *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfPage, pdf_page_free)

#endif
