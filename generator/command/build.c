#include "publish/build.h"
#include "base/diag_text.h"
#include "command/commands.h"
#include "command/library_commit.h"
#include "command/library_paths.h"
#include "command/library_revisions.h"
#include "command/window.h"
#include "publish/commit_name.h"

#include <stdio.h>
#include <string.h>

enum { MAX_COMMIT = 200 };

/* "site,pdf" to MAKE_* bits; 0 when a word is unknown. */
static unsigned parse_makes(const char *text)
{
    static const struct {
        const char *name;
        unsigned make;
    } names[] = {{"markdown", MAKE_MARKDOWN},
                 {"site", MAKE_SITE},
                 {"scripts", MAKE_SCRIPTS},
                 {"pdf", MAKE_PDF},
                 {"data", MAKE_DATA}};
    unsigned makes = 0;
    g_auto(GStrv) words = g_strsplit(text, ",", -1);
    for (char **word = words; *word != NULL; word++) {
        unsigned make = 0;
        for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
            if (strcmp(*word, names[i].name) == 0)
                make = names[i].make;
        if (make == 0)
            return 0;
        makes |= make;
    }
    return makes;
}

static void print_summary(const BuildOptions *options, const BuildResult *result, bool timings)
{
    g_autofree char *output = text_for_terminal(options->output);
    g_autofree char *commit = commit_name(options->commit);
    fprintf(stderr, "built %s%zu plan%s%s%s into %s: %zu files, %.1f MB, %zu unchanged\n",
            options->is_public ? "the public edition of " : "", result->library->n_plans,
            result->library->n_plans == 1 ? "" : "s", commit == NULL ? "" : " of commit ",
            commit == NULL ? "" : commit, output, result->counts.files,
            (double)result->counts.bytes / 1e6, result->counts.unchanged);
    if (!timings)
        return;
    g_autoptr(GString) out = g_string_new(NULL);
    timings_print(&result->timings, out);
    fputs(out->str, stderr);
}

/* Gaps in a plan are printed in the binder and are no failure of the build; `check` is there to
 * fail on them. What kept something out of the output is. */
static int build_status(const Diags *diags, const BuildResult *result, bool done)
{
    int status = command_status(diags);
    bool whole = result->library != NULL && result->library->n_unreadable == 0;
    if (done && whole && status == EXIT_FINDINGS)
        return EXIT_CLEAN;
    return status == EXIT_CLEAN && !done ? EXIT_WORLD : status;
}

static int no_edition(const Command *command, const Editions *editions, const char *name)
{
    if (strchr(name, ',') != NULL)
        return command_usage(command, "--edition takes one name; give it again for another");
    const char *nearest = editions_nearest(editions, name);
    if (nearest == NULL)
        return command_usage(command, "there is no edition '%s'", name);
    return command_usage(command, "there is no edition '%s'; did you mean '%s'?", name, nearest);
}

static int run_build(const Command *command, const BuildOptions *options, bool quiet, bool timings)
{
    g_autoptr(Diags) diags = diags_new();
    g_auto(BuildResult) result = {0};
    bool done = build(options, &result, diags);
    if (result.unknown_edition != NULL)
        return no_edition(command, result.editions, result.unknown_edition);
    bool explained = done || command_status(diags) == EXIT_WORLD;
    if (quiet && explained)
        command_print_briefly(diags);
    else
        command_print(diags);
    if (done)
        print_summary(options, &result, timings);
    return build_status(diags, &result, done);
}

/* Can TEXT, from the command line, stand on a page and in a line of a log? */
static bool is_commit(const char *text)
{
    if (*text == '\0' || strlen(text) > MAX_COMMIT || !g_utf8_validate(text, -1, NULL))
        return false;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        if (!g_unichar_isprint(g_utf8_get_char(at)))
            return false;
    return true;
}

/* The commit that the pages and scripts name: the CHOSEN one, "none" for none, else the one that
 * git tells. Owned; NULL where there is none. */
static char *find_commit(const BuildOptions *options, const char *chosen)
{
    if (chosen == NULL)
        return library_commit(options->library, options->output, options->history);
    return strcmp(chosen, "none") == 0 ? NULL : g_strdup(chosen);
}

#define PUBLIC "public"

/* Takes "public" out of NAMES, which may be NULL: it says what is left out, and not what is
 * printed. Was it there? */
static bool take_public(char **names)
{
    bool found = false;
    char **kept = names;
    for (char **name = names; name != NULL && *name != NULL; name++) {
        bool is_public = strcmp(*name, PUBLIC) == 0;
        found = found || is_public;
        if (is_public)
            g_free(*name);
        else
            *kept++ = *name;
    }
    if (kept != NULL)
        *kept = NULL;
    return found;
}

/* What git tells of the changes of the library; it is not asked when no commit is to be named, or
 * for the public.  * Owned; NULL when it tells nothing. */
static Revisions *find_revisions(const BuildOptions *options, const char *chosen)
{
    bool wanted =
        (options->makes & MAKE_SITE) != 0 && !options->is_public && g_strcmp0(chosen, "none") != 0;
    return wanted ? library_revisions(options->library) : NULL;
}

