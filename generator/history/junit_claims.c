#include "history/junit_claims.h"

#include "base/glob.h"
#include "history/history_rules.h"

#include <string.h>

struct JunitClaims {
    GArray *all;      /* JunitClaim */
    GHashTable *told; /* pairs of rules whose ambiguity was told */
    Diags *diags;
};

static void add_plan(JunitClaims *claims, const Plan *plan)
{
    for (size_t i = 0; i < plan->exercises.count; i++) {
        const Exercise *exercise = plan->exercises.items[i];
        for (size_t j = 0; j < exercise->junit.count && exercise->entity.id.text != NULL; j++) {
            JunitClaim claim = {plan, exercise, exercise->junit.items[j]};
            g_array_append_val(claims->all, claim);
        }
    }
}

JunitClaims *junit_claims_new(const Library *library, const char *plan, Diags *diags)
{
    JunitClaims *claims = g_new0(JunitClaims, 1);
    claims->all = g_array_new(FALSE, FALSE, sizeof(JunitClaim));
    claims->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    claims->diags = diags;
    for (size_t i = 0; library != NULL && i < library->n_plans; i++)
        if (plan == NULL || strcmp(library->plans[i]->id, plan) == 0)
            add_plan(claims, library->plans[i]);
    return claims;
}

void junit_claims_free(JunitClaims *claims)
{
    if (claims == NULL)
        return;
    g_array_unref(claims->all);
    g_hash_table_unref(claims->told);
    g_free(claims);
}

static bool matches(const char *pattern, const char *text)
{
    return pattern == NULL || (text != NULL && glob_match(pattern, text));
}

static bool rule_takes(const JunitRule *rule, const JunitCase *each)
{
    if (!matches(rule->test_case.text, each->name))
        return false;
    if (matches(rule->suite.text, each->class_name))
        return true;
    for (const JunitSuiteName *suite = each->suites; suite != NULL; suite = suite->outer)
        if (matches(rule->suite.text, suite->name))
            return true;
    return false;
}

static Span rule_span(const JunitClaim *claim)
{
    const JunitRule *rule = claim->rule;
    if (rule->suite.text != NULL)
        return rule->suite.span;
    return rule->test_case.text != NULL ? rule->test_case.span : claim->exercise->entity.id.span;
}

static void tell_ambiguity(JunitClaims *claims, const JunitCase *each, const JunitClaim *first,
                           const JunitClaim *other)
{
    char *pair = g_strdup_printf("%p %p", (const void *)first->rule, (const void *)other->rule);
    if (!g_hash_table_add(claims->told, pair))
        return;
    Diag *diag = diags_add(claims->diags, &rule_evidence_case_ambiguous, each->span,
                           "test case '%s' proves exercise '%s' of plan '%s', and '%s' of '%s' "
                           "claims it too",
                           each->name, first->exercise->entity.id.text, first->plan->id,
                           other->exercise->entity.id.text, other->plan->id);
    diag_note(claims->diags, diag, rule_span(first), "this rule comes first and takes it");
    diag_note(claims->diags, diag, rule_span(other), "this one matches too");
}

const JunitClaim *junit_claims_find(JunitClaims *claims, const JunitCase *each)
{
    const JunitClaim *first = NULL;
    for (guint i = 0; i < claims->all->len; i++) {
        const JunitClaim *claim = &g_array_index(claims->all, JunitClaim, i);
        if (first != NULL && claim->exercise == first->exercise)
            continue;
        if (!rule_takes(claim->rule, each))
            continue;
        if (first != NULL) {
            tell_ambiguity(claims, each, first, claim);
            break;
        }
        first = claim;
    }
    return first;
}
