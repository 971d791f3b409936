#include "base/file.h"
#include "base/nearest.h"
#include "command/commands.h"
#include "command/rule_list.h"

#include <stdio.h>
#include <string.h>

static void print_list(const GPtrArray *rules)
{
    for (size_t i = 0; i < rules->len; i++) {
        const Rule *rule = rules->pdata[i];
        printf("%-28s %-8s %s\n", rule->id, severity_word(rule->severity), rule->summary);
    }
}

static int print_rule(const Command *command, const GPtrArray *rules, const char *id)
{
    Nearest nearest = nearest_start(id);
    for (size_t i = 0; i < rules->len; i++) {
        const Rule *rule = rules->pdata[i];
        nearest_offer(&nearest, rule->id);
        if (strcmp(rule->id, id) != 0)
            continue;
        printf("%s (%s)\n\n  %s\n\nremedy: %s\n", rule->id, severity_word(rule->severity),
               rule->summary, rule->remedy);
        if (rule->origin != NULL)
            printf("origin: %s\n", rule->origin);
        return EXIT_CLEAN;
    }
    if (nearest.best != NULL)
        return command_usage(command, "there is no rule '%s'; did you mean '%s'?", id,
                             nearest.best);
    return command_usage(command, "there is no rule '%s'", id);
}

static int run(const Command *command, int argc, char **argv)
{
    gboolean list = FALSE;
    const GOptionEntry options[] = {
        {"list", 'l', 0, G_OPTION_ARG_NONE, &list, "list all rules", NULL}, {0}};
    int status = EXIT_CLEAN;
    if (!command_options(command, options, &argc, &argv, &status))
        return status;
    g_autoptr(GPtrArray) rules = rule_list();
    if (list) {
        print_list(rules);
        return EXIT_CLEAN;
    }
    if (argc != 2)
        return command_usage(command, "name one rule, or ask for --list");
    return print_rule(command, rules, argv[1]);
}

const Command command_explain = {
    .name = "explain",
    .arguments = "RULE | --list",
    .summary = "say what a finding means and what to do about it",
    .details = "RULE is the word in brackets behind a finding.\n"
               "\n"
               "Examples:\n"
               "  redbinder explain backup-interval-over-rpo\n"
               "  redbinder explain --list",
    .run = run,
};
