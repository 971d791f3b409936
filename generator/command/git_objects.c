#include "command/git_objects.h"

#include "command/git_child.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
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

GitObjects *git_objects_open(const char *folder)
{
    int answers[2] = {-1, -1};
    g_autoptr(GitObjects) objects = g_new0(GitObjects, 1);
    objects->requests[0] = objects->requests[1] = -1;
    if (pipe2(objects->requests, O_CLOEXEC) != 0 || pipe2(answers, O_CLOEXEC) != 0)
        return NULL;
    const char *const arguments[] = {"cat-file", "--batch", NULL};
    objects->child = git_child_start(folder, arguments, objects->requests[0], answers[1]);
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
    git_child_wait(objects->child);
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
