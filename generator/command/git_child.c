#include "command/git_child.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

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

static GPtrArray *make_arguments(const char *folder, const char *const *more)
{
    static const char *const first[] = {"git", "--no-pager",      "--no-optional-locks",
                                        "-c",  "core.fsmonitor=", "-C"};
    GPtrArray *arguments = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(first); i++)
        g_ptr_array_add(arguments, (gpointer)(guintptr)first[i]);
    g_ptr_array_add(arguments, (gpointer)(guintptr)folder);
    for (; *more != NULL; more++)
        g_ptr_array_add(arguments, (gpointer)(guintptr)*more);
    g_ptr_array_add(arguments, NULL);
    return arguments;
}

pid_t git_child_start(const char *folder, const char *const *arguments, int input, int output)
{
    g_autofree char *git = find_git();
    posix_spawn_file_actions_t actions;
    if (git == NULL || posix_spawn_file_actions_init(&actions) != 0)
        return 0;
    g_autoptr(GPtrArray) environment = make_environment();
    g_autoptr(GPtrArray) words = make_arguments(folder, arguments);
    pid_t child = 0;
    bool is_ready =
        (input < 0
             ? posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
             : posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)) == 0 &&
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) == 0 &&
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0;
    if (!is_ready || posix_spawn(&child, git, &actions, NULL, (char *const *)words->pdata,
                                 (char *const *)environment->pdata) != 0)
        child = 0;
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

bool git_child_wait(pid_t child)
{
    int status = 0;
    pid_t ended = 0;
    while (child > 0 && (ended = waitpid(child, &status, 0)) < 0 && errno == EINTR)
        ;
    return child > 0 && ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
