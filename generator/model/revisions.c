#include "model/revisions.h"

#include "base/arena.h"

#include <string.h>

struct Revisions {
    Arena *arena;
    GPtrArray *all;    /* Revision *, newest first */
    GHashTable *last;  /* path, or folder with a '/' behind it -> the newest Revision */
    GHashTable *below; /* folder with a '/' behind it, or "" -> the same of all that lies there */
    bool is_cut;
};

static void free_revision(gpointer data)
{
    Revision *revision = data;
    g_ptr_array_unref(revision->paths);
    g_free(revision);
}

Revisions *revisions_new(void)
{
    Revisions *revisions = g_new0(Revisions, 1);
    revisions->arena = arena_new();
    revisions->all = g_ptr_array_new_with_free_func(free_revision);
    revisions->last = g_hash_table_new(g_str_hash, g_str_equal);
    revisions->below = g_hash_table_new(g_str_hash, g_str_equal);
    return revisions;
}

void revisions_free(Revisions *revisions)
{
    if (revisions == NULL)
        return;
    g_hash_table_unref(revisions->last);
    g_hash_table_unref(revisions->below);
    g_ptr_array_unref(revisions->all);
    arena_free(revisions->arena);
    g_free(revisions);
}

Revision *revisions_add(Revisions *revisions, const char *commit, const char *author,
                        const char *time, const char *subject)
{
    Revision *revision = g_new0(Revision, 1);
    revision->commit = arena_text(revisions->arena, commit);
    revision->author = arena_text(revisions->arena, author);
    revision->time = arena_text(revisions->arena, time);
    revision->subject = arena_text(revisions->arena, subject);
    revision->paths = g_ptr_array_new();
    revision->place = revisions->all->len;
    g_ptr_array_add(revisions->all, revision);
    return revision;
}

/* What comes first is the newest. */
static void note(GHashTable *newest, Revision *revision, const char *path)
{
    if (!g_hash_table_contains(newest, path))
        g_hash_table_insert(newest, (gpointer)(guintptr)path, revision);
}

void revisions_touch(Revisions *revisions, Revision *revision, const char *path)
{
    const char *kept = arena_text(revisions->arena, path);
    const char *slash = strchr(kept, '/');
    g_ptr_array_add(revision->paths, (gpointer)(guintptr)kept);
    note(revisions->last, revision, kept);
    note(revisions->below, revision, "");
    if (slash == NULL)
        return;
    const char *folder = arena_text_n(revisions->arena, kept, (size_t)(slash - kept) + 1);
    note(revisions->below, revision, folder);
    if (!g_str_has_prefix(slash, "/runbooks/") && !g_str_has_prefix(slash, "/evidence/"))
        note(revisions->last, revision, folder);
}

const Revision *revisions_last(const Revisions *revisions, const char *path)
{
    return g_hash_table_lookup(revisions->last, path);
}

const Revision *revisions_last_below(const Revisions *revisions, const char *folder)
{
    return g_hash_table_lookup(revisions->below, folder);
}

void revisions_cut(Revisions *revisions)
{
    revisions->is_cut = true;
}

bool revisions_are_cut(const Revisions *revisions)
{
    return revisions->is_cut;
}

size_t revisions_count(const Revisions *revisions)
{
    return revisions->all->len;
}

const Revision *revisions_at(const Revisions *revisions, size_t index)
{
    return revisions->all->pdata[index];
}
