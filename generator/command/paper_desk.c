#include "command/paper_desk.h"

#include "command/library_past.h"

#include <string.h>

/* A library as it is now. */
typedef struct Present {
    Papers *papers;
    bool is_read;
    bool is_whole;
} Present;

struct PaperDesk {
    const char *folder;
    Present all, public;
    GitObjects *git; /* NULL: not opened */
    char *commit;    /* that was asked for last, and in which form */
    bool is_public;
    Papers *then; /* as it was in that; NULL: not known */
};

PaperDesk *paper_desk_new(const char *folder)
{
    PaperDesk *desk = g_new0(PaperDesk, 1);
    desk->folder = folder;
    return desk;
}

void paper_desk_free(PaperDesk *desk)
{
    if (desk == NULL)
        return;
    papers_free(desk->all.papers);
    papers_free(desk->public.papers);
    papers_free(desk->then);
    git_objects_close(desk->git);
    g_free(desk->commit);
    g_free(desk);
}

/* A plan that cannot be read would look like one that is gone: then nothing is said but why. What
 * else is wrong in the library does not matter here. */
static void read_now(Present *present, const char *folder, bool is_public, Diags *diags)
{
    g_autoptr(Diags) reading = diags_new();
    present->papers = papers_new(folder, is_public, reading);
    present->is_read = true;
    present->is_whole =
        present->papers != NULL && papers_library(present->papers)->n_unreadable == 0;
    if (!present->is_whole)
        diags_take_all(diags, g_steal_pointer(&reading));
}

const Papers *paper_desk_now(PaperDesk *desk, bool is_public, Diags *diags)
{
    Present *present = is_public ? &desk->public : &desk->all;
    if (!present->is_read)
        read_now(present, desk->folder, is_public, diags);
    return present->is_whole ? present->papers : NULL;
}

GitObjects *paper_desk_git(PaperDesk *desk)
{
    if (desk->git == NULL)
        desk->git = git_objects_open(desk->folder);
    return desk->git;
}

const Papers *paper_desk_then(PaperDesk *desk, const char *commit, bool is_public)
{
    if (desk->commit != NULL && strcmp(desk->commit, commit) == 0 && desk->is_public == is_public)
        return desk->then;
    GitObjects *objects = paper_desk_git(desk);
    g_clear_pointer(&desk->then, papers_free);
    g_free(desk->commit);
    desk->commit = g_strdup(commit);
    desk->is_public = is_public;
    desk->then = objects == NULL ? NULL : library_past(objects, commit, is_public);
    return desk->then;
}
