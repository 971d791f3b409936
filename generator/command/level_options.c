#include "command/level_options.h"

#include "command/rule_list.h"

#include <string.h>

static bool parse_severity(const char *word, Severity *severity)
{
    for (int i = SEVERITY_OFF; i <= SEVERITY_ERROR; i++)
        if (strcmp(word, severity_word((Severity)i)) == 0) {
            *severity = (Severity)i;
            return true;
        }
    return false;
}

/* Whether ID is a rule at all: then it is one that keeps its level. */
static bool is_rule(const char *id)
{
    g_autoptr(GPtrArray) rules = rule_list();
    for (size_t i = 0; i < rules->len; i++)
        if (strcmp(((const Rule *)rules->pdata[i])->id, id) == 0)
            return true;
    return false;
}

static void complain(const Command *command, const char *id, const char *nearest)
{
    if (is_rule(id))
        command_usage(command, "'%s' keeps its level: what it finds cannot be read or written", id);
    else if (nearest != NULL)
        command_usage(command, "there is no rule '%s'; did you mean '%s'?", id, nearest);
    else
        command_usage(command, "there is no rule '%s'", id);
}

static bool take(const Command *command, const char *option, Levels *levels)
{
    const char *sign = strchr(option, '=');
    Severity severity = SEVERITY_OFF;
    if (sign == NULL || !parse_severity(sign + 1, &severity)) {
        command_usage(command, "--rule takes RULE=error, =warning, =info or =off, not '%s'",
                      option);
        return false;
    }
    g_autofree char *id = g_strndup(option, (size_t)(sign - option));
    const char *nearest = NULL;
    if (levels_set(levels, id, severity, &nearest))
        return true;
    complain(command, id, nearest);
    return false;
}

bool level_options_take(const Command *command, char *const *options, Levels *levels)
{
    for (; options != NULL && *options != NULL; options++)
        if (!take(command, *options, levels))
            return false;
    return true;
}
