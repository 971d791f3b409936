#include "press/pdf_flow.h"

/* Widths and manner of one table. */
typedef struct Grid {
    size_t n_columns;
    const Align *aligns;
    PdfStyle style, header_style;
    double pad_x, pad_y;
    double width; /* of all columns with their padding */
    double columns[MAX_TABLE_COLUMNS];
} Grid;

/* The more columns, the smaller the type. */
static double type_size(size_t n_columns)
{
    if (n_columns <= 7)
        return 8.5;
    if (n_columns <= 11)
        return 7.2;
    return n_columns <= 18 ? 6 : 4.6;
}

static const Node *next_cell(const Node *cell)
{
    return cell == NULL ? NULL : cell->next;
}

/* The width that each column's longest word and longest cell would like. */
static void measure(const PdfFlow *flow, const Node *table, const Grid *grid, double *words,
                    double *cells)
{
    for (const Node *row = table->first; row != NULL; row = row->next) {
        const PdfFace face = row->as.row.header ? FACE_BOLD : FACE_TEXT;
        const Node *cell = row->first;
        for (size_t i = 0; cell != NULL && i < grid->n_columns; i++, cell = next_cell(cell)) {
            double word = 0;
            double all = 0;
            g_autoptr(PdfInlines) inlines = pdf_inlines_new();
            pdf_inlines_add_children(inlines, cell, &flow->place);
            pdf_inlines_measure(inlines, flow->type, face, grid->style.size, &word, &all);
            words[i] = MAX(words[i], word);
            cells[i] = MAX(cells[i], all);
        }
    }
}

static double sum(const double *numbers, size_t n)
{
    double total = 0;
    for (size_t i = 0; i < n; i++)
        total += numbers[i];
    return total;
}

/* Shares ROOM out between the columns: what they like if there is room, else at least their
 * longest words, else in proportion to these. */
static void distribute(Grid *grid, double room, const double *words, const double *cells)
{
    size_t n = grid->n_columns;
    double least = sum(words, n);
    double most = sum(cells, n);
    for (size_t i = 0; i < n; i++) {
        if (most <= room) {
            /* A table that nearly fills the page is made to fill it. */
            double share = most > room * 0.6 ? (room - most) * cells[i] / most : 0;
            grid->columns[i] = cells[i] + share;
        } else if (least < room) {
            grid->columns[i] = words[i] + (room - least) * (cells[i] - words[i]) / (most - least);
        } else {
            grid->columns[i] = words[i] * room / least;
        }
    }
}

static void plan_grid(const PdfFlow *flow, const Node *table, Grid *grid)
{
    double words[MAX_TABLE_COLUMNS] = {0};
    double cells[MAX_TABLE_COLUMNS] = {0};
    size_t n = grid->n_columns;
    double size = type_size(n);
    grid->style = (PdfStyle){.size = size, .leading = size * 1.36, .ink = INK_TEXT};
    grid->header_style = grid->style;
    grid->header_style.face = FACE_BOLD;
    grid->pad_x = size * 0.5;
    grid->pad_y = size * 0.32;
    measure(flow, table, grid, words, cells);
    double room = flow->width - (double)n * 2 * grid->pad_x;
    /* No single word may take the room of the other columns, nor a long cell all of it. */
    for (size_t i = 0; i < n; i++) {
        words[i] = CLAMP(words[i], size * 0.7, MAX(room * 0.34, room / (double)n));
        cells[i] = CLAMP(cells[i], words[i], room * 2.5);
    }
    distribute(grid, room, words, cells);
    grid->width = sum(grid->columns, n) + (double)n * 2 * grid->pad_x;
}

/* ---- rows ---- */

typedef struct Cells {
    PdfText *texts[MAX_TABLE_COLUMNS]; /* NULL where a row is short */
    size_t most_lines;
} Cells;

static void set_cells(PdfFlow *flow, const Node *row, const Grid *grid, Cells *cells)
{
    const Node *cell = row->first;
    cells->most_lines = 1;
    for (size_t i = 0; i < grid->n_columns; i++, cell = next_cell(cell)) {
        PdfStyle style = row->as.row.header ? grid->header_style : grid->style;
        style.align = grid->aligns == NULL ? ALIGN_LEFT : grid->aligns[i];
        cells->texts[i] = cell == NULL ? NULL : pdf_flow_set(flow, cell, &style, grid->columns[i]);
        if (cell != NULL)
            cells->most_lines = MAX(cells->most_lines, pdf_text_lines(cells->texts[i]));
    }
}

