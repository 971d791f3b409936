#ifndef REDBINDER_PRESS_PDF_PAPER_H
#define REDBINDER_PRESS_PDF_PAPER_H

#include "press/pdf_layout.h"
#include "press/pdf_slab.h"

/*
 * Stacks slabs on pages. A page is drawn as a whole when it is full, so that no more than a
 * page or two of slabs are ever kept. Without a cairo context it only counts pages and tells
 * the anchors where they are.
 */
typedef struct PdfPaper PdfPaper;

/* CR is NULL for counting; N_PAGES is what the feet say, and EDITION, which stands before it. All
 * borrowed. */
PdfPaper *pdf_paper_new(cairo_t *cr, const PdfLayout *layout, const PdfType *type,
                        PdfAnchors *anchors, const char *edition,
                        int n_pages) G_GNUC_WARN_UNUSED_RESULT;
void pdf_paper_free(PdfPaper *paper);

/* Adds SLAB, which it takes over. */
void pdf_paper_add_take(PdfPaper *paper, PdfSlab *slab);

/* What is added between these two stays on one page if it fits on one. They nest. */
void pdf_paper_begin_group(PdfPaper *paper);
void pdf_paper_end_group(PdfPaper *paper);

/* Goes to a new page unless this one is still empty. */
void pdf_paper_end_page(PdfPaper *paper);

/* The left of the feet of the page at hand and all after it; NULL and no number on a cover. */
void pdf_paper_set_footer(PdfPaper *paper, const char *footer, bool numbered);

/* The next page begins DOC, whose title is in the heads of those after it, and whose imprint in the
 * feet; its tab is at the edge of all of them. */
void pdf_paper_open_doc(PdfPaper *paper, const Doc *doc);

/* Ends the last sheet. */
void pdf_paper_end(PdfPaper *paper);

/* The pages drawn so far. */
int pdf_paper_pages(const PdfPaper *paper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfPaper, pdf_paper_free)

#endif
