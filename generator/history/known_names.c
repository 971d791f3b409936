#include "history/known_names.h"

#include "base/nearest.h"
#include "history/history_rules.h"
#include "history/plain_text.h"

#include <string.h>

/* How a name is looked up. FIND: a mask of entities, looked for in the plan and then in the
 * library; else there is a function. */
typedef struct NameSort {
    const char *what;
    unsigned find;
    bool (*offer)(const Library *library, const Plan *plan, const char *id, Nearest *nearest);
    bool lenient; /* wrong only when it is nearly one that there is */
} NameSort;

/* Is ID, of which NEAREST keeps the best, the same as CANDIDATE? */
static bool offer(Nearest *nearest, const char *id, const char *candidate)
{
    if (candidate == NULL)
        return false;
    nearest_offer(nearest, candidate);
    return strcmp(id, candidate) == 0;
}

static bool offer_plans(const Library *library, const Plan *plan, const char *id, Nearest *nearest)
{
    (void)plan;
    bool found = false;
    for (size_t i = 0; i < library->n_plans; i++)
        found = offer(nearest, id, library->plans[i]->id) || found;
    return found;
}

static bool offer_people(const Library *library, const Plan *plan, const char *id, Nearest *nearest)
{
    (void)plan;
    bool found = false;
    for (size_t i = 0; i < library->people.count; i++)
        found = offer(nearest, id, library->people.items[i]->entity.id.text) || found;
    return found;
}

/* A control is written framework/control. Which controls a framework has is judged later. */
static bool offer_frameworks(const Library *library, const Plan *plan, const char *id,
                             Nearest *nearest)
{
    (void)plan;
    g_autofree char *framework = g_strndup(id, strcspn(id, "/"));
    bool found = library->frameworks.count == 0;
    for (size_t i = 0; i < library->frameworks.count; i++)
        found = offer(nearest, framework, library->frameworks.items[i]->text) || found;
    return found;
}

/* A backup job is written data-set or data-set/job; what its jobs are called no plan says. */
static bool offer_backups(const Library *library, const Plan *plan, const char *id,
                          Nearest *nearest)
{
    (void)library;
    g_autofree char *set = g_strndup(id, strcspn(id, "/"));
    bool found = false;
    for (size_t i = 0; i < plan->data.count; i++)
        found = offer(nearest, set, plan->data.items[i]->entity.id.text) || found;
    return found;
}

static const NameSort sorts[] = {
    [EVIDENCE_NAME_PLAN] = {.what = "plan", .offer = offer_plans},
    [EVIDENCE_NAME_EXERCISE] = {.what = "exercise", .find = ENTITY_BIT(ENTITY_EXERCISE)},
    [EVIDENCE_NAME_RUNBOOK] = {.what = "runbook", .find = ENTITY_BIT(ENTITY_RUNBOOK)},
    [EVIDENCE_NAME_SCENARIO] = {.what = "scenario", .find = ENTITY_BIT(ENTITY_SCENARIO)},
    [EVIDENCE_NAME_SITE] = {.what = "site", .find = ENTITY_BIT(ENTITY_SITE)},
    [EVIDENCE_NAME_SERVICE] = {.what = "service or data set",
                               .find = ENTITY_BIT(ENTITY_SERVICE) | ENTITY_BIT(ENTITY_DATA)},
    [EVIDENCE_NAME_BACKUP] = {.what = "data set", .offer = offer_backups},
    [EVIDENCE_NAME_PERSON] = {.what = "person", .offer = offer_people},
    [EVIDENCE_NAME_ANYBODY] = {.what = "person", .offer = offer_people, .lenient = true},
    [EVIDENCE_NAME_FRAMEWORK] = {.what = "framework", .offer = offer_frameworks},
};

/* The entities of a plan that a name may mean, being offered to NEAREST. */
typedef struct Candidates {
    unsigned kinds;
    Nearest *nearest;
} Candidates;

static void offer_entity(const Entity *entity, void *data)
{
    const Candidates *candidates = data;
    if ((ENTITY_BIT(entity->kind) & candidates->kinds) != 0 && entity->id.text != NULL)
        nearest_offer(candidates->nearest, entity->id.text);
}

static bool is_there(const NameSort *sort, const Library *library, const Plan *plan, const char *id,
                     Nearest *nearest)
{
    if (sort->offer != NULL)
        return sort->offer(library, plan, id, nearest);
    if (library_find(library, plan, sort->find, id) != NULL)
        return true;
    Candidates candidates = {sort->find, nearest};
    plan_each_entity(plan, offer_entity, &candidates);
    return false;
}

/* Does ID look like one of people.yaml, and not like a name as typed? */
static bool looks_like_id(const char *id)
{
    return strchr(id, '-') != NULL &&
           id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static bool check(const EvidenceName *name, const Library *library, Diags *diags)
{
    const NameSort *sort = &sorts[name->kind];
    const Plan *plan = name->plan == NULL ? NULL : library_find_plan(library, name->plan);
    bool of_plan = sort->find != 0 || sort->offer == offer_backups;
    if ((of_plan && plan == NULL) || (sort->lenient && !looks_like_id(name->id.text)))
        return true; /* that the plan is unknown is told where it is named */
    Nearest nearest = nearest_start(name->id.text);
    if (is_there(sort, library, plan, name->id.text, &nearest) ||
        (sort->lenient && nearest.best == NULL))
        return true;
    g_autoptr(Arena) arena = arena_new();
    const char *shown = plain_text(arena, name->id.text, strlen(name->id.text), EVIDENCE_MAX_SHOWN);
    Diag *diag = of_plan ? diags_add(diags, &rule_evidence_name_unknown, name->id.span,
                                     "plan '%s' has no %s '%s'", name->plan, sort->what, shown)
                         : diags_add(diags, &rule_evidence_name_unknown, name->id.span,
                                     "there is no %s '%s'", sort->what, shown);
    if (nearest.best != NULL)
        diag_help(diags, diag, "did you mean '%s'?", nearest.best);
    return false;
}

/* So that a name that a large file mentions on each line is looked up, and told, once. */
static char *key_of(const EvidenceName *name)
{
    return g_strdup_printf("%d/%s/%s", name->kind, name->plan == NULL ? "" : name->plan,
                           name->id.text);
}

bool known_names_check(const Evidence *evidence, const Library *library, Diags *diags)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    size_t wrong = 0;
    for (guint i = 0; i < evidence->names->len && wrong < EVIDENCE_MAX_FINDINGS; i++) {
        const EvidenceName *name = &g_array_index(evidence->names, EvidenceName, i);
        if (g_hash_table_add(seen, key_of(name)) && !check(name, library, diags))
            wrong++;
    }
    return wrong == 0;
}
