#include "compose/matrix_figure.h"

#include <string.h>

enum {
    CELL_WIDTH = 88,
    CELL_HEIGHT = 44, /* at least */
    HEAD = 17,        /* of a cell, above the numbers */
    LEFT = 84,
    TOP = 34,
    MOST_HEIGHT = 590, /* of all rows: they fit on a page */
    LARGE = 13,        /* size of the numbers where there are few */
    SMALL = 9,
    LINE = 11, /* of small numbers */
};

/* The numbers of the risks in one cell. */
typedef struct Cell {
    GArray *risks; /* size_t, counted from 1 */
    GArray *ends;  /* size_t: where each line of them ends */
} Cell;

typedef struct Grid {
    const RiskMatrix *matrix;
    Cell *cells;       /* by rows of the source */
    size_t most_lines; /* of a cell */
} Grid;

static Paint level_paint(const char *level)
{
    if (g_ascii_strcasecmp(level, "critical") == 0)
        return PAINT_DANGER;
    if (g_ascii_strcasecmp(level, "high") == 0)
        return PAINT_WARNING;
    if (g_ascii_strcasecmp(level, "medium") == 0)
        return PAINT_INFO;
    return PAINT_GOOD;
}

static size_t n_cells(const RiskMatrix *matrix)
{
    return matrix->rows.count * matrix->impacts.count;
}

static Cell *cell_at(const Grid *grid, size_t row, size_t column)
{
    return &grid->cells[row * grid->matrix->impacts.count + column];
}

static bool is_same(const char *a, const char *b)
{
    return a != NULL && b != NULL && g_ascii_strcasecmp(a, b) == 0;
}

/* The cell of RISK; NULL when the matrix has none for it. */
static Cell *find_cell(const Grid *grid, const Risk *risk)
{
    const RiskMatrix *matrix = grid->matrix;
    size_t row = 0;
    size_t column = 0;
    while (row < matrix->rows.count &&
           !is_same(matrix->rows.items[row]->likelihood.text, risk->likelihood.text))
        row++;
    while (column < matrix->impacts.count &&
           !is_same(matrix->impacts.items[column]->text, risk->impact.text))
        column++;
    bool found = row < matrix->rows.count && column < matrix->impacts.count;
    return found ? cell_at(grid, row, column) : NULL;
}

static void enter_risks(const Grid *grid, const Plan *plan)
{
    for (size_t i = 0; i < plan->risks.count; i++) {
        Cell *cell = find_cell(grid, plan->risks.items[i]);
        size_t number = i + 1;
        if (cell != NULL)
            g_array_append_val(cell->risks, number);
    }
}

/* "1, 4, 7": the numbers FROM up to TO. Owned by the caller. */
static char *line_text(const Cell *cell, size_t from, size_t to)
{
    GString *out = g_string_new(NULL);
    for (size_t i = from; i < to; i++)
        g_string_append_printf(out, "%s%zu", i > from ? ", " : "",
                               g_array_index(cell->risks, size_t, i));
    return g_string_free(out, FALSE);
}

static bool fits(const char *line, double size)
{
    return figure_text_width(line, size, true) <= CELL_WIDTH - 6;
}

static bool is_large(const Cell *cell)
{
    g_autofree char *line = line_text(cell, 0, MIN(cell->risks->len, 8));
    return cell->risks->len < 8 && fits(line, LARGE);
}

/* Breaks the numbers into lines as long as the cell is wide. */
static void break_lines(Cell *cell)
{
    size_t from = 0;
    bool large = is_large(cell);
    for (size_t i = 1; !large && i < cell->risks->len; i++) {
        g_autofree char *line = line_text(cell, from, i + 1);
        if (fits(line, SMALL))
            continue;
        g_array_append_val(cell->ends, i);
        from = i;
    }
    size_t end = cell->risks->len;
    if (end > 0)
        g_array_append_val(cell->ends, end);
}

static double row_height(const Grid *grid, size_t row)
{
    double height = CELL_HEIGHT;
    for (size_t i = 0; i < grid->matrix->impacts.count; i++) {
        size_t lines = MIN(cell_at(grid, row, i)->ends->len, grid->most_lines);
        height = MAX(height, HEAD + (double)lines * LINE + 3);
    }
    return height;
}

static void draw_lines(Figure *figure, const Grid *grid, const Cell *cell, double x, double y)
{
    size_t from = 0;
    for (size_t i = 0; i < cell->ends->len && i < grid->most_lines; i++) {
        size_t to = g_array_index(cell->ends, size_t, i);
        bool cut = i + 1 == grid->most_lines && i + 1 < cell->ends->len;
        g_autofree char *text = cut ? g_strdup_printf("+ %zu more", cell->risks->len - from)
                                    : line_text(cell, from, to);
        figure_text(figure, x, y + (double)i * LINE, SMALL, ANCHOR_MIDDLE, PAINT_INK, true, text);
        from = to;
    }
}

