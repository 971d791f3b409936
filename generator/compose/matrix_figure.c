#include "compose/matrix_figure.h"

#include <string.h>

enum { CELL_WIDTH = 88, CELL_HEIGHT = 44, LEFT = 84, TOP = 34, MOST_NUMBERS = 12 };

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

static bool stands_in(const Risk *risk, const char *likelihood, const char *impact)
{
    return risk->likelihood.text != NULL && risk->impact.text != NULL &&
           g_ascii_strcasecmp(risk->likelihood.text, likelihood) == 0 &&
           g_ascii_strcasecmp(risk->impact.text, impact) == 0;
}

/* "1, 4, 7": the risks of a cell; "" when it has none. Owned by the caller. */
static char *numbers_in(const Plan *plan, const char *likelihood, const char *impact)
{
    GString *out = g_string_new(NULL);
    size_t count = 0;
    for (size_t i = 0; i < plan->risks.count; i++) {
        if (!stands_in(plan->risks.items[i], likelihood, impact))
            continue;
        count++;
        if (count <= MOST_NUMBERS)
            g_string_append_printf(out, "%s%zu", count > 1 ? ", " : "", i + 1);
    }
    if (count > MOST_NUMBERS)
        g_string_append_printf(out, " +%zu", count - MOST_NUMBERS);
    return g_string_free(out, FALSE);
}

static void draw_cell(Figure *figure, double x, double y, const char *level, const char *numbers)
{
    figure_rectangle(figure, x, y, CELL_WIDTH, CELL_HEIGHT, level_paint(level), PAINT_PAPER);
    figure_text(figure, x + 6, y + 12, 8, ANCHOR_START, PAINT_INK, false, level);
    figure_text(figure, x + CELL_WIDTH / 2.0, y + 31, 13, ANCHOR_MIDDLE, PAINT_INK, true, numbers);
}

/* Rows from the most likely down, so that the worst corner is up and to the right. */
static void draw_row(Figure *figure, const RiskMatrix *matrix, const Plan *plan, size_t from_top)
{
    const MatrixRow *row = matrix->rows.items[matrix->rows.count - 1 - from_top];
    double y = TOP + (double)from_top * CELL_HEIGHT;
    if (row->likelihood.text == NULL)
        return;
    figure_text(figure, LEFT - 8, y + 26, 9, ANCHOR_END, PAINT_INK, false, row->likelihood.text);
    for (size_t i = 0; i < row->levels.count && i < matrix->impacts.count; i++) {
        g_autofree char *numbers =
            numbers_in(plan, row->likelihood.text, matrix->impacts.items[i]->text);
        draw_cell(figure, LEFT + (double)i * CELL_WIDTH, y, row->levels.items[i]->text, numbers);
    }
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

const Figure *matrix_figure(Arena *arena, const RiskMatrix *matrix, const Plan *plan)
{
    if (matrix->rows.count == 0 || matrix->impacts.count == 0)
        return NULL;
    double width = LEFT + (double)matrix->impacts.count * CELL_WIDTH + 2;
    double height = TOP + (double)matrix->rows.count * CELL_HEIGHT + 2;
    g_autofree char *alt = describe(plan);
    Figure *figure = figure_new(arena, width, height, "Risk matrix", alt);
    figure_text(figure, LEFT, 12, 9, ANCHOR_START, PAINT_MUTED, false, "impact \xE2\x86\x92");
    figure_text(figure, LEFT - 8, 12, 9, ANCHOR_END, PAINT_MUTED, false, "likelihood \xE2\x86\x91");
    for (size_t i = 0; i < matrix->impacts.count; i++)
        figure_text(figure, LEFT + ((double)i + 0.5) * CELL_WIDTH, TOP - 8, 9, ANCHOR_MIDDLE,
                    PAINT_INK, false, matrix->impacts.items[i]->text);
    for (size_t i = 0; i < matrix->rows.count; i++)
        draw_row(figure, matrix, plan, i);
    return figure;
}
