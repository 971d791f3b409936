#include "command/git_objects.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_OBJECT = 16 * 1024 * 1024 };

struct GitObjects {
    pid_t child;
    int requests[2]; /* both ends: with a reader left, writing to a git that has ended is no signal
                      */
    FILE *answers;
};

static void close_file(int *file)
{
    if (*file >= 0)
        close(*file);
    *file = -1;
}

/* ---- Starting it ---------------------------------------------------------------------------- */

/* What git learns of our environment: where it finds itself and its user's settings. */
static const char *const kept[] = {"HOME",
                                   "PATH",
                                   "SUDO_UID",
                                   "XDG_CONFIG_HOME",
                                   "GIT_CEILING_DIRECTORIES",
                                   "GIT_CONFIG_GLOBAL",
                                   "GIT_CONFIG_NOSYSTEM",
                                   "GIT_CONFIG_SYSTEM",
                                   "GIT_DISCOVERY_ACROSS_FILESYSTEM"};

/* A clone may lack objects: they are not fetched, whatever the version of git. */
static const char *const added[] = {"LC_ALL=C", "GIT_ALLOW_PROTOCOL=", "GIT_NO_LAZY_FETCH=1",
                                    "GIT_NO_REPLACE_OBJECTS=1", "GIT_TERMINAL_PROMPT=0"};

static GPtrArray *make_environment(void)
{
    GPtrArray *environment = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
        const char *value = getenv(kept[i]);
        if (value != NULL)
            g_ptr_array_add(environment, g_strconcat(kept[i], "=", value, NULL));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(added); i++)
        g_ptr_array_add(environment, g_strdup(added[i]));
    g_ptr_array_add(environment, NULL);
    return environment;
}

/* Where git is, owned; NULL when it is nowhere. A relative folder of the search path could be one
 * of the library's. */
static char *find_git(void)
{
    const char *path = getenv("PATH");
    g_auto(GStrv) folders = g_strsplit(path == NULL ? "/usr/bin:/bin" : path, ":", -1);
    for (char **folder = folders; *folder != NULL; folder++) {
        g_autofree char *file = g_build_filename(*folder, "git", NULL);
        if (**folder == '/' && g_file_test(file, G_FILE_TEST_IS_EXECUTABLE) &&
            !g_file_test(file, G_FILE_TEST_IS_DIR))
            return g_steal_pointer(&file);
    }
    return NULL;
}

/* Starts `git cat-file` for the repository of FOLDER between INPUT and OUTPUT. 0 when it cannot be.
 */
static pid_t start_git(const char *folder, int input, int output)
{
    g_autofree char *git = find_git();
    posix_spawn_file_actions_t actions;
    if (git == NULL || posix_spawn_file_actions_init(&actions) != 0)
        return 0;
    g_autoptr(GPtrArray) environment = make_environment();
    const char *const arguments[] = {"git",     "--no-pager", "--no-optional-locks", "-C",
                                     folder,    "-c",         "core.fsmonitor=",     "cat-file",
                                     "--batch", NULL};
    pid_t child = 0;
    bool is_ready =
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) == 0 &&
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) == 0 &&
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0;
    if (!is_ready || posix_spawn(&child, git, &actions, NULL, (char *const *)arguments,
                                 (char *const *)environment->pdata) != 0)
        child = 0;
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

GitObjects *git_objects_open(const char *folder)
{
    int answers[2] = {-1, -1};
    g_autoptr(GitObjects) objects = g_new0(GitObjects, 1);
    objects->requests[0] = objects->requests[1] = -1;
    if (pipe2(objects->requests, O_CLOEXEC) != 0 || pipe2(answers, O_CLOEXEC) != 0)
        return NULL;
    objects->child = start_git(folder, objects->requests[0], answers[1]);
    close_file(&answers[1]);
    objects->answers = fdopen(answers[0], "r");
    if (objects->answers == NULL)
        close_file(&answers[0]);
    return objects->child == 0 || objects->answers == NULL ? NULL : g_steal_pointer(&objects);
}

void git_objects_close(GitObjects *objects)
{
    if (objects == NULL)
        return;
    close_file(&objects->requests[0]);
    close_file(&objects->requests[1]);
    if (objects->answers != NULL)
        fclose(objects->answers);
    while (objects->child > 0 && waitpid(objects->child, NULL, 0) < 0 && errno == EINTR)
        ;
    g_free(objects);
}

/* ---- Asking it ------------------------------------------------------------------------------ */

static bool ask(GitObjects *objects, const char *name)
{
    g_autofree char *line = g_strconcat(name, "\n", NULL);
    size_t length = strlen(line);
    return length <= 4096 && write(objects->requests[1], line, length) == (ssize_t)length;
}

static bool is_id(const char *text)
{
    size_t length = strlen(text);
    return (length == 40 || length == 64) && strspn(text, "0123456789abcdef") == length;
}

/* Takes "<id> <kind> <size>" apart; any other answer is none. */
static bool take_head(const char *line, const char *kind, char *id, size_t *size)
{
    g_auto(GStrv) words = g_strsplit(line, " ", 4);
    guint64 number = 0;
    if (g_strv_length(words) != 3 || !is_id(words[0]) || strcmp(words[1], kind) != 0 ||
        !g_ascii_string_to_unsigned(words[2], 10, 0, MAX_OBJECT, &number, NULL))
        return false;
    g_strlcpy(id, words[0], GIT_ID_SIZE);
    *size = (size_t)number;
    return true;
}

static bool read_line(FILE *file, char *line, size_t size)
{
    if (fgets(line, (int)size, file) == NULL)
        return false;
    char *end = strchr(line, '\n');
    if (end != NULL)
        *end = '\0';
    return end != NULL;
}

bool git_objects_read(GitObjects *objects, const char *name, const char *kind, GString *bytes,
                      char *id)
{
    char line[256];
    size_t size = 0;
    if (!ask(objects, name) || !read_line(objects->answers, line, sizeof line) ||
        !take_head(line, kind, id, &size))
        return false;
    g_string_set_size(bytes, size);
    return fread(bytes->str, 1, size, objects->answers) == size && fgetc(objects->answers) == '\n';
}
