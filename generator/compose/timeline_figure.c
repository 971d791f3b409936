#include "compose/timeline_figure.h"

#include "compose/figure_mark.h"
#include "compose/timeline.h"

enum {
    WIDTH = 480,
    LABEL = 9,   /* where the names of steps begin */
    TIMES = 222, /* where the lengths of time end */
    LEFT = 230,  /* the plot */
    RIGHT = 458,
    TOP = 62,
    ROW = 13,
    BAR = 8,
    MOST_ROWS = 43,
    MOST_TICKS = 4,
    FAR = 4, /* an objective so many times as long as the recovery lies beyond the edge */
};

typedef struct Plot {
    const Timeline *timeline;
    Figure *figure;
    size_t from, to; /* rows */
    size_t lead;     /* rows before them: the name of a lane that began on the page before */
    double height;   /* where the rows end */
    int64_t horizon; /* seconds at the right edge */
} Plot;

static double place(const Plot *plot, int64_t seconds)
{
    double share = (double)seconds / (double)plot->horizon;
    return LEFT + (RIGHT - LEFT) * CLAMP(share, 0, 1);
}

static double row_top(const Plot *plot, size_t row)
{
    return TOP + (double)(row - plot->from + plot->lead) * ROW;
}

static const char *length_of(int64_t seconds, char *buffer)
{
    return duration_words(duration_from_seconds(seconds), buffer);
}

static bool is_in_sight(int64_t limit, int64_t end)
{
    return limit / FAR <= end;
}

/* The edge holds the end and the objectives, unless those are far away. */
static int64_t find_horizon(const Timeline *timeline)
{
    int64_t end = timeline->schedule->staffed_end;
    int64_t rto = timeline_seconds(timeline->rto);
    int64_t mtd = timeline_seconds(timeline->mtd);
    int64_t horizon = end;
    if (is_in_sight(rto, end))
        horizon = MAX(horizon, rto);
    if (is_in_sight(mtd, end))
        horizon = MAX(horizon, mtd);
    return horizon;
}

/* A round length of time that divides the plot into a few parts. */
static int64_t tick_length(int64_t horizon)
{
    enum { M = 60, H = 60 * M, D = 24 * H, Y = 365 * D };
    static const int64_t lengths[] = {
        M,      2 * M,   5 * M, 10 * M,         15 * M,         30 * M,
        H,      2 * H,   3 * H, 4 * H,          6 * H,          12 * H,
        D,      2 * D,   3 * D, 7 * D,          14 * D,         28 * D,
        91 * D, 182 * D, Y,     (int64_t)2 * Y, (int64_t)5 * Y, (int64_t)10 * Y};
    for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++)
        if (horizon / lengths[i] <= MOST_TICKS)
            return lengths[i];
    return horizon / MOST_TICKS;
}

/* Would the line of an objective go through the name of the tick AT? */
static bool is_near(const Plot *plot, const DurationValue *limit, int64_t at)
{
    double distance = place(plot, timeline_seconds(limit)) - place(plot, at);
    return timeline_seconds(limit) <= plot->horizon && distance > -23 && distance < 23;
}

static void draw_axis(const Plot *plot)
{
    char text[DURATION_TEXT_SIZE];
    int64_t length = tick_length(plot->horizon);
    double room = place(plot, length) - LEFT - 4;
    for (int64_t at = 0; at <= plot->horizon; at += length) {
        double x = place(plot, at);
        const char *label = at == 0 ? "0" : length_of(at, text);
        figure_line(plot->figure, x, TOP - 3, x, plot->height, PAINT_MUTED, true);
        if (!is_near(plot, plot->timeline->rto, at) && !is_near(plot, plot->timeline->mtd, at))
            figure_text(plot->figure, x, TOP - 7, 7, ANCHOR_MIDDLE, PAINT_MUTED, false,
                        figure_fit(plot->figure, label, 7, false, MIN(room, 42)));
    }
}

/* A line down through all rows with its name left of it, on the LINE above the axis. One that lies
 * beyond the edge has its name alone. */
static void draw_limit(const Plot *plot, const char *name, const DurationValue *limit, int line)
{
    char length[DURATION_TEXT_SIZE];
    double y = 29 + 10.0 * line;
    bool beyond = timeline_seconds(limit) > plot->horizon;
    double x = place(plot, timeline_seconds(limit));
    g_autofree char *label = g_strdup_printf("%s %s%s", name, duration_words(limit->value, length),
                                             beyond ? " \xE2\x86\x92" : "");
    if (!beyond)
        figure_rectangle(plot->figure, x - 1, y - 7, 2, plot->height - y + 7, PAINT_INK,
                         PAINT_NONE);
    figure_text(plot->figure, beyond ? RIGHT : x - 4, y, 8, ANCHOR_END, PAINT_INK, true, label);
}

