#include "publish/paper.h"

G_STATIC_ASSERT((int)PAPER_TEXT_SMALLEST == (int)PDF_TEXT_SMALLEST);
G_STATIC_ASSERT((int)PAPER_TEXT_LARGEST == (int)PDF_TEXT_LARGEST);

/* What is smaller than a sheet has smaller text, as far as it can be read. */
static void shrink(PdfDesign *design, EditionSheet sheet)
{
    static const PdfSheet halves[] = {PDF_SHEET_A5, PDF_SHEET_HALF_LETTER};
    static const PdfSheet cards[] = {PDF_SHEET_CARD_A4, PDF_SHEET_CARD_LETTER};
    if (sheet == EDITION_FULL)
        return;
    design->sheet = sheet == EDITION_HALF ? halves[design->sheet] : cards[design->sheet];
    design->text_size =
        sheet == EDITION_HALF ? MAX(design->text_size - 1, PDF_TEXT_SMALLEST) : PDF_TEXT_SMALLEST;
}

PdfDesign paper_design(const Library *library, EditionSheet sheet)
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
    shrink(&design, sheet);
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
