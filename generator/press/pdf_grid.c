#include "press/pdf_grid.h"

#include <math.h>

/* Rows that are looked at one by one to share out the room; of longer tables every nth. */
enum { MOST_SAMPLES = 200 };

/* What the cells of a table ask for, at size 1. */
typedef struct Wishes {
    size_t n_columns, n_samples;
    double *samples;                 /* rows of cells: the width of each on one line */
    double words[MAX_TABLE_COLUMNS]; /* the longest word */
    double whole[MAX_TABLE_COLUMNS]; /* the longest word or short value */
    double lines[MAX_TABLE_COLUMNS]; /* the longest cell on one line */
} Wishes;

/* ---- what the cells ask for ---- */

static void wish(Wishes *wishes, size_t column, double word, double line, bool header)
{
    enum { SHORT = 8 }; /* so many times as wide as the type is large */
    wishes->words[column] = MAX(wishes->words[column], word);
    wishes->lines[column] = MAX(wishes->lines[column], line);
    double whole = !header && line <= SHORT ? line : word;
    wishes->whole[column] = MAX(wishes->whole[column], whole);
}

static void measure_row(const PdfFlow *flow, const Node *row, Wishes *wishes, double *sample)
{
    bool header = row->as.row.header;
    const Node *cell = row->first;
    for (size_t i = 0; cell != NULL && i < wishes->n_columns; i++, cell = cell->next) {
        double word = 0;
        double line = 0;
        g_autoptr(PdfInlines) inlines = pdf_inlines_new();
        pdf_inlines_add_children(inlines, cell, &flow->place);
        /* Measured large, since the measure has something added that does not grow. */
        enum { SIZE = 10 };
        pdf_inlines_measure(inlines, flow->type, header ? FACE_BOLD : FACE_TEXT, SIZE, &word,
                            &line);
        wish(wishes, i, word / SIZE, line / SIZE, header);
        if (sample != NULL)
            sample[i] = line / SIZE;
    }
}

static size_t count_rows(const Node *table)
{
    size_t n = 0;
    for (const Node *row = table->first; row != NULL; row = row->next)
        n++;
    return n;
}

static void measure(const PdfFlow *flow, const Node *table, Wishes *wishes)
{
    size_t n_rows = count_rows(table);
    size_t step = n_rows / MOST_SAMPLES + 1;
    wishes->n_samples = (n_rows + step - 1) / step;
    wishes->samples = g_new0(double, wishes->n_samples * wishes->n_columns);
    size_t at = 0;
    for (const Node *row = table->first; row != NULL; row = row->next, at++) {
        double *sample = wishes->samples + at / step * wishes->n_columns;
        measure_row(flow, row, wishes, at % step == 0 ? sample : NULL);
    }
}

static double sum(const double *numbers, size_t n)
{
    double total = 0;
    for (size_t i = 0; i < n; i++)
        total += numbers[i];
    return total;
}

/* ---- sharing out ---- */

/* How much lower the table gets for each point that a column gets wider, in GAINS. The height of
 * a row is taken as a norm of its cells' lines that is near to their maximum, but smooth: so two
 * cells of the same height both gain a little. */
static void find_gains(const Wishes *wishes, double size, const double *columns, double *gains)
{
    for (size_t i = 0; i < wishes->n_columns; i++)
        gains[i] = 0;
    for (size_t row = 0; row < wishes->n_samples; row++) {
        const double *sample = wishes->samples + row * wishes->n_columns;
        double powers[MAX_TABLE_COLUMNS];
        double total = 0;
        double most = 1;
        for (size_t i = 0; i < wishes->n_columns; i++) {
            double lines = sample[i] * size / columns[i];
            powers[i] = lines > 1 ? lines * lines * lines * lines : 0;
            most = MAX(most, lines);
            total += powers[i];
        }
        for (size_t i = 0; total > 0 && i < wishes->n_columns; i++)
            gains[i] += most * powers[i] / total / columns[i];
    }
}

