#include "press/pdf_flow.h"

#include <string.h>

/* Widths and manner of one table. */
typedef struct Grid {
    size_t n_columns;
    const Align *aligns;
    PdfStyle style, header_style;
    double pad_x, pad_y;
    double width; /* of all columns with their padding */
    double columns[MAX_TABLE_COLUMNS];
} Grid;

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

/* Gives columns that ask for no more than an equal share all they like, so that short cells are
 * not wrapped for the sake of long ones. SETTLED tells which; gives what room is left. */
static double settle_narrow(Grid *grid, double room, const double *cells, bool *settled)
{
    size_t open = grid->n_columns;
    bool again = true;
    while (again && open > 0) {
        again = false;
        double share = room / (double)open;
        for (size_t i = 0; i < grid->n_columns; i++) {
            if (settled[i] || cells[i] > share)
                continue;
            grid->columns[i] = cells[i];
            settled[i] = again = true;
            room -= cells[i];
            open--;
        }
    }
    return room;
}

/* Shares ROOM out between the columns not SETTLED: their longest words, and the rest by what
 * more they like. False when there is not even room for the words. */
static bool settle_wide(Grid *grid, double room, const double *words, const double *cells,
                        const bool *settled)
{
    double least = 0;
    double most = 0;
    for (size_t i = 0; i < grid->n_columns; i++) {
        least += settled[i] ? 0 : words[i];
        most += settled[i] ? 0 : cells[i];
    }
    if (least >= room || most <= least)
        return false;
    for (size_t i = 0; i < grid->n_columns; i++) {
        if (!settled[i])
            grid->columns[i] = words[i] + (room - least) * (cells[i] - words[i]) / (most - least);
    }
    return true;
}

/* Shares ROOM out between the columns: what they like if there is room; else short cells come
 * first; else at least the longest words; else in proportion to these. */
static void distribute(Grid *grid, double room, const double *words, const double *cells)
{
    size_t n = grid->n_columns;
    double most = sum(cells, n);
    bool settled[MAX_TABLE_COLUMNS] = {false};
    if (most <= room) {
        /* A table that nearly fills the page is made to fill it. */
        double share = most > room * 0.6 ? room / most : 1;
        for (size_t i = 0; i < n; i++)
            grid->columns[i] = cells[i] * share;
        return;
    }
    double left = settle_narrow(grid, room, cells, settled);
    if (settle_wide(grid, left, words, cells, settled))
        return;
    memset(settled, 0, sizeof settled);
    if (settle_wide(grid, room, words, cells, settled))
        return;
    for (size_t i = 0; i < n; i++)
        grid->columns[i] = words[i] * room / sum(words, n);
}

static void set_size(Grid *grid, double size)
{
    grid->style = (PdfStyle){.size = size, .leading = size * 1.36, .ink = INK_TEXT};
    grid->header_style = grid->style;
    grid->header_style.face = FACE_BOLD;
    grid->pad_x = size * 0.5;
    grid->pad_y = size * 0.32;
}

/* No single word may take the room of the other columns, nor a long cell all of it. */
static void bound(const Grid *grid, double room, double *words, double *cells)
{
    double size = grid->style.size;
    for (size_t i = 0; i < grid->n_columns; i++) {
        words[i] = CLAMP(words[i], size * 0.7, MAX(room * 0.34, room / (double)grid->n_columns));
        cells[i] = CLAMP(cells[i], words[i], room * 2.5);
    }
}

/* Takes the largest type in which no word must be broken, and shares out the width. */
static void plan_grid(const PdfFlow *flow, const Node *table, Grid *grid)
{
    static const double sizes[] = {8.5, 7.8, 7.2, 6.5, 5.8, 5};
    double words[MAX_TABLE_COLUMNS] = {0};
    double cells[MAX_TABLE_COLUMNS] = {0};
    double room = 0;
    set_size(grid, sizes[0]);
    measure(flow, table, grid, words, cells);
    for (size_t at = 0; at < G_N_ELEMENTS(sizes); at++) {
        double scale = sizes[at] / grid->style.size;
        set_size(grid, sizes[at]);
        for (size_t i = 0; i < grid->n_columns; i++) {
            words[i] *= scale;
            cells[i] *= scale;
        }
        room = flow->width - (double)grid->n_columns * 2 * grid->pad_x;
        bound(grid, room, words, cells);
        if (sum(words, grid->n_columns) <= room)
            break;
    }
    distribute(grid, room, words, cells);
    grid->width = sum(grid->columns, grid->n_columns) + (double)grid->n_columns * 2 * grid->pad_x;
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

/* No row stands alone on a page, neither the first nor the last. */
static PdfBond row_bond(const Node *row)
{
    const Node *table = row->parent;
    bool first = row == table->first || row == table->first->next;
    bool before_last = row->next != NULL && row->next == table->last;
    return row->next != NULL && (first || before_last) ? BOND_GROUP : BOND_NONE;
}

static void add_row(PdfFlow *flow, const Node *row, const Grid *grid, bool first)
{
    Cells cells;
    set_cells(flow, row, grid, &cells);
    pdf_flow_anchor(flow, row);
    double height = (double)cells.most_lines * grid->style.leading + 2 * grid->pad_y;
    double page = pdf_layout_text_height(flow->layout, false);
    bool header = row->as.row.header;
    if (height > page * 0.8) {
        add_tall_row(flow, grid, &cells);
    } else {
        PdfSlab *slab = whole_row(flow, grid, &cells, header);
        slab->bond = header ? BOND_FIRM : row_bond(row);
        if (header && first && height < page / 4)
            flow->header = pdf_slab_ref(slab);
        pdf_flow_add_take(flow, slab);
    }
    clear_cells(grid, &cells);
}

static void flow_caption(PdfFlow *flow, const char *caption)
{
    PdfText *text = pdf_flow_set_words(flow, caption, &flow->layout->styles[PDF_CAPTION], flow->width);
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
