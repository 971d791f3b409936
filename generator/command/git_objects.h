#ifndef REDBINDER_COMMAND_GIT_OBJECTS_H
#define REDBINDER_COMMAND_GIT_OBJECTS_H

#include <glib.h>
#include <stdbool.h>

/*
 * The objects of the git repository in whose work tree a folder lies, read by one `git cat-file`.
 *
 * A repository can name programs that git runs: filters, hooks, monitors of files. They come with
 * the index and the work tree, and `cat-file` looks at neither. It also fetches nothing, asks
 * nothing and writes nothing. The folder alone says which repository it is: what a hook finds in
 * its environment (GIT_DIR and others) is kept from git.
 */
typedef struct GitObjects GitObjects;

enum { GIT_ID_SIZE = 65 }; /* 40 or 64 hexadecimal digits and a NUL */

/* NULL when there is no git. Owned by the caller. */
GitObjects *git_objects_open(const char *folder) G_GNUC_WARN_UNUSED_RESULT;
void git_objects_close(GitObjects *objects);

/* Reads the object called NAME, one line, into BYTES, and its id into ID (GIT_ID_SIZE bytes). False
 * when there is none of this KIND ("commit", "tree"), no repository, or git does not like it: then
 * no more can be read. */
bool git_objects_read(GitObjects *objects, const char *name, const char *kind, GString *bytes,
                      char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GitObjects, git_objects_close)

#endif
