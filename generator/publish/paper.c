#include "publish/paper.h"

G_STATIC_ASSERT((int)PAPER_TEXT_SMALLEST == (int)PDF_TEXT_SMALLEST);
G_STATIC_ASSERT((int)PAPER_TEXT_LARGEST == (int)PDF_TEXT_LARGEST);

PdfDesign paper_design(const Library *library)
{
    const Paper *paper = &library->paper;
    PdfDesign design = pdf_design_usual;
    if (paper->sheet.text != NULL && paper->sheet.index == SHEET_LETTER)
        design.sheet = PDF_SHEET_LETTER;
    design.duplex = paper->duplex.known && paper->duplex.value;
    if (paper->text_size.known)
        design.text_size = paper->text_size.value;
    if (paper->accent.known)
        design.accent = (unsigned)paper->accent.value;
    return design;
}

static PdfFamily family(const Text *text, const char *usual)
{
    if (text->text == NULL)
        return (PdfFamily){.name = usual};
    return (PdfFamily){.name = text->text, .span = text->span};
}

PdfFonts *paper_fonts(const Library *library, Diags *diags)
{
    const Paper *paper = &library->paper;
    size_t n = paper->fallback_fonts.count;
    g_autofree PdfFamily *fallbacks = g_new0(PdfFamily, n + 1);
    for (size_t i = 0; i < n; i++)
        fallbacks[i] = family(paper->fallback_fonts.items[i], "");
    PdfFamilies families = {.text = family(&paper->text_font, "Open Sans"),
                            .code = family(&paper->code_font, "DejaVu Sans Mono"),
                            .fallbacks = fallbacks,
                            .n_fallbacks = n};
    return pdf_fonts_choose(&families, diags);
}
