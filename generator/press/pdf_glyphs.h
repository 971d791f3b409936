#ifndef REDBINDER_PRESS_PDF_GLYPHS_H
#define REDBINDER_PRESS_PDF_GLYPHS_H

#include <cairo.h>
#include <pango/pango.h>
#include <stdbool.h>

/*
 * What plain text needs of a font: the glyph, the width and the kerning of Latin letters, digits,
 * punctuation and signs, each asked of HarfBuzz once. Text that is more than such glyphs side by
 * side (other scripts, marks over letters, a letter that its neighbour changes) is not plain, and
 * pango sets it. Belongs to one thread.
 */
typedef struct PdfGlyphs PdfGlyphs;

typedef struct PdfGlyph {
    unsigned index;
    int units;      /* its width in those of the font */
    double advance; /* that at size 1 */
} PdfGlyph;

/* The glyphs of the font that FAMILY, BOLD and ITALIC name first; for text in the language of
 * CONTEXT. There are none when a font would be distorted to stand in for a missing one. */
PdfGlyphs *pdf_glyphs_new(PangoContext *context, const char *family, bool bold,
                          bool italic) G_GNUC_WARN_UNUSED_RESULT;
void pdf_glyphs_free(PdfGlyphs *glyphs);

/* NULL when CHARACTER is not plain or the font does not have it. */
const PdfGlyph *pdf_glyphs_find(PdfGlyphs *glyphs, gunichar character);

/* Sets KERN to how much wider, at size 1, LEFT and RIGHT are side by side than each alone. False
 * when one changes the form of the other. Both have glyphs. */
bool pdf_glyphs_kern(PdfGlyphs *glyphs, gunichar left, gunichar right, double *kern);

/* The font at SIZE, in pango's units, for cairo; belongs to GLYPHS. */
cairo_scaled_font_t *pdf_glyphs_font(PdfGlyphs *glyphs, int size);

#endif
