#include "redact/redact.h"

#include "redact/redaction.h"

/* In doubt it is: also when what stands there could not be read, or the key is misspelt. */
bool redact_means_internal(const BoolValue *value)
{
    return value->span.source != NULL && (!value->known || value->value);
}

bool redact_is_internal(const Plan *plan)
{
    return redact_means_internal(&plan->internal);
}

const char *redact_text(const Redaction *redaction, const char *text, MaskUse use)
{
    if (text == NULL)
        return NULL;
    g_autofree char *masked = mask_apply(redaction->mask, text, use);
    return masked == NULL ? text : arena_text(redaction->library->arena, masked);
}

const char *redact_who(const Redaction *redaction, const char *name)
{
    if (name == NULL)
        return NULL;
    const Alias *alias = g_hash_table_lookup(redaction->aliases, name);
    if (alias != NULL)
        return alias->name;
    return g_hash_table_contains(redaction->kept, name) ? name : left_out;
}

void redact(const RedactInput *input)
{
    Library *library = input->library;
    g_autoptr(Mask) mask = mask_new();
    g_autoptr(GHashTable) aliases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) dropped = g_hash_table_new(NULL, NULL);
    Redaction redaction = {library, input->runs, mask, aliases, kept, dropped};
    redact_name_people(&redaction);
    redact_learn(&redaction);
    redact_history(&redaction);
    for (size_t i = 0; i < library->n_plans; i++)
        redact_verdicts(&redaction, &input->views[i]);
    redact_model(&redaction);
    for (size_t i = 0; i < library->n_plans; i++)
        redact_coverage(&input->views[i]);
}

Diags *redact_findings(const Diags *findings)
{
    Diags *told = diags_new();
    for (size_t i = 0; i < diags_count(findings); i++) {
        const Diag *diag = diags_at(findings, i);
        Span nowhere = {NULL, 0, 0};
        diags_add(told, diag->rule, nowhere, "%s", diag->rule->summary)->severity = diag->severity;
    }
    diags_sort(told);
    return told;
}
