#include "publish/report.h"
#include "base/diag_text.h"
#include "base/nearest.h"
#include "command/commands.h"
#include "command/library_paths.h"
#include "command/named_plan.h"
#include "command/window.h"
#include "export/export.h"
#include "publish/gate.h"
#include "read/reader.h"

#include <stdio.h>
#include <string.h>

/* One word of NAMES, which ends with NULL, or usage. */
static bool find_word(const Command *command, const char *option, const char *const *names,
                      const char *text, size_t *place)
{
    Nearest nearest = nearest_start(text);
    for (size_t i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], text) == 0) {
            *place = i;
            return true;
        }
        nearest_offer(&nearest, names[i]);
    }
    g_autofree char *all = g_strjoinv(", ", (char **)names);
    if (nearest.best == NULL)
        command_usage(command, "%s takes one of %s", option, all);
    else
        command_usage(command, "%s takes one of %s; did you mean '%s'?", option, all, nearest.best);
    return false;
}

/* FORMAT and TABLE as given, NULL where they were not. False with a word on stderr. */
static bool read_form(const Command *command, const char *format, const char *table,
                      ReportForm *form)
{
    static const char *const formats[] = {
        [REPORT_MARKDOWN] = "markdown",
        [REPORT_JSON] = "json",
        [REPORT_CSV] = "csv",
        [REPORT_OSCAL_RESULTS] = "oscal-ar",
        [REPORT_OSCAL_SCHEDULE] = "oscal-ap",
        [REPORT_OSCAL_MILESTONES] = "oscal-poam",
        NULL,
    };
    size_t place = REPORT_MARKDOWN;
    if (format != NULL && !find_word(command, "--format", formats, format, &place))
        return false;
    form->format = (ReportFormat)place;
    if ((form->format == REPORT_CSV) != (table != NULL)) {
        command_usage(command, "--format csv and --table TABLE go together");
        return false;
    }
    if (table != NULL && !find_word(command, "--table", export_tables, table, &place))
        return false;
    form->table = export_tables[place];
    return true;
}

typedef struct ReportOptions {
    const char *folder;  /* of the library */
    const char *history; /* database */
    const char *plan;    /* id, or NULL */
    Period period;
    GateConditions fails_on;
    ReportForm form;
    bool quiet; /* no report, only why it fails */
} ReportOptions;

/* One line for each reason. Their words come from plans and evidence. */
static void print_reasons(const GPtrArray *reasons)
{
    for (guint i = 0; i < reasons->len; i++) {
        g_autofree char *line = text_for_terminal(reasons->pdata[i]);
        fprintf(stderr, "redbinder: %s\n", line);
    }
}

static void print_bytes(void *data, const char *bytes, size_t length)
{
    fwrite(bytes, 1, length, data); /* whether it could be written is asked at the very end */
}

/* Prints what SHELF says, of PLAN alone when it is not NULL. */
static int print_shelf(const ReportOptions *options, const Shelf *shelf, const Plan *plan,
                       Diags *diags)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const ExportOut out = {.text = text, .take = print_bytes, .data = stdout};
    if (!options->quiet)
        report_write(shelf, plan, &options->form, &out, diags);
    if (diags_count(diags) > 0)
        command_print(diags);
    g_autoptr(GPtrArray) reasons = gate_reasons(shelf, plan, options->fails_on);
    print_reasons(reasons);
    int status = command_status(diags);
    return status == EXIT_CLEAN && reasons->len > 0 ? EXIT_FINDINGS : status;
}

/* Whether the report says what checks have found, some of which look at the steps of all runs. */
static bool counts_findings(const ReportForm *form)
{
    return form->format == REPORT_JSON ||
           (form->format == REPORT_CSV && strcmp(form->table, "plans") == 0);
}

static int print_report(const Command *command, const ReportOptions *options, Diags *diags)
{
    g_autoptr(Diags) reading = diags_new();
    g_autoptr(Library) library = read_library(options->folder, reading);
    g_autoptr(Resources) resources = library == NULL ? NULL : resources_read(library, diags);
    bool complete = resources != NULL && resources->complete;
    ShelfSteps steps = counts_findings(&options->form) ? SHELF_STEPS_ALL : SHELF_STEPS_SHOWN;
    RunSet *runs =
        complete ? shelf_read_runs(options->history, options->period, steps, diags) : NULL;
    if (runs == NULL) {
        diags_take_all(diags, g_steal_pointer(&reading));
        command_print(diags);
        return command_status(diags);
    }
    const Plan *plan = options->plan == NULL ? NULL : named_plan(command, library, options->plan);
    if (options->plan != NULL && plan == NULL) {
        run_set_free(runs);
        return EXIT_USAGE;
    }
    g_autoptr(Shelf) shelf = shelf_new(library, resources, reading, runs, options->period, NULL);
    return print_shelf(options, shelf, plan, diags);
}

