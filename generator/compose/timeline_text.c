#include "compose/timeline.h"

static const char *length_of(int64_t seconds, char *buffer)
{
    return duration_words(duration_from_seconds(seconds), buffer);
}

/* "Web shop is back after 3 h, 1 h over its RTO of 2 h." */
static void describe_back(const Timeline *timeline, const Recovered *recovered, GString *out)
{
    char back[DURATION_TEXT_SIZE];
    char limit[DURATION_TEXT_SIZE];
    char over[DURATION_TEXT_SIZE];
    const char *name = entity_name(recovered->entity);
    if (recovered->runbook == NULL) {
        g_string_append_printf(out, " No runbook of the scenario brings %s back.", name);
        return;
    }
    const DurationValue *rto = schedule_limit(timeline->schedule, recovered);
    int64_t seconds = timeline_seconds(rto);
    g_string_append_printf(out, " %s is back after %s", name,
                           length_of(recovered->staffed_back, back));
    if (seconds == INT64_MAX)
        g_string_append(out, ".");
    else if (recovered->staffed_back <= seconds)
        g_string_append_printf(out, ", within its RTO of %s.", duration_words(rto->value, limit));
    else
        g_string_append_printf(out, ", %s over its RTO of %s.",
                               length_of(recovered->staffed_back - seconds, over),
                               duration_words(rto->value, limit));
}

static void describe_chain(const Timeline *timeline, GString *out)
{
    char takes[DURATION_TEXT_SIZE];
    g_autoptr(Arena) arena = arena_new();
    size_t told = 0;
    for (size_t i = 0; i < timeline->n_chain; i++) {
        const Task *task = &timeline->schedule->tasks[timeline->chain[i]];
        if (task->takes > 0)
            g_string_append_printf(out, "%s %s (%s)", told++ == 0 ? " The critical path:" : ",",
                                   timeline_task_name(arena, task), length_of(task->takes, takes));
    }
    if (told > 0)
        g_string_append(out, ".");
}

/* "Jo: Look from 20 min to 30 min, Mend from 30 min to 1 h." */
static void describe_task(const TimelineRow *row, GString *out)
{
    char start[DURATION_TEXT_SIZE];
    char end[DURATION_TEXT_SIZE];
    char waited[DURATION_TEXT_SIZE];
    g_autoptr(Arena) arena = arena_new();
    g_string_append_printf(out, " %s", timeline_task_name(arena, row->task));
    if (!row->task->estimated)
        g_string_append_printf(out, " at %s without an estimate",
                               length_of(row->task->staffed_start, start));
    else
        g_string_append_printf(out, " from %s to %s", length_of(row->task->staffed_start, start),
                               length_of(row->task->staffed_end, end));
    if (row->task->waited > 0)
        g_string_append_printf(out, " after waiting %s for somebody",
                               length_of(row->task->waited, waited));
}

static void describe_rows(const Timeline *timeline, size_t from, size_t to, GString *out)
{
    for (size_t i = from; i < to; i++) {
        const TimelineRow *row = &timeline->rows[i];
        if (row->kind != TIMELINE_TASK)
            continue;
        bool first = i == from || timeline->rows[i - 1].kind == TIMELINE_LANE;
        bool last = i + 1 == to || timeline->rows[i + 1].kind != TIMELINE_TASK;
        if (first)
            g_string_append_printf(out, " %s:", row->lane);
        describe_task(row, out);
        g_string_append(out, last ? "." : ",");
    }
}

static void describe_left_out(const Timeline *timeline, GString *out)
{
    if (timeline->n_left_out > 0)
        g_string_append_printf(out, " %zu short steps off the critical path are not drawn.",
                               timeline->n_left_out);
}

char *timeline_describe(const Timeline *timeline, size_t from, size_t to)
{
    const Schedule *schedule = timeline->schedule;
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "The recovery from %s in time%s.",
                           entity_name(&schedule->scenario->entity), from > 0 ? ", continued" : "");
    for (size_t i = 0; from == 0 && i < schedule->n_recovered; i++)
        describe_back(timeline, &schedule->recovered[i], out);
    if (from == 0) {
        describe_chain(timeline, out);
        if (schedule->n_unestimated > 0)
            g_string_append_printf(out, " %zu of %zu steps have no estimate.",
                                   schedule->n_unestimated, schedule->n_steps);
    }
    describe_rows(timeline, from, to, out);
    if (to == timeline->n_rows)
        describe_left_out(timeline, out);
    return g_string_free(out, FALSE);
}
