#include "compose/exercised_figure.h"

#include "comply/exercise_state.h"
#include "compose/figure_mark.h"
#include "model/coverage.h"

enum {
    LEFT = 150,
    TOP = 38,
    CELL = 54,
    ROW = 26,
    MOST_ROWS = 24,
    N_TYPES = EXERCISE_REVIEW + 1,
};

/* As large as a cell holds it: with all types the figure is made smaller to fit a page. */
static const double DAY_SIZE = 8.6;

/* The newest runs of one service. */
typedef struct Row {
    const Run *of_type[N_TYPES];
} Row;

typedef struct Grid {
    const Standing *standing;
    size_t first, n_rows; /* services */
    Row *rows;
    int types[N_TYPES]; /* the columns */
    size_t n_types;
} Grid;

/* Types that stand in the plan or were run, in their own order. */
static void find_types(Grid *grid)
{
    const Standing *standing = grid->standing;
    bool used[N_TYPES] = {false};
    for (size_t i = 0; i < standing->n_exercises; i++) {
        const Word *type = &standing->exercises[i].exercise->type;
        if (type->text != NULL && type->index >= 0)
            used[type->index] = true;
    }
    for (size_t i = 0; i < standing->n_runs; i++) {
        int type = exercise_type_of_run(standing, standing->runs[i]);
        if (type >= 0)
            used[type] = true;
    }
    for (int i = 0; i < N_TYPES; i++)
        if (used[i])
            grid->types[grid->n_types++] = i;
}

static void enter_runs(const Grid *grid)
{
    const Standing *standing = grid->standing;
    for (size_t i = 0; i < standing->n_runs; i++) {
        const Run *run = standing->runs[i];
        int type = exercise_type_of_run(standing, run);
        if (type < 0)
            continue;
        Subjects subjects = coverage_of(standing->coverage, run);
        for (size_t j = 0; j < subjects.count; j++)
            if (subjects.items[j] >= grid->first && subjects.items[j] < grid->first + grid->n_rows)
                grid->rows[subjects.items[j] - grid->first].of_type[type] = run;
    }
}

static const Entity *service_at(const Grid *grid, size_t row)
{
    return &grid->standing->plan->services.items[grid->first + row]->entity;
}

static void draw_cell(Figure *figure, const Run *run, double x, double y)
{
    char day[DATE_TEXT_SIZE];
    if (run == NULL) {
        figure_text(figure, x + CELL / 2.0, y + ROW / 2.0 + 3, 8, ANCHOR_MIDDLE, PAINT_MUTED, false,
                    "\xE2\x80\x93");
        return;
    }
    figure_mark(figure, run->outcome == RUN_PASSED ? MARK_DONE : MARK_FAILED, x + CELL / 2.0, y + 9,
                4);
    figure_text(figure, x + CELL / 2.0, y + 22, DAY_SIZE, ANCHOR_MIDDLE, PAINT_INK, false,
                date_format(run_date(run), day));
}

static void draw_row(Figure *figure, const Grid *grid, size_t row)
{
    double y = TOP + (double)row * ROW;
    const char *name = entity_name(service_at(grid, row));
    figure_text(figure, LEFT - 6, y + ROW / 2.0 + 3, 9, ANCHOR_END, PAINT_INK, false,
                figure_fit(figure, name, 9, false, LEFT - 8));
    for (size_t i = 0; i < grid->n_types; i++) {
        double x = LEFT + (double)i * CELL;
        figure_rectangle(figure, x, y, CELL, ROW, PAINT_NONE, PAINT_MUTED);
        draw_cell(figure, grid->rows[row].of_type[grid->types[i]], x, y);
    }
}

static void describe_row(const Grid *grid, size_t row, GString *out)
{
    char day[DATE_TEXT_SIZE];
    size_t told = 0;
    g_string_append_printf(out, " %s:", entity_name(service_at(grid, row)));
    for (size_t i = 0; i < grid->n_types; i++) {
        const Run *run = grid->rows[row].of_type[grid->types[i]];
        if (run != NULL)
            g_string_append_printf(out, "%s %s on %s %s", told++ > 0 ? "," : "",
                                   exercise_type_word(grid->types[i]),
                                   date_format(run_date(run), day),
                                   run->outcome == RUN_PASSED ? "passed" : "did not pass");
    }
    g_string_append(out, told == 0 ? " in no way." : ".");
}

static Figure *draw(Arena *arena, const Grid *grid)
{
    static const LegendEntry entries[] = {{MARK_DONE, "passed"}, {MARK_FAILED, "did not pass"}};
    g_autoptr(GString) alt = g_string_new("In which way each service was exercised last.");
    for (size_t i = 0; i < grid->n_rows; i++)
        describe_row(grid, i, alt);
    double width = MAX(LEFT + (double)grid->n_types * CELL + 2, 360);
    double height = TOP + (double)grid->n_rows * ROW + 2;
    Figure *figure = figure_new(arena, width, height, "Services by types of exercises", alt->str);
    double x = figure_legend(figure, entries, G_N_ELEMENTS(entries), 0, 8);
    figure_text(figure, x, 11, 8, ANCHOR_START, PAINT_INK, false, "\xE2\x80\x93 never");
    for (size_t i = 0; i < grid->n_types; i++)
        figure_text(figure, LEFT + ((double)i + 0.5) * CELL, TOP - 6, 7, ANCHOR_MIDDLE, PAINT_INK,
                    true,
                    figure_fit(figure, exercise_type_word(grid->types[i]), 7, true, CELL - 1));
    for (size_t i = 0; i < grid->n_rows; i++)
        draw_row(figure, grid, i);
    return figure;
}

const Figure *exercised_figure(Arena *arena, const Standing *standing, size_t *next)
{
    size_t n_services = standing->plan->services.count;
    if (*next >= n_services)
        return NULL;
    g_autofree Row *rows = g_new0(Row, MOST_ROWS);
    Grid grid = {.standing = standing,
                 .first = *next,
                 .n_rows = MIN(n_services - *next, MOST_ROWS),
                 .rows = rows};
    *next += grid.n_rows;
    find_types(&grid);
    if (grid.n_types == 0)
        return NULL;
    enter_runs(&grid);
    return draw(arena, &grid);
}
