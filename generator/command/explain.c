#include "base/diag_json.h"
#include "base/diag_text.h"
#include "base/nearest.h"
#include "base/rule_text.h"
#include "command/commands.h"
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

static const Rule *find_rule(const Command *command, const GPtrArray *rules, const char *id)
{
    Nearest nearest = nearest_start(id);
    for (size_t i = 0; i < rules->len; i++) {
        const Rule *rule = rules->pdata[i];
        nearest_offer(&nearest, rule->id);
        if (strcmp(rule->id, id) == 0)
            return rule;
    }
    if (nearest.best != NULL)
        command_usage(command, "there is no rule '%s'; did you mean '%s'?", id, nearest.best);
    else
        command_usage(command, "there is no rule '%s'", id);
    return NULL;
}

static int run(const Command *command, int argc, char **argv)
{
    gboolean list = FALSE;
    g_autofree char *format_text = NULL;
    const GOptionEntry options[] = {
        {"list", 'l', 0, G_OPTION_ARG_NONE, &list, "all rules, one a line", NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &format_text, "text, json or markdown", "FORMAT"},
        {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    RuleFormat format = RULES_TEXT;
    if (!parse_format(format_text, &format))
        return command_usage(command, "--format takes text, json or markdown");
    g_autoptr(GPtrArray) rules = rule_list();
    if (list && argc == 1)
        return print(rules, true, format);
    if (list || argc == 1)
        return command_usage(command, "name rules, or ask for --list");
    g_autoptr(GPtrArray) named = g_ptr_array_new();
    for (int i = 1; i < argc; i++) {
        const Rule *rule = find_rule(command, rules, argv[i]);
        if (rule == NULL)
            return EXIT_USAGE;
        g_ptr_array_add(named, (gpointer)rule);
    }
    return print(named, false, format);
}

const Command command_explain = {
    .name = "explain",
    .arguments = "RULE… | --list",
    .summary = "say what a finding means and what to do about it",
    .details = "RULE is the word in brackets behind a finding. What is printed: what the rule says,\n"
               "what happens in a disaster when nobody heeds it, what to do, and the clause or the\n"
               "post-mortem that it comes from. docs/rules.md has an example of each.\n"
               "\n"
               "Examples:\n"
               "  redbinder explain backup-interval-over-rpo\n"
               "  redbinder explain --list\n"
               "  redbinder explain --list --format json",
    .run = run,
};
