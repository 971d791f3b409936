#ifndef REDBINDER_COMMAND_PAPER_DESK_H
#define REDBINDER_COMMAND_PAPER_DESK_H

#include "command/git_objects.h"
#include "publish/papers.h"

/*
 * What paper is compared with: the library as it is now, and as it was when that was printed. It is
 * read when it is first asked for, so that logs are verified where there is none.
 */
typedef struct PaperDesk PaperDesk;

/* FOLDER is that of the library; borrowed. Owned by the caller: findings of its readers point into
 * what it holds. */
PaperDesk *paper_desk_new(const char *folder) G_GNUC_WARN_UNUSED_RESULT;
void paper_desk_free(PaperDesk *desk);

/* With IS_PUBLIC, without what is private. NULL with findings, once, when the library cannot be
 * read, or not all of it. */
const Papers *paper_desk_now(PaperDesk *desk, bool is_public, Diags *diags);

/* The git repository of the library; NULL without git. */
GitObjects *paper_desk_git(PaperDesk *desk);

/* The library as it was in COMMIT; NULL when git cannot tell. */
const Papers *paper_desk_then(PaperDesk *desk, const char *commit, bool is_public);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PaperDesk, paper_desk_free)

#endif
