#include "compose/trend_figure.h"

#include "compose/figure_mark.h"

/* Two panels side by side, six rows on a page. */
enum {
    WIDTH = 480,
    GUTTER = 16,
    TOP = 22,
    TITLE = 14,
    PLOT = 62,
    ROW = TITLE + PLOT + 24,
    LABELS = 52, /* room for the target, right of the plot */
    MOST_PANELS = 12,
    MOST_POINTS = 60, /* of a panel; the newest */
};

typedef struct Panel {
    const Objective *objective;
    const Measurement *shown;
    size_t n_shown;
    double x, y, width; /* of the whole panel */
    double plot;        /* width of the plot */
    int64_t top;        /* seconds at the upper edge */
    Date from, to;
} Panel;

static bool is_measured(const Objective *objective)
{
    return objective->kind == MEASURE_RTO && objective->n > 0;
}

static void words(int64_t seconds, char *buffer)
{
    duration_words(duration_from_seconds(seconds), buffer);
}

/* Which measurements are shown, and the scales that hold them. */
static void measure_panel(Panel *panel, const Standing *standing, const Objective *objective)
{
    panel->objective = objective;
    panel->n_shown = MIN(objective->n, MOST_POINTS);
    panel->shown = objective->measurements + (objective->n - panel->n_shown);
    int64_t highest = objective->has_target ? objective->target : 0;
    for (size_t i = 0; i < panel->n_shown; i++)
        highest = MAX(highest, panel->shown[i].seconds);
    panel->top = MAX(highest + highest / 8, 1);
    bool whole = standing->from.days != INT32_MIN && panel->n_shown == objective->n;
    panel->from = whole ? standing->from : run_date(panel->shown[0].run);
    panel->to = standing->as_of;
    panel->plot = panel->width - LABELS;
}

static double height_of(const Panel *panel, int64_t seconds)
{
    double share = (double)seconds / (double)panel->top;
    return panel->y + TITLE + PLOT * (1 - CLAMP(share, 0, 1));
}

/* Points keep a little off the edges, so that their signs lie within. */
static double place_of(const Panel *panel, const Run *run)
{
    enum { INSET = 5 };
    double span = (double)panel->to.days - panel->from.days;
    double share = span <= 0 ? 0.5 : (double)(run_date(run).days - panel->from.days) / span;
    return panel->x + INSET + (panel->plot - 2 * INSET) * CLAMP(share, 0, 1);
}

static void draw_target(Figure *figure, const Panel *panel)
{
    char target[DURATION_TEXT_SIZE];
    if (!panel->objective->has_target)
        return;
    double y = height_of(panel, panel->objective->target);
    words(panel->objective->target, target);
    figure_line(figure, panel->x, y, panel->x + panel->plot, y, PAINT_INK, true);
    figure_text(figure, panel->x + panel->plot + 4, y + 2.5, 7, ANCHOR_START, PAINT_INK, true,
                figure_fit(figure, target, 7, true, LABELS - 4));
}

static void draw_axis(Figure *figure, const Panel *panel)
{
    char first[DATE_TEXT_SIZE];
    char last[DATE_TEXT_SIZE];
    double bottom = panel->y + TITLE + PLOT;
    figure_line(figure, panel->x, bottom, panel->x + panel->plot, bottom, PAINT_MUTED, false);
    figure_text(figure, panel->x, bottom + 9, 7, ANCHOR_START, PAINT_MUTED, false,
                date_format(panel->from, first));
    if (panel->to.days > panel->from.days)
        figure_text(figure, panel->x + panel->plot, bottom + 9, 7, ANCHOR_END, PAINT_MUTED, false,
                    date_format(panel->to, last));
}

static void draw_title(Figure *figure, const Panel *panel)
{
    char newest[DURATION_TEXT_SIZE];
    words(panel->shown[panel->n_shown - 1].seconds, newest);
    g_autofree char *said = g_strdup_printf("newest %s", newest);
    double room = panel->width - figure_text_width(said, 8, false) - 8;
    figure_text(figure, panel->x, panel->y + 9, 9, ANCHOR_START, PAINT_INK, true,
                figure_fit(figure, entity_name(panel->objective->subject), 9, true, room));
    figure_text(figure, panel->x + panel->width, panel->y + 9, 8, ANCHOR_END, PAINT_INK, false,
                said);
}

