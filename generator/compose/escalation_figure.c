#include "compose/escalation_figure.h"

#include "compose/callers.h"

enum {
    WIDTH = 480,
    TIMES = 82, /* where the times end */
    TRUNK = 92,
    TITLE = 104,
    BRANCH = 110,
    NAME = 124,
    NOTES = 56,    /* the room of notes, between names and numbers */
    NUMBERS = 338, /* where numbers begin, unless one of them is longer */
    TOP = 4,
    ROW = 15,
    GAP = 7,
    MOST_CALLS = 12, /* that are named of a level */
    MOST_HEIGHT = 630,
};

/* One level on its way to paper. */
typedef struct Rung {
    const EscalationLevel *level;
    size_t number;  /* from 1 */
    bool with_next; /* the next one is called at the same time */
    GArray *targets;
    double numbers; /* where they begin: the same for all */
    char *time;     /* "at once" */
    char *hurry;    /* what calls the next level sooner; NULL: nothing */
} Rung;

/* How long whoever is called at LEVEL may leave a call unanswered; NULL when that is not known. */
static const DurationValue *patience(const EscalationLevel *level)
{
    const Entity *who = level->who.target;
    if (who == NULL || who->kind != ENTITY_ROLE)
        return NULL;
    const DurationValue *wait = &((const Role *)who)->escalate;
    return value_is_length(wait) ? wait : NULL;
}

static bool is_with(const EscalationLevel *a, const EscalationLevel *b)
{
    return a->level.known && b->level.known && !(a->level.value < b->level.value) &&
           !(a->level.value > b->level.value);
}

/* When LEVEL is called at the latest: UNANSWERED is the sum of the waits before it, or NULL. */
static char *time_text(const EscalationLevel *level, const Duration *unanswered)
{
    char length[DURATION_TEXT_SIZE];
    const Duration *time = value_is_length(&level->after) ? &level->after.value : unanswered;
    if (time == NULL)
        return g_strdup("no time");
    if (time->months == 0 && time->seconds == 0)
        return g_strdup("at once");
    return g_strdup_printf("after %s", duration_words(*time, length));
}

static char *hurry_text(const EscalationLevel *level, const EscalationLevel *next)
{
    char length[DURATION_TEXT_SIZE];
    const DurationValue *wait = patience(level);
    if (wait == NULL)
        return NULL;
    return g_strdup_printf(value_is_length(&next->after)
                               ? "the next one sooner when nobody answers for %s"
                               : "the next one when nobody answers for %s",
                           duration_words(wait->value, length));
}

static void rung_clear(void *data)
{
    Rung *rung = data;
    if (rung->targets != NULL)
        g_array_unref(rung->targets);
    g_free(rung->time);
    g_free(rung->hurry);
}

/* All levels with their times, which add up from the first. GArray of Rung, owned by the caller. */
static GArray *climb(const Plan *plan, Date as_of, bool people)
{
    GArray *rungs = g_array_new(FALSE, FALSE, sizeof(Rung));
    g_array_set_clear_func(rungs, rung_clear);
    Duration sum = {0, 0};
    bool known = true;
    for (size_t i = 0; i < plan->escalation.count; i++) {
        const EscalationLevel *level = plan->escalation.items[i];
        const EscalationLevel *next =
            i + 1 < plan->escalation.count ? plan->escalation.items[i + 1] : NULL;
        Rung rung = {.level = level, .number = i + 1};
        rung.with_next = next != NULL && is_with(level, next);
        rung.time = time_text(level, known ? &sum : NULL);
        if (people && level->who.target != NULL)
            rung.targets = call_targets(level->who.target, as_of);
        if (next != NULL && !rung.with_next)
            rung.hurry = hurry_text(level, next);
        if (value_is_length(&level->after))
            sum = level->after.value;
        known = (known || value_is_length(&level->after)) &&
                (rung.with_next || patience(level) != NULL);
        if (!rung.with_next && patience(level) != NULL)
            sum = duration_add(sum, patience(level)->value);
        g_array_append_val(rungs, rung);
    }
    return rungs;
}

/* A role or team has its people below it; who is called directly stands beside the name. */
static bool is_alone(const Rung *rung)
{
    return rung->targets != NULL && rung->targets->len == 1 &&
           g_array_index(rung->targets, CallTarget, 0).entity == rung->level->who.target;
}

/* ---- columns ---- */

static double number_width(const CallTarget *target)
{
    const char *number = call_number(target);
    return number == NULL ? 0 : figure_text_width(number, 9, true);
}

/* Where what stands before the number of the target I ends. */
static double name_end(const Rung *rung, guint i)
{
    const CallTarget *target = &g_array_index(rung->targets, CallTarget, i);
    double start = is_alone(rung) ? TITLE + figure_text_width("00  ", 9, true) : NAME;
    double note = target->as == NULL ? 0 : NOTES;
    return start + figure_text_width(entity_name(target->entity), 9, true) + note + 10;
}

