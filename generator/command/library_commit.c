#include "command/library_commit.h"

#include "base/file.h"
#include "base/file_uri.h"
#include "base/folder.h"
#include "command/git_tree.h"

#include <string.h>
#include <sys/stat.h>

#define CHANGES "+changes"

enum { MAX_DEPTH = 32, MAX_COMPARED = 64 * 1024 * 1024 };

/* What a build reads in a folder. */
typedef enum FolderKind {
    FOLDER_LIBRARY,
    FOLDER_PLAN,
    FOLDER_RUNBOOKS,
    FOLDER_ALL,   /* templates, assets */
    FOLDER_OTHER, /* nothing */
} FolderKind;

typedef struct Comparison {
    GitObjects *objects;
    const char *commit;
    const char *folder;  /* of the library */
    const char *output;  /* below it, or an absolute path */
    const char *history; /* the same */
} Comparison;

/* One folder on both sides. */
typedef struct FolderPair {
    const char *path; /* below the library; "" for itself */
    FolderKind kind;
    unsigned depth;
    const GPtrArray *entries; /* GitEntry * of the commit; NULL when that does not have it */
} FolderPair;

/* ---- Files ---------------------------------------------------------------------------------- */

/* TEXT with its lines ended by '\n' alone: git may check out with "\r\n" what it keeps so. */
static GString *with_plain_line_ends(const char *text, size_t length)
{
    GString *out = g_string_sized_new(length);
    for (size_t i = 0; i < length; i++)
        if (text[i] != '\r' || i + 1 == length || text[i + 1] != '\n')
            g_string_append_c(out, text[i]);
    return out;
}

static bool same_file(const char *path, const GitEntry *entry)
{
    g_autoptr(Diags) unheard = diags_new(); /* the build tells what it cannot read */
    size_t length = 0;
    g_autofree char *text = file_read(path, MAX_COMPARED, &length, unheard);
    if (text == NULL)
        return false;
    if (git_blob_is(text, length, entry->id))
        return true;
    if (memmem(text, length, "\r\n", 2) == NULL)
        return false;
    g_autoptr(GString) plain = with_plain_line_ends(text, length);
    return git_blob_is(plain->str, plain->len, entry->id);
}

static bool same_link(const char *path, const GitEntry *entry)
{
    g_autofree char *target = g_file_read_link(path, NULL);
    return target != NULL && git_blob_is(target, strlen(target), entry->id);
}

/* ---- Folders -------------------------------------------------------------------------------- */

static char *join(const char *folder, const char *name)
{
    return *folder == '\0' ? g_strdup(name) : g_strconcat(folder, "/", name, NULL);
}

/* Is PATH, called NAME, something that does not make a library what it is? A history has files of
 * its name and more beside it. */
static bool is_left_out(const Comparison *comparison, const char *path, const char *name)
{
    return *name == '.' || strcmp(name, "evidence") == 0 || strcmp(path, "output") == 0 ||
           strcmp(path, comparison->output) == 0 || g_str_has_prefix(path, "history.db") ||
           g_str_has_prefix(path, comparison->history);
}

static FolderKind kind_below(FolderKind kind, const char *name)
{
    switch (kind) {
    case FOLDER_LIBRARY:
        return strcmp(name, "templates") == 0 || strcmp(name, "assets") == 0 ? FOLDER_ALL
                                                                             : FOLDER_PLAN;
    case FOLDER_PLAN:
        return strcmp(name, "runbooks") == 0 ? FOLDER_RUNBOOKS : FOLDER_OTHER;
    case FOLDER_ALL:
        return FOLDER_ALL;
    case FOLDER_RUNBOOKS:
    case FOLDER_OTHER:
        return FOLDER_OTHER;
    }
    g_assert_not_reached();
}

static bool is_read(FolderKind kind, const char *name)
{
    bool is_yaml = g_str_has_suffix(name, ".yaml");
    switch (kind) {
    case FOLDER_LIBRARY:
        return strcmp(name, "redbinder.yaml") == 0 || strcmp(name, "people.yaml") == 0;
    case FOLDER_PLAN:
        return is_yaml || g_str_has_suffix(name, ".md");
    case FOLDER_RUNBOOKS:
        return is_yaml;
    case FOLDER_ALL:
        return true;
    case FOLDER_OTHER:
        return false;
    }
    g_assert_not_reached();
}

static bool same_folder(const Comparison *comparison, const FolderPair *pair);