/* Reads the lists of --fail-on. False when a word is none of its; told on stderr. */
static bool parse_gate(const Command *command, char **lists, GateConditions *conditions)
{
    for (char **list = lists; list != NULL && *list != NULL; list++) {
        const char *nearest = NULL;
        g_autofree char *unknown = gate_parse(*list, conditions, &nearest);
        if (unknown == NULL)
            continue;
        if (nearest != NULL)
            command_usage(command, "--fail-on does not know '%s'; did you mean '%s'?", unknown,
                          nearest);
        else
            command_usage(command, "--fail-on does not know '%s'", unknown);
        return false;
    }
    return true;
}

static int run(const Command *command, int argc, char **argv)
{
    g_autofree char *as_of_text = NULL;
    g_autofree char *window = NULL;
    g_autofree char *chosen = NULL;
    g_autofree char *plan = NULL;
    g_autofree char *format = NULL;
    g_autofree char *table = NULL;
    g_auto(GStrv) fail_on = NULL;
    gboolean quiet = FALSE;
    const GOptionEntry entries[] = {
        {"plan", 0, 0, G_OPTION_ARG_STRING, &plan, "only this plan", "PLAN"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of_text, "evaluate for this day", "DATE"},
        {"window", 0, 0, G_OPTION_ARG_STRING, &window, "count runs of this period only: 12m, 1y",
         "LENGTH"},
        {"history", 0, 0, G_OPTION_ARG_FILENAME, &chosen, "the history (LIBRARY/history.db)",
         "FILE"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &format,
         "markdown, json, csv, oscal-ar, oscal-ap or oscal-poam", "FORMAT"},
        {"table", 0, 0, G_OPTION_ARG_STRING, &table, "the table that csv prints", "TABLE"},
        {"fail-on", 0, 0, G_OPTION_ARG_STRING_ARRAY, &fail_on,
         "end with 1, and say why, when any of LIST holds", "LIST"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, "print no report, only why it fails", NULL},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, entries, &argc, &argv, &status))
        return status;
    if (argc > 2)
        return command_usage(command, "one plan library at a time");
    ReportOptions options = {.folder = argc == 2 ? argv[1] : ".", .plan = plan, .quiet = quiet};
    Date as_of = {0};
    if (!command_as_of(as_of_text, &as_of) ||
        !command_window(command, window, as_of, &options.period) ||
        !parse_gate(command, fail_on, &options.fails_on) ||
        !read_form(command, format, table, &options.form))
        return EXIT_USAGE;
    g_autofree char *history = history_path_to_read(options.folder, chosen);
    options.history = history;
    g_autoptr(Diags) diags = diags_new();
    return print_report(command, &options, diags);
}

const Command command_report = {
    .name = "report",
    .arguments = "[LIBRARY]",
    .summary = "set what the plans promise against what has been shown",
    .details =
        "Prints the compliance report as Markdown. A page for who has one minute comes first: can\n"
        "the plans keep their promise, what is not proven, what is overdue, what is asked of "
        "whom.\n"
        "Then for each objective its target and what runs have measured, exercises done and\n"
        "overdue, findings by age, and a verdict for each control of the frameworks that\n"
        "redbinder.yaml names. `redbinder build` makes the same report as web page and PDF.\n"
        "\n"
        "With --window only runs of the period that ends on --as-of count; findings opened before\n"
        "it are told as long as they are open. Whenever it is made, the report has the same "
        "bytes,\n"
        "unless something of a day up to --as-of was recorded since, or withdrawn.\n"
        "\n"
        "--fail-on ends with 1 when something holds that must not, and tells on stderr what:\n"
        "  overdue           an exercise was not passed by its day\n"
        "  missed            an objective was missed when it was measured last\n"
        "  not-satisfied     a control is not satisfied\n"
        "  stale             a control or an objective is stale\n"
        "  no-evidence       a control or an objective has no evidence\n"
        "  open-findings     a finding is open\n"
        "  overdue-findings  a finding is open beyond its day\n"
        "\n"
        "--format prints the same for other programs: all tables as JSON, one of them as CSV with\n"
        "--table plans, figures, objectives, exercises, findings, closed, controls or runs, and "
        "in\n"
        "OSCAL 1.0.6 the results (oscal-ar), the schedule of exercises (oscal-ap) and what is\n"
        "open (oscal-poam). docs/reports.md says what each holds.\n"
        "\n"
        "Exit status: 0; 1 when --fail-on says so, or the sources have errors that keep the "
        "report\n"
        "from being made; 2 wrong usage; 3 disk, database or permission.\n"
        "\n"
        "Examples:\n"
        "  redbinder report plans\n"
        "  redbinder report --plan docs --as-of 2026-12-31 --window 12m plans\n"
        "  redbinder report --quiet --fail-on overdue,missed plans\n"
        "  redbinder report --format csv --table findings plans >findings.csv\n"
        "  redbinder report --format oscal-ar plans >assessment-results.xml",
    .run = run,
};
