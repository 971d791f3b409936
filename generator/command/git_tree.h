#ifndef REDBINDER_COMMAND_GIT_TREE_H
#define REDBINDER_COMMAND_GIT_TREE_H

#include "command/git_objects.h"

/* What a folder holds in a commit, and what a file would be called there. */
typedef struct GitEntry {
    char *name;    /* without '/' */
    unsigned mode; /* its kind is that of stat: S_IFMT */
    char id[GIT_ID_SIZE];
} GitEntry;

/* The entries (GitEntry *) of the tree called NAME in a repository whose ids are as long as COMMIT,
 * in git's order. NULL when there is none. Owned by the caller. */
GPtrArray *git_tree_read(GitObjects *objects, const char *name,
                         const char *commit) G_GNUC_WARN_UNUSED_RESULT;

/* Has a file of LENGTH bytes at TEXT the id ID? */
bool git_blob_is(const char *text, size_t length, const char *id);

#endif
