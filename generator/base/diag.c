#include "base/diag.h"

#include "base/arena.h"

#include <string.h>

struct Diags {
    GPtrArray *items;  /* Diag *, sorted or in order of arrival */
    GPtrArray *arenas; /* Arena *; the first takes what is added here */
};

const char *severity_word(Severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "error";
    case SEVERITY_WARNING:
        return "warning";
    case SEVERITY_INFO:
        return "info";
    case SEVERITY_OFF:
        return "off";
    }
    g_assert_not_reached();
}

static void free_diag(gpointer data)
{
    Diag *diag = data;
    if (diag->notes != NULL)
        g_ptr_array_unref(diag->notes);
    g_free(diag);
}

static void free_arena(gpointer data)
{
    arena_free(data);
}

Diags *diags_new(void)
{
    Diags *diags = g_new0(Diags, 1);
    diags->items = g_ptr_array_new_with_free_func(free_diag);
    diags->arenas = g_ptr_array_new_with_free_func(free_arena);
    g_ptr_array_add(diags->arenas, arena_new());
    return diags;
}

void diags_free(Diags *diags)
{
    if (diags == NULL)
        return;
    g_ptr_array_unref(diags->items);
    g_ptr_array_unref(diags->arenas);
    g_free(diags);
}

/* A copy of TEXT in valid UTF-8: names of files are bytes. NULL gives NULL. */
static const char *keep_text(Diags *diags, const char *text)
{
    Arena *arena = diags->arenas->pdata[0];
    if (text == NULL || g_utf8_validate(text, -1, NULL))
        return arena_text(arena, text);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return arena_text(arena, valid);
}

static const char *format_text(Diags *diags, const char *format, va_list arguments)
    G_GNUC_PRINTF(2, 0);

static const char *format_text(Diags *diags, const char *format, va_list arguments)
{
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    return keep_text(diags, text);
}

static Diag *add(Diags *diags, const Rule *rule, const char *text)
{
    Diag *diag = g_new0(Diag, 1);
    diag->rule = rule;
    diag->severity = rule->severity;
    diag->text = text;
    diag->help = rule->remedy;
    g_ptr_array_add(diags->items, diag);
    return diag;
}

Diag *diags_add(Diags *diags, const Rule *rule, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Diag *diag = add(diags, rule, format_text(diags, format, arguments));
    va_end(arguments);
    diag->span = span;
    return diag;
}

Diag *diags_add_path(Diags *diags, const Rule *rule, const char *path, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Diag *diag = add(diags, rule, format_text(diags, format, arguments));
    va_end(arguments);
    diag->path = keep_text(diags, path);
    return diag;
}

void diag_note(Diags *diags, Diag *diag, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = format_text(diags, format, arguments);
    va_end(arguments);
    if (diag->notes == NULL)
        diag->notes = g_ptr_array_new_with_free_func(g_free);
    Note *note = g_new0(Note, 1);
    note->span = span;
    note->text = text;
    g_ptr_array_add(diag->notes, note);
}

void diag_help(Diags *diags, Diag *diag, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diag->help = format_text(diags, format, arguments);
    va_end(arguments);
}

void diags_add_copy(Diags *diags, const Diag *diag)
{
    Arena *arena = diags->arenas->pdata[0];
    Diag *copy = add(diags, diag->rule, arena_text(arena, diag->text));
    copy->severity = diag->severity;
    copy->span = diag->span;
    copy->path = arena_text(arena, diag->path);
    copy->help = arena_text(arena, diag->help);
    for (size_t i = 0; diag->notes != NULL && i < diag->notes->len; i++) {
        const Note *note = diag->notes->pdata[i];
        diag_note(diags, copy, note->span, "%s", note->text);
    }
}

void diags_take_all(Diags *diags, Diags *from)
{
    g_ptr_array_extend_and_steal(diags->items, from->items);
    g_ptr_array_extend_and_steal(diags->arenas, from->arenas);
    g_free(from);
}

const char *diag_path(const Diag *diag)
{
    if (diag->span.source != NULL)
        return diag->span.source->path;
    return diag->path == NULL ? "" : diag->path;
}

static int compare(const Diag *a, const Diag *b)
{
    int order = strcmp(diag_path(a), diag_path(b));
    if (order == 0 && a->span.offset != b->span.offset)
        order = a->span.offset < b->span.offset ? -1 : 1;
    if (order == 0)
        order = strcmp(a->rule->id, b->rule->id);
    if (order == 0)
        order = strcmp(a->text, b->text);
    return order;
}

static int compare_items(gconstpointer a, gconstpointer b)
{
    const Diag *const *left = a;
    const Diag *const *right = b;
    return compare(*left, *right);
}

/* Cuts ITEMS to the first KEPT; what lies behind has been freed or moved. */
static void cut(GPtrArray *items, size_t kept)
{
    g_ptr_array_set_free_func(items, NULL);
    g_ptr_array_set_size(items, (int)kept);
    g_ptr_array_set_free_func(items, free_diag);
}

void diags_keep(Diags *diags, bool (*keep)(Diag *diag, void *data), void *data)
{
    GPtrArray *items = diags->items;
    size_t kept = 0;
    for (size_t i = 0; i < items->len; i++) {
        if (keep(items->pdata[i], data))
            items->pdata[kept++] = items->pdata[i];
        else
            free_diag(items->pdata[i]);
    }
    cut(items, kept);
}

void diags_sort(Diags *diags)
{
    GPtrArray *items = diags->items;
    g_ptr_array_sort(items, compare_items);
    size_t kept = 0;
    for (size_t i = 0; i < items->len; i++) {
        if (kept > 0 && compare(items->pdata[kept - 1], items->pdata[i]) == 0)
            free_diag(items->pdata[i]);
        else
            items->pdata[kept++] = items->pdata[i];
    }
    cut(items, kept);
}

size_t diags_count(const Diags *diags)
{
    return diags->items->len;
}

const Diag *diags_at(const Diags *diags, size_t index)
{
    g_assert(index < diags->items->len);
    return diags->items->pdata[index];
}

size_t diags_count_severity(const Diags *diags, Severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < diags->items->len; i++)
        if (diags_at(diags, i)->severity == severity)
            count++;
    return count;
}
