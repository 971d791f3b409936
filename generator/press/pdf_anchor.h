#ifndef REDBINDER_PRESS_PDF_ANCHOR_H
#define REDBINDER_PRESS_PDF_ANCHOR_H

#include "press/press.h"

/*
 * The places of a job that can be linked to. They are all known before the first page is set,
 * so that no link is made to a place that does not exist: cairo would not notice.
 */
typedef struct PdfAnchor {
    char *name;       /* of the destination: ASCII, unique in the job */
    const Node *node; /* document, section, step or card */
    const Doc *doc;
    int page;   /* on which it was set last; 0 before that */
    int digits; /* of the longest number of a page on which it was */
} PdfAnchor;

typedef struct PdfAnchors PdfAnchors;

/* The anchors of all of JOB's docs, in order; owned by the caller. Destinations are named as
 * the anchors; with several docs, as "path:anchor". */
PdfAnchors *pdf_anchors_new(const PdfJob *job) G_GNUC_WARN_UNUSED_RESULT;
void pdf_anchors_free(PdfAnchors *anchors);

/* The place that TARGET means when DOC speaks of it; NULL when it is not in the job. */
const PdfAnchor *pdf_anchors_find(const PdfAnchors *anchors, const Doc *doc, Target target);

/* The anchor of NODE, or NULL. */
PdfAnchor *pdf_anchors_at(const PdfAnchors *anchors, const Node *node);

/* The section that bears DOC's title: its first block, if that is a section of level 1. NULL:
 * the title is not in the text. */
const Node *pdf_title_section(const Doc *doc);

/* In document order, for tables of contents. */
size_t pdf_anchors_count(const PdfAnchors *anchors);
const PdfAnchor *pdf_anchors_nth(const PdfAnchors *anchors, size_t index);

/* Notes that ANCHOR stands on PAGE. */
void pdf_anchors_place(PdfAnchors *anchors, PdfAnchor *anchor, int page);

/* Has an anchor gone to another page since this was last asked? */
bool pdf_anchors_take_moved(PdfAnchors *anchors);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfAnchors, pdf_anchors_free)

#endif
