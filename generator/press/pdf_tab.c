#include "press/pdf_tab.h"

enum { MOST_TABS = 8 }; /* below each other; then they begin at the top again */

static const double BREADTH = 28;

/* Where the middle of what is on a tab lies, from its inner side, unless there are many lines:
 * printers leave the very edge of the paper white. */
static const double MIDDLE = 9.5;

/* The ways to set a name, the largest first: in at most so many lines. The last is taken whatever
 * the name, which is then shortened. */
static const struct {
    double size, leading;
    size_t lines;
} ways[] = {{7, 9, 1}, {6, 7, 2}, {5.2, 5.8, 3}};

static PdfText *set(const char *words, const PdfType *type, const PdfStyle *style, double width)
{
    PdfInlines *inlines = pdf_inlines_new();
    pdf_inlines_add(inlines, words, 0);
    return pdf_text_new_take(type, inlines, style, width);
}

/* NAME in the largest type in which all of it finds room. */
static PdfText *set_name(const char *name, const PdfType *type, double width)
{
    PdfStyle style = {.face = FACE_BOLD, .ink = INK_PAPER};
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        style.size = ways[i].size;
        style.leading = ways[i].leading;
        PdfText *text = set(name, type, &style, width);
        if (pdf_text_lines(text) <= ways[i].lines)
            return text;
        pdf_text_unref(text);
    }
    style.size = ways[0].size;
    style.leading = ways[0].leading;
    PdfText *text = set(name, type, &style, width);
    pdf_text_shorten(text);
    return text;
}

/* Draws TEXT with its middle at the origin. */
static void draw_centred(const PdfText *text, cairo_t *cr)
{
    size_t n = pdf_text_lines(text);
    double leading = pdf_text_style(text)->leading;
    for (size_t i = 0; i < n; i++)
        pdf_text_draw(text, i, cr, -pdf_text_line_width(text, i) / 2,
                      ((double)i - (double)n / 2) * leading, false);
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
    g_autofree char *ordinal = g_strdup_printf("%d", tab->number);
    g_autoptr(PdfText) numeral = set(ordinal, type, &digits, BREADTH);
    g_autoptr(PdfText) name = set_name(tab->text, type, height - 34);
    pdf_ink_set(cr, INK_MUTED);
    cairo_rectangle(cr, left, top + 1, BREADTH, height - 2);
    cairo_fill(cr);
    cairo_save(cr);
    cairo_translate(cr, verso ? BREADTH - MIDDLE : left + MIDDLE, top + 13);
    draw_centred(numeral, cr);
    cairo_translate(cr, 0, 11 + (height - 24) / 2);
    double breadth = (double)pdf_text_lines(name) * pdf_text_style(name)->leading;
    double outwards = MAX(breadth / 2 + 2 - MIDDLE, 0);
    cairo_translate(cr, verso ? -outwards : outwards, 0);
    cairo_rotate(cr, verso ? -G_PI / 2 : G_PI / 2);
    draw_centred(name, cr);
    cairo_restore(cr);
}