/* The folder PATH, called NAME in the one of PAIR, of which the commit has ENTRIES. */
static bool same_below(const Comparison *comparison, const FolderPair *pair, const char *path,
                       const char *name, const GPtrArray *entries)
{
    FolderPair below = {path, kind_below(pair->kind, name), pair->depth + 1, entries};
    return below.depth < MAX_DEPTH && same_folder(comparison, &below);
}

/* Is what the commit has as ENTRY still the same? What a submodule holds is not looked at: it
 * counts as changed. */
static bool same_entry(const Comparison *comparison, const FolderPair *pair, const GitEntry *entry)
{
    g_autofree char *path = join(pair->path, entry->name);
    if (is_left_out(comparison, path, entry->name))
        return true;
    g_autofree char *file = g_build_filename(comparison->folder, path, NULL);
    struct stat about;
    if (lstat(file, &about) != 0 || (about.st_mode & S_IFMT) != (entry->mode & S_IFMT))
        return false;
    if (S_ISLNK(about.st_mode))
        return same_link(file, entry);
    if (!S_ISDIR(about.st_mode))
        return same_file(file, entry);
    g_autoptr(GPtrArray) entries =
        git_tree_read(comparison->objects, entry->id, comparison->commit);
    return entries != NULL && same_below(comparison, pair, path, entry->name, entries);
}

/* Does a build read something of NAME, which the commit does not have? */
static bool is_new(const Comparison *comparison, const FolderPair *pair, const char *name)
{
    g_autofree char *path = join(pair->path, name);
    g_autofree char *file = g_build_filename(comparison->folder, path, NULL);
    if (is_left_out(comparison, path, name))
        return false;
    if (!g_file_test(file, G_FILE_TEST_IS_DIR))
        return is_read(pair->kind, name);
    g_autofree char *plan = g_build_filename(file, "plan.yaml", NULL);
    switch (kind_below(pair->kind, name)) {
    case FOLDER_PLAN:
        return g_file_test(plan, G_FILE_TEST_EXISTS);
    case FOLDER_RUNBOOKS:
    case FOLDER_ALL:
        return !same_below(comparison, pair, path, name, NULL);
    case FOLDER_LIBRARY:
    case FOLDER_OTHER:
        return false;
    }
    g_assert_not_reached();
}

static bool same_folder(const Comparison *comparison, const FolderPair *pair)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; pair->entries != NULL && i < pair->entries->len; i++) {
        const GitEntry *entry = pair->entries->pdata[i];
        if (!same_entry(comparison, pair, entry))
            return false;
        g_hash_table_add(known, entry->name);
    }
    g_autofree char *folder = g_build_filename(comparison->folder, pair->path, NULL);
    g_autoptr(GPtrArray) names = folder_list(folder, NULL);
    for (size_t i = 0; names != NULL && i < names->len; i++)
        if (!g_hash_table_contains(known, names->pdata[i]) &&
            is_new(comparison, pair, names->pdata[i]))
            return false;
    return names != NULL;
}

/* ---- The library ---------------------------------------------------------------------------- */

/* PATH as seen from FOLDER where it lies below, else absolute. Owned. */
static char *seen_from(const char *folder, const char *path)
{
    g_autofree char *whole = g_canonicalize_filename(path, NULL);
    g_autofree char *base = g_canonicalize_filename(folder, NULL);
    return path_below(whole, base);
}

static bool has_library(const GPtrArray *entries)
{
    for (size_t i = 0; i < entries->len; i++)
        if (strcmp(((const GitEntry *)entries->pdata[i])->name, "redbinder.yaml") == 0)
            return true;
    return false;
}

char *library_commit(const char *folder, const char *output, const char *history)
{
    char commit[GIT_ID_SIZE];
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GitObjects) objects = git_objects_open(folder);
    if (objects == NULL || !git_objects_read(objects, "HEAD^{commit}", "commit", text, commit))
        return NULL;
    g_autofree char *tree = g_strconcat(commit, ":./", NULL);
    g_autoptr(GPtrArray) entries = git_tree_read(objects, tree, commit);
    if (entries == NULL || !has_library(entries))
        return NULL;
    g_autofree char *output_below = seen_from(folder, output);
    g_autofree char *history_below = seen_from(folder, history);
    Comparison comparison = {objects, commit, folder, output_below, history_below};
    FolderPair pair = {"", FOLDER_LIBRARY, 0, entries};
    return g_strconcat(commit, same_folder(&comparison, &pair) ? "" : CHANGES, NULL);
}