/* The later one above, so that no line goes through the name of the other. */
static void draw_limits(const Plot *plot)
{
    const DurationValue *rto = plot->timeline->rto;
    const DurationValue *mtd = plot->timeline->mtd;
    bool mtd_above = timeline_seconds(mtd) >= timeline_seconds(rto);
    if (mtd != NULL)
        draw_limit(plot, "MTD", mtd, mtd_above && rto != NULL ? 0 : 1);
    if (rto != NULL)
        draw_limit(plot, "RTO", rto, mtd_above || mtd == NULL ? 1 : 0);
}

static void draw_label(const Plot *plot, double y, const char *name, bool bold, const char *time)
{
    double room = TIMES - LABEL - figure_text_width(time, 7.5, bold) - 6;
    figure_text(plot->figure, LABEL, y + 9.5, 8, ANCHOR_START, PAINT_INK, bold,
                figure_fit(plot->figure, name, 8, bold, room));
    figure_text(plot->figure, TIMES, y + 9.5, 7.5, ANCHOR_END, PAINT_INK, bold, time);
}

static void draw_lane(const Plot *plot, const TimelineRow *row, double y, bool continued)
{
    g_autofree char *name = continued ? g_strdup_printf("%s, continued", row->lane) : NULL;
    figure_line(plot->figure, 0, y + 0.5, WIDTH, y + 0.5, PAINT_MUTED, false);
    figure_text(plot->figure, 0, y + 10, 8.5, ANCHOR_START, PAINT_INK, true,
                figure_fit(plot->figure, name == NULL ? row->lane : name, 8.5, true, TIMES));
}

static void draw_back(const Plot *plot, const Recovered *recovered, double y)
{
    char back[DURATION_TEXT_SIZE];
    double middle = y + ROW / 2.0;
    int64_t limit = timeline_seconds(schedule_limit(plot->timeline->schedule, recovered));
    if (recovered->runbook == NULL) {
        draw_label(plot, y, entity_name(recovered->entity), false, "by no runbook");
        return;
    }
    bool late = recovered->staffed_back > limit;
    double x = place(plot, recovered->staffed_back);
    draw_label(plot, y, entity_name(recovered->entity), late,
               length_of(recovered->staffed_back, back));
    figure_line(plot->figure, LEFT, middle, x, middle, PAINT_MUTED, false);
    if (limit <= plot->horizon)
        figure_line(plot->figure, place(plot, limit), y + 2, place(plot, limit), y + ROW - 2,
                    PAINT_INK, false);
    figure_mark(plot->figure, late ? MARK_MISSED : MARK_DONE, x, middle, 4);
}

static void draw_bar(Figure *figure, double x, double y, double width, bool critical)
{
    figure_rectangle(figure, x, y, width, BAR, critical ? PAINT_INK : PAINT_INFO, PAINT_INK);
}

/* What takes no time is a diamond. */
static void draw_moment(Figure *figure, double x, double y, bool critical)
{
    enum { R = 4 };
    const Point points[] = {{x, y - R}, {x + R, y}, {x, y + R}, {x - R, y}};
    figure_polygon(figure, points, G_N_ELEMENTS(points), critical ? PAINT_INK : PAINT_PAPER,
                   PAINT_INK);
}

static void draw_task(const Plot *plot, const TimelineRow *row, double y)
{
    char takes[DURATION_TEXT_SIZE];
    const Task *task = row->task;
    double middle = y + ROW / 2.0;
    double start = place(plot, task->staffed_start);
    double end = place(plot, task->staffed_end);
    draw_label(plot, y, timeline_task_name(plot->figure->arena, task), row->critical,
               task->estimated ? length_of(task->takes, takes) : "no estimate");
    if (task->waited > 0)
        figure_line(plot->figure, place(plot, task->staffed_start - task->waited), middle, start,
                    middle, PAINT_INK, true);
    if (task->takes > 0)
        draw_bar(plot->figure, start, y + (ROW - BAR) / 2.0, MAX(end - start, 1.5), row->critical);
    else
        draw_moment(plot->figure, start, middle, row->critical);
}

/* The row of TASK; the edge of the plot where it lies on another page. */
static double chain_place(const Plot *plot, size_t index, const size_t *row_of)
{
    size_t row = row_of[index];
    if (row < plot->from)
        return TOP;
    return row >= plot->to ? plot->height : row_top(plot, row) + ROW / 2.0;
}

