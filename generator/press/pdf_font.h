#ifndef REDBINDER_PRESS_PDF_FONT_H
#define REDBINDER_PRESS_PDF_FONT_H

#include "press/pdf_glyphs.h"
#include "press/press.h"

/*
 * The fonts of printed pages. Fontconfig sees only the few files chosen once for the whole
 * run, so that the same text falls on the same lines whatever else the machine has installed.
 */
typedef enum PdfFace { FACE_TEXT, FACE_BOLD, FACE_CODE, N_FACES } PdfFace;

/* What one thread needs to set type. Invariant: the context rounds no positions and hints no
 * metrics, so that paper has the designed widths. */
typedef struct PdfType {
    const char *text_family; /* with its substitutes, for pango */
    const char *code_family;
    PangoContext *context;
    double advance[N_FACES][128]; /* widths of the ASCII characters at size 1 */
    PdfGlyphs **glyphs;           /* of each cut of both families; NULL until it is asked for */
} PdfType;

/* The calling thread's type of FONTS, made on first use; NULL when there is no font at all.
 * Belongs to the thread until press_pdf_thread_end or the next call with other fonts. */
const PdfType *pdf_type_get(const PdfFonts *fonts, const char *language);

/* The glyphs of a cut of the family for text or of that for code. */
PdfGlyphs *pdf_type_glyphs(const PdfType *type, bool code, bool bold, bool italic);

/* About how wide CHARACTER is at size 1. Quick: no layout is made. */
double pdf_type_advance(const PdfType *type, PdfFace face, gunichar character);

#endif
