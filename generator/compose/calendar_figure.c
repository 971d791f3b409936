#include "compose/calendar_figure.h"

#include "compose/figure_mark.h"
#include "model/coverage.h"

#include <stdio.h>

enum {
    LEFT = 150,
    TOP = 46,
    ROW = 17,
    CELL = 21,
    MOST_ROWS = 30,
    MOST_MONTHS = 15, /* of the period */
    AHEAD = 3,        /* months to come */
    MONTHS = MOST_MONTHS + AHEAD,
};

/* What happened to one exercise in one month. */
typedef struct Month {
    size_t n_passed, n_others;
    bool is_due, is_missed;
} Month;

typedef struct Row {
    Month months[MONTHS];
} Row;

typedef struct Calendar {
    const Standing *standing;
    size_t first, n_rows; /* exercises */
    int start;            /* the first month, counted from the year 0 */
    int last;             /* the month of AS_OF */
    int n_months;
    Row *rows;
} Calendar;

static int month_of(Date date)
{
    int year = 0, month = 0, day = 0;
    date_split(date, &year, &month, &day);
    return year * 12 + month - 1;
}

/* The month of DATE in the row of the exercise INDEX; NULL when it is not shown. */
static Month *find_month(const Calendar *calendar, size_t index, Date date)
{
    int month = month_of(date) - calendar->start;
    if (index < calendar->first || index >= calendar->first + calendar->n_rows || month < 0 ||
        month >= calendar->n_months)
        return NULL;
    return &calendar->rows[index - calendar->first].months[month];
}

static void mark_missed(const Calendar *calendar, size_t index, Date due)
{
    Month *month = find_month(calendar, index, due);
    if (month != NULL)
        month->is_missed = true;
}

/* Enters the runs; PASSED holds for each exercise the pass before the present one. */
static void enter_runs(const Calendar *calendar, const Run **passed)
{
    const Standing *standing = calendar->standing;
    for (size_t i = 0; i < standing->n_runs; i++) {
        const Run *run = standing->runs[i];
        size_t index = 0;
        if (!coverage_exercise(standing->coverage, run, &index))
            continue;
        const Exercise *exercise = standing->exercises[index].exercise;
        Month *month = find_month(calendar, index, run_date(run));
        if (month != NULL && run->outcome == RUN_PASSED)
            month->n_passed++;
        else if (month != NULL)
            month->n_others++;
        if (run->outcome != RUN_PASSED)
            continue;
        if (passed[index] != NULL && exercise_has_frequency(exercise)) {
            Date due = date_add(run_date(passed[index]), exercise->every.value);
            if (due.days < run_date(run).days)
                mark_missed(calendar, index, due);
        }
        passed[index] = run;
    }
}

/* Where the next day stands; what never took place is overdue on the day itself. */
static void enter_due(const Calendar *calendar, size_t index)
{
    const ExerciseState *state = &calendar->standing->exercises[index];
    bool shown = state->has_due && month_of(state->due) >= calendar->start;
    Date day = shown ? state->due : calendar->standing->as_of;
    Month *month = find_month(calendar, index, day);
    if (month == NULL || !exercise_has_frequency(state->exercise))
        return;
    if (state->overdue)
        month->is_missed = true;
    else
        month->is_due = true;
}

static Calendar calendar_of(const Standing *standing, size_t first, Row *rows)
{
    int last = month_of(standing->as_of);
    int start = last - MOST_MONTHS + 1;
    if (standing->from.days == INT32_MIN)
        start = last - 11;
    else
        start = MAX(start, month_of(standing->from));
    return (Calendar){.standing = standing,
                      .first = first,
                      .n_rows = MIN(standing->n_exercises - first, MOST_ROWS),
                      .start = start,
                      .last = last,
                      .n_months = last - start + 1 + AHEAD,
                      .rows = rows};
}

static void draw_months(Figure *figure, const Calendar *calendar, double bottom)
{
    char text[16];
    for (int i = 0; i < calendar->n_months; i++) {
        int month = calendar->start + i;
        double x = LEFT + (double)i * CELL;
        snprintf(text, sizeof text, "%02d", month % 12 + 1);
        figure_text(figure, x + CELL / 2.0, TOP - 6, 8, ANCHOR_MIDDLE, PAINT_INK, false, text);
        snprintf(text, sizeof text, "%04d", month / 12);
        if (i == 0 || month % 12 == 0)
            figure_text(figure, x + 1, TOP - 17, 7, ANCHOR_START, PAINT_INK, true, text);
        if (month % 3 == 0) /* a line for each quarter is enough to count by */
            figure_line(figure, x, TOP, x, bottom, PAINT_MUTED, false);
    }
    double x = LEFT + (double)(calendar->last - calendar->start + 1) * CELL;
    figure_line(figure, x, TOP - 14, x, bottom, PAINT_INK, true);
}

