#include "compose/measure_figure.h"

/* The scale runs to twice the target; what is worse ends at its edge with an arrow. */
enum { LEFT = 150, SCALE = 260, RIGHT = 56, TOP = 26, ROW = 24, MOST_ROWS = 20 };

static bool can_be_drawn(const Objective *objective)
{
    return objective->n > 0 && objective->has_target && objective->target > 0;
}

static double place(const Objective *objective, int64_t seconds)
{
    double share = (double)seconds / (double)objective->target;
    return LEFT + SCALE / 2.0 * CLAMP(share, 0.0, 2.0);
}

static Paint verdict_paint(Verdict verdict)
{
    if (verdict == VERDICT_SATISFIED)
        return PAINT_GOOD;
    return verdict == VERDICT_NOT_SATISFIED ? PAINT_DANGER : PAINT_WARNING;
}

static void draw_objective(Figure *figure, const Objective *objective, double y)
{
    char percent[32];
    double from = place(objective, objective->best);
    double to = place(objective, objective->worst);
    g_autofree char *label = g_strdup_printf("%s %s", entity_name(objective->subject),
                                             objective->kind == MEASURE_RTO ? "RTO" : "RPO");
    if (g_utf8_strlen(label, -1) > 28)
        *g_utf8_offset_to_pointer(label, 28) = '\0';
    g_snprintf(percent, sizeof percent, "%.0f%%",
               100.0 * (double)objective->median / (double)objective->target);
    figure_text(figure, LEFT - 8, y + 4, 9, ANCHOR_END, PAINT_INK, false, label);
    figure_rectangle(figure, from, y - 4, MAX(to - from, 2.0), 8,
                     verdict_paint(objective->verdict), PAINT_INK);
    figure_disc(figure, place(objective, objective->median), y, 3.5, PAINT_PAPER, PAINT_INK);
    figure_text(figure, LEFT + SCALE + 8, y + 4, 9, ANCHOR_START, PAINT_INK, true, percent);
}

static void draw_scale(Figure *figure, double bottom)
{
    static const struct {
        double share;
        const char *text;
    } ticks[] = {{0, "0"}, {0.5, "half"}, {1, "target"}, {2, "twice"}};
    for (size_t i = 0; i < G_N_ELEMENTS(ticks); i++) {
        double x = LEFT + SCALE / 2.0 * ticks[i].share;
        bool target = i == 2;
        figure_line(figure, x, TOP - 8, x, bottom, target ? PAINT_INK : PAINT_MUTED, !target);
        figure_text(figure, x, TOP - 12, 8, ANCHOR_MIDDLE, target ? PAINT_INK : PAINT_MUTED,
                    target, ticks[i].text);
    }
}

static char *describe(const Standing *standing)
{
    GString *out = g_string_new("Median of the measurements against the target.");
    for (size_t i = 0; i < standing->n_objectives; i++) {
        const Objective *objective = &standing->objectives[i];
        char median[DURATION_TEXT_SIZE];
        char target[DURATION_TEXT_SIZE];
        if (!can_be_drawn(objective))
            continue;
        duration_words(duration_from_seconds(objective->median), median);
        duration_words(duration_from_seconds(objective->target), target);
        g_string_append_printf(out, " %s, %s: %s of %s.", entity_name(objective->subject),
                               objective->kind == MEASURE_RTO ? "RTO" : "RPO", median, target);
    }
    return g_string_free(out, FALSE);
}

const Figure *measure_figure(Arena *arena, const Standing *standing)
{
    size_t rows = 0;
    for (size_t i = 0; i < standing->n_objectives; i++)
        rows += can_be_drawn(&standing->objectives[i]);
    if (rows == 0)
        return NULL;
    rows = MIN(rows, MOST_ROWS);
    double bottom = TOP + (double)rows * ROW;
    g_autofree char *alt = describe(standing);
    Figure *figure = figure_new(arena, LEFT + SCALE + RIGHT, bottom + 4, "Measured recovery", alt);
    draw_scale(figure, bottom);
    size_t row = 0;
    for (size_t i = 0; i < standing->n_objectives && row < rows; i++) {
        if (can_be_drawn(&standing->objectives[i]))
            draw_objective(figure, &standing->objectives[i], TOP + ((double)row++ + 0.5) * ROW);
    }
    return figure;
}
