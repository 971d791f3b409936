#include "compose/measure_figure.h"

/* The scale runs to twice the target; what is worse ends at its edge with an arrow. */
enum { LEFT = 150, SCALE = 260, RIGHT = 56, TOP = 26, ROW = 24, MOST_ROWS = 25 };

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
    g_autofree char *label =
        g_strdup_printf("%s %s", entity_name(objective->subject), measure_word(objective->kind));
    double share = 100.0 * (double)objective->median / (double)objective->target;
    g_snprintf(percent, sizeof percent, share > 9999 ? ">9999%%" : "%.0f%%", share);
    figure_text(figure, LEFT - 8, y + 4, 9, ANCHOR_END, PAINT_INK, false,
                figure_fit(figure, label, 9, false, LEFT - 10));
    figure_rectangle(figure, from, y - 4, MAX(to - from, 2.0), 8, verdict_paint(objective->verdict),
                     PAINT_INK);
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
        figure_text(figure, x, TOP - 12, 8, ANCHOR_MIDDLE, target ? PAINT_INK : PAINT_MUTED, target,
                    ticks[i].text);
    }
}

static void describe(const Objective *objective, GString *out)
{
    char median[DURATION_TEXT_SIZE];
    char target[DURATION_TEXT_SIZE];
    duration_words(duration_from_seconds(objective->median), median);
    duration_words(duration_from_seconds(objective->target), target);
    g_string_append_printf(out, " %s, %s: %s of %s.", entity_name(objective->subject),
                           measure_word(objective->kind), median, target);
}

const Figure *measure_figure(Arena *arena, const Standing *standing, size_t *next)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new();
    for (; *next < standing->n_objectives && rows->len < MOST_ROWS; ++*next)
        if (can_be_drawn(&standing->objectives[*next]))
            g_ptr_array_add(rows, &standing->objectives[*next]);
    if (rows->len == 0)
        return NULL;
    g_autoptr(GString) alt = g_string_new("Median of the measurements against the target.");
    for (guint i = 0; i < rows->len; i++)
        describe(rows->pdata[i], alt);
    double bottom = TOP + (double)rows->len * ROW;
    Figure *figure =
        figure_new(arena, LEFT + SCALE + RIGHT, bottom + 4, "Measured recovery", alt->str);
    draw_scale(figure, bottom);
    for (guint i = 0; i < rows->len; i++)
        draw_objective(figure, rows->pdata[i], TOP + ((double)i + 0.5) * ROW);
    return figure;
}
