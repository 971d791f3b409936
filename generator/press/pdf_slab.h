#ifndef REDBINDER_PRESS_PDF_SLAB_H
#define REDBINDER_PRESS_PDF_SLAB_H

#include "press/pdf_text.h"

/*
 * A page is a stack of slabs: strips of the full width that are never cut, such as one line
 * of text or one row of a table. A slab holds marks: what is drawn, and the tags around it.
 */
typedef enum PdfMarkKind {
    MARK_TAG,       /* name: begins an element of the structure */
    MARK_TAG_END,   /* name */
    MARK_ANCHOR,    /* anchor */
    MARK_SECTION,   /* section: what the heads of pages name from here on */
    MARK_LINE,      /* text, line: one line of a text; x is its column's left edge */
    MARK_RULE,      /* ink; from x, y over width, height thick */
    MARK_LEADER,    /* dots from x over width */
    MARK_GROUND,    /* ink; a filled rectangle */
    MARK_TICK_BOX,  /* a square of width; done: with a tick */
    MARK_CONTINUED, /* a small arrow: goes on from the line above */
    MARK_CUT,       /* a small mark: goes on below without a space */
    MARK_FIGURE,    /* figure, type; scaled to width */
    MARK_QR,        /* name: what it encodes, borrowed; a square of width */
} PdfMarkKind;

typedef struct PdfMark {
    PdfMarkKind kind;
    double x, y; /* from the left edge of the page's text, from the slab's top */
    double width, height;
    PdfInk ink;
    bool done;
    const char *name; /* of a tag: static; of a QR code: its text, borrowed */
    PdfAnchor *anchor;
    const Node *section;
    PdfText *text; /* one reference */
    size_t line;
    const Figure *figure;
    const PdfType *type;
} PdfMark;

/* What runs along all slabs of a block, such as the frame of a card; drawn once per page. */
typedef struct PdfRail PdfRail;
struct PdfRail {
    int references;
    PdfRail *parent; /* one reference */
    double x, width;
    PdfInk ground; /* or INK_NONE */
    PdfInk bar;    /* at the left, or INK_NONE */
    double bar_width;
    PdfInk frame; /* or INK_NONE */
};

/* How strongly a slab holds the one below it. */
typedef enum PdfBond {
    BOND_NONE,
    BOND_BLOCK, /* unless the block of which both are part is taller than a page */
    BOND_GROUP, /* also in such a block, as lines of one paragraph */
    BOND_FIRM,  /* always, as a heading */
} PdfBond;

typedef struct PdfSlab PdfSlab;
struct PdfSlab {
    int references;
    double gap; /* above it, unless it is the first of a page */
    double height;
    PdfBond bond;
    bool turned;     /* on a turned page */
    bool on_grid;    /* its top is a line of text */
    double cut_step; /* may be cut below each of its lines, which are so high; 0: must not be */
    double cut_pad;  /* above the first and below the last of them */
    PdfRail *rail;   /* innermost, one reference, or NULL */
    PdfSlab *header; /* repeated when a page begins with this slab; one reference, or NULL */
    GArray *marks;   /* of PdfMark */
};

PdfSlab *pdf_slab_new(double gap, double height) G_GNUC_WARN_UNUSED_RESULT;
PdfSlab *pdf_slab_ref(PdfSlab *slab);
void pdf_slab_unref(PdfSlab *slab);

/* Cuts the lines that fit into ROOM off the top of SLAB and gives them as a slab of their own;
 * NULL when so few would stay on either side that it is better not cut, or it must not be. Both
 * get the tags round the cut. */
PdfSlab *pdf_slab_cut(PdfSlab *slab, double room) G_GNUC_WARN_UNUSED_RESULT;

/* The least that SLAB takes of a page: what must stand above its first cut, or all of it. */
double pdf_slab_least(const PdfSlab *slab);

/* Appends MARK; its text reference is taken over. */
void pdf_slab_add(PdfSlab *slab, PdfMark mark);

/* A new rail within PARENT, which gets one reference more. */
PdfRail *pdf_rail_new(PdfRail *parent, double x, double width) G_GNUC_WARN_UNUSED_RESULT;
PdfRail *pdf_rail_ref(PdfRail *rail);
void pdf_rail_unref(PdfRail *rail);

/* Frees what MARKS (a GArray of PdfMark) refer to, and empties it. */
void pdf_marks_clear(GArray *marks);

/* Draws RAIL from TOP to BOTTOM. */
void pdf_rail_draw(const PdfRail *rail, cairo_t *cr, double top, double bottom);

/* Draws MARK of a slab whose top is at TOP. Tags and anchors are the paper's task. */
void pdf_mark_draw(const PdfMark *mark, cairo_t *cr, double top, bool tagged);

#endif
