#ifndef REDBINDER_PRESS_PDF_PAINT_H
#define REDBINDER_PRESS_PDF_PAINT_H

#include "doc/figure.h"
#include "doc/node.h"

#include <cairo.h>

/* The colours of paper. They differ in lightness, since paper is often printed grey. */
typedef enum PdfInk {
    INK_NONE,
    INK_PAPER,
    INK_TEXT,
    INK_MUTED,
    INK_LINK,
    INK_RULE, /* lines that part things */
    INK_HAIR, /* lines within a table */
    INK_TINT, /* ground of code and notes */
    INK_GOOD,
    INK_INFO,
    INK_WARNING,
    INK_DANGER,
    INK_ACCENT, /* the library's own */
} PdfInk;

/* What INK_ACCENT is for CR: 0xrrggbb, borrowed as long as CR is used. */
void pdf_ink_set_accent(cairo_t *cr, const unsigned *accent);

void pdf_ink_set(cairo_t *cr, PdfInk ink);

/* The dark colour of TONE, for rules and outlines. */
PdfInk pdf_ink_of_tone(Tone tone);

/* The colours of figures: grounds are light enough to write on, lines and text are dark. */
void pdf_paint_set_ground(cairo_t *cr, Paint paint);
void pdf_paint_set_line(cairo_t *cr, Paint paint);

#endif
