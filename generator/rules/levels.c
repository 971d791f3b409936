#include "rules/levels.h"

#include "base/nearest.h"
#include "rules/waivers.h"

#include <string.h>

/* Levels by the rules' ids; values are a Severity plus one. */
struct Levels {
    GHashTable *library;
    GHashTable *line; /* the command line's */
    bool strict;
};

/* The rules of this room that belong to no check. */
static const Rule *const others[] = {&rule_level_rule_unknown, &rule_waiver_expired,
                                     &rule_waiver_rule_unknown, &rule_waiver_unused};

static size_t count_rules(void)
{
    size_t count = G_N_ELEMENTS(others);
    for (const Check *const *check = all_checks; *check != NULL; check++)
        count++;
    return count;
}

static const Rule *rule_at(size_t index)
{
    if (index < G_N_ELEMENTS(others))
        return others[index];
    return &all_checks[index - G_N_ELEMENTS(others)]->rule;
}

static void put(GHashTable *table, const Rule *rule, Severity severity)
{
    g_hash_table_insert(table, (gpointer)rule->id, GUINT_TO_POINTER((unsigned)severity + 1));
}

static const char *nearest_rule(const char *id)
{
    Nearest nearest = nearest_start(id);
    nearest_offer(&nearest, "all");
    for (size_t i = 0, n = count_rules(); i < n; i++)
        nearest_offer(&nearest, rule_at(i)->id);
    return nearest.best;
}

static bool set(GHashTable *table, const char *id, Severity severity, const char **nearest)
{
    bool all = strcmp(id, "all") == 0;
    bool found = all;
    for (size_t i = 0, n = count_rules(); i < n; i++) {
        if (!all && strcmp(rule_at(i)->id, id) != 0)
            continue;
        put(table, rule_at(i), severity);
        found = true;
    }
    *nearest = found ? NULL : nearest_rule(id);
    return found;
}

Levels *levels_new(void)
{
    Levels *levels = g_new0(Levels, 1);
    levels->library = g_hash_table_new(g_str_hash, g_str_equal);
    levels->line = g_hash_table_new(g_str_hash, g_str_equal);
    return levels;
}

void levels_free(Levels *levels)
{
    if (levels == NULL)
        return;
    g_hash_table_unref(levels->library);
    g_hash_table_unref(levels->line);
    g_free(levels);
}

bool levels_set(Levels *levels, const char *id, Severity severity, const char **nearest)
{
    return set(levels->line, id, severity, nearest);
}

void levels_set_strict(Levels *levels)
{
    levels->strict = true;
}

static void complain(const Text *rule, const char *nearest, Diags *diags)
{
    Diag *diag = diags_add(diags, &rule_level_rule_unknown, rule->span, "there is no check '%s'",
                           rule->text);
    if (nearest != NULL)
        diag_help(diags, diag, "did you mean `%s`?", nearest);
}

static void read_levels(Levels *levels, const Library *library, bool all, Diags *diags)
{
    for (size_t i = 0; i < library->rules.count; i++) {
        const RuleLevel *item = library->rules.items[i];
        const char *nearest = NULL;
        if (item->rule.text == NULL || item->level.index < 0 ||
            (strcmp(item->rule.text, "all") == 0) != all)
            continue;
        if (!set(levels->library, item->rule.text, (Severity)item->level.index, &nearest))
            complain(&item->rule, nearest, diags);
    }
}

void levels_read(Levels *levels, const Library *library, Diags *diags)
{
    read_levels(levels, library, true, diags);
    read_levels(levels, library, false, diags);
}

static bool keep(Diag *diag, void *data)
{
    const Levels *levels = data;
    gpointer level = g_hash_table_lookup(levels->line, diag->rule->id);
    if (level == NULL)
        level = g_hash_table_lookup(levels->library, diag->rule->id);
    if (level != NULL)
        diag->severity = (Severity)(GPOINTER_TO_UINT(level) - 1);
    if (levels->strict && diag->severity == SEVERITY_WARNING)
        diag->severity = SEVERITY_ERROR;
    return diag->severity != SEVERITY_OFF;
}

void levels_apply(const Levels *levels, Diags *diags)
{
    diags_keep(diags, keep, (void *)levels);
}

const Rule rule_level_rule_unknown = {
    .id = "level-rule-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "a level is given to a rule that is no check",
    .remedy = "name a check of `redbinder explain --list`; what cannot be read keeps its level",
    .why = "The check that was meant stays at its own level: what should have been an error passes "
           "unseen.",
    .origin = "NIST SP 800-53 Rev. 5 CM-6 c",
};