static void clear_cells(const Grid *grid, Cells *cells)
{
    for (size_t i = 0; i < grid->n_columns; i++)
        pdf_text_unref(cells->texts[i]);
}

/* Adds the lines from FIRST up to END of all cells to SLAB, the first of them at Y. */
static void add_cells(PdfFlow *flow, PdfSlab *slab, const Grid *grid, const Cells *cells,
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

static void add_ground(PdfFlow *flow, PdfSlab *slab, const Grid *grid)
{
    pdf_slab_add(slab, (PdfMark){.kind = MARK_GROUND,
                                 .x = flow->x,
                                 .width = grid->width,
                                 .height = slab->height,
                                 .ink = INK_TINT});
}

static void add_rule(PdfFlow *flow, PdfSlab *slab, const Grid *grid, bool strong)
{
    double thickness = strong ? 0.8 : 0.45;
    pdf_slab_add(slab, (PdfMark){.kind = MARK_RULE,
                                 .x = flow->x,
                                 .y = slab->height - thickness / 2,
                                 .width = grid->width,
                                 .height = thickness,
                                 .ink = strong ? INK_RULE : INK_HAIR});
}

/* A row as one slab. */
static PdfSlab *whole_row(PdfFlow *flow, const Grid *grid, const Cells *cells, bool header)
{
    double height = (double)cells->most_lines * grid->style.leading + 2 * grid->pad_y;
    pdf_flow_tag(flow, "TR");
    PdfSlab *slab = pdf_flow_slab(flow, height);
    if (header)
        add_ground(flow, slab, grid);
    add_cells(flow, slab, grid, cells, 0, cells->most_lines, grid->pad_y, header ? "TH" : "TD");
    pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = "TR"});
    add_rule(flow, slab, grid, header);
    return slab;
}

/* A row taller than a page, as one slab for each line. */
static void add_tall_row(PdfFlow *flow, const Grid *grid, const Cells *cells)
{
    for (size_t line = 0; line < cells->most_lines; line++) {
        bool last = line + 1 == cells->most_lines;
        pdf_flow_tag(flow, "TR");
        pdf_flow_hold_gap(flow, line == 0 ? grid->pad_y : 0);
        PdfSlab *slab = pdf_flow_slab(flow, grid->style.leading + (last ? grid->pad_y : 0));
        add_cells(flow, slab, grid, cells, line, line + 1, 0, "TD");
        pdf_slab_add(slab, (PdfMark){.kind = MARK_TAG_END, .name = "TR"});
        if (last)
            add_rule(flow, slab, grid, false);
        pdf_flow_add_take(flow, slab);
    }
}

static void add_row(PdfFlow *flow, const Node *row, const Grid *grid, bool first)
{
    Cells cells;
    set_cells(flow, row, grid, &cells);
    double height = (double)cells.most_lines * grid->style.leading + 2 * grid->pad_y;
    bool header = row->as.row.header;
    if (height > PAPER_TEXT_HEIGHT * 0.8) {
        add_tall_row(flow, grid, &cells);
    } else {
        PdfSlab *slab = whole_row(flow, grid, &cells, header);
        slab->bond = header ? BOND_FIRM : BOND_NONE;
        /* A table never ends a page after one row only because of a header. */
        if (header && first && height < PAPER_TEXT_HEIGHT / 4)
            flow->header = pdf_slab_ref(slab);
        pdf_flow_add_take(flow, slab);
    }
    clear_cells(grid, &cells);
}

static void flow_caption(PdfFlow *flow, const char *caption)
{
    PdfText *text = pdf_flow_set_words(flow, caption, &pdf_styles[PDF_CAPTION], flow->width);
    pdf_flow_text_take(flow, text, "Caption", BOND_FIRM);
    pdf_flow_gap(flow, 2);
}

void pdf_flow_table(PdfFlow *flow, const Node *table)
{
    if (table->first == NULL || table->as.table.n_columns == 0)
        return;
    Grid grid = {.n_columns = MIN(table->as.table.n_columns, (size_t)MAX_TABLE_COLUMNS),
                 .aligns = table->as.table.aligns};
    plan_grid(flow, table, &grid);
    PdfSlab *outer_header = flow->header;
    flow->header = NULL;
    pdf_flow_gap(flow, 8);
    pdf_flow_tag(flow, "Table");
    if (table->text != NULL && *table->text != '\0')
        flow_caption(flow, table->text);
    for (const Node *row = table->first; row != NULL; row = row->next)
        add_row(flow, row, &grid, row == table->first);
    pdf_flow_end_tag(flow, "Table");
    pdf_flow_gap(flow, 9);
    pdf_slab_unref(flow->header);
    flow->header = outer_header;
}
