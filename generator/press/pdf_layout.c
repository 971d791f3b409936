#include "press/pdf_layout.h"

#include "press/pdf_fold.h"

static const double USUAL_SIZE = 9.5;

const PdfDesign pdf_design_usual = {.sheet = PDF_SHEET_A4, .text_size = 9.5, .accent = 0x8f1414};

/* Sheets with margins in keeping: the inner one has room for the holes of a ring binder. */
static const struct {
    double width, height;
    double inner, outer, top, bottom;
} sheets[] = {
    [PDF_SHEET_A4] = {595.276, 841.890, 70.866, 51.024, 56.693, 62.362},
    [PDF_SHEET_LETTER] = {612, 792, 72, 54, 54, 61},
    [PDF_SHEET_A5] = {419.528, 595.276, 45.354, 31.181, 39.685, 48.189},
    [PDF_SHEET_HALF_LETTER] = {396, 612, 45, 31.5, 39.6, 48},
    [PDF_SHEET_CARD_A4] = {595.276, 841.890, 0, 0, 0, 0},
    [PDF_SHEET_CARD_LETTER] = {612, 792, 0, 0, 0, 0},
};

/* The usual styles; the leading of PDF_BODY is the line that all else is measured in. */
static const PdfStyle usual_styles[PDF_N_STYLES] = {
    [PDF_BODY] = {.size = 9.5, .leading = 13.6, .ink = INK_TEXT},
    [PDF_SMALL] = {.size = 8.5, .leading = 11.8, .ink = INK_TEXT},
    [PDF_CAPTION] = {.size = 8.2, .leading = 13.6, .face = FACE_BOLD, .ink = INK_MUTED},
    [PDF_LABEL] = {.size = 8.2, .leading = 13.6, .ink = INK_MUTED},
    [PDF_CODE] = {.size = 7.8, .leading = 10.8, .face = FACE_CODE, .ink = INK_TEXT},
    [PDF_FOOT] = {.size = 7.5, .leading = 10, .ink = INK_MUTED},
};

/* Sizes as they are usual; leading and room above and below in lines. */
static const struct {
    double size, leading, above, below;
    PdfInk ink;
    const char *tag;
} usual_headings[PDF_N_HEADINGS] = {
    {22, 2, 0, 1, INK_TEXT, "H1"},         {17, 2, 1.5, 0.5, INK_TEXT, "H1"},
    {13.5, 1.5, 1.5, 0.5, INK_TEXT, "H2"}, {11.2, 1, 1, 0.5, INK_TEXT, "H3"},
    {9.8, 1, 1, 0.5, INK_TEXT, "H4"},      {9.5, 1, 0.5, 0.5, INK_MUTED, "H5"},
    {9.5, 1, 0.5, 0.5, INK_MUTED, "H6"},
};

static void scale_styles(PdfLayout *layout)
{
    double scale = layout->scale;
    for (size_t i = 0; i < PDF_N_STYLES; i++) {
        layout->styles[i] = usual_styles[i];
        if (i == PDF_FOOT)
            continue;
        layout->styles[i].size *= scale;
        layout->styles[i].leading *= scale;
    }
    layout->line = layout->styles[PDF_BODY].leading;
    for (size_t i = 0; i < PDF_N_HEADINGS; i++)
        layout->headings[i] = (PdfHeading){
            .style = {.size = usual_headings[i].size * scale,
                      .leading = usual_headings[i].leading * layout->line,
                      .face = FACE_BOLD,
                      .ink = usual_headings[i].ink},
            .above = usual_headings[i].above * layout->line,
            .below = usual_headings[i].below * layout->line,
            .tag = usual_headings[i].tag,
        };
}

PdfLayout pdf_layout_of(const PdfDesign *design)
{
    PdfLayout layout = {
        .width = sheets[design->sheet].width,
        .height = sheets[design->sheet].height,
        .inner = sheets[design->sheet].inner,
        .outer = sheets[design->sheet].outer,
        .top = sheets[design->sheet].top,
        .bottom = sheets[design->sheet].bottom,
        .folded = design->sheet == PDF_SHEET_CARD_A4 || design->sheet == PDF_SHEET_CARD_LETTER,
        .duplex = design->duplex,
        .scale = CLAMP(design->text_size, PDF_TEXT_SMALLEST, PDF_TEXT_LARGEST) / USUAL_SIZE,
        .accent = design->accent,
    };
    scale_styles(&layout);
    return layout;
}

double pdf_layout_text_width(const PdfLayout *layout, bool turned)
{
    if (layout->folded)
        return pdf_fold_frame(layout, 1).width;
    return turned ? layout->height - layout->outer * 2
                  : layout->width - layout->inner - layout->outer;
}

double pdf_layout_text_height(const PdfLayout *layout, bool turned)
{
    if (layout->folded)
        return pdf_fold_frame(layout, 1).height;
    return turned ? layout->width - layout->inner * 2
                  : layout->height - layout->top - layout->bottom;
}

PdfFrame pdf_layout_frame(const PdfLayout *layout, int number, bool turned)
{
    if (layout->folded)
        return pdf_fold_frame(layout, number);
    bool verso = layout->duplex && number % 2 == 0;
    PdfFrame frame = {.page_width = turned ? layout->height : layout->width,
                      .page_height = turned ? layout->width : layout->height,
                      .left = verso || turned ? layout->outer : layout->inner,
                      .top = turned ? layout->inner : layout->top,
                      .width = pdf_layout_text_width(layout, turned),
                      .height = pdf_layout_text_height(layout, turned)};
    return frame;
}
