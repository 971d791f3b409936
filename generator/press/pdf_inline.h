#ifndef REDBINDER_PRESS_PDF_INLINE_H
#define REDBINDER_PRESS_PDF_INLINE_H

#include "press/pdf_anchor.h"
#include "press/pdf_font.h"

/*
 * Inline nodes made flat: one text and the stretches of it that look alike. All that the tree
 * nests (a strong word in a link) becomes a set of marks on a stretch.
 */
typedef enum PdfSpanMark {
    SPAN_STRONG = 1 << 0,
    SPAN_EMPHASIS = 1 << 1,
    SPAN_CODE = 1 << 2,
    SPAN_BADGE = 1 << 3,
    SPAN_GAP = 1 << 4,   /* one U+FFFC, WIDTH characters wide, ruled */
    SPAN_ASIDE = 1 << 5, /* smaller: page numbers, addresses, labels of gaps */
    SPAN_QUIET = 1 << 6, /* a link that looks like the text around it */
} PdfSpanMark;

typedef struct PdfSpan {
    unsigned start, end; /* bytes of the text */
    unsigned marks;      /* of PdfSpanMark */
    const char *link;    /* attributes of a link tag, or NULL; belongs to the inlines */
    Tone tone;
    int width;
} PdfSpan;

/* Invariant: the spans follow each other without gaps and cover the whole text. */
typedef struct PdfInlines {
    GString *text; /* valid UTF-8 without control characters but '\n' and '\t' */
    GArray *spans; /* of PdfSpan */
    GPtrArray *links;
} PdfInlines;

/* What inlines need to know of the job. */
typedef struct PdfPlace {
    const PdfAnchors *anchors;
    const Doc *doc;
    bool print_pages; /* write "(page 7)" behind references */
    bool fixed_pages; /* with as many digits as any of their numbers has had */
} PdfPlace;

PdfInlines *pdf_inlines_new(void) G_GNUC_WARN_UNUSED_RESULT;
void pdf_inlines_free(PdfInlines *inlines);

/* Appends the inlines below PARENT, as they look at PLACE. */
void pdf_inlines_add_children(PdfInlines *inlines, const Node *parent, const PdfPlace *place);

/* Appends TEXT with MARKS; what cannot be printed becomes U+FFFD. */
void pdf_inlines_add(PdfInlines *inlines, const char *text, unsigned marks);

/* Appends TEXT, which leads to ANCHOR without looking like a link. */
void pdf_inlines_add_anchor(PdfInlines *inlines, const char *text, const PdfAnchor *anchor);

/* Appends LENGTH bytes of CODE; tabs stay. */
void pdf_inlines_add_code(PdfInlines *inlines, const char *code, size_t length);

/* The bytes of the longest word of code that is kept whole in a column of WIDTH: an option is not
 * parted after its hyphens, where a reader could not tell what was there. */
double pdf_inlines_whole_word(double size, double width);

/* The widths that the text at SIZE needs: of its longest word, and of it all on one line.
 * An estimate on the safe side, without making a layout. */
void pdf_inlines_measure(const PdfInlines *inlines, const PdfType *type, PdfFace face, double size,
                         double *word, double *all);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfInlines, pdf_inlines_free)

#endif
