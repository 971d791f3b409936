#include "command/past_search.h"

#include <string.h>

/* Commits that did not touch the library cost little, versions of it are read anew. */
enum { MOST_COMMITS = 5000, MOST_VERSIONS = 300 };

typedef struct Search {
    GitObjects *objects;
    GQueue *waiting;      /* ids of commits (char *), the next one first */
    GHashTable *commits;  /* those that are or were waiting; owns the ids */
    GHashTable *versions; /* ids of the library's tree that were looked at */
} Search;

void past_find_clear(PastFind *find)
{
    papers_free(find->papers);
    g_free(find->commit);
}

static void search_clear(Search *search)
{
    g_queue_free(search->waiting);
    g_hash_table_unref(search->commits);
    g_hash_table_unref(search->versions);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static void add_commit(Search *search, const char *id)
{
    if (g_hash_table_contains(search->commits, id))
        return;
    char *own = g_strdup(id);
    g_hash_table_add(search->commits, own);
    g_queue_push_tail(search->waiting, own);
}

/* Adds the parents that the commit TEXT names. */
static void add_parents(Search *search, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL && **line != '\0'; line++)
        if (g_str_has_prefix(*line, "parent ") && strlen(*line + 7) < GIT_ID_SIZE)
            add_commit(search, *line + 7);
}

/* Is the library in the commit ID one that was not looked at yet? */
static bool is_new_version(Search *search, const char *id)
{
    char tree_id[GIT_ID_SIZE];
    g_autoptr(GString) tree = g_string_new(NULL);
    g_autofree char *name = g_strconcat(id, ":./", NULL);
    return git_objects_read(search->objects, name, "tree", tree, tree_id) &&
           g_hash_table_add(search->versions, g_strdup(tree_id));
}

PastFind past_search(GitObjects *objects, bool (*has)(const Papers *papers, void *data), void *data)
{
    g_auto(Search) search = {objects, g_queue_new(),
                             g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                             g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    PastFind find = {.papers = NULL};
    char id[GIT_ID_SIZE];
    g_autoptr(GString) text = g_string_new(NULL);
    if (git_objects_read(objects, "HEAD^{commit}", "commit", text, id))
        add_commit(&search, id);
    while (find.papers == NULL && !g_queue_is_empty(search.waiting)) {
        const char *commit = g_queue_pop_head(search.waiting);
        find.is_cut = g_hash_table_size(search.commits) > MOST_COMMITS ||
                      g_hash_table_size(search.versions) >= MOST_VERSIONS;
        if (find.is_cut || !git_objects_read(objects, commit, "commit", text, id))
            break;
        add_parents(&search, text->str);
        if (!is_new_version(&search, commit))
            continue;
        Papers *papers = library_past(objects, commit);
        if (papers != NULL && has(papers, data)) {
            find.papers = papers;
            find.commit = g_strdup(commit);
        } else {
            papers_free(papers);
        }
    }
    return find;
}