/* Joins the bars of the critical path from one to the next. */
static void draw_chain(const Plot *plot)
{
    const Timeline *timeline = plot->timeline;
    const Task *tasks = timeline->schedule->tasks;
    g_autofree size_t *row_of = g_new0(size_t, timeline->schedule->n_tasks + 1);
    for (size_t i = 0; i < timeline->n_rows; i++)
        if (timeline->rows[i].kind == TIMELINE_TASK)
            row_of[timeline->rows[i].task - tasks] = i;
    size_t before = TASK_NONE;
    for (size_t i = 0; i < timeline->n_chain; i++) {
        size_t index = timeline->chain[i];
        if (row_of[index] == 0) /* left out */
            continue;
        if (before != TASK_NONE) {
            double x = place(plot, tasks[index].staffed_start);
            double top = chain_place(plot, before, row_of);
            double bottom = chain_place(plot, index, row_of);
            if (top != bottom)
                figure_line(plot->figure, x, top, x, bottom, PAINT_INK, false);
        }
        before = index;
    }
}

/* What the signs mean. */
static void draw_legend(Figure *figure)
{
    static const LegendEntry entries[] = {{MARK_DONE, "back in time"},
                                          {MARK_MISSED, "back too late"}};
    static const struct {
        const char *words;
        bool critical;
    } bars[] = {{"critical path", true}, {"other step", false}};
    double x = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(bars); i++) {
        draw_bar(figure, x + 0.5, 3, 16, bars[i].critical);
        figure_text(figure, x + 20, 10, 8, ANCHOR_START, PAINT_INK, bars[i].critical,
                    bars[i].words);
        x += 28 + figure_text_width(bars[i].words, 8, bars[i].critical);
    }
    figure_line(figure, x, 7, x + 16, 7, PAINT_INK, true);
    figure_text(figure, x + 20, 10, 8, ANCHOR_START, PAINT_INK, false, "waits for somebody");
    x += 28 + figure_text_width("waits for somebody", 8, false);
    figure_legend(figure, entries, G_N_ELEMENTS(entries), x, 7);
}

static void draw_rows(const Plot *plot)
{
    if (plot->lead > 0)
        draw_lane(plot, &plot->timeline->rows[plot->from], TOP, true);
    for (size_t i = plot->from; i < plot->to; i++) {
        const TimelineRow *row = &plot->timeline->rows[i];
        double y = row_top(plot, i);
        switch (row->kind) {
        case TIMELINE_LANE:
            draw_lane(plot, row, y, false);
            break;
        case TIMELINE_BACK:
            draw_back(plot, row->recovered, y);
            break;
        case TIMELINE_TASK:
            draw_task(plot, row, y);
            break;
        }
    }
}

/* A page never ends with the name of a lane. */
static size_t page_end(const Timeline *timeline, size_t from)
{
    size_t to = MIN(timeline->n_rows, from + MOST_ROWS);
    if (to < timeline->n_rows && timeline->rows[to - 1].kind == TIMELINE_LANE)
        to--;
    return to;
}

/* Draws the rows from *NEXT on, as many as fit on a page, and moves *NEXT behind them. */
static Figure *draw_page(Arena *arena, const Timeline *timeline, size_t *next)
{
    Plot plot = {.timeline = timeline,
                 .from = *next,
                 .to = page_end(timeline, *next),
                 .lead = timeline->rows[*next].kind != TIMELINE_LANE,
                 .horizon = find_horizon(timeline)};
    plot.height = row_top(&plot, plot.to);
    g_autofree char *alt = timeline_describe(timeline, plot.from, plot.to);
    g_autofree char *title =
        g_strdup_printf("Recovery from %s%s", entity_name(&timeline->schedule->scenario->entity),
                        plot.from > 0 ? ", continued" : "");
    plot.figure = figure_new(arena, WIDTH, plot.height + 4, title, alt);
    draw_legend(plot.figure);
    draw_axis(&plot);
    draw_limits(&plot);
    draw_chain(&plot);
    draw_rows(&plot);
    *next = plot.to;
    return plot.figure;
}

GPtrArray *timeline_figures(Arena *arena, const Library *library, const Plan *plan,
                            const Scenario *scenario, size_t *work)
{
    GPtrArray *figures = g_ptr_array_new();
    g_autoptr(Schedule) schedule = schedule_new(library, plan, scenario, NULL);
    const Timeline *timeline = timeline_new(arena, schedule);
    size_t next = 0;
    while (timeline != NULL && next < timeline->n_rows)
        g_ptr_array_add(figures, draw_page(arena, timeline, &next));
    *work += schedule->work;
    return figures;
}
