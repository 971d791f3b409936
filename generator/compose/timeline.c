#include "compose/timeline.h"

#include <string.h>

enum { MOST_TASKS = 180 }; /* that are drawn; the rest is counted */

/* A task on its way into a row. */
typedef struct Entry {
    size_t task;
    size_t lane;
    int64_t start; /* of the lane's first task */
} Entry;

typedef struct Lane {
    const Entity *who; /* NULL: one of the two below */
    TaskKind kind;     /* without WHO: what kind its first task has */
    int64_t start;
    bool unmanned;
} Lane;

typedef struct Draft {
    Arena *arena;
    const Schedule *schedule;
    bool *critical; /* by task */
    GArray *entries;
    GArray *lanes;
    GArray *rows;
} Draft;

int64_t timeline_seconds(const DurationValue *value)
{
    if (value == NULL || !value_is_length(value))
        return INT64_MAX;
    return duration_approximate(value->value);
}

const char *timeline_task_name(Arena *arena, const Task *task)
{
    switch (task->kind) {
    case TASK_DETECT:
        return "Detection";
    case TASK_DECIDE:
        return "Decision";
    case TASK_NOTIFY:
        return "Helpers on their way";
    case TASK_RESPONSE:
        return "Until they respond";
    case TASK_STEP:
        return entity_name(&task->step->entity);
    case TASK_RESTORE:
        return arena_printf(arena, "Restore of %s", entity_name(&task->data->entity));
    }
    g_assert_not_reached();
}

/* The task on which the last thing waits that comes back, or the last of all. */
static size_t find_last(const Schedule *schedule)
{
    size_t last = TASK_NONE;
    int64_t latest = -1;
    for (size_t i = 0; i < schedule->n_recovered; i++) {
        const Recovered *recovered = &schedule->recovered[i];
        if (recovered->runbook != NULL && recovered->staffed_last != TASK_NONE &&
            recovered->staffed_back > latest) {
            latest = recovered->staffed_back;
            last = recovered->staffed_last;
        }
    }
    for (size_t i = 0; latest < 0 && i < schedule->n_tasks; i++)
        if (last == TASK_NONE || schedule->tasks[i].staffed_end > schedule->tasks[last].staffed_end)
            last = i;
    return last;
}

static void find_chain(Draft *draft, Timeline *timeline)
{
    g_autoptr(GArray) chain = schedule_chain(draft->schedule, find_last(draft->schedule), true);
    size_t *kept = arena_alloc(draft->arena, (chain->len + 1) * sizeof *kept);
    draft->critical = arena_alloc(draft->arena, draft->schedule->n_tasks + 1);
    memset(draft->critical, 0, draft->schedule->n_tasks + 1);
    for (guint i = 0; i < chain->len; i++) {
        kept[i] = g_array_index(chain, size_t, i);
        draft->critical[kept[i]] = true;
    }
    timeline->chain = kept;
    timeline->n_chain = chain->len;
}

static bool is_prefix(const Task *task)
{
    return task->kind == TASK_DETECT || task->kind == TASK_DECIDE || task->kind == TASK_NOTIFY;
}

/* What lanes are told apart by: a person; else steps of nobody, restores, what comes first. */
static void *lane_key(const Task *task)
{
    static const char keys[3];
    if (task->who != NULL)
        return (void *)(uintptr_t)task->who;
    return (void *)(uintptr_t)&keys[is_prefix(task) ? 0 : task->kind == TASK_RESTORE ? 1 : 2];
}

static const char *lane_name(const Draft *draft, const Lane *lane)
{
    if (lane->who != NULL && lane->unmanned)
        return arena_printf(draft->arena, "%s: nobody is left", entity_name(lane->who));
    if (lane->who != NULL)
        return entity_name(lane->who);
    if (lane->kind == TASK_STEP)
        return "Nobody is named";
    return lane->kind == TASK_RESTORE ? "Copies" : "Before anybody can begin";
}

static Lane *lane_at(const Draft *draft, size_t index)
{
    return &g_array_index(draft->lanes, Lane, index);
}

/* Gives the chosen tasks their lanes. */
static void enter_lanes(Draft *draft)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint i = 0; i < draft->entries->len; i++) {
        Entry *entry = &g_array_index(draft->entries, Entry, i);
        const Task *task = &draft->schedule->tasks[entry->task];
        size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(known, lane_key(task)));
        if (found == 0) {
            Lane lane = {.who = task->who, .kind = task->kind, .start = task->staffed_start};
            g_array_append_val(draft->lanes, lane);
            found = draft->lanes->len;
            g_hash_table_insert(known, lane_key(task), GSIZE_TO_POINTER(found));
        }
        Lane *lane = lane_at(draft, found - 1);
        lane->start = MIN(lane->start, task->staffed_start);
        lane->unmanned |= task->unmanned;
        entry->lane = found - 1;
    }
    for (guint i = 0; i < draft->entries->len; i++) {
        Entry *entry = &g_array_index(draft->entries, Entry, i);
        entry->start = lane_at(draft, entry->lane)->start;
    }
}

