#include "press/pdf_qr.h"

#include "press/pdf_flow.h"

#include <qrencode.h>

enum { QUIET = 2 }; /* modules; the paper around it is white as well */

enum { ADDRESS_LINES = 3 };

static const double SIDE = 58;
static const double TOP = 6;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(QRcode, QRcode_free)

static bool is_dark(const QRcode *code, int column, int row)
{
    return column < code->width && (code->data[row * code->width + column] & 1) != 0;
}

/* The dark modules of ROW, those side by side as one rectangle. */
static void add_row(const QRcode *code, cairo_t *cr, int row)
{
    for (int column = 0; column < code->width; column++) {
        int start = column;
        while (is_dark(code, column, row))
            column++;
        if (column > start)
            cairo_rectangle(cr, start, row, column - start, 1);
    }
}

void pdf_qr_draw(const char *text, cairo_t *cr, double x, double y, double width)
{
    g_autoptr(QRcode) code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL)
        return;
    double module = width / (code->width + 2 * QUIET);
    cairo_save(cr);
    cairo_translate(cr, x + QUIET * module, y + QUIET * module);
    cairo_scale(cr, module, module);
    cairo_new_path(cr);
    for (int row = 0; row < code->width; row++)
        add_row(code, cr, row);
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_fill(cr);
    cairo_restore(cr);
}

/* Adds WORDS, in MOST lines at most, at Y of SLAB, right of the code. Gives the Y below them. */
static double add_words(PdfFlow *flow, PdfSlab *slab, const char *words, size_t most, double y)
{
    const PdfStyle *style = &flow->layout->styles[PDF_SMALL];
    double indent = SIDE + 8;
    PdfText *text = pdf_flow_set_words(flow, words, style, flow->width - indent);
    if (pdf_text_lines(text) > most)
        pdf_text_shorten(text);
    pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG, .name = "P"});
    for (size_t line = 0; line < pdf_text_lines(text); line++, y += style->leading)
        pdf_slab_add(slab, pdf_flow_line(text, line, flow->x + indent, y));
    pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = "P"});
    pdf_text_unref(text);
    return y;
}

void pdf_flow_qr(PdfFlow *flow, const Node *qr)
{
    pdf_flow_gap(flow, flow->layout->line / 2);
    PdfSlab *slab = pdf_flow_slab(flow, SIDE);
    pdf_slab_add(slab, (PdfMark){.kind = MARK_QR, .x = flow->x, .width = SIDE, .name = qr->text});
    /* An address that is cut short cannot be typed. */
    double below = add_words(flow, slab, qr->text, ADDRESS_LINES, TOP);
    if (qr->as.qr.note != NULL)
        below = add_words(flow, slab, qr->as.qr.note, 1, below);
    slab->height = MAX(SIDE, below); /* large type stands below the code */
    pdf_flow_add_take(flow, slab);
    pdf_flow_gap(flow, flow->layout->line / 2);
}
