#include "base/nearest.h"
#include "command/commands.h"
#include "command/library_paths.h"
#include "export/export.h"
#include "publish/report.h"
#include "publish/shelf.h"
#include "read/reader.h"

#include <stdio.h>
#include <string.h>

/* The plan called ID; told on stderr when there is none. */
static const Plan *find_plan(const Command *command, const Library *library, const char *id)
{
    const Plan *plan = library_find_plan(library, id);
    if (plan != NULL)
        return plan;
    Nearest nearest = nearest_start(id);
    for (size_t i = 0; i < library->n_plans; i++)
        nearest_offer(&nearest, library->plans[i]->id);
    if (nearest.best == NULL)
        command_usage(command, "there is no plan '%s'", id);
    else
        command_usage(command, "there is no plan '%s'; did you mean '%s'?", id, nearest.best);
    return NULL;
}

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
        command_usage(command, "%s takes one of %s; did you mean '%s'?", option, all,
                      nearest.best);
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

static int print_report(const Command *command, const char *folder, const char *history,
                        const char *plan_id, Date as_of, const ReportForm *form, Diags *diags)
{
    g_autoptr(Diags) reading = diags_new();
    g_autoptr(Library) library = read_library(folder, reading);
    g_autoptr(Resources) resources = library == NULL ? NULL : resources_read(library, diags);
    bool complete = resources != NULL && resources->complete;
    RunSet *runs = complete ? shelf_read_runs(history, as_of, diags) : NULL;
    if (runs == NULL) {
        diags_take_all(diags, g_steal_pointer(&reading));
        command_print(diags);
        return command_status(diags);
    }
    const Plan *plan = plan_id == NULL ? NULL : find_plan(command, library, plan_id);
    if (plan_id != NULL && plan == NULL) {
        run_set_free(runs);
        return EXIT_USAGE;
    }
    g_autoptr(GString) out = g_string_new(NULL);
    report_write(library, resources, plan, runs, reading, as_of, form, out, diags);
    fputs(out->str, stdout);
    if (diags_count(diags) > 0)
        command_print(diags);
    return command_status(diags);
}

static int run(const Command *command, int argc, char **argv)
{
    g_autofree char *as_of_text = NULL;
    g_autofree char *chosen = NULL;
    g_autofree char *plan = NULL;
    g_autofree char *format = NULL;
    g_autofree char *table = NULL;
    const GOptionEntry options[] = {
        {"plan", 0, 0, G_OPTION_ARG_STRING, &plan, "only this plan", "PLAN"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of_text, "evaluate for this day", "DATE"},
        {"history", 0, 0, G_OPTION_ARG_FILENAME, &chosen, "the history (LIBRARY/history.db)",
         "FILE"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &format,
         "markdown, json, csv, oscal-ar, oscal-ap or oscal-poam", "FORMAT"},
        {"table", 0, 0, G_OPTION_ARG_STRING, &table, "the table that csv prints", "TABLE"},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    if (argc > 2)
        return command_usage(command, "one plan library at a time");
    Date as_of = {0};
    ReportForm form = {0};
    if (!read_form(command, format, table, &form) || !command_as_of(as_of_text, &as_of))
        return EXIT_USAGE;
    const char *folder = argc == 2 ? argv[1] : ".";
    g_autofree char *history = history_path(folder, chosen);
    g_autoptr(Diags) diags = diags_new();
    return print_report(command, folder, history, plan, as_of, &form, diags);
}

const Command command_report = {
    .name = "report",
    .arguments = "[LIBRARY]",
    .summary = "set what the plans promise against what has been shown",
    .details =
        "Prints the compliance report as Markdown: for each objective its target and what runs\n"
        "have measured, exercises that are overdue, open findings, and a verdict for each control\n"
        "of the frameworks that redbinder.yaml names. `redbinder build` makes the same report as\n"
        "web page and PDF.\n"
        "\n"
        "--format prints the same for other programs: all tables as JSON, one of them as CSV with\n"
        "--table plans, figures, objectives, exercises, findings, controls or runs, and in OSCAL\n"
        "1.0.6 the results (oscal-ar), the schedule of exercises (oscal-ap) and what is open\n"
        "(oscal-poam). docs/reports.md says what each holds.\n"
        "\n"
        "Examples:\n"
        "  redbinder report plans\n"
        "  redbinder report --plan docs --as-of 2026-12-31 plans\n"
        "  redbinder report --format csv --table findings plans >findings.csv\n"
        "  redbinder report --format oscal-ar plans >assessment-results.xml",
    .run = run,
};
