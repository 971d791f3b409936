#include "press/pdf_tab.h"

enum { MOST_TABS = 8 }; /* below each other; then they begin at the top again */

static const double BREADTH = 26;

/* WORDS on one line of at most WIDTH, its middle at the origin. */
static void draw_words(const char *words, cairo_t *cr, const PdfType *type, const PdfStyle *style,
                       double width)
{
    PdfInlines *inlines = pdf_inlines_new();
    pdf_inlines_add(inlines, words, 0);
    g_autoptr(PdfText) text = pdf_text_new_take(type, inlines, style, width);
    pdf_text_shorten(text);
    pdf_text_draw(text, 0, cr, -pdf_text_line_width(text, 0) / 2, -style->leading / 2, false);
}

void pdf_tab_draw(const DocTab *tab, cairo_t *cr, const PdfLayout *layout, const PdfType *type,
                  int number)
{
    if (tab->text == NULL)
        return;
    const PdfFrame frame = pdf_layout_frame(layout, number, false);
    bool verso = layout->duplex && number % 2 == 0;
    double height = frame.height / CLAMP(tab->count, 4, MOST_TABS);
    double top = frame.top + height * ((tab->number - 1) % MOST_TABS);
    double left = verso ? 0 : frame.page_width - BREADTH;
    PdfStyle digits = {.size = 12, .leading = 15, .face = FACE_BOLD, .ink = INK_PAPER};
    PdfStyle name = {.size = 7, .leading = 9, .face = FACE_BOLD, .ink = INK_PAPER};
    g_autofree char *ordinal = g_strdup_printf("%d", tab->number);
    pdf_ink_set(cr, INK_MUTED);
    cairo_rectangle(cr, left, top + 1, BREADTH, height - 2);
    cairo_fill(cr);
    cairo_save(cr);
    /* Printers leave the very edge white, so all stands at the inner side. */
    cairo_translate(cr, verso ? BREADTH - 9 : left + 9, top + 13);
    draw_words(ordinal, cr, type, &digits, BREADTH);
    cairo_translate(cr, 0, 11 + (height - 24) / 2);
    cairo_rotate(cr, verso ? -G_PI / 2 : G_PI / 2);
    draw_words(tab->text, cr, type, &name, height - 34);
    cairo_restore(cr);
}