/* Lets all numbers begin where the longest finds room and no name is cut for it. One that is too
 * long even so stands below its name: in parts it would be of no use. */
static void set_columns(const GArray *rungs)
{
    double names = 0;
    double numbers = NUMBERS;
    for (guint i = 0; i < rungs->len; i++) {
        const Rung *rung = &g_array_index(rungs, Rung, i);
        for (guint j = 0; rung->targets != NULL && j < rung->targets->len; j++)
            names = MAX(names, name_end(rung, j));
    }
    for (guint i = 0; i < rungs->len; i++) {
        const Rung *rung = &g_array_index(rungs, Rung, i);
        for (guint j = 0; rung->targets != NULL && j < rung->targets->len; j++) {
            double start = WIDTH - number_width(&g_array_index(rung->targets, CallTarget, j));
            numbers = start < names ? numbers : MIN(numbers, start);
        }
    }
    for (guint i = 0; i < rungs->len; i++)
        g_array_index(rungs, Rung, i).numbers = numbers;
}

/* ---- rows ---- */

static size_t target_rows(const Rung *rung, size_t i)
{
    const CallTarget *target = &g_array_index(rung->targets, CallTarget, i);
    return number_width(target) > WIDTH - rung->numbers ? 2 : 1;
}

static size_t n_branches(const Rung *rung)
{
    if (rung->targets == NULL || is_alone(rung))
        return 0;
    return rung->targets->len == 0 ? 1 : MIN(rung->targets->len, MOST_CALLS + 1);
}

/* Those of the title and of all branches. */
static size_t call_rows(const Rung *rung)
{
    if (is_alone(rung))
        return target_rows(rung, 0);
    size_t rows = 1 + n_branches(rung);
    for (size_t i = 0; i < MIN(n_branches(rung), MOST_CALLS) && rung->targets->len > 0; i++)
        rows += target_rows(rung, i) - 1;
    return rows;
}

static double rung_height(const Rung *rung)
{
    return (double)(call_rows(rung) + (rung->hurry != NULL)) * ROW + GAP;
}

static const char *level_name(const Rung *rung)
{
    const Ref *who = &rung->level->who;
    return who->target != NULL ? entity_name(who->target)
           : who->text != NULL ? who->text
                               : "nobody is named";
}

/* Beside the name of the target I, whose row is at Y, or below it, as far left as BELOW. */
static void draw_number(Figure *figure, const Rung *rung, size_t i, double y, double below)
{
    const char *number = call_number(&g_array_index(rung->targets, CallTarget, i));
    bool is_below = target_rows(rung, i) > 1;
    double x = is_below ? below : rung->numbers;
    figure_text(
        figure, x, is_below ? y + ROW : y, 9, ANCHOR_START,
        number == NULL ? PAINT_MUTED : PAINT_INK, number != NULL,
        figure_fit(figure, number == NULL ? "no number" : number, 9, number != NULL, WIDTH - x));
}

/* "Level 2" with who is called, and when that is. */
static void draw_title(Figure *figure, const Rung *rung, double y)
{
    char number[24];
    const char *when = rung->level->when.text;
    g_snprintf(number, sizeof number, "%zu", rung->number);
    g_autofree char *title = g_strdup_printf(
        "%s  %s", rung->level->level.text == NULL ? number : rung->level->level.text,
        level_name(rung));
    double limit = is_alone(rung) ? rung->numbers - 6 : WIDTH;
    const char *shown = figure_fit(figure, title, 9, true, limit - TITLE);
    figure_disc(figure, TRUNK, y - 3, 4, PAINT_INK, PAINT_INK);
    figure_text(figure, TIMES, y, 8.5, ANCHOR_END, PAINT_INK, true,
                figure_fit(figure, rung->time, 8.5, true, TIMES));
    figure_text(figure, TITLE, y, 9, ANCHOR_START, PAINT_INK, true, shown);
    double end = TITLE + figure_text_width(shown, 9, true) + 8;
    if (when != NULL && end + 24 < limit)
        figure_text(figure, end, y, 8, ANCHOR_START, PAINT_MUTED, false,
                    figure_fit(figure, when, 8, false, limit - end));
    if (is_alone(rung))
        draw_number(figure, rung, 0, y, TITLE);
}

static void draw_elbow(Figure *figure, double top, double y)
{
    const Point points[] = {{BRANCH, top}, {BRANCH, y - 3}, {NAME - 4, y - 3}};
    figure_polyline(figure, points, G_N_ELEMENTS(points), PAINT_INK);
}

static void draw_target(Figure *figure, const Rung *rung, size_t i, double y)
{
    const CallTarget *target = &g_array_index(rung->targets, CallTarget, i);
    double notes = rung->numbers - NOTES;
    double end = target->as == NULL ? rung->numbers : notes;
    figure_text(figure, NAME, y, 8.5, ANCHOR_START, PAINT_INK, false,
                figure_fit(figure, entity_name(target->entity), 8.5, false, end - NAME - 6));
    if (target->as != NULL)
        figure_text(figure, notes, y, 8, ANCHOR_START, PAINT_MUTED, false,
                    figure_fit(figure, target->as, 8, false, NOTES - 4));
    draw_number(figure, rung, i, y, NAME);
}

