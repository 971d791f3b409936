#include "script/flat.h"

#include "script/shown.h"

#include <string.h>

/* One runbook while its steps are put into the row. */
typedef struct Scope {
    const struct Scope *outer; /* NULL: the script's own runbook */
    const Runbook *runbook;
    const FlatStep *call;   /* in OUTER; NULL for the script's own runbook */
    GHashTable *numbers;    /* id of a step to its place in RUNBOOK, from 1 */
    const FlatStep **steps; /* by their place in RUNBOOK */
    size_t depth;
} Scope;

static bool is_open(const Scope *scope, const Runbook *runbook)
{
    for (; scope != NULL; scope = scope->outer)
        if (scope->runbook == runbook)
            return true;
    return false;
}

/* The runbook that STEP calls, when it can be followed from SCOPE. */
static const Runbook *followed(const FlatRunbook *flat, const Scope *scope, const Step *step)
{
    const Entity *target = step->call.target;
    if (step->kind != STEP_CALL || target == NULL || target->kind != ENTITY_RUNBOOK)
        return NULL;
    const Runbook *runbook = (const Runbook *)target;
    bool fits = flat->steps->len + runbook->steps.count < FLAT_MAX_STEPS;
    if (!fits || scope->depth == FLAT_MAX_DEPTH || is_open(scope, runbook))
        return NULL;
    return runbook;
}

/* A reader refuses steps of the same id; a model made otherwise must not mix them up. */
static const char *unused_label(FlatRunbook *flat, const char *label)
{
    const char *unused = label;
    for (size_t n = 2; g_hash_table_contains(flat->labels, unused); n++)
        unused = arena_printf(flat->arena, "%s~%zu", label, n);
    g_hash_table_add(flat->labels, (gpointer)(guintptr)unused);
    return unused;
}

static const char *label_of(FlatRunbook *flat, const Scope *scope, const char *id, size_t number)
{
    g_autoptr(GString) label = g_string_new(NULL);
    if (id != NULL)
        shown_line(label, id);
    if (label->len == 0)
        g_string_append_printf(label, "%zu", number);
    if (scope->call != NULL) {
        g_string_prepend_c(label, '/');
        g_string_prepend(label, scope->call->label);
    }
    return unused_label(flat, arena_text(flat->arena, label->str));
}

static FlatStep *add_step(FlatRunbook *flat, const Scope *scope, const Step *step, const char *id)
{
    const FlatStep *call = scope->call;
    FlatStep *flat_step = arena_new_item(flat->arena, FlatStep);
    flat_step->step = step;
    flat_step->number = flat->steps->len + 1;
    flat_step->label = label_of(flat, scope, id, step->number);
    flat_step->after = g_array_new(FALSE, FALSE, sizeof(size_t));
    flat_step->who = step->who.text == NULL && call != NULL ? call->who : step->who;
    flat_step->on_failure =
        step->on_failure.text == NULL ? ON_FAILURE_STOP : step->on_failure.index;
    if (step->on_failure.text == NULL && call != NULL)
        flat_step->on_failure = call->on_failure;
    bool has_tags = step->tags.count > 0 || step->tags.span.source != NULL;
    flat_step->tags = has_tags || call == NULL ? &step->tags : call->tags;
    g_ptr_array_add(flat->steps, flat_step);
    return flat_step;
}

static const FlatStep *find(const Scope *scope, const char *id)
{
    gpointer place = id == NULL ? NULL : g_hash_table_lookup(scope->numbers, id);
    return place == NULL ? NULL : scope->steps[GPOINTER_TO_SIZE(place) - 1];
}

/* The step called ID when it comes after STEP; FLAT_STOP for all else. */
static size_t later(const Scope *scope, const FlatStep *step, const char *id)
{
    const FlatStep *target = find(scope, id);
    return target != NULL && target->number > step->number ? target->number : FLAT_STOP;
}

static void put_ways(FlatRunbook *flat, const Scope *scope, FlatStep *step)
{
    size_t count = step->step->choices.count;
    if (step->step->kind != STEP_DECIDE || count == 0)
        return;
    size_t *ways = arena_alloc(flat->arena, count * sizeof *ways);
    for (size_t i = 0; i < count; i++) {
        const char *go = step->step->choices.items[i]->go.text;
        ways[i] = go == NULL ? step->number + 1 : later(scope, step, go);
    }
    step->ways = ways;
}

