#include "command/paper_desk.h"

#include "command/library_past.h"

#include <string.h>

struct PaperDesk {
    const char *folder;
    Papers *now;
    bool is_read;
    bool is_whole;
    GitObjects *git; /* NULL: not opened */
    char *commit; /* that was asked for last */
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
    papers_free(desk->now);
    papers_free(desk->then);
    git_objects_close(desk->git);
    g_free(desk->commit);
    g_free(desk);
}

/* A plan that cannot be read would look like one that is gone: then nothing is said but why. What
 * else is wrong in the library does not matter here. */
static void read_now(PaperDesk *desk, Diags *diags)
{
    g_autoptr(Diags) reading = diags_new();
    desk->now = papers_new(desk->folder, reading);
    desk->is_read = true;
    desk->is_whole = desk->now != NULL && papers_library(desk->now)->n_unreadable == 0;
    if (!desk->is_whole)
        diags_take_all(diags, g_steal_pointer(&reading));
}

const Papers *paper_desk_now(PaperDesk *desk, Diags *diags)
{
    if (!desk->is_read)
        read_now(desk, diags);
    return desk->is_whole ? desk->now : NULL;
}

GitObjects *paper_desk_git(PaperDesk *desk)
{
    if (desk->git == NULL)
        desk->git = git_objects_open(desk->folder);
    return desk->git;
}

const Papers *paper_desk_then(PaperDesk *desk, const char *commit)
{
    if (desk->commit != NULL && strcmp(desk->commit, commit) == 0)
        return desk->then;
    GitObjects *objects = paper_desk_git(desk);
    g_clear_pointer(&desk->then, papers_free);
    g_free(desk->commit);
    desk->commit = g_strdup(commit);
    desk->then = objects == NULL ? NULL : library_past(objects, commit);
    return desk->then;
}