/* Gives ROOM away bit by bit, each to the column where it makes the table lowest. */
static void widen(const Wishes *wishes, double size, double room, double *columns)
{
    enum { BITS = 60 };
    for (int bit = 0; bit < BITS; bit++) {
        double gains[MAX_TABLE_COLUMNS];
        find_gains(wishes, size, columns, gains);
        size_t best = 0;
        for (size_t i = 1; i < wishes->n_columns; i++)
            best = gains[i] > gains[best] ? i : best;
        columns[best] += room / BITS;
    }
}

/* Shares ROOM out between the columns of GRID: all that they like where there is room, else LEAST
 * to each, and the rest where it helps most. */
static void distribute(PdfGrid *grid, const Wishes *wishes, double room, const double *least)
{
    size_t n = grid->n_columns;
    double size = grid->style.size;
    double like = sum(wishes->lines, n) * size;
    double needed = sum(least, n);
    if (like <= room) {
        /* A table that nearly fills the page is made to fill it. */
        double share = like > room * 0.6 ? room / like : 1;
        for (size_t i = 0; i < n; i++)
            grid->columns[i] = wishes->lines[i] * size * share;
        return;
    }
    for (size_t i = 0; i < n; i++)
        grid->columns[i] = least[i] * MIN(room / needed, 1);
    if (needed < room)
        widen(wishes, size, room - needed, grid->columns);
}

/* ---- the choice of type and page ---- */

static void set_size(PdfGrid *grid, double size)
{
    grid->style = (PdfStyle){.size = size, .leading = size * 1.36, .ink = INK_TEXT};
    grid->header_style = grid->style;
    grid->header_style.face = FACE_BOLD;
    grid->pad_x = size * 0.5;
    grid->pad_y = size * 0.32;
}

static double room_of(const PdfFlow *flow, const PdfGrid *grid)
{
    double width = grid->turned ? pdf_layout_text_width(flow->layout, true) : flow->width;
    return width - (double)grid->n_columns * 2 * grid->pad_x;
}

/* The least widths in points: of words or of short values too. No single word may take the room
 * of the other columns. */
static void find_least(const PdfGrid *grid, const Wishes *wishes, bool whole, double room,
                       double *least)
{
    double size = grid->style.size;
    double most = MAX(room * 0.34, room / (double)grid->n_columns);
    for (size_t i = 0; i < grid->n_columns; i++) {
        least[i] = CLAMP(wishes->words[i] * size, size * 0.7, most);
        if (whole)
            least[i] = MAX(least[i], wishes->whole[i] * size);
    }
}

/* One way to set a table, in the order of preference. */
typedef struct Way {
    double size;   /* as it is usual */
    double points; /* at most so large, however large the text is; 0: no bound */
    bool turned;
    bool whole; /* without breaking short values */
    size_t most_columns;
} Way;

/* Where the text is large, a table gets the type of usual pages before it is turned: that costs a
 * page, and the binder must be turned to read it. */
static const Way ways[] = {
    {8.5, 0, false, true, MAX_TABLE_COLUMNS},   {8, 0, false, true, MAX_TABLE_COLUMNS},
    {7.5, 0, false, true, MAX_TABLE_COLUMNS},   {7.5, 8.5, false, true, MAX_TABLE_COLUMNS},
    {7.5, 7.5, false, true, MAX_TABLE_COLUMNS}, {8, 0, false, false, 6},
    {8.5, 0, true, true, MAX_TABLE_COLUMNS},    {7.8, 0, true, true, MAX_TABLE_COLUMNS},
    {7.2, 0, true, true, MAX_TABLE_COLUMNS},    {7.2, 0, false, false, MAX_TABLE_COLUMNS},
    {7.2, 0, true, false, MAX_TABLE_COLUMNS},   {6.5, 0, true, false, MAX_TABLE_COLUMNS},
    {6.5, 0, false, false, MAX_TABLE_COLUMNS},  {5.8, 0, true, false, MAX_TABLE_COLUMNS},
    {5.8, 0, false, false, MAX_TABLE_COLUMNS},  {5, 0, true, false, MAX_TABLE_COLUMNS},
    {5, 0, false, false, MAX_TABLE_COLUMNS},
};

static double size_of(const Way *way, const PdfLayout *layout)
{
    double size = way->size * layout->scale;
    return way->points > 0 ? MIN(size, way->points) : size;
}

