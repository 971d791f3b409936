#include "press/pdf_slab.h"

#include "press/pdf_figure.h"
#include "press/pdf_qr.h"

#include <string.h>

PdfSlab *pdf_slab_new(double gap, double height)
{
    PdfSlab *slab = g_new0(PdfSlab, 1);
    slab->references = 1;
    slab->gap = gap;
    slab->height = height;
    slab->marks = g_array_new(FALSE, FALSE, sizeof(PdfMark));
    return slab;
}

PdfSlab *pdf_slab_ref(PdfSlab *slab)
{
    slab->references++;
    return slab;
}

void pdf_marks_clear(GArray *marks)
{
    for (guint i = 0; i < marks->len; i++)
        pdf_text_unref(g_array_index(marks, PdfMark, i).text);
    g_array_set_size(marks, 0);
}

void pdf_slab_unref(PdfSlab *slab)
{
    if (slab == NULL || --slab->references > 0)
        return;
    pdf_marks_clear(slab->marks);
    g_array_unref(slab->marks);
    pdf_rail_unref(slab->rail);
    pdf_slab_unref(slab->header);
    g_free(slab);
}

void pdf_slab_add(PdfSlab *slab, PdfMark mark)
{
    g_array_append_val(slab->marks, mark);
}

/* ---- cutting ---- */

enum { LEAST_LINES = 3 }; /* on either side of a cut */

static int count_lines(const PdfSlab *slab)
{
    return (int)((slab->height - 2 * slab->cut_pad) / slab->cut_step + 0.5);
}

double pdf_slab_least(const PdfSlab *slab)
{
    if (slab->cut_step <= 0 || count_lines(slab) < 2 * LEAST_LINES)
        return slab->height;
    return 2 * slab->cut_pad + LEAST_LINES * slab->cut_step;
}

/* Moves MARK, which stands within the row that is cut: to HEAD, to TAIL, or, for the tags of
 * cells, to both. LINES points of lines are in HEAD, below PAD. */
static void part_mark(PdfMark mark, double lines, double pad, PdfSlab *head, GArray *tail)
{
    bool tag = mark.kind == MARK_TAG || mark.kind == MARK_TAG_END;
    bool above = mark.y < pad + lines - 0.01;
    mark.y -= above || tag ? 0 : lines;
    if (tag || above)
        pdf_slab_add(head, mark);
    if (tag || !above)
        g_array_append_val(tail, mark);
}

static bool is_row(const PdfMark *mark, PdfMarkKind kind)
{
    return mark->kind == kind && strcmp(mark->name, "TR") == 0;
}

/* What stands before the row goes to HEAD. */
static void part_marks(PdfSlab *slab, double lines, PdfSlab *head)
{
    GArray *tail = g_array_new(FALSE, FALSE, sizeof(PdfMark));
    bool begun = false;
    for (guint i = 0; i < slab->marks->len; i++) {
        PdfMark mark = g_array_index(slab->marks, PdfMark, i);
        begun = begun || is_row(&mark, MARK_TAG);
        if (begun)
            part_mark(mark, lines, slab->cut_pad, head, tail);
        else
            pdf_slab_add(head, mark);
    }
    g_array_unref(slab->marks);
    slab->marks = tail;
}

PdfSlab *pdf_slab_cut(PdfSlab *slab, double room)
{
    if (slab->cut_step <= 0)
        return NULL;
    int n_lines = count_lines(slab);
    int fitting = (int)((room - 2 * slab->cut_pad) / slab->cut_step + 0.001);
    fitting = MIN(fitting, n_lines - LEAST_LINES);
    if (fitting < LEAST_LINES)
        return NULL;
    double lines = fitting * slab->cut_step;
    PdfSlab *head = pdf_slab_new(slab->gap, lines + 2 * slab->cut_pad);
    head->turned = slab->turned;
    head->rail = slab->rail == NULL ? NULL : pdf_rail_ref(slab->rail);
    part_marks(slab, lines, head);
    slab->height -= lines;
    slab->gap = 0;
    return head;
}

/* ---- rails ---- */

PdfRail *pdf_rail_new(PdfRail *parent, double x, double width)
{
    PdfRail *rail = g_new0(PdfRail, 1);
    rail->references = 1;
    rail->parent = parent == NULL ? NULL : pdf_rail_ref(parent);
    rail->x = x;
    rail->width = width;
    return rail;
}

PdfRail *pdf_rail_ref(PdfRail *rail)
{
    rail->references++;
    return rail;
}

void pdf_rail_unref(PdfRail *rail)
{
    if (rail == NULL || --rail->references > 0)
        return;
    pdf_rail_unref(rail->parent);
    g_free(rail);
}

