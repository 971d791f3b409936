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
         "redbinder help COMMAND says more about one; redbinder --version names this one.");
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

static const Command *find_command(const char *name)
{
    for (const Command *const *command = all_commands; *command != NULL; command++)
        if (strcmp(name, (*command)->name) == 0)
            return *command;
    return NULL;
}

/* `redbinder help NAME` says what `redbinder NAME --help` says. */
static int help(const char *name)
{
    char word[] = "--help";
    char *argv[] = {(char *)name, word, NULL};
    const Command *command = find_command(name);
    return command == NULL ? unknown(name) : command->run(command, 2, argv);
}

static int run_command(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    if (argc > 2 && strcmp(argv[1], "help") == 0)
        return help(argv[2]);
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        print_help();
        return argc < 2 ? EXIT_USAGE : EXIT_CLEAN;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("redbinder " REDBINDER_VERSION);
        return EXIT_CLEAN;
    }
    const Command *command = find_command(argv[1]);
    return command == NULL ? unknown(argv[1]) : command->run(command, argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
    int status = run_command(argc, argv);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fputs("redbinder: the answer cannot be written\n", stderr);
    return EXIT_WORLD;
}
