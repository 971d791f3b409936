#ifndef REDBINDER_PRESS_PDF_FLOW_H
#define REDBINDER_PRESS_PDF_FLOW_H

#include "press/pdf_paper.h"

/*
 * Blocks to slabs. pdf_flow.c has the switch over the kinds of blocks; kinds that need more
 * than a few lines have a file of their own. All of them write through a PdfFlow, which knows
 * the column at hand and what waits to go with the next slab.
 *
 * To print a new kind of block: a function here, in a file of its own if it is long, and a
 * line in the switch.
 */
typedef struct PdfFlow {
    const PdfJob *job;
    const PdfLayout *layout;
    const char *as_of;
    const PdfType *type;
    PdfAnchors *anchors;
    PdfPaper *paper;
    cairo_surface_t *surface; /* for the outline; NULL while counting pages */
    PdfPlace place;           /* of the inlines; place.doc is the doc at hand */
    bool anchored;            /* false for a doc that is printed a second time */
    double x, width;          /* of the column */
    double gap;               /* wanted above the next slab */
    bool gap_held;            /* no wish changes it before the next slab */
    GArray *pending;          /* of PdfMark: go to the front of the next slab */
    PdfRail *rail;            /* innermost, borrowed by the slabs by reference */
    PdfSlab *header;          /* of the table at hand */
    int list_depth;
    int outline[5];     /* parents of the outline by level */
    GArray *missing;    /* of gunichar: in no font */
    GPtrArray *figures; /* of const char *: what each shows; so far */
} PdfFlow;

/* The column at hand, to go back to. */
typedef struct PdfColumn {
    double x, width;
} PdfColumn;

/* ---- slabs ---- */

/* Wants at least GAP above the next slab. */
void pdf_flow_gap(PdfFlow *flow, double gap);

/* The same in lines of text: what keeps to halves of them stays on the grid. */
void pdf_flow_gap_lines(PdfFlow *flow, double lines);

/* Fixes the gap above the next slab, whatever block it will belong to. */
void pdf_flow_hold_gap(PdfFlow *flow, double gap);

/* A new slab with all that was pending; for pdf_flow_add_take. */
PdfSlab *pdf_flow_slab(PdfFlow *flow, double height) G_GNUC_WARN_UNUSED_RESULT;
void pdf_flow_add_take(PdfFlow *flow, PdfSlab *slab);

/* An empty slab, for padding, bound to the next. */
void pdf_flow_space(PdfFlow *flow, double height, PdfBond bond);

/* Lets MARK go with the next slab; its text reference is taken over. */
void pdf_flow_pend(PdfFlow *flow, PdfMark mark);
void pdf_flow_tag(PdfFlow *flow, const char *tag);
void pdf_flow_end_tag(PdfFlow *flow, const char *tag);
void pdf_flow_anchor(PdfFlow *flow, const Node *node);

/* Moves the left edge by INDENT and gives the column as it was. Stops before the column gets
 * too narrow to read. */
PdfColumn pdf_flow_indent(PdfFlow *flow, double indent);
void pdf_flow_restore(PdfFlow *flow, PdfColumn column);

/* A rail round all slabs until pdf_flow_end_rail. Set its inks. */
PdfRail *pdf_flow_begin_rail(PdfFlow *flow, double x, double width);
void pdf_flow_end_rail(PdfFlow *flow);

/* ---- text ---- */

/* The inlines below NODE, or WORDS, set in WIDTH; notes what no font has. */
PdfText *pdf_flow_set(PdfFlow *flow, const Node *node, const PdfStyle *style,
                      double width) G_GNUC_WARN_UNUSED_RESULT;
PdfText *pdf_flow_set_words(PdfFlow *flow, const char *words, const PdfStyle *style,
                            double width) G_GNUC_WARN_UNUSED_RESULT;
PdfText *pdf_flow_set_take(PdfFlow *flow, PdfInlines *inlines, const PdfStyle *style,
                           double width) G_GNUC_WARN_UNUSED_RESULT;

/* Adds TEXT, whose reference it takes over, as slabs, one a line, in an element TAG. LAST
 * binds the last line to what follows. */
void pdf_flow_text_take(PdfFlow *flow, PdfText *text, const char *tag, PdfBond last);

/* A mark that draws LINE of TEXT (one reference more) with its top at Y. */
PdfMark pdf_flow_line(PdfText *text, size_t line, double x, double y);

/* ---- blocks ---- */

/* Prints the doc INDEX of the job from a new page. */
void pdf_flow_doc(PdfFlow *flow, size_t index);

void pdf_flow_children(PdfFlow *flow, const Node *parent);
void pdf_flow_list(PdfFlow *flow, const Node *list);

/* Is NODE what is said of the bold words above it in an item of a list? */
bool pdf_flow_is_entry(const Node *node);
void pdf_flow_facts(PdfFlow *flow, const Node *facts);
void pdf_flow_table(PdfFlow *flow, const Node *table);
void pdf_flow_code(PdfFlow *flow, const Node *code);
void pdf_flow_figure(PdfFlow *flow, const Node *figure);
void pdf_flow_callout(PdfFlow *flow, const Node *callout);
void pdf_flow_step(PdfFlow *flow, const Node *step);
void pdf_flow_card(PdfFlow *flow, const Node *card);
void pdf_flow_qr(PdfFlow *flow, const Node *qr);

/* ---- front matter (pdf_contents.c) ---- */

/* Title, subtitle, author and date on the middle of a page of their own. */
void pdf_flow_cover(PdfFlow *flow, const char *title, const char *subtitle);

/* Is DOC only the front matter of others? Then no contents and no outline name it. */
bool pdf_is_front(const Doc *doc);

/* The table of contents of the whole job, on pages of its own. */
void pdf_flow_job_contents(PdfFlow *flow);

/* That of the doc at hand, down to LEVEL. */
void pdf_flow_contents(PdfFlow *flow, int level);

#endif
