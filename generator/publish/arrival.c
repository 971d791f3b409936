#include "publish/arrival.h"

#include "base/file.h"
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const Rule rule_init_occupied = {
    .id = "system-init-occupied",
    .severity = SEVERITY_ERROR,
    .summary = "something lies where a file of the new library would go",
    .remedy = "name a new folder, or move what is there",
    .why = "Init never writes over anything: what lies there may be the only plan there is.",
};

struct Arrival {
    char *target, *folder;
    bool fresh; /* the target is not there yet */
    bool moved; /* the folder itself has become the target */
};

static void report(const char *path, const char *what, Diags *diags)
{
    diags_add_path(diags, &rule_system_write, path, "%s: %s", what, g_strerror(errno));
}

static bool is_there(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0;
}

/* Makes the folder to write into: beside a target that is not there yet, else within it, for what
 * lies beside may be another disk. */
static bool make_folder(Arrival *arrival, Diags *diags)
{
    if (arrival->fresh) {
        g_autofree char *parent = g_path_get_dirname(arrival->target);
        arrival->folder = g_strconcat(arrival->target, ".init-XXXXXX", NULL);
        if (g_mkdir_with_parents(parent, 0777) != 0) {
            report(parent, "the folder cannot be made", diags);
            return false;
        }
    } else {
        arrival->folder = g_build_filename(arrival->target, ".init-XXXXXX", NULL);
    }
    if (g_mkdtemp_full(arrival->folder, 0777) != NULL)
        return true;
    report(arrival->target, "nothing can be written here", diags);
    g_clear_pointer(&arrival->folder, g_free);
    return false;
}

Arrival *arrival_open(const char *target, Diags *diags)
{
    g_autoptr(Arrival) arrival = g_new0(Arrival, 1);
    arrival->target = g_strdup(target);
    while (strlen(arrival->target) > 1 && g_str_has_suffix(arrival->target, "/"))
        arrival->target[strlen(arrival->target) - 1] = '\0';
    arrival->fresh = !is_there(arrival->target);
    if (!arrival->fresh && !g_file_test(arrival->target, G_FILE_TEST_IS_DIR)) {
        diags_add_path(diags, &rule_init_occupied, arrival->target, "is not a folder");
        return NULL;
    }
    return make_folder(arrival, diags) ? g_steal_pointer(&arrival) : NULL;
}

const char *arrival_folder(const Arrival *arrival)
{
    return arrival->folder;
}

/* Renames FROM to TO unless TO is there, also when it has come a moment ago. File systems that
 * cannot do that in one go are asked first. */
static bool move(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    if (is_there(to)) {
        errno = EEXIST;
        return false;
    }
    return rename(from, to) == 0;
}

static bool is_free(const Arrival *arrival, const GPtrArray *names, Diags *diags)
{
    bool all = true;
    for (size_t i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(arrival->target, names->pdata[i], NULL);
        if (!is_there(path))
            continue;
        diags_add_path(diags, &rule_init_occupied, path, "is there already");
        all = false;
    }
    return all;
}

/* Moves the first COUNT of NAMES out again. */
static void undo(const Arrival *arrival, const GPtrArray *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autofree char *inside = g_build_filename(arrival->folder, names->pdata[i], NULL);
        g_autofree char *path = g_build_filename(arrival->target, names->pdata[i], NULL);
        g_rename(path, inside);
    }
}

static bool move_each(const Arrival *arrival, const GPtrArray *names, Diags *diags)
{
    for (size_t i = 0; i < names->len; i++) {
        g_autofree char *from = g_build_filename(arrival->folder, names->pdata[i], NULL);
        g_autofree char *to = g_build_filename(arrival->target, names->pdata[i], NULL);
        if (move(from, to))
            continue;
        report(to, "cannot be put here", diags);
        undo(arrival, names, i);
        return false;
    }
    return true;
}

bool arrival_commit(Arrival *arrival, Diags *diags)
{
    if (arrival->fresh) {
        arrival->moved = move(arrival->folder, arrival->target);
        if (!arrival->moved)
            report(arrival->target, "cannot be put here", diags);
        return arrival->moved;
    }
    g_autoptr(GPtrArray) names = folder_list(arrival->folder, NULL);
    if (names == NULL) {
        report(arrival->folder, "cannot be read again", diags);
        return false;
    }
    return is_free(arrival, names, diags) && move_each(arrival, names, diags);
}

void arrival_close(Arrival *arrival)
{
    if (arrival == NULL)
        return;
    g_autoptr(Diags) ignored = diags_new(); /* what remains aside has a name that tells */
    if (arrival->folder != NULL && !arrival->moved)
        file_remove_tree(arrival->folder, ignored);
    g_free(arrival->target);
    g_free(arrival->folder);
    g_free(arrival);
}
