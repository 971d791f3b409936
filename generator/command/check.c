#include "command/commands.h"
#include "command/level_options.h"
#include "command/library_paths.h"
#include "command/lose.h"
#include "command/selection.h"
#include "command/tell.h"
#include "model/referrers.h"
#include "publish/inspect.h"
#include "publish/shelf.h"
#include "publish/threads.h"
#include "read/reader.h"

/* What the command line asks for. */
typedef struct CheckOptions {
    const Selection *selection;
    const char *history; /* NULL: beside the plans */
    Levels *levels;
    Date as_of;
    DiagFormat format;
} CheckOptions;

static void check_plans(const CheckOptions *options, const Library *library, const bool *chosen,
                        const Workers *workers, Diags *diags)
{
    g_autofree char *history = history_path_to_read(library->path, options->history);
    const Period period = {.from = {INT32_MIN}, .as_of = options->as_of};
    g_autoptr(RunSet) runs = shelf_read_runs(history, period, SHELF_STEPS_ALL, diags);
    g_autoptr(RunGroups) groups = run_groups_new(runs);
    Inspection inspection = {.library = library,
                             .runs = groups,
                             .has_history = run_groups_all(groups).count > 0,
                             .chosen = chosen,
                             .levels = options->levels,
                             .workers = workers,
                             .as_of = options->as_of};
    inspect(&inspection, diags);
}

/* The templates are checked with the library as a whole. What is returned must outlive the
 * findings, which point into it. */
static Resources *check_library(const CheckOptions *options, const Library *library,
                                const Workers *workers, Diags *diags)
{
    g_autofree bool *chosen = selection_plans(options->selection, library);
    Resources *resources = chosen == NULL ? resources_read(library, diags) : NULL;
    /* The checks of other plans may find something in the chosen ones. */
    g_autofree bool *concerned = chosen == NULL ? NULL : library_referrers(library, chosen);
    check_plans(options, library, concerned, workers, diags);
    selection_filter(options->selection, library, diags);
    return resources;
}

static int check(const CheckOptions *options)
{
    g_autoptr(Diags) diags = diags_new();
    Workers workers = threads_workers(0);
    const char *folder = selection_library(options->selection);
    g_autoptr(Library) library = read_library_with(folder, &workers, diags);
    Resources *resources =
        library == NULL ? NULL : check_library(options, library, &workers, diags);
    int status = command_status(diags);
    tell(diags, options->format, library, status);
    resources_free(resources);
    return status;
}

static int run(const Command *command, int argc, char **argv)
{
    g_autofree char *as_of_text = NULL;
    g_autofree char *history = NULL;
    g_autofree char *format = NULL;
    g_auto(GStrv) rules = NULL;
    g_auto(GStrv) losses = NULL;
    gboolean strict = FALSE;
    const GOptionEntry entries[] = {
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of_text, "check for this day", "DATE"},
        {"history", 0, 0, G_OPTION_ARG_FILENAME, &history, "the history (LIBRARY/history.db)",
         "FILE"},
        {"rule", 0, 0, G_OPTION_ARG_STRING_ARRAY, &rules,
         "report RULE, or `all`, as error, warning, info or off", "RULE=LEVEL"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &strict, "take warnings as errors", NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &format, "text, json or sarif", "FORMAT"},
        {"lose", 0, 0, G_OPTION_ARG_STRING_ARRAY, &losses,
         "say what is possible without it: KIND is site, person, team, vendor, tool, service or "
         "data",
         "KIND:ID"},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, entries, &argc, &argv, &status))
        return status;
    g_autoptr(Levels) levels = levels_new();
    CheckOptions options = {.levels = levels, .history = history};
    if (!diag_format_parse(format, &options.format))
        return command_usage(command, "--format takes text, json or sarif");
    if (losses != NULL && options.format == FORMAT_SARIF)
        return command_usage(command, "--lose answers in text or json");
    if (!command_as_of(as_of_text, &options.as_of) || !level_options_take(command, rules, levels))
        return EXIT_USAGE;
    if (strict)
        levels_set_strict(levels);
    g_autoptr(Selection) selection = selection_new(command, argv + 1, (size_t)argc - 1);
    options.selection = selection;
    if (selection == NULL)
        return EXIT_USAGE;
    if (losses == NULL)
        return check(&options);
    LoseRequest request = {.folder = selection_library(selection),
                           .words = losses,
                           .as_of = options.as_of,
                           .as_json = options.format == FORMAT_JSON};
    return lose(command, &request);
}

const Command command_check = {
    .name = "check",
    .arguments = "[LIBRARY | PATH...]",
    .summary = "say what is wrong with the plans",
    .details =
        "Reads the plan library in the folder LIBRARY (the current one when left out) and\n"
        "reports what cannot be read and which promises the plans cannot keep. With a PATH,\n"
        "a plan's folder or a file in it, only that plan is checked, also for what follows\n"
        "there from other plans; a file that belongs to no plan, such as people.yaml, stands\n"
        "for the whole library.\n"
        "\n"
        "--rule goes before the levels in redbinder.yaml and can be given again; --rule\n"
        "all=LEVEL is every check. What cannot be read stays an error.\n"
        "\n"
        "Findings go to stderr as text; --format json and sarif print them for machines on\n"
        "standard output.\n"
        "\n"
        "--lose takes something away, and can be given again: printed are the runbooks that\n"
        "can still be carried out, who decides, which channels work, who cannot be reached,\n"
        "which copies are left, what comes back when, and where recovery depends on what was\n"
        "lost. It then exits with 1 when not everything comes back within its objectives.\n"
        "\n"
        "Exit status: 0 no errors, 1 errors in the plans, 2 wrong usage, 3 disk, database or\n"
        "permission.\n"
        "\n"
        "Examples:\n"
        "  redbinder check plans\n"
        "  redbinder check plans/docs/plan.yaml plans/docs/runbooks/restore.yaml\n"
        "  redbinder check --strict --rule backup-margin-zero=off plans\n"
        "  redbinder check --as-of 2026-12-31 plans\n"
        "  redbinder check --format sarif plans >redbinder.sarif\n"
        "  redbinder check --lose site:us-west --lose person:maria-silva plans",
    .run = run,
};