static void draw_points(Figure *figure, const Panel *panel)
{
    Point points[MOST_POINTS];
    for (size_t i = 0; i < panel->n_shown; i++)
        points[i] = (Point){place_of(panel, panel->shown[i].run),
                            height_of(panel, panel->shown[i].seconds)};
    if (panel->n_shown > 1)
        figure_polyline(figure, points, panel->n_shown, PAINT_MUTED);
    const Objective *objective = panel->objective;
    for (size_t i = 0; i < panel->n_shown; i++) {
        const Measurement *shown = &panel->shown[i];
        bool missed = objective->has_target && shown->seconds > objective->target;
        FigureMark mark = shown->run->outcome != RUN_PASSED ? MARK_FAILED
                          : missed                          ? MARK_MISSED
                                                            : MARK_DONE;
        figure_mark(figure, mark, points[i].x, points[i].y, 3);
    }
}

/* "Shop: 12 measurements, the newest 1 h 30 min on 2026-08-14, target 4 h; 2 of them over it." */
static void describe(const Objective *objective, GString *out)
{
    char newest[DURATION_TEXT_SIZE];
    char target[DURATION_TEXT_SIZE];
    char day[DATE_TEXT_SIZE];
    const Measurement *last = &objective->measurements[objective->n - 1];
    words(last->seconds, newest);
    g_string_append_printf(
        out, " %s: %zu measurement%s, the newest %s on %s", entity_name(objective->subject),
        objective->n, objective->n == 1 ? "" : "s", newest, date_format(run_date(last->run), day));
    if (!objective->has_target) {
        g_string_append(out, ", without a target.");
        return;
    }
    words(objective->target, target);
    size_t n_over = objective->n - objective->n_met;
    g_string_append_printf(out, ", target %s; ", target);
    if (n_over == 0)
        g_string_append(out, "none over it.");
    else
        g_string_append_printf(out, "%zu over it.", n_over);
}

static void draw_legend(Figure *figure)
{
    static const LegendEntry entries[] = {{MARK_DONE, "within the target"},
                                          {MARK_MISSED, "over the target"},
                                          {MARK_FAILED, "the run did not pass"}};
    double x = figure_legend(figure, entries, G_N_ELEMENTS(entries), 0, 7);
    figure_line(figure, x, 7, x + 18, 7, PAINT_INK, true);
    figure_text(figure, x + 22, 10, 8, ANCHOR_START, PAINT_INK, false, "target");
}

/* The objectives of the next figure, from *NEXT on. GPtrArray of const Objective *. */
static GPtrArray *choose(const Standing *standing, size_t *next)
{
    GPtrArray *chosen = g_ptr_array_new();
    for (; *next < standing->n_objectives && chosen->len < MOST_PANELS; ++*next)
        if (is_measured(&standing->objectives[*next]))
            g_ptr_array_add(chosen, &standing->objectives[*next]);
    return chosen;
}

const Figure *trend_figure(Arena *arena, const Standing *standing, size_t *next)
{
    g_autoptr(GPtrArray) chosen = choose(standing, next);
    if (chosen->len == 0)
        return NULL;
    g_autoptr(GString) alt = g_string_new("How the measured recovery times went.");
    for (guint i = 0; i < chosen->len; i++)
        describe(chosen->pdata[i], alt);
    guint columns = chosen->len == 1 ? 1 : 2;
    guint rows = (chosen->len + columns - 1) / columns;
    Figure *figure =
        figure_new(arena, WIDTH, TOP + (double)rows * ROW, "Trend of the RTO", alt->str);
    draw_legend(figure);
    for (guint i = 0; i < chosen->len; i++) {
        Panel panel = {.width = columns == 1 ? WIDTH : (WIDTH - GUTTER) / 2.0};
        panel.x = i % columns * (panel.width + GUTTER);
        panel.y = TOP + (double)(i / columns) * ROW;
        measure_panel(&panel, standing, chosen->pdata[i]);
        draw_title(figure, &panel);
        draw_axis(figure, &panel);
        draw_target(figure, &panel);
        draw_points(figure, &panel);
    }
    return figure;
}
