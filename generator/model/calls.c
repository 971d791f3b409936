#include "model/calls.h"

#include <stdbool.h>
#include <string.h>

/* A runbook whose steps are being added. */
typedef struct Frame {
    const Runbook *runbook;
    const Step *call; /* NULL for the outermost */
    size_t next;      /* step */
} Frame;

typedef struct Unfolding {
    GArray *row; /* CalledStep */
    Frame frames[CALLS_MAX_DEPTH];
    size_t depth;
} Unfolding;

const Runbook *step_called(const Step *step)
{
    const Entity *target = step->kind == STEP_CALL ? step->call.target : NULL;
    return target != NULL && target->kind == ENTITY_RUNBOOK ? (const Runbook *)target : NULL;
}

static bool is_followed(const Unfolding *unfolding, const Runbook *called)
{
    if (called == NULL || unfolding->depth == CALLS_MAX_DEPTH ||
        unfolding->row->len + called->steps.count > CALLS_MAX_STEPS)
        return false;
    for (size_t i = 0; i < unfolding->depth; i++)
        if (unfolding->frames[i].runbook == called)
            return false;
    return true;
}

static void add(Unfolding *unfolding, CalledKind kind, const Step *step, const Runbook *runbook)
{
    CalledStep called = {.kind = kind, .step = step, .runbook = runbook};
    g_array_append_val(unfolding->row, called);
}

/* The next step of the innermost runbook; behind its last one, the end of the call. */
static void advance(Unfolding *unfolding)
{
    Frame *frame = &unfolding->frames[unfolding->depth - 1];
    if (frame->next == frame->runbook->steps.count) {
        unfolding->depth--;
        if (frame->call != NULL)
            add(unfolding, CALLED_CLOSE, frame->call, frame[-1].runbook);
        return;
    }
    const Step *step = frame->runbook->steps.items[frame->next++];
    const Runbook *called = step_called(step);
    bool followed = is_followed(unfolding, called);
    add(unfolding, followed ? CALLED_OPEN : CALLED_STEP, step, frame->runbook);
    if (followed)
        unfolding->frames[unfolding->depth++] = (Frame){.runbook = called, .call = step};
}

GArray *calls_unfold(const Runbook *runbook)
{
    Unfolding unfolding = {.row = g_array_new(FALSE, FALSE, sizeof(CalledStep)), .depth = 1};
    unfolding.frames[0] = (Frame){.runbook = runbook};
    while (unfolding.depth > 0)
        advance(&unfolding);
    return unfolding.row;
}

static const char *id_of(const Step *step)
{
    return step->entity.id.text != NULL ? step->entity.id.text : "";
}

GHashTable *calls_index(const Runbook *runbook)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) steps = calls_unfold(runbook);
    g_autoptr(GString) path = g_string_new(NULL); /* "outer/call/" */
    for (guint i = 0; i < steps->len; i++) {
        const CalledStep *called = &g_array_index(steps, CalledStep, i);
        const char *id = id_of(called->step);
        if (called->kind == CALLED_CLOSE) {
            g_string_truncate(path, path->len - strlen(id) - 1);
            continue;
        }
        g_autofree char *name = g_strconcat(path->str, id, NULL);
        if (*id != '\0' && !g_hash_table_contains(index, name))
            g_hash_table_insert(index, g_steal_pointer(&name), (gpointer)called->step);
        if (called->kind == CALLED_OPEN)
            g_string_append_printf(path, "%s/", id);
    }
    return index;
}
