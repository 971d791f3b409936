#include "command/commands.h"
#include "command/library_paths.h"
#include "command/tell.h"
#include "publish/inspect.h"
#include "publish/shelf.h"
#include "publish/threads.h"
#include "read/reader.h"

/* What the command line asks for. */
typedef struct CheckOptions {
    const char *folder;
    const char *history;
    Date as_of;
    DiagFormat format;
} CheckOptions;

static void check_library(const CheckOptions *options, const Library *library,
                          const Workers *workers, Diags *diags)
{
    g_autoptr(RunSet) runs = shelf_read_runs(options->history, options->as_of, diags);
    g_autoptr(RunGroups) groups = run_groups_new(runs);
    Inspection inspection = {.library = library,
                             .runs = groups,
                             .has_history = run_groups_all(groups).count > 0,
                             .workers = workers,
                             .as_of = options->as_of};
    inspect(&inspection, diags);
}

static int check(const CheckOptions *options)
{
    g_autoptr(Diags) diags = diags_new();
    Workers workers = threads_workers(0);
    g_autoptr(Library) library = read_library_with(options->folder, &workers, diags);
    g_autoptr(Resources) resources = library == NULL ? NULL : resources_read(library, diags);
    if (library != NULL)
        check_library(options, library, &workers, diags);
    int status = command_status(diags);
    tell(diags, options->format, library, status); /* findings may point into the resources */
    return status;
}

static int run(const Command *command, int argc, char **argv)
{
    g_autofree char *as_of_text = NULL;
    g_autofree char *chosen = NULL;
    g_autofree char *format = NULL;
    const GOptionEntry entries[] = {
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of_text, "check for this day", "DATE"},
        {"history", 0, 0, G_OPTION_ARG_FILENAME, &chosen, "the history (LIBRARY/history.db)",
         "FILE"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &format, "text, json or sarif", "FORMAT"},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, entries, &argc, &argv, &status))
        return status;
    if (argc > 2)
        return command_usage(command, "one plan library at a time");
    CheckOptions options = {.folder = argc == 2 ? argv[1] : "."};
    if (!diag_format_parse(format, &options.format))
        return command_usage(command, "--format takes text, json or sarif");
    if (!command_as_of(as_of_text, &options.as_of))
        return EXIT_USAGE;
    g_autofree char *history = history_path(options.folder, chosen);
    options.history = history;
    return check(&options);
}

const Command command_check = {
    .name = "check",
    .arguments = "[LIBRARY]",
    .summary = "say what is wrong with the plans",
    .details = "Reads the plan library in the folder LIBRARY (the current one when left out) and\n"
               "reports what cannot be read and which promises the plans cannot keep.\n"
               "\n"
               "Findings go to stderr as text; --format json and sarif print them for machines on\n"
               "standard output.\n"
               "\n"
               "Exit status: 0 no errors, 1 errors in the plans, 2 wrong usage, 3 disk or\n"
               "permission.\n"
               "\n"
               "Examples:\n"
               "  redbinder check plans\n"
               "  redbinder check --as-of 2026-12-31 plans\n"
               "  redbinder check --format sarif plans >redbinder.sarif",
    .run = run,
};