static int run(const Command *command, int argc, char **argv)
{
    g_autofree char *as_of_text = NULL;
    g_autofree char *window = NULL;
    Date as_of = {0};
    g_autofree char *output = NULL;
    g_autofree char *history = NULL;
    g_autofree char *formats = NULL;
    g_autofree char *chosen = NULL;
    g_auto(GStrv) editions = NULL;
    gboolean quiet = FALSE;
    gboolean timings = FALSE;
    int threads = 0;
    const GOptionEntry options[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "write to this folder (output)", "DIR"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of_text, "evaluate for this day", "DATE"},
        {"window", 0, 0, G_OPTION_ARG_STRING, &window, "count runs of this period only: 12m, 1y",
         "LENGTH"},
        {"history", 0, 0, G_OPTION_ARG_FILENAME, &history, "the history (LIBRARY/history.db)",
         "FILE"},
        {"only", 0, 0, G_OPTION_ARG_STRING, &formats, "some of markdown,site,scripts,pdf,data",
         "LIST"},
        {"edition", 0, 0, G_OPTION_ARG_STRING_ARRAY, &editions,
         "print this edition only; give it again for another (the usual ones)", "NAME"},
        {"commit", 0, 0, G_OPTION_ARG_STRING, &chosen,
         "the commit of LIBRARY, or none (what git says)", "ID"},
        {"threads", 0, 0, G_OPTION_ARG_INT, &threads,
         "work on this many plans at once (one for each processor)", "N"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet,
         "count the findings in the plans, do not print them", NULL},
        {"timings", 0, 0, G_OPTION_ARG_NONE, &timings, "say where the time went", NULL},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (argc > 2)
        return command_usage(command, "one plan library at a time");
    BuildOptions build_options = {.library = argc == 2 ? argv[1] : ".",
                                  .output = output == NULL ? "output" : output,
                                  .makes = formats == NULL ? MAKE_ALL : parse_makes(formats),
                                  .threads = (unsigned)CLAMP(threads, 0, 64),
                                  .is_public = take_public(editions)};
    if (*build_options.output == '\0')
        return command_usage(command, "--output takes the name of a folder");
    if (chosen != NULL && !is_commit(chosen))
        return command_usage(command, "--commit takes one line of at most %d bytes", MAX_COMMIT);
    if (build_options.makes == 0)
        return command_usage(command, "--only takes words of markdown,site,scripts,pdf,data");
    if (build_options.is_public && build_options.makes == MAKE_SCRIPTS)
        return command_usage(command, "the public edition has no scripts");
    build_options.editions =
        (EditionChoice){.n_names = editions == NULL ? 0 : g_strv_length(editions),
                        .names = (const char *const *)editions};
    if (!command_as_of(as_of_text, &as_of) ||
        !command_window(command, window, as_of, &build_options.period))
        return EXIT_USAGE;
    g_autofree char *database = history_path_to_read(build_options.library, history);
    build_options.history = database;
    g_autofree char *commit = find_commit(&build_options, chosen);
    build_options.commit = commit;
    g_autoptr(Revisions) revisions = find_revisions(&build_options, chosen);
    build_options.revisions = revisions;
    return run_build(command, &build_options, quiet, timings);
}

const Command command_build = {
    .name = "build",
    .arguments = "[LIBRARY]",
    .summary = "compile the plans into Markdown, a site, paper, scripts and data",
    .details =
        "Compiles the plan library in the folder LIBRARY (the current one when left out). A plan\n"
        "with gaps is printed with its gaps; only what cannot be read is left out. The output is\n"
        "made beside its folder and swapped in whole.\n"
        "\n"
        "Everything is evaluated for one day: --as-of, else SOURCE_DATE_EPOCH, else today. The\n"
        "same sources, history, day and commit give the same bytes.\n"
        "\n"
        "Pages and scripts name the commit that they were made from, and scripts log it. Where\n"
        "LIBRARY lies in a git repository git is asked; '+changes' behind the commit says that\n"
        "files of the library are not as they are there. --commit ID names another, --commit none\n"
        "none.\n"
        "\n"
        "Paper comes in editions, of which the usual ones are made, or those that --edition "
        "names.\n"
        "docs/editions.md says what each holds:\n"
        "  plan         each plan with its runbooks\n"
        "  binder       the whole library for the shelf\n"
        "  booklet      the runbooks of each plan, for a pocket\n"
        "  wallet-card  whom to call, folded to the size of a bank card\n"
        "  compliance   the compliance reports\n"
        "  drill-sheet  each runbook with room to write down a run; not usual\n"
        "  audit        everything that an auditor asks for; not usual\n"
        "--edition public leaves out of all that is built how people are reached, commands and\n"
        "scripts, and what is marked internal; see docs/public.md. It is built into a folder of "
        "its\n"
        "own.\n"
        "\n"
        "Exit status: 0 built, also with gaps; 1 when a plan could not be read and is left out, "
        "or\n"
        "nothing could be built for errors in the sources; 2 wrong usage; 3 disk, database or\n"
        "permission.\n"
        "\n"
        "Examples:\n"
        "  redbinder build plans\n"
        "  redbinder build --as-of 2026-12-31 --output /srv/www/dr plans\n"
        "  redbinder build --only site,scripts plans\n"
        "  redbinder build --only pdf --edition binder plans\n"
        "  redbinder build --edition public --output public plans\n"
        "  redbinder build --commit none plans",
    .run = run,
};