static void draw_cell(Figure *figure, const Grid *grid, const Cell *cell, const char *level,
                      double x, double y, double height)
{
    figure_rectangle(figure, x, y, CELL_WIDTH, height, level_paint(level), PAINT_PAPER);
    figure_text(figure, x + 6, y + 12, 8, ANCHOR_START, PAINT_INK, false,
                figure_fit(figure, level, 8, false, CELL_WIDTH - 9));
    if (cell->risks->len == 0)
        return;
    if (!is_large(cell)) {
        draw_lines(figure, grid, cell, x + CELL_WIDTH / 2.0, y + HEAD + SMALL);
        return;
    }
    g_autofree char *numbers = line_text(cell, 0, cell->risks->len);
    figure_text(figure, x + CELL_WIDTH / 2.0, y + height / 2 + 9, LARGE, ANCHOR_MIDDLE, PAINT_INK,
                true, numbers);
}

/* Returns where the row ends. */
static double draw_row(Figure *figure, const Grid *grid, size_t index, double y)
{
    const MatrixRow *row = grid->matrix->rows.items[index];
    double height = row_height(grid, index);
    if (row->likelihood.text == NULL)
        return y + height;
    figure_text(figure, LEFT - 8, y + height / 2 + 4, 9, ANCHOR_END, PAINT_INK, false,
                figure_fit(figure, row->likelihood.text, 9, false, LEFT - 10));
    for (size_t i = 0; i < row->levels.count && i < grid->matrix->impacts.count; i++)
        draw_cell(figure, grid, cell_at(grid, index, i), row->levels.items[i]->text,
                  LEFT + (double)i * CELL_WIDTH, y, height);
    return y + height;
}

/* Says in sentences where each risk stands. */
static char *describe(const Plan *plan)
{
    GString *out = g_string_new("Risk matrix.");
    for (size_t i = 0; i < plan->risks.count; i++) {
        const Risk *risk = plan->risks.items[i];
        if (risk->likelihood.text != NULL && risk->impact.text != NULL)
            g_string_append_printf(out, " %zu %s: likelihood %s, impact %s.", i + 1,
                                   entity_name(&risk->entity), risk->likelihood.text,
                                   risk->impact.text);
    }
    return g_string_free(out, FALSE);
}

static void draw_heads(Figure *figure, const RiskMatrix *matrix)
{
    figure_text(figure, LEFT, 12, 9, ANCHOR_START, PAINT_MUTED, false, "impact \xE2\x86\x92");
    figure_text(figure, LEFT - 8, 12, 9, ANCHOR_END, PAINT_MUTED, false, "likelihood \xE2\x86\x91");
    for (size_t i = 0; i < matrix->impacts.count; i++)
        figure_text(figure, LEFT + ((double)i + 0.5) * CELL_WIDTH, TOP - 8, 9, ANCHOR_MIDDLE,
                    PAINT_INK, false,
                    figure_fit(figure, matrix->impacts.items[i]->text, 9, false, CELL_WIDTH - 4));
}

/* Rows from the most likely down, so that the worst corner is up and to the right. */
static Figure *draw(Arena *arena, const Grid *grid, const Plan *plan)
{
    const RiskMatrix *matrix = grid->matrix;
    double height = TOP;
    for (size_t i = 0; i < matrix->rows.count; i++)
        height += row_height(grid, i);
    g_autofree char *alt = describe(plan);
    Figure *figure = figure_new(arena, LEFT + (double)matrix->impacts.count * CELL_WIDTH + 2,
                                height + 2, "Risk matrix", alt);
    draw_heads(figure, matrix);
    double y = TOP;
    for (size_t i = matrix->rows.count; i-- > 0;)
        y = draw_row(figure, grid, i, y);
    return figure;
}

const Figure *matrix_figure(Arena *arena, const RiskMatrix *matrix, const Plan *plan)
{
    if (matrix->rows.count == 0 || matrix->impacts.count == 0)
        return NULL;
    double share = MOST_HEIGHT / (double)matrix->rows.count;
    Grid grid = {.matrix = matrix,
                 .cells = g_new(Cell, n_cells(matrix)),
                 .most_lines = (size_t)MAX((share - HEAD - 3) / LINE, 2)};
    for (size_t i = 0; i < n_cells(matrix); i++)
        grid.cells[i] = (Cell){.risks = g_array_new(FALSE, FALSE, sizeof(size_t)),
                               .ends = g_array_new(FALSE, FALSE, sizeof(size_t))};
    enter_risks(&grid, plan);
    for (size_t i = 0; i < n_cells(matrix); i++)
        break_lines(&grid.cells[i]);
    const Figure *figure = draw(arena, &grid, plan);
    for (size_t i = 0; i < n_cells(matrix); i++) {
        g_array_unref(grid.cells[i].risks);
        g_array_unref(grid.cells[i].ends);
    }
    g_free(grid.cells);
    return figure;
}
