#include "base/diag_text.h"
#include "command/commands.h"
#include "publish/scaffold.h"

#include <stdio.h>
#include <string.h>

enum { MOST_TITLE = 200 }; /* bytes */

static const char default_title[] = "Recovery plans";

/* Can TITLE stand on one line of a plan? */
static bool is_title(const char *title)
{
    bool blank = true;
    if (strlen(title) > MOST_TITLE || !g_utf8_validate(title, -1, NULL))
        return false;
    for (const char *at = title; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029)
            return false;
        blank = blank && g_unichar_isspace(c);
    }
    return !blank;
}

static int make(const ScaffoldOptions *options)
{
    size_t n_files = 0;
    g_autoptr(Diags) diags = diags_new();
    if (!scaffold_write(options, &n_files, diags)) {
        command_print(diags);
        return command_status(diags);
    }
    g_autofree char *readme = g_build_filename(options->folder, "README.md", NULL);
    g_autofree char *folder = text_for_terminal(options->folder);
    g_autofree char *next = text_for_terminal(readme);
    fprintf(stderr, "made a plan library in %s: %zu files; %s tells what to do next\n", folder,
            n_files, next);
    return EXIT_CLEAN;
}

static int run(const Command *command, int argc, char **argv)
{
    g_autofree char *title = NULL;
    g_autofree char *as_of_text = NULL;
    const GOptionEntry options[] = {
        {"title", 't', 0, G_OPTION_ARG_STRING, &title, "title of the library", "TITLE"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of_text, "make it for this day", "DATE"},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (argc != 2 || *argv[1] == '\0')
        return command_usage(command, "name one folder for the new library");
    if (title != NULL && !is_title(title))
        return command_usage(command, "--title takes one line of text, at most %d bytes",
                             MOST_TITLE);
    ScaffoldOptions wanted = {argv[1], title == NULL ? default_title : title, {0}};
    if (!command_as_of(as_of_text, &wanted.as_of))
        return EXIT_USAGE;
    return make(&wanted);
}

const Command command_init = {
    .name = "init",
    .arguments = "DIR",
    .summary = "make a small, complete plan library to begin with",
    .details =
        "DIR gets a library with one plan that lacks nothing: services, data, copies at three\n"
        "sites, scenarios, runbooks, people, messages and exercises. It checks clean on the day\n"
        "on which it is made; later the exercises, reviews and telephone numbers fall due. Its\n"
        "README.md leads through a first drill of two minutes. DIR is made when it is not there;\n"
        "nothing in it is ever overwritten.\n"
        "\n"
        "Exit status: 0 made, 2 wrong usage, 3 something is in the way or cannot be written.\n"
        "\n"
        "Examples:\n"
        "  redbinder init plans\n"
        "  redbinder init --title 'Recovery plans of our shop' plans",
    .run = run,
};
