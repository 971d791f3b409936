#include "rules/families.h"

#include "rules/checks.h"
#include "rules/subject.h"

#include "base/nearest.h"

#include <string.h>

/* The table of the reader's words lies in a room above this one; a unit test holds them equal. */
static const char *const words[FAMILY_COUNT] = {
    [FAMILY_CYBER_ATTACK] = "cyber-attack",
    [FAMILY_DATA_CORRUPTION] = "data-corruption",
    [FAMILY_SITE_LOSS] = "site-loss",
    [FAMILY_HARDWARE] = "hardware",
    [FAMILY_SOFTWARE] = "software",
    [FAMILY_NETWORK] = "network",
    [FAMILY_POWER] = "power",
    [FAMILY_SUPPLIER] = "supplier",
    [FAMILY_PEOPLE] = "people",
};

const char *family_word(ScenarioFamily family)
{
    g_assert((size_t)family < G_N_ELEMENTS(words));
    return words[family];
}

int family_find(const char *word)
{
    for (int i = 0; i < FAMILY_COUNT; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

/* Marks the families that PLAN has. False when one of its scenarios has a family that could not
 * be read: then nothing can be said. */
static bool mark_families(const Plan *plan, bool *has)
{
    for (size_t i = 0; i < plan->scenarios.count; i++) {
        const Word *family = &plan->scenarios.items[i]->family;
        if (family->text == NULL && family->span.source == NULL)
            continue;
        if (family->text == NULL || family->index < 0 || family->index >= FAMILY_COUNT)
            return false;
        has[family->index] = true;
    }
    return true;
}

/* "'power' or 'site-loss'": the families of WANTED that the plan has not; *FIRST is one of them.
 * Owned by the caller; NULL when it has them all. */
static char *missing_families(const TextList *wanted, bool *has, const char **first)
{
    const char *missing[FAMILY_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < wanted->count; i++) {
        int family = wanted->items[i]->text == NULL ? -1 : family_find(wanted->items[i]->text);
        if (family < 0 || has[family])
            continue;
        missing[count++] = words[family];
        has[family] = true; /* not told twice */
    }
    if (count == 0)
        return NULL;
    *first = missing[0];
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(text, "%s'%s'",
                               i == 0           ? ""
                               : i + 1 == count ? " or "
                                                : ", ",
                               missing[i]);
    return g_string_free(text, FALSE);
}

static void scenario_family_missing(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    const TextList *wanted = &input->library->families;
    bool has[FAMILY_COUNT] = {false};
    const char *first = NULL;
    if (!mark_families(plan, has))
        return;
    g_autofree char *missing = missing_families(wanted, has, &first);
    if (missing == NULL)
        return;
    Span place = plan->scenarios.span.source != NULL ? plan->scenarios.span : plan->span;
    Diag *diag = diags_add(diags, &check_scenario_family_missing.rule, place,
                           "the plan has no scenario of family %s", missing);
    diag_note(diags, diag, wanted->span, "every plan of the library is to have them");
    diag_help(diags, diag,
              "add a scenario with `family: %s`, or give one that is there its family; where it "
              "cannot happen, accept the finding with a reason under `waivers`",
              first);
}

const Check check_scenario_family_missing = {
    .rule =
        {
            .id = "scenario-family-missing",
            .severity = SEVERITY_WARNING,
            .summary = "a plan has no scenario of a family that the library asks of every plan",
            .remedy = "add a scenario of that family, or give one that is there its `family`",
            .why = "Plans are written for the disaster that people remember; the kind that is "
                   "missing is met without a decision, a runbook or a drill.",
            .origin = "DORA RTS (EU) 2024/1774 Article 26(2)",
        },
    .run = scenario_family_missing,
};

static void family_unknown(const CheckInput *input, Diags *diags)
{
    const TextList *wanted = &input->library->families;
    for (size_t i = 0; i < wanted->count; i++) {
        const Text *word = wanted->items[i];
        if (word->text == NULL || family_find(word->text) >= 0)
            continue;
        Nearest nearest = nearest_start(word->text);
        g_autoptr(GString) all = g_string_new(NULL);
        for (size_t j = 0; j < FAMILY_COUNT; j++) {
            nearest_offer(&nearest, words[j]);
            g_string_append_printf(all, "%s'%s'", j == 0 ? "" : ", ", words[j]);
        }
        Diag *diag =
            diags_add(diags, &check_family_unknown.rule, word->span,
                      "'%s' is no family of scenarios, so no plan can have one", word->text);
        if (nearest.best != NULL)
            diag_help(diags, diag, "did you mean '%s'? The families are %s", nearest.best,
                      all->str);
        else
            diag_help(diags, diag, "use one of %s", all->str);
    }
}

const Check check_family_unknown = {
    .rule =
        {
            .id = "family-unknown",
            .severity = SEVERITY_ERROR,
            .summary = "the library asks for a family of scenarios that does not exist",
            .remedy = "use a word that `family` of a scenario may have",
            .why = "No plan is ever asked for it, so the requirement that somebody wrote down "
                   "is kept by nobody.",
            .origin = "DORA RTS (EU) 2024/1774 Article 26(2)",
        },
    .run_library = family_unknown,
};