static void draw_branches(Figure *figure, const Rung *rung, double top)
{
    size_t count = n_branches(rung);
    double y = top + ROW;
    for (size_t i = 0; i < count; i++, y += ROW) {
        draw_elbow(figure, top + 3, y);
        if (rung->targets->len == 0) {
            figure_text(figure, NAME, y, 8.5, ANCHOR_START, PAINT_INK, true, "nobody");
        } else if (i == MOST_CALLS) {
            g_autofree char *more = g_strdup_printf("and %u more", rung->targets->len - MOST_CALLS);
            figure_text(figure, NAME, y, 8.5, ANCHOR_START, PAINT_INK, false, more);
        } else {
            draw_target(figure, rung, i, y);
            y += (double)(target_rows(rung, i) - 1) * ROW;
        }
    }
}

static void draw_rung(Figure *figure, const Rung *rung, double top)
{
    double y = top + 11;
    draw_title(figure, rung, y);
    draw_branches(figure, rung, y);
    if (rung->hurry != NULL)
        figure_text(figure, TITLE, y + (double)call_rows(rung) * ROW, 8, ANCHOR_START, PAINT_MUTED,
                    false, figure_fit(figure, rung->hurry, 8, false, WIDTH - TITLE));
}

/* "After 30 min level 2, Operations: Jo Berg, Al as alternate." */
static void describe(const Rung *rung, GString *out)
{
    g_string_append_printf(out, " %c%s: %s", g_ascii_toupper(*rung->time), rung->time + 1,
                           level_name(rung));
    if (rung->targets != NULL && rung->targets->len == 0)
        g_string_append(out, ", which nobody holds");
    for (size_t i = 0; !is_alone(rung) && rung->targets != NULL && i < rung->targets->len; i++) {
        const CallTarget *target = &g_array_index(rung->targets, CallTarget, i);
        g_string_append_printf(out, "%s%s", i == 0 ? " (" : ", ", entity_name(target->entity));
        if (target->as != NULL)
            g_string_append_printf(out, ": %s", target->as);
    }
    if (!is_alone(rung) && rung->targets != NULL && rung->targets->len > 0)
        g_string_append_c(out, ')');
    if (rung->level->when.text != NULL)
        g_string_append_printf(out, ", when: %s", rung->level->when.text);
    g_string_append_c(out, '.');
    if (rung->hurry != NULL)
        g_string_append_printf(out, " %c%s.", g_ascii_toupper(*rung->hurry), rung->hurry + 1);
}

/* Where the page ends that begins with the rung FROM; *HEIGHT gets the height of its rungs. */
static size_t page_end(const GArray *rungs, size_t from, double *height)
{
    size_t to = from;
    for (*height = 0; to < rungs->len; to++) {
        double more = rung_height(&g_array_index(rungs, Rung, to));
        if (to > from && *height + more > MOST_HEIGHT)
            break;
        *height += more;
    }
    return to;
}

/* From the first level of the page to the last, and on where others follow. */
static void draw_trunk(Figure *figure, const GArray *rungs, size_t from, size_t to, double height)
{
    double top = from == 0 ? TOP + 8 : 0;
    double bottom = TOP + height;
    if (to == rungs->len)
        bottom += 8 - rung_height(&g_array_index(rungs, Rung, to - 1));
    figure_line(figure, TRUNK, top, TRUNK, bottom, PAINT_INK, false);
}

/* Draws the rungs from *NEXT on, as many as fit on a page, and moves *NEXT behind them. */
static Figure *draw_page(Arena *arena, const GArray *rungs, size_t *next)
{
    double height;
    size_t to = page_end(rungs, *next, &height);
    g_autoptr(GString) alt = g_string_new("Who is called when.");
    for (size_t i = *next; i < to; i++)
        describe(&g_array_index(rungs, Rung, i), alt);
    Figure *figure = figure_new(arena, WIDTH, TOP + height,
                                *next == 0 ? "Escalation" : "Escalation, continued", alt->str);
    draw_trunk(figure, rungs, *next, to, height);
    double y = TOP;
    for (size_t i = *next; i < to; i++) {
        const Rung *rung = &g_array_index(rungs, Rung, i);
        draw_rung(figure, rung, y);
        y += rung_height(rung);
    }
    *next = to;
    return figure;
}

GPtrArray *escalation_figures(Arena *arena, const Plan *plan, Date as_of, bool people)
{
    GPtrArray *figures = g_ptr_array_new();
    g_autoptr(GArray) rungs = climb(plan, as_of, people);
    set_columns(rungs);
    size_t next = 0;
    while (next < rungs->len)
        g_ptr_array_add(figures, draw_page(arena, rungs, &next));
    return figures;
}