/* What is drawn first when there is no room for all: the chain, then what takes longest. */
static int compare_weight(const void *a, const void *b, void *data)
{
    const Draft *draft = data;
    size_t first = ((const Entry *)a)->task;
    size_t second = ((const Entry *)b)->task;
    const Task *tasks = draft->schedule->tasks;
    if (draft->critical[first] != draft->critical[second])
        return draft->critical[first] ? -1 : 1;
    if (tasks[first].takes != tasks[second].takes)
        return tasks[first].takes > tasks[second].takes ? -1 : 1;
    return first < second ? -1 : first > second;
}

/* Lanes by their first task; in a lane what begins first. */
static int compare_place(const void *a, const void *b, void *data)
{
    const Draft *draft = data;
    const Entry *first = a;
    const Entry *second = b;
    const Task *tasks = draft->schedule->tasks;
    if (first->lane != second->lane && first->start != second->start)
        return first->start < second->start ? -1 : 1;
    if (first->lane != second->lane)
        return first->lane < second->lane ? -1 : 1;
    if (tasks[first->task].staffed_start != tasks[second->task].staffed_start)
        return tasks[first->task].staffed_start < tasks[second->task].staffed_start ? -1 : 1;
    return first->task < second->task ? -1 : first->task > second->task;
}

/* Returns how many are left out. */
static size_t choose_tasks(Draft *draft)
{
    for (size_t i = 0; i < draft->schedule->n_tasks; i++) {
        Entry entry = {.task = i};
        if (!draft->schedule->tasks[i].closes)
            g_array_append_val(draft->entries, entry);
    }
    size_t count = draft->entries->len;
    if (count <= MOST_TASKS)
        return 0;
    g_array_sort_with_data(draft->entries, compare_weight, draft);
    g_array_set_size(draft->entries, MOST_TASKS);
    return count - MOST_TASKS;
}

static void add_row(Draft *draft, TimelineRow row)
{
    g_array_append_val(draft->rows, row);
}

static void add_recovered(Draft *draft)
{
    static const char lane[] = "Back in service";
    if (draft->schedule->n_recovered > 0)
        add_row(draft, (TimelineRow){.kind = TIMELINE_LANE, .lane = lane});
    for (size_t i = 0; i < draft->schedule->n_recovered; i++)
        add_row(draft, (TimelineRow){.kind = TIMELINE_BACK,
                                     .lane = lane,
                                     .recovered = &draft->schedule->recovered[i]});
}

static void add_tasks(Draft *draft)
{
    size_t before = SIZE_MAX;
    for (guint i = 0; i < draft->entries->len; i++) {
        const Entry *entry = &g_array_index(draft->entries, Entry, i);
        const char *lane = lane_name(draft, lane_at(draft, entry->lane));
        if (entry->lane != before)
            add_row(draft, (TimelineRow){.kind = TIMELINE_LANE, .lane = lane});
        before = entry->lane;
        add_row(draft, (TimelineRow){.kind = TIMELINE_TASK,
                                     .lane = lane,
                                     .task = &draft->schedule->tasks[entry->task],
                                     .critical = draft->critical[entry->task]});
    }
}

static void tighten(const DurationValue **tightest, const DurationValue *value)
{
    if (timeline_seconds(value) < timeline_seconds(*tightest))
        *tightest = value;
}

static void find_limits(Timeline *timeline)
{
    for (size_t i = 0; i < timeline->schedule->n_recovered; i++) {
        const Recovered *recovered = &timeline->schedule->recovered[i];
        tighten(&timeline->rto, schedule_limit(timeline->schedule, recovered));
        if (recovered->entity->kind == ENTITY_SERVICE)
            tighten(&timeline->mtd, &((const Service *)recovered->entity)->mtd);
    }
    tighten(&timeline->rto, &timeline->schedule->scenario->rto);
}

const Timeline *timeline_new(Arena *arena, const Schedule *schedule)
{
    if (schedule->staffed_end <= 0)
        return NULL;
    Timeline *timeline = arena_new_item(arena, Timeline);
    timeline->schedule = schedule;
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    g_autoptr(GArray) lanes = g_array_new(FALSE, FALSE, sizeof(Lane));
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(TimelineRow));
    Draft draft = {
        .arena = arena, .schedule = schedule, .entries = entries, .lanes = lanes, .rows = rows};
    find_chain(&draft, timeline);
    timeline->n_left_out = choose_tasks(&draft);
    enter_lanes(&draft);
    g_array_sort_with_data(entries, compare_place, &draft);
    add_recovered(&draft);
    add_tasks(&draft);
    TimelineRow *kept = arena_alloc(arena, (rows->len + 1) * sizeof *kept);
    memcpy(kept, rows->data, rows->len * sizeof *kept);
    timeline->rows = kept;
    timeline->n_rows = rows->len;
    find_limits(timeline);
    return timeline;
}