void pdf_rail_draw(const PdfRail *rail, cairo_t *cr, double top, double bottom)
{
    if (rail->ground != INK_NONE) {
        pdf_ink_set(cr, rail->ground);
        cairo_rectangle(cr, rail->x, top, rail->width, bottom - top);
        cairo_fill(cr);
    }
    if (rail->bar != INK_NONE) {
        pdf_ink_set(cr, rail->bar);
        cairo_rectangle(cr, rail->x, top, rail->bar_width, bottom - top);
        cairo_fill(cr);
    }
    if (rail->frame != INK_NONE) {
        pdf_ink_set(cr, rail->frame);
        cairo_set_line_width(cr, 0.6);
        cairo_rectangle(cr, rail->x + 0.3, top + 0.3, rail->width - 0.6, bottom - top - 0.6);
        cairo_stroke(cr);
    }
}

/* ---- marks ---- */

static void draw_rule(const PdfMark *mark, cairo_t *cr, double y)
{
    pdf_ink_set(cr, mark->ink);
    cairo_set_line_width(cr, mark->height);
    cairo_move_to(cr, mark->x, y);
    cairo_line_to(cr, mark->x + mark->width, y);
    cairo_stroke(cr);
}

static void draw_leader(const PdfMark *mark, cairo_t *cr, double y)
{
    /* Square dots: cairo takes three times as long for round ones. */
    const double dots[] = {0.7, 2.9};
    if (mark->width <= 0)
        return;
    cairo_save(cr);
    pdf_ink_set(cr, INK_MUTED);
    cairo_set_line_width(cr, 0.7);
    cairo_set_dash(cr, dots, 2, 0);
    cairo_move_to(cr, mark->x, y);
    cairo_line_to(cr, mark->x + mark->width, y);
    cairo_stroke(cr);
    cairo_restore(cr);
}

static void draw_ground(const PdfMark *mark, cairo_t *cr, double y)
{
    pdf_ink_set(cr, mark->ink);
    cairo_rectangle(cr, mark->x, y, mark->width, mark->height);
    cairo_fill(cr);
}

static void draw_tick_box(const PdfMark *mark, cairo_t *cr, double y)
{
    double side = mark->width;
    pdf_ink_set(cr, INK_TEXT);
    cairo_set_line_width(cr, 0.8);
    cairo_rectangle(cr, mark->x + 0.4, y + 0.4, side - 0.8, side - 0.8);
    cairo_stroke(cr);
    if (!mark->done)
        return;
    cairo_set_line_width(cr, 1.2);
    cairo_move_to(cr, mark->x + side * 0.22, y + side * 0.52);
    cairo_line_to(cr, mark->x + side * 0.43, y + side * 0.74);
    cairo_line_to(cr, mark->x + side * 0.80, y + side * 0.25);
    cairo_stroke(cr);
}

/* An arrow down and to the right, about five points large. */
static void draw_continued(const PdfMark *mark, cairo_t *cr, double y)
{
    double x = mark->x;
    pdf_ink_set(cr, INK_MUTED);
    cairo_set_line_width(cr, 0.6);
    cairo_move_to(cr, x, y - 5);
    cairo_line_to(cr, x, y - 1.6);
    cairo_line_to(cr, x + 4.6, y - 1.6);
    cairo_move_to(cr, x + 3.0, y - 3.2);
    cairo_line_to(cr, x + 4.6, y - 1.6);
    cairo_line_to(cr, x + 3.0, y);
    cairo_stroke(cr);
}

static void draw_cut(const PdfMark *mark, cairo_t *cr, double y)
{
    pdf_ink_set(cr, INK_MUTED);
    cairo_move_to(cr, mark->x, y - 4.4);
    cairo_line_to(cr, mark->x + 2.6, y - 2.2);
    cairo_line_to(cr, mark->x, y);
    cairo_close_path(cr);
    cairo_fill(cr);
}

void pdf_mark_draw(const PdfMark *mark, cairo_t *cr, double top, bool tagged)
{
    double y = top + mark->y;
    switch (mark->kind) {
    case MARK_LINE:
        pdf_text_draw(mark->text, mark->line, cr, mark->x, y, tagged);
        break;
    case MARK_RULE:
        draw_rule(mark, cr, y);
        break;
    case MARK_LEADER:
        draw_leader(mark, cr, y);
        break;
    case MARK_GROUND:
        draw_ground(mark, cr, y);
        break;
    case MARK_TICK_BOX:
        draw_tick_box(mark, cr, y);
        break;
    case MARK_CONTINUED:
        draw_continued(mark, cr, y);
        break;
    case MARK_CUT:
        draw_cut(mark, cr, y);
        break;
    case MARK_FIGURE:
        pdf_figure_draw(mark->figure, mark->type, cr, mark->x, y, mark->width);
        break;
    case MARK_QR:
        pdf_qr_draw(mark->name, cr, mark->x, y, mark->width);
        break;
    case MARK_TAG:
    case MARK_TAG_END:
    case MARK_ANCHOR:
    case MARK_SECTION:
        break;
    }
}
