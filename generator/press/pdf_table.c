#include "press/pdf_grid.h"

static const Node *next_cell(const Node *cell)
{
    return cell == NULL ? NULL : cell->next;
}

/* ---- rows ---- */

typedef struct Cells {
    PdfText *texts[MAX_TABLE_COLUMNS]; /* NULL where a row is short */
    size_t most_lines;
} Cells;

static void set_cells(PdfFlow *flow, const Node *row, const PdfGrid *grid, Cells *cells)
{
    const Node *cell = row->first;
    cells->most_lines = 1;
    for (size_t i = 0; i < grid->n_columns; i++, cell = next_cell(cell)) {
        PdfStyle style = row->as.row.header ? grid->header_style : grid->style;
        style.align = grid->aligns == NULL ? ALIGN_LEFT : grid->aligns[i];
        cells->texts[i] = cell == NULL ? NULL : pdf_flow_set(flow, cell, &style, grid->columns[i]);
        if (cell == NULL)
            continue;
        pdf_text_lean(cells->texts[i]);
        cells->most_lines = MAX(cells->most_lines, pdf_text_lines(cells->texts[i]));
    }
}

static void clear_cells(const PdfGrid *grid, Cells *cells)
{
    for (size_t i = 0; i < grid->n_columns; i++)
        pdf_text_unref(cells->texts[i]);
}

/* Adds the lines from FIRST up to END of all cells to SLAB, the first of them at Y. */
static void add_cells(PdfFlow *flow, PdfSlab *slab, const PdfGrid *grid, const Cells *cells,
                      size_t first, size_t end, double y, const char *tag)
{
    double x = flow->x + grid->pad_x;
    for (size_t i = 0; i < grid->n_columns; i++) {
        PdfText *text = cells->texts[i];
        pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG, .name = tag});
        for (size_t line = first; text != NULL && line < MIN(end, pdf_text_lines(text)); line++) {
            double down = (double)(line - first) * grid->style.leading;
            pdf_slab_add(slab, pdf_flow_line(text, line, x, y + down));
        }
        pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = tag});
        x += grid->columns[i] + 2 * grid->pad_x;
    }
}

static void add_ground(PdfFlow *flow, PdfSlab *slab, const PdfGrid *grid)
{
    pdf_slab_add(slab, (PdfMark){.kind = MARK_GROUND,
                                 .x = flow->x,
                                 .width = grid->width,
                                 .height = slab->height,
                                 .ink = INK_TINT});
}

static void add_rule(PdfFlow *flow, PdfSlab *slab, const PdfGrid *grid, bool strong)
{
    double thickness = strong ? 0.8 : 0.45;
    pdf_slab_add(slab, (PdfMark){.kind = MARK_RULE,
                                 .x = flow->x,
                                 .y = slab->height - thickness / 2,
                                 .width = grid->width,
                                 .height = thickness,
                                 .ink = strong ? INK_RULE : INK_HAIR});
}

/* The lines of a row from FIRST up to END as one slab. */
static PdfSlab *row_slab(PdfFlow *flow, const PdfGrid *grid, const Cells *cells, size_t first,
                         size_t end, bool header)
{
    double height = (double)(end - first) * grid->style.leading + 2 * grid->pad_y;
    pdf_flow_tag(flow, "TR");
    PdfSlab *slab = pdf_flow_slab(flow, height);
    slab->turned = grid->turned;
    if (header)
        add_ground(flow, slab, grid);
    add_cells(flow, slab, grid, cells, first, end, grid->pad_y, header ? "TH" : "TD");
    pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = "TR"});
    return slab;
}

/* No row stands alone on a page, neither the first nor the last. */
static PdfBond row_bond(const Node *row)
{
    const Node *table = row->parent;
    bool first = row == table->first || row == table->first->next;
    bool before_last = row->next != NULL && row->next == table->last;
    return row->next != NULL && (first || before_last) ? BOND_GROUP : BOND_NONE;
}

/* A row that is cut rather than moved to the next page as a whole. Very tall ones are several
 * slabs, so that what is left of them is not copied for each page. */
static void add_tall_row(PdfFlow *flow, const PdfGrid *grid, const Cells *cells, bool header)
{
    enum { MOST_LINES = 200 };
    for (size_t first = 0; first < cells->most_lines; first += MOST_LINES) {
        size_t end = MIN(first + MOST_LINES, cells->most_lines);
        PdfSlab *slab = row_slab(flow, grid, cells, first, end, header);
        slab->cut_step = grid->style.leading;
        slab->cut_pad = grid->pad_y;
        if (end == cells->most_lines)
            add_rule(flow, slab, grid, header);
        pdf_flow_add_take(flow, slab);
    }
}

static void add_row(PdfFlow *flow, const Node *row, const PdfGrid *grid, bool first)
{
    enum { TALL = 10 }; /* lines */
    Cells cells;
    set_cells(flow, row, grid, &cells);
    pdf_flow_anchor(flow, row);
    bool header = row->as.row.header;
    if (cells.most_lines >= TALL) {
        add_tall_row(flow, grid, &cells, header);
    } else {
        PdfSlab *slab = row_slab(flow, grid, &cells, 0, cells.most_lines, header);
        add_rule(flow, slab, grid, header);
        slab->bond = header ? BOND_FIRM : row_bond(row);
        if (header && first)
            flow->header = pdf_slab_ref(slab);
        pdf_flow_add_take(flow, slab);
    }
    clear_cells(grid, &cells);
}

static void flow_caption(PdfFlow *flow, const char *caption)
{
    PdfText *text =
        pdf_flow_set_words(flow, caption, &flow->layout->styles[PDF_CAPTION], flow->width);
    pdf_flow_text_take(flow, text, "Caption", BOND_FIRM);
    pdf_flow_gap(flow, 2);
}

void pdf_flow_table(PdfFlow *flow, const Node *table)
{
    if (table->first == NULL || table->as.table.n_columns == 0)
        return;
    PdfGrid grid = pdf_grid_plan(flow, table, flow->rail == NULL && flow->list_depth == 0);
    PdfSlab *outer_header = flow->header;
    flow->header = NULL;
    pdf_flow_gap_lines(flow, 0.5);
    pdf_flow_tag(flow, "Table");
    if (table->text != NULL && *table->text != '\0')
        flow_caption(flow, table->text);
    for (const Node *row = table->first; row != NULL; row = row->next)
        add_row(flow, row, &grid, row == table->first);
    pdf_flow_end_tag(flow, "Table");
    pdf_flow_gap_lines(flow, 0.5);
    pdf_slab_unref(flow->header);
    flow->header = outer_header;
}
