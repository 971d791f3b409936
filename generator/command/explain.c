#include "base/diag_json.h"
#include "base/diag_text.h"
#include "base/nearest.h"
#include "base/rule_text.h"
#include "command/commands.h"
#include "command/explain_control.h"
#include "command/explain_predicate.h"
#include "command/rule_list.h"
#include "rules/rules.h"

#include <stdio.h>
#include <string.h>

typedef enum RuleFormat { RULES_TEXT, RULES_JSON, RULES_MARKDOWN } RuleFormat;

/* The format called TEXT; RULES_TEXT for NULL. False when there is none. */
static bool parse_format(const char *text, RuleFormat *format)
{
    if (text == NULL || strcmp(text, "text") == 0)
        *format = RULES_TEXT;
    else if (strcmp(text, "json") == 0)
        *format = RULES_JSON;
    else if (strcmp(text, "markdown") == 0)
        *format = RULES_MARKDOWN;
    else
        return false;
    return true;
}

static void print_list(const GPtrArray *rules, GString *out)
{
    for (size_t i = 0; i < rules->len; i++) {
        const Rule *rule = rules->pdata[i];
        g_string_append_printf(out, "%-32s %-8s %s\n", rule->id, severity_word(rule->severity),
                               rule->summary);
    }
}

static void print_rules(const GPtrArray *rules, GString *out)
{
    for (size_t i = 0; i < rules->len; i++) {
        g_string_append(out, i == 0 ? "" : "\n");
        rule_print(rules->pdata[i], out);
    }
}

/* A check looks at what has been read: it can be given another level, and be waived. */
static bool is_check(const Rule *rule)
{
    for (const Check *const *check = all_checks; *check != NULL; check++)
        if (&(*check)->rule == rule)
            return true;
    return false;
}

static void print_table(const char *caption, const GPtrArray *rules, bool checks, GString *out)
{
    size_t before = out->len;
    for (size_t i = 0; i < rules->len; i++) {
        const Rule *rule = rules->pdata[i];
        if (is_check(rule) != checks)
            continue;
        if (out->len == before)
            g_string_append_printf(out, "%s\n\n| rule | level | says |\n|---|---|---|\n", caption);
        g_string_append_printf(out, "| [%s](#%s) | %s | ", rule->id, rule->id,
                               severity_word(rule->severity));
        rule_put_markdown(rule->summary, out);
        g_string_append(out, " |\n");
    }
    if (out->len > before)
        g_string_append_c(out, '\n');
}

/* The sections of docs/rules.md; its examples are put in by `make docs`. */
static void print_markdown(const GPtrArray *rules, GString *out)
{
    if (rules->len > 1) {
        print_table("Checks of the plans, which can be given another level and be waived:", rules,
                    true, out);
        print_table("What is found in reading and writing, always at its own level:", rules, false,
                    out);
    }
    for (size_t i = 0; i < rules->len; i++) {
        const Rule *rule = rules->pdata[i];
        g_string_append_printf(out, "%s## %s\n\n*%s.* ", i == 0 ? "" : "\n", rule->id,
                               severity_word(rule->severity));
        rule_print_markdown(rule, out);
    }
}

static int print(const GPtrArray *rules, bool list, RuleFormat format)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (format == RULES_JSON)
        rules_json(rules, out);
    else if (format == RULES_MARKDOWN)
        print_markdown(rules, out);
    else if (list)
        print_list(rules, out);
    else
        print_rules(rules, out);
    fputs(out->str, stdout);
    return EXIT_CLEAN;
}

static const Rule *find_rule(const GPtrArray *rules, const char *id)
{
    for (size_t i = 0; i < rules->len; i++)
        if (strcmp(((const Rule *)rules->pdata[i])->id, id) == 0)
            return rules->pdata[i];
    return NULL;
}

static int refuse_rule(const Command *command, const GPtrArray *rules, const char *id)
{
    Nearest nearest = nearest_start(id);
    for (size_t i = 0; i < rules->len; i++)
        nearest_offer(&nearest, ((const Rule *)rules->pdata[i])->id);
    if (nearest.best != NULL)
        return command_usage(command, "there is no rule '%s'; did you mean '%s'?", id,
                             nearest.best);
    return command_usage(command, "there is no rule '%s'", id);
}

static int explain_rules(const Command *command, const GPtrArray *rules, char **names, size_t count,
                         RuleFormat format)
{
    g_autoptr(GPtrArray) named = g_ptr_array_new();
    for (size_t i = 0; i < count; i++) {
        const Rule *rule = find_rule(rules, names[i]);
        if (rule == NULL)
            return refuse_rule(command, rules, names[i]);
        g_ptr_array_add(named, (gpointer)rule);
    }
    return print(named, false, format);
}

