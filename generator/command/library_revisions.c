#include "command/library_revisions.h"

#include "command/git_child.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_REVISIONS = 20000, LONGEST_ANSWER = 256 * 1024 * 1024 };

#define BEGINS '\1' /* a revision in what git log prints */

/* All that git prints to ARGUMENTS; false when it cannot be asked or does not end well. */
static bool ask(const char *folder, const char *const *arguments, GString *answer)
{
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    pid_t child = git_child_start(folder, arguments, -1, ends[1]);
    close(ends[1]);
    char bytes[64 * 1024];
    ssize_t got = 0;
    while (child != 0 && answer->len < LONGEST_ANSWER &&
           (got = read(ends[0], bytes, sizeof bytes)) > 0)
        g_string_append_len(answer, bytes, got);
    close(ends[0]);
    return git_child_wait(child) && got == 0;
}

/* A clone that was cut off calls its oldest commit the one that made every file. */
static bool is_whole(const char *folder)
{
    static const char *const arguments[] = {"rev-parse", "--is-shallow-repository", NULL};
    g_autoptr(GString) answer = g_string_new(NULL);
    return ask(folder, arguments, answer) && strcmp(answer->str, "false\n") == 0;
}

/* Texts of a repository need not be UTF-8. */
static Revision *add_revision(Revisions *revisions, const char *const *texts)
{
    g_autofree char *author = g_utf8_make_valid(texts[1], -1);
    g_autofree char *subject = g_utf8_make_valid(texts[3], -1);
    return revisions_add(revisions, texts[0] + 1, author, texts[2], subject);
}

/* Takes apart what git log prints: of each revision four texts, then the files, each ended by a
 * NUL. A line end stands before the first file. */
static void take_log(Revisions *revisions, const GString *log)
{
    enum { TEXTS = 4 };
    const char *end = log->str + log->len;
    const char *texts[TEXTS];
    size_t n_texts = TEXTS;
    Revision *revision = NULL;
    for (const char *at = log->str; at < end; at += strlen(at) + 1) {
        if (n_texts == TEXTS && *at == BEGINS)
            n_texts = 0;
        if (n_texts < TEXTS) {
            texts[n_texts++] = at;
            if (n_texts == TEXTS)
                revision = add_revision(revisions, texts);
        } else if (revision != NULL && *at != '\0') {
            revisions_touch(revisions, revision, *at == '\n' ? at + 1 : at);
        }
    }
}

Revisions *library_revisions(const char *folder)
{
    g_autofree char *most = g_strdup_printf("--max-count=%d", MOST_REVISIONS);
    /* Whatever the repository is set to, git runs no program for signatures and texts of its,
     * and the first commit tells its files. */
    const char *const arguments[] = {"log",
                                     "-z",
                                     "--no-show-signature",
                                     "--no-ext-diff",
                                     "--no-textconv",
                                     "--no-renames",
                                     "--no-merges",
                                     "--no-color",
                                     "--no-notes",
                                     "--root",
                                     "--encoding=UTF-8",
                                     "--relative",
                                     "--name-only",
                                     most,
                                     "--format=%x01%H%x00%an%x00%cI%x00%s",
                                     "HEAD",
                                     "--",
                                     ".",
                                     NULL};
    g_autoptr(GString) log = g_string_new(NULL);
    if (!is_whole(folder) || !ask(folder, arguments, log) || log->len == 0)
        return NULL;
    Revisions *revisions = revisions_new();
    take_log(revisions, log);
    if (revisions_count(revisions) >= MOST_REVISIONS)
        revisions_cut(revisions);
    return revisions;
}
