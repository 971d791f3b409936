#include "comply/rows.h"

#include <string.h>

Rows *rows_new(void)
{
    Rows *rows = g_new0(Rows, 1);
    rows->runs = g_ptr_array_new();
    rows->acts = g_ptr_array_new();
    return rows;
}

void rows_free(Rows *rows)
{
    if (rows == NULL)
        return;
    g_ptr_array_unref(rows->runs);
    g_ptr_array_unref(rows->acts);
    g_free(rows);
}

static void add(GPtrArray *list, const void *row)
{
    if (row != NULL && list->len < MOST_ROWS && !g_ptr_array_find(list, row, NULL))
        g_ptr_array_add(list, (gpointer)row);
}

void rows_add_run(Rows *rows, const Run *run)
{
    add(rows->runs, run);
}

void rows_add_act(Rows *rows, const Act *act)
{
    add(rows->acts, act);
}

static const void *copy(const GPtrArray *list, Arena *arena)
{
    if (list->len == 0)
        return NULL;
    void *copy = arena_alloc(arena, list->len * sizeof(gpointer));
    memcpy(copy, list->pdata, list->len * sizeof(gpointer));
    return copy;
}

void rows_hand_over(Rows *rows, ControlResult *result, Arena *arena)
{
    result->runs = copy(rows->runs, arena);
    result->n_runs = rows->runs->len;
    result->acts = copy(rows->acts, arena);
    result->n_acts = rows->acts->len;
    g_ptr_array_set_size(rows->runs, 0);
    g_ptr_array_set_size(rows->acts, 0);
}