/* What was asked about controls. */
typedef struct ControlOptions {
    char *plan, *library, *history, *framework, *as_of; /* owned, or NULL */
} ControlOptions;

static void control_options_clear(ControlOptions *options)
{
    g_free(options->plan);
    g_free(options->library);
    g_free(options->history);
    g_free(options->framework);
    g_free(options->as_of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ControlOptions, control_options_clear)

/* Do the options say that it is a control that is asked for? */
static bool says_control(const ControlOptions *options)
{
    return options->plan != NULL || options->library != NULL || options->history != NULL ||
           options->framework != NULL || options->as_of != NULL;
}

/* Is it a control that is asked for? Without options a name that is no rule, asked in the folder
 * of a library. */
static bool is_about_controls(const ControlOptions *options, const GPtrArray *rules,
                              const char *name)
{
    return says_control(options) ||
           (find_rule(rules, name) == NULL && g_file_test("redbinder.yaml", G_FILE_TEST_EXISTS));
}

static int explain_controls(const Command *command, const ControlOptions *options,
                            const GPtrArray *rules, char **names, size_t count, RuleFormat format)
{
    ControlQuery query = {.library = options->library == NULL ? "." : options->library,
                          .history = options->history,
                          .plan = options->plan,
                          .framework = options->framework,
                          .names = names,
                          .n_names = count,
                          .rules = says_control(options) ? NULL : rules,
                          .json = format == RULES_JSON};
    if (format == RULES_MARKDOWN)
        return command_usage(command, "controls are printed as text or json");
    if (!command_as_of(options->as_of, &query.as_of))
        return EXIT_USAGE;
    return explain_control(command, &query);
}

static int run(const Command *command, int argc, char **argv)
{
    gboolean list = FALSE;
    gboolean predicates = FALSE;
    g_autofree char *format_text = NULL;
    g_auto(ControlOptions) control = {.plan = NULL};
    const GOptionEntry options[] = {
        {"list", 'l', 0, G_OPTION_ARG_NONE, &list, "all rules, one a line", NULL},
        {"predicates", 0, 0, G_OPTION_ARG_NONE, &predicates,
         "what controls of a framework can ask for", NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &format_text, "text, json or markdown", "FORMAT"},
        {"plan", 0, 0, G_OPTION_ARG_STRING, &control.plan, "a control, for this plan", "PLAN"},
        {"library", 0, 0, G_OPTION_ARG_FILENAME, &control.library,
         "a control, for the plans of this library (.)", "DIR"},
        {"framework", 0, 0, G_OPTION_ARG_STRING, &control.framework,
         "a control of this framework alone", "ID"},
        {"history", 0, 0, G_OPTION_ARG_FILENAME, &control.history,
         "the history (LIBRARY/history.db)", "FILE"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &control.as_of, "evaluate for this day", "DATE"},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    RuleFormat format = RULES_TEXT;
    if (!parse_format(format_text, &format))
        return command_usage(command, "--format takes text, json or markdown");
    g_autoptr(GPtrArray) rules = rule_list();
    if (predicates && !list && argc == 1)
        return explain_predicates(format == RULES_JSON, format == RULES_MARKDOWN);
    if (list && argc == 1)
        return print(rules, true, format);
    if (list || predicates || argc == 1)
        return command_usage(command, "name rules or controls, or ask for --list or --predicates");
    if (is_about_controls(&control, rules, argv[1]))
        return explain_controls(command, &control, rules, argv + 1, (size_t)(argc - 1), format);
    return explain_rules(command, rules, argv + 1, (size_t)(argc - 1), format);
}

const Command command_explain = {
    .name = "explain",
    .arguments = "RULE… | CONTROL… | --list | --predicates",
    .summary = "say what a finding means, or what a verdict rests on",
    .details =
        "RULE is the word in brackets behind a finding. What is printed: what the rule says,\n"
        "what happens in a disaster when nobody heeds it, what to do, and the clause or the\n"
        "post-mortem that it comes from. docs/rules.md has an example of each.\n"
        "\n"
        "CONTROL is the number or the id of a control in a framework: CP-4, cp-4-a-2, A1.3, or\n"
        "soc-2/A1.3. With --plan its verdict is printed with the two questions, the rows behind\n"
        "it with their dates and hashes, and what would turn it; without, a line for each plan.\n"
        "\n"
        "Examples:\n"
        "  redbinder explain backup-interval-over-rpo\n"
        "  redbinder explain --list\n"
        "  redbinder explain --list --format json\n"
        "  redbinder explain CP-4 --plan docs --library plans\n"
        "  redbinder explain A1.3 --library plans --framework soc-2 --as-of 2026-12-31",
    .run = run,
};
