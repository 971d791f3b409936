#include "model/open_finding.h"

/* A finding on its way through the days. */
typedef struct Life {
    OpenFinding item;
    size_t told; /* when it was told last: numbers grow with the runs */
} Life;

typedef struct Lives {
    GArray *all;         /* of Life */
    GHashTable *by_text; /* words, borrowed -> place in ALL, counted from 1 */
    size_t n_told;
    Arena *arena;
} Lives;

static bool is_day(Date date)
{
    return date.days != INT32_MIN;
}

bool finding_is_closed(const RunFinding *finding, Date as_of)
{
    return is_day(finding->closed) && finding->closed.days <= as_of.days;
}

static Life *find_life(const Lives *lives, const char *text)
{
    void *place = text == NULL ? NULL : g_hash_table_lookup(lives->by_text, text);
    if (place == NULL)
        return NULL;
    return &g_array_index(lives->all, Life, GPOINTER_TO_SIZE(place) - 1);
}

static Life *begin_life(Lives *lives, const RunFinding *finding, const Run *run)
{
    Life life = {.item = {.opened = run_date(run)}};
    g_array_append_val(lives->all, life);
    if (finding->text != NULL)
        g_hash_table_insert(lives->by_text, (gpointer)finding->text,
                            GSIZE_TO_POINTER((size_t)lives->all->len));
    return &g_array_index(lives->all, Life, lives->all->len - 1);
}

static void tell(Lives *lives, const RunFinding *finding, const Run *run)
{
    Date day = run_date(run);
    Life *life = find_life(lives, finding->text);
    if (life == NULL)
        life = begin_life(lives, finding, run);
    else if (finding_is_closed(life->item.finding, day) && !finding_is_closed(finding, day))
        life->item.opened = day;
    life->item.finding = finding;
    life->item.run = run;
    life->item.closing = NULL;
    life->told = lives->n_told++;
}

static void apply(Lives *lives, const Act *act)
{
    Life *life = find_life(lives, act->subject);
    if (life == NULL)
        return;
    RunFinding *changed = arena_new_item(lives->arena, RunFinding);
    *changed = *life->item.finding;
    if (act->owner != NULL)
        changed->owner = act->owner;
    if (is_day(act->until))
        changed->due = act->until;
    if (is_day(act->closed)) {
        changed->closed = act->closed;
        life->item.closing = act;
    }
    life->item.finding = changed;
}

/* Applies the acts from *NEXT on that are of a day before END. */
static void apply_before(Lives *lives, ActList acts, int32_t end, size_t *next)
{
    for (; *next < acts.count && acts.items[*next]->date.days < end; ++*next)
        if (acts.items[*next]->kind == ACT_FINDING)
            apply(lives, acts.items[*next]);
}

static int compare_lives(gconstpointer a, gconstpointer b)
{
    size_t x = ((const Life *)a)->told;
    size_t y = ((const Life *)b)->told;
    return (x > y) - (x < y);
}

GArray *findings_told(const Run *const *runs, size_t n_runs, ActList acts, Date as_of, Arena *arena)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Life));
    g_autoptr(GHashTable) by_text = g_hash_table_new(g_str_hash, g_str_equal);
    Lives lives = {.all = all, .by_text = by_text, .arena = arena};
    size_t next = 0;
    /* On one day the run comes first: an act answers what it has shown. */
    for (size_t i = 0; i < n_runs; i++) {
        if (runs[i]->n_findings == 0)
            continue;
        apply_before(&lives, acts, run_date(runs[i]).days, &next);
        for (size_t j = 0; j < runs[i]->n_findings; j++)
            tell(&lives, &runs[i]->findings[j], runs[i]);
    }
    apply_before(&lives, acts, as_of.days + 1, &next);
    g_array_sort(all, compare_lives);
    GArray *told = g_array_sized_new(FALSE, FALSE, sizeof(OpenFinding), all->len);
    for (guint i = 0; i < all->len; i++) {
        OpenFinding item = g_array_index(all, Life, i).item;
        item.overdue = is_day(item.finding->due) && item.finding->due.days < as_of.days &&
                       !finding_is_closed(item.finding, as_of);
        g_array_append_val(told, item);
    }
    return told;
}

GArray *open_findings(const Run *const *runs, size_t n_runs, ActList acts, Date as_of, Arena *arena)
{
    GArray *told = findings_told(runs, n_runs, acts, as_of, arena);
    guint kept = 0;
    for (guint i = 0; i < told->len; i++) {
        OpenFinding item = g_array_index(told, OpenFinding, i);
        if (!finding_is_closed(item.finding, as_of))
            g_array_index(told, OpenFinding, kept++) = item;
    }
    g_array_set_size(told, kept);
    return told;
}
