#include "press/pdf_qr.h"

#include "press/pdf_flow.h"

#include <qrencode.h>

enum { QUIET = 2 }; /* modules; the paper around it is white as well */

static const double SIDE = 58;

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

/* Adds WORDS as a line at Y of SLAB, right of the code. */
static void add_words(PdfFlow *flow, PdfSlab *slab, const char *words, int style, double y)
{
    double indent = SIDE + 8;
    PdfText *text = pdf_flow_set_words(flow, words, &flow->layout->styles[style],
                                       flow->width - indent);
    pdf_text_shorten(text);
    pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG, .name = "P"});
    pdf_slab_add(slab, pdf_flow_line(text, 0, flow->x + indent, y));
    pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = "P"});
    pdf_text_unref(text);
}

void pdf_flow_qr(PdfFlow *flow, const Node *qr)
{
    pdf_flow_gap(flow, flow->layout->line / 2);
    PdfSlab *slab = pdf_flow_slab(flow, SIDE);
    pdf_slab_add(slab,
                 (PdfMark){.kind = MARK_QR, .x = flow->x, .width = SIDE, .name = qr->text});
    add_words(flow, slab, qr->text, PDF_SMALL, 10);
    if (qr->as.qr.note != NULL)
        add_words(flow, slab, qr->as.qr.note, PDF_SMALL, 10 + flow->layout->line);
    pdf_flow_add_take(flow, slab);
    pdf_flow_gap(flow, flow->layout->line / 2);
}
