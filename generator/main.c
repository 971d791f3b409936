#include "command/command.h"

#include "base/diag_text.h"
#include "base/nearest.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static void print_help(void)
{
    puts("redbinder compiles disaster-recovery plans: YAML in, Markdown, web pages, paper,\n"
         "runbook scripts and compliance reports out.\n"
         "\n"
         "usage: redbinder COMMAND [OPTION…] [ARGUMENT…]\n");
    for (const Command *const *command = all_commands; *command != NULL; command++)
        printf("  %-9s %s\n", (*command)->name, (*command)->summary);
    puts("\n"
         "redbinder COMMAND --help says more about one; redbinder --version names this one.");
}

static int unknown(const char *name)
{
    Nearest nearest = nearest_start(name);
    for (const Command *const *command = all_commands; *command != NULL; command++)
        nearest_offer(&nearest, (*command)->name);
    g_autofree char *shown = text_for_terminal(name);
    fprintf(stderr, "redbinder: there is no command '%s'", shown);
    if (nearest.best != NULL)
        fprintf(stderr, "; did you mean '%s'?", nearest.best);
    fprintf(stderr, "\nsee 'redbinder --help'\n");
    return EXIT_USAGE;
}

static int run_command(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_help();
        return argc < 2 ? EXIT_USAGE : EXIT_CLEAN;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("redbinder " REDBINDER_VERSION);
        return EXIT_CLEAN;
    }
    for (const Command *const *command = all_commands; *command != NULL; command++)
        if (strcmp(argv[1], (*command)->name) == 0)
            return (*command)->run(*command, argc - 1, argv + 1);
    return unknown(argv[1]);
}

int main(int argc, char **argv)
{
    int status = run_command(argc, argv);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fputs("redbinder: the answer cannot be written\n", stderr);
    return EXIT_WORLD;
}