/* What is worst stands for the month; how many runs there were is written beside it. */
static void draw_month(Figure *figure, const Month *month, double x, double y)
{
    size_t n_runs = month->n_passed + month->n_others;
    char count[8];
    FigureMark mark = MARK_DUE;
    if (n_runs == 0 && !month->is_due && !month->is_missed)
        return;
    if (month->is_missed)
        mark = MARK_OVERDUE;
    else if (month->n_others > 0)
        mark = MARK_FAILED;
    else if (month->n_passed > 0)
        mark = MARK_DONE;
    bool counted = n_runs > 1;
    figure_mark(figure, mark, counted ? x + 5.5 : x + CELL / 2.0, y, 4);
    if (!counted)
        return;
    snprintf(count, sizeof count, n_runs > 9 ? "9+" : "%zu", n_runs);
    figure_text(figure, x + 10.5, y + 2.5, 7, ANCHOR_START, PAINT_INK, false, count);
}

static void draw_row(Figure *figure, const Calendar *calendar, size_t row)
{
    const Exercise *exercise = calendar->standing->exercises[calendar->first + row].exercise;
    double y = TOP + ((double)row + 0.5) * ROW;
    figure_text(figure, LEFT - 6, y + 3, 9, ANCHOR_END, PAINT_INK, false,
                figure_fit(figure, entity_name(&exercise->entity), 9, false, LEFT - 8));
    figure_line(figure, LEFT, y + ROW / 2.0, LEFT + (double)calendar->n_months * CELL,
                y + ROW / 2.0, PAINT_MUTED, false);
    for (int i = 0; i < calendar->n_months; i++)
        draw_month(figure, &calendar->rows[row].months[i], LEFT + (double)i * CELL, y);
}

/* "Restore drill: 3 runs passed, 1 did not, the next is due on 2026-12-31." */
static void describe(const ExerciseState *state, GString *out)
{
    char day[DATE_TEXT_SIZE];
    g_string_append_printf(out, " %s: %zu run%s passed", entity_name(&state->exercise->entity),
                           state->n_passed, state->n_passed == 1 ? "" : "s");
    if (state->n_others > 0)
        g_string_append_printf(out, ", %zu did not", state->n_others);
    if (state->has_due)
        g_string_append_printf(out, ", %s %s", state->overdue ? "overdue since" : "due on",
                               date_format(state->due, day));
    else if (state->overdue)
        g_string_append(out, ", overdue");
    g_string_append_c(out, '.');
}

static char *describe_all(const Calendar *calendar)
{
    char first[DATE_TEXT_SIZE];
    char last[DATE_TEXT_SIZE];
    const Standing *standing = calendar->standing;
    GString *out = g_string_new("The exercises by months, ");
    if (standing->from.days == INT32_MIN)
        g_string_append_printf(out, "up to %s.", date_format(standing->as_of, last));
    else
        g_string_append_printf(out, "%s to %s.", date_format(standing->from, first),
                               date_format(standing->as_of, last));
    for (size_t i = 0; i < calendar->n_rows; i++)
        describe(&standing->exercises[calendar->first + i], out);
    return g_string_free(out, FALSE);
}

static Figure *draw(Arena *arena, const Calendar *calendar)
{
    static const LegendEntry entries[] = {{MARK_DONE, "done"},
                                          {MARK_FAILED, "did not pass"},
                                          {MARK_DUE, "due"},
                                          {MARK_OVERDUE, "not done by its day"}};
    double width = MAX(LEFT + (double)calendar->n_months * CELL + 2, 480);
    double bottom = TOP + (double)calendar->n_rows * ROW;
    g_autofree char *alt = describe_all(calendar);
    Figure *figure = figure_new(arena, width, bottom + 4, "Calendar of the exercises", alt);
    double x = figure_legend(figure, entries, G_N_ELEMENTS(entries), 0, 8);
    figure_line(figure, x + 2, 3, x + 2, 13, PAINT_INK, true);
    figure_text(figure, x + 7, 11, 8, ANCHOR_START, PAINT_INK, false, "to come");
    draw_months(figure, calendar, bottom);
    for (size_t i = 0; i < calendar->n_rows; i++)
        draw_row(figure, calendar, i);
    return figure;
}

const Figure *calendar_figure(Arena *arena, const Standing *standing, size_t *next)
{
    if (*next >= standing->n_exercises)
        return NULL;
    g_autofree Row *rows = g_new0(Row, MOST_ROWS);
    Calendar calendar = calendar_of(standing, *next, rows);
    g_autofree const Run **passed = g_new0(const Run *, standing->n_exercises);
    for (size_t i = 0; i < standing->n_exercises; i++)
        passed[i] = standing->exercises[i].before;
    enter_runs(&calendar, passed);
    for (size_t i = 0; i < calendar.n_rows; i++)
        enter_due(&calendar, calendar.first + i);
    *next += calendar.n_rows;
    return draw(arena, &calendar);
}
