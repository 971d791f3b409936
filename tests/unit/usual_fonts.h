#ifndef REDBINDER_UNIT_USUAL_FONTS_H
#define REDBINDER_UNIT_USUAL_FONTS_H

#include "press/pdf_font.h"

#include <check.h>

/* The usual fonts, found before a test and freed after it. */
static PdfFonts *fonts;
static const PdfType *type;

static inline void find_fonts(void)
{
    g_autoptr(Diags) diags = diags_new();
    fonts = pdf_fonts_new("Open Sans", "DejaVu Sans Mono", diags);
    type = pdf_type_get(fonts, "en");
    ck_assert_ptr_nonnull(type);
}

static inline void free_fonts(void)
{
    press_pdf_thread_end();
    pdf_fonts_free(fonts);
}

#endif