/* Tries WAY; does all find room then? */
static bool try_way(const PdfFlow *flow, const Wishes *wishes, const Way *way, PdfGrid *grid,
                    double *least)
{
    grid->turned = way->turned;
    set_size(grid, size_of(way, flow->layout));
    double room = room_of(flow, grid);
    find_least(grid, wishes, way->whole, room, least);
    return grid->n_columns <= way->most_columns && sum(least, grid->n_columns) <= room;
}

/* About how many lines text takes that is LENGTH long on one line: where words are not parted, some
 * room is left at the end of each. */
static double count_lines(double length, double size, double column)
{
    return length <= column ? 1 : ceil(length / MAX(column - size, column / 2));
}

/* About how tall the rows that were looked at get. */
static double height_of(const PdfGrid *grid, const Wishes *wishes)
{
    double size = grid->style.size;
    double n_lines = 0;
    for (size_t row = 0; row < wishes->n_samples; row++) {
        const double *sample = wishes->samples + row * wishes->n_columns;
        double most = 1;
        for (size_t i = 0; i < grid->n_columns; i++)
            most = MAX(most, count_lines(sample[i] * size, size, grid->columns[i]));
        n_lines += most;
    }
    return n_lines * grid->style.leading + (double)wishes->n_samples * 2 * grid->pad_y;
}

/* Is TABLE with its smaller type, LOWER points tall, much lower than one of HEIGHT points in the
 * type of OTHER? All text takes less room in it; what counts is that words are side by side again
 * that stood below each other. */
static bool gains(const PdfGrid *table, double lower, const PdfGrid *other, double height)
{
    double scale = table->style.size / other->style.size;
    return lower < height * scale * scale * 0.85;
}

/* Sets GRID in the first way in which all finds room, else in the last, and gives its number. */
static size_t take_first(const PdfFlow *flow, const Wishes *wishes, bool may_turn, PdfGrid *grid)
{
    double least[MAX_TABLE_COLUMNS];
    size_t found = G_N_ELEMENTS(ways);
    for (size_t i = 0; i < G_N_ELEMENTS(ways) && found == G_N_ELEMENTS(ways); i++) {
        if (!(ways[i].turned && !may_turn) && try_way(flow, wishes, &ways[i], grid, least))
            found = i;
    }
    distribute(grid, wishes, room_of(flow, grid), least);
    return found;
}

/* The first way in which all finds room, or a later one with smaller type where the columns of the
 * first are so narrow that the table gets much lower. */
static PdfGrid choose_way(const PdfFlow *flow, const Wishes *wishes, const PdfGrid *empty,
                          bool may_turn)
{
    PdfGrid chosen = *empty;
    size_t way = take_first(flow, wishes, may_turn, &chosen);
    double height = height_of(&chosen, wishes);
    double lowest = (double)wishes->n_samples * (chosen.style.leading + 2 * chosen.pad_y);
    if (height <= lowest)
        return chosen;
    for (way++; way < G_N_ELEMENTS(ways) && ways[way].whole && !ways[way].turned; way++) {
        PdfGrid grid = *empty;
        double least[MAX_TABLE_COLUMNS];
        if (!try_way(flow, wishes, &ways[way], &grid, least))
            continue;
        distribute(&grid, wishes, room_of(flow, &grid), least);
        double lower = height_of(&grid, wishes);
        if (!gains(&grid, lower, &chosen, height))
            continue;
        chosen = grid;
        height = lower;
    }
    return chosen;
}

PdfGrid pdf_grid_plan(const PdfFlow *flow, const Node *table, bool may_turn)
{
    PdfGrid empty = {.n_columns = MIN(table->as.table.n_columns, (size_t)MAX_TABLE_COLUMNS),
                     .aligns = table->as.table.aligns};
    Wishes wishes = {.n_columns = empty.n_columns};
    measure(flow, table, &wishes);
    PdfGrid grid = choose_way(flow, &wishes, &empty, may_turn);
    grid.width = sum(grid.columns, grid.n_columns) + (double)grid.n_columns * 2 * grid.pad_x;
    g_free(wishes.samples);
    return grid;
}
