#include "press/pdf_fold.h"

enum { COLUMNS = 2, ROWS = 4, PANELS = COLUMNS * ROWS };

/* ISO/IEC 7810 ID-1, a little smaller so that it slips into the pocket of a wallet. */
static const double WIDTH = 238;
static const double HEIGHT = 149;
static const double MARGIN = 11;

bool pdf_fold_is_folded(const PdfLayout *layout)
{
    return layout->folded;
}

static double left_of(const PdfLayout *layout)
{
    return (layout->width - COLUMNS * WIDTH) / 2;
}

static double top_of(const PdfLayout *layout)
{
    return (layout->height - ROWS * HEIGHT) / 2;
}

PdfFrame pdf_fold_frame(const PdfLayout *layout, int number)
{
    int panel = (number - 1) % PANELS;
    return (PdfFrame){.page_width = layout->width,
                      .page_height = layout->height,
                      .left = left_of(layout) + panel / ROWS * WIDTH + MARGIN,
                      .top = top_of(layout) + panel % ROWS * HEIGHT + MARGIN,
                      .width = WIDTH - 2 * MARGIN,
                      .height = HEIGHT - 2 * MARGIN};
}

bool pdf_fold_begins_sheet(int number)
{
    return (number - 1) % PANELS == 0;
}

bool pdf_fold_ends_sheet(int number)
{
    return number % PANELS == 0;
}

static void draw_line(cairo_t *cr, double x, double y, double width, double height)
{
    cairo_move_to(cr, x, y);
    cairo_rel_line_to(cr, width, height);
    cairo_stroke(cr);
}

void pdf_fold_draw(const PdfLayout *layout, cairo_t *cr, int n_panels)
{
    static const double dashes[] = {4, 3};
    int n_columns = n_panels > ROWS ? COLUMNS : 1;
    int n_rows = MIN(n_panels, ROWS);
    double left = left_of(layout);
    double top = top_of(layout);
    cairo_save(cr);
    pdf_ink_set(cr, INK_RULE);
    cairo_set_line_width(cr, 0.5);
    cairo_rectangle(cr, left, top, n_columns * WIDTH, n_rows * HEIGHT);
    cairo_stroke(cr);
    cairo_set_dash(cr, dashes, G_N_ELEMENTS(dashes), 0);
    if (n_columns > 1)
        draw_line(cr, left + WIDTH, top, 0, n_rows * HEIGHT);
    for (int row = 1; row < n_rows; row++)
        draw_line(cr, left, top + row * HEIGHT, n_columns * WIDTH, 0);
    cairo_restore(cr);
}
