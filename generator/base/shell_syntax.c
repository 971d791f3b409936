#include "base/shell_syntax.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_SAID = 4096 };

static void close_file(int file)
{
    if (file >= 0)
        close(file);
}

static bool write_all(int file, const char *text)
{
    size_t length = strlen(text);
    while (length > 0) {
        ssize_t written = write(file, text, length);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            text += written;
            length -= (size_t)written;
        }
    }
    return lseek(file, 0, SEEK_SET) == 0;
}

/* Starts `sh -n` on INPUT; what it says goes to SAID. 0 when it cannot be started. */
static pid_t start_shell(int input, int said)
{
    static char name[] = "sh", option[] = "-n", path[] = "PATH=/usr/bin:/bin",
                locale[] = "LC_ALL=C";
    char *const arguments[] = {name, option, NULL};
    char *const environment[] = {path, locale, NULL};
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return 0;
    pid_t child = 0;
    bool is_ready =
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) == 0 &&
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
        posix_spawn_file_actions_adddup2(&actions, said, STDERR_FILENO) == 0;
    if (!is_ready || posix_spawn(&child, "/bin/sh", &actions, NULL, arguments, environment) != 0)
        child = 0;
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

static ShellVerdict wait_for(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return SHELL_UNKNOWN;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        return SHELL_UNKNOWN;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? SHELL_WELL_FORMED : SHELL_FAULTY;
}

/* The number behind "sh: " or "sh: line "; *REST is what follows it. 0 when there is none. */
static size_t take_line(const char *said, const char **rest)
{
    const char *at = strchr(said, ':');
    *rest = said;
    if (at == NULL)
        return 0;
    at += strspn(at, ": ");
    *rest = at;
    if (g_str_has_prefix(at, "line "))
        at += strlen("line ");
    char *end = NULL;
    guint64 line = g_ascii_isdigit(*at) ? g_ascii_strtoull(at, &end, 10) : 0;
    if (end == NULL || *end != ':')
        return 0;
    *rest = end + strspn(end, ": ");
    return line > G_MAXINT32 ? 0 : (size_t)line;
}

/* "Syntax error: x", "syntax error: x", "syntax error near x": what is wrong, in plain words. */
static char *plain_message(const char *said)
{
    static const char *const heads[] = {"Syntax error: ", "syntax error: "};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        if (g_str_has_prefix(said, heads[i]))
            said += strlen(heads[i]);
    g_autofree char *line = g_strndup(said, strcspn(said, "\n"));
    char *message = g_utf8_make_valid(*line == '\0' ? "it gives up" : line, -1);
    message[0] = g_ascii_tolower(message[0]);
    return message;
}

static void read_fault(int said, ShellFault *fault)
{
    char text[MOST_SAID];
    ssize_t length = pread(said, text, sizeof text - 1, 0);
    text[length > 0 ? length : 0] = '\0';
    const char *rest = NULL;
    fault->line = take_line(text, &rest);
    fault->message = plain_message(rest);
}

ShellVerdict shell_syntax_check(const char *text, ShellFault *fault)
{
    if (shell_syntax_is_plain(text))
        return SHELL_WELL_FORMED;
    /* Files in memory: with pipes, each of the two could wait for the other. */
    int input = memfd_create("commands", MFD_CLOEXEC);
    int said = memfd_create("said", MFD_CLOEXEC);
    ShellVerdict verdict = SHELL_UNKNOWN;
    if (input >= 0 && said >= 0 && write_all(input, text)) {
        pid_t child = start_shell(input, said);
        verdict = child > 0 ? wait_for(child) : SHELL_UNKNOWN;
    }
    if (verdict == SHELL_FAULTY)
        read_fault(said, fault);
    close_file(input);
    close_file(said);
    return verdict;
}
