#ifndef REDBINDER_COMMAND_COMMAND_H
#define REDBINDER_COMMAND_COMMAND_H

#include "base/date.h"
#include "base/diag.h"

/*
 * The commands. Diagnostics go to stderr, answers to stdout, products to files.
 *
 * To add a command: a file of its own in command/ with a `const Command`, a line in
 * command/commands.c, a section in docs/redbinder.1.
 */
typedef enum ExitStatus {
    EXIT_CLEAN = 0,    /* no errors; warnings allowed */
    EXIT_FINDINGS = 1, /* errors in the plan */
    EXIT_USAGE = 2,    /* wrong usage */
    EXIT_WORLD = 3,    /* disk, database, permission */
} ExitStatus;

typedef struct Command {
    const char *name;
    const char *arguments; /* for the usage line */
    const char *summary;   /* one line */
    const char *details;   /* a paragraph and examples, for --help */
    int (*run)(const struct Command *command, int argc, char **argv);
} Command;

/* All commands in the order of the loop they serve; ends with NULL. */
extern const Command *const all_commands[];

/* Parses ARGV by OPTIONS. False when there was a mistake, which has been told on stderr, or when
 * --help has been answered; *STATUS is then what the command returns. What is left over
 * stays in ARGV, its number in ARGC (argv[0] included). */
bool command_options(const Command *command, const GOptionEntry *options, int *argc, char ***argv,
                     int *status);

/* The day that everything is evaluated for: TEXT when given, else SOURCE_DATE_EPOCH, else today
 * in UTC. False when TEXT or the variable cannot be read; told on stderr. */
bool command_as_of(const char *text, Date *as_of);

/* Prints DIAGS, sorted, with counts, to stderr. Colour on a terminal and not under NO_COLOR. */
void command_print(Diags *diags);

/* The same without the findings that point into a source, and with the counts of all. */
void command_print_briefly(Diags *diags);

/* The exit status that DIAGS call for. */
int command_status(const Diags *diags);

/* Tells MESSAGE as a mistake in usage on stderr and returns EXIT_USAGE. */
int command_usage(const Command *command, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