/* Whoever waits for a call waits for all that belongs to it. */
static void wait_for(FlatStep *step, const FlatStep *other)
{
    size_t last = MAX(other->last, other->number);
    for (size_t number = other->number; number <= last; number++)
        g_array_append_val(step->after, number);
}

/* A first step waits for what the call waits for. */
static void wait_as_call(FlatStep *step, const FlatStep *call)
{
    if (call == NULL)
        return;
    size_t before = call->number - 1;
    if (call->is_tied)
        g_array_append_vals(step->after, call->after->data, call->after->len);
    else if (before > 0)
        g_array_append_val(step->after, before);
}

static void tie(const Scope *scope, FlatStep *step, size_t place)
{
    const TextList *after = &step->step->after;
    step->is_tied = after->span.source != NULL;
    for (size_t i = 0; i < after->count; i++) {
        const FlatStep *other = find(scope, after->items[i]->text);
        if (other != NULL)
            wait_for(step, other);
    }
    if (step->is_tied && after->count == 0)
        wait_as_call(step, scope->call);
    if (!step->is_tied && place == 0 && scope->call != NULL && scope->call->is_tied) {
        step->is_tied = true;
        wait_as_call(step, scope->call);
    }
}

/* What can be told only when all steps of SCOPE have their numbers. */
static void settle(FlatRunbook *flat, const Scope *scope)
{
    for (size_t i = 0; i < scope->runbook->steps.count; i++) {
        FlatStep *step = g_ptr_array_index(flat->steps, scope->steps[i]->number - 1);
        const char *go = step->step->on_failure_go.text;
        put_ways(flat, scope, step);
        if (go != NULL)
            step->failure_go = later(scope, step, go);
    }
}

static void remember(FlatRunbook *flat, const Runbook *runbook)
{
    for (guint i = 0; i < flat->called->len; i++)
        if (g_ptr_array_index(flat->called, i) == runbook)
            return;
    g_ptr_array_add(flat->called, (gpointer)(guintptr)runbook);
}

static void expand(FlatRunbook *flat, const Scope *outer, const Runbook *runbook,
                   const FlatStep *call);

static void follow(FlatRunbook *flat, const Scope *scope, const Runbook *runbook, FlatStep *call)
{
    const Step *step = call->step;
    remember(flat, runbook);
    call->last = call->number; /* says that it was followed */
    expand(flat, scope, runbook, call);
    if (step->verify.text != NULL || step->business_check.value) {
        const Scope inner = {.outer = scope, .runbook = runbook, .call = call};
        FlatStep *end = add_step(flat, &inner, step, "end");
        end->closes = true;
    }
    call->last = flat->steps->len;
}

static void expand(FlatRunbook *flat, const Scope *outer, const Runbook *runbook,
                   const FlatStep *call)
{
    size_t count = runbook->steps.count;
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree const FlatStep **steps = g_new0(const FlatStep *, count);
    const Scope scope = {outer,   runbook, call,
                         numbers, steps,   outer == NULL ? 0 : outer->depth + 1};
    for (size_t i = 0; i < count; i++) {
        const Step *step = runbook->steps.items[i];
        const Runbook *called = followed(flat, &scope, step);
        const char *id = step->entity.id.text;
        FlatStep *flat_step = add_step(flat, &scope, step, id);
        steps[i] = flat_step;
        if (id != NULL && !g_hash_table_contains(numbers, id))
            g_hash_table_insert(numbers, (gpointer)(guintptr)id, GSIZE_TO_POINTER(i + 1));
        tie(&scope, flat_step, i);
        if (called != NULL)
            follow(flat, &scope, called, flat_step);
    }
    settle(flat, &scope);
}

static void free_step(gpointer data)
{
    FlatStep *step = data; /* itself in the arena */
    g_array_free(step->after, TRUE);
}

FlatRunbook *flat_new(const Runbook *runbook)
{
    FlatRunbook *flat = g_new0(FlatRunbook, 1);
    flat->runbook = runbook;
    flat->steps = g_ptr_array_new_with_free_func(free_step);
    flat->called = g_ptr_array_new();
    flat->labels = g_hash_table_new(g_str_hash, g_str_equal);
    flat->arena = arena_new();
    expand(flat, NULL, runbook, NULL);
    return flat;
}

void flat_free(FlatRunbook *flat)
{
    g_ptr_array_free(flat->steps, TRUE);
    g_ptr_array_free(flat->called, TRUE);
    g_hash_table_destroy(flat->labels);
    arena_free(flat->arena);
    g_free(flat);
}
