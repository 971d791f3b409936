#include "rules/checks.h"
#include "rules/footing.h"
#include "rules/subject.h"

/* Whether recovery depends on what was lost. */

/* The runbooks that need each tool: Tool to GPtrArray of Runbook, of each plan the first. Owned by
 * the caller. */
static GHashTable *tool_users(const Library *library)
{
    GHashTable *users = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL,
                                              (GDestroyNotify)g_ptr_array_unref);
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        for (size_t j = 0; j < plan->runbooks.count; j++) {
            Runbook *runbook = plan->runbooks.items[j];
            const RefList *systems = &runbook->needs.systems;
            for (size_t k = 0; k < systems->count; k++) {
                void *target = (void *)(uintptr_t)systems->items[k]->target;
                if (target == NULL || systems->items[k]->target->kind != ENTITY_TOOL)
                    continue;
                GPtrArray *list = g_hash_table_lookup(users, target);
                if (list == NULL) {
                    list = g_ptr_array_new();
                    g_hash_table_insert(users, target, list);
                }
                const Runbook *last = list->len == 0 ? NULL : list->pdata[list->len - 1];
                if (last == NULL || last->entity.plan != plan)
                    g_ptr_array_add(list, runbook);
            }
        }
    }
    return users;
}

/* Is a tool of this kind part of every recovery: to log in, to talk, to read the plan? */
static bool is_always_needed(const Tool *tool)
{
    if (tool->kind.text == NULL || tool->kind.index < 0)
        return false;
    switch ((ToolKind)tool->kind.index) {
    case TOOL_IDENTITY:
    case TOOL_NETWORK:
    case TOOL_CHAT:
    case TOOL_DOCUMENTATION:
    case TOOL_SECRETS:
        return true;
    case TOOL_MAIL:
    case TOOL_TELEPHONE:
    case TOOL_STATUS_PAGE:
    case TOOL_REPOSITORY:
    case TOOL_MONITORING:
    case TOOL_AUTOMATION:
        return false;
    }
    return false;
}

static const Runbook *user_in(const GPtrArray *users, const Plan *plan)
{
    for (guint i = 0; users != NULL && i < users->len; i++)
        if (((const Runbook *)users->pdata[i])->entity.plan == plan)
            return users->pdata[i];
    return NULL;
}

/* The nearest service that closes a loop: TOOL does not work without it, and its plan recovers it
 * with the tool. *RUNBOOK is one that says so, or NULL. SIZE_MAX when there is none. */
static size_t find_loop(const Tool *tool, const Footing *needs, const GPtrArray *users,
                        const Runbook **runbook)
{
    bool always = is_always_needed(tool);
    for (size_t i = 1; i < footing_count(needs); i++) {
        const Entity *entity = footing_entity(needs, i);
        if (entity->kind != ENTITY_SERVICE)
            continue;
        *runbook = user_in(users, entity->plan);
        if (always || *runbook != NULL)
            return i;
    }
    return SIZE_MAX;
}

static void report_loop(const Tool *tool, const Footing *needs, size_t index,
                        const Runbook *runbook, Diags *diags)
{
    const char *id = subject_id(&tool->entity);
    const Entity *service = footing_entity(needs, index);
    const char *plan = service->plan != NULL ? service->plan->id : "";
    const Ref *first = footing_first_link(needs, index);
    Diag *diag = diags_add(diags, &check_tool_loop.rule, first->span,
                           "recovery depends on what was lost: tool '%s' does not work without "
                           "service '%s' of plan '%s', and is needed to recover it",
                           id, subject_id(service), plan);
    g_autofree char *way = footing_way(needs, index, NULL);
    diag_note(diags, diag, subject_place(service), "the loop is %s -> %s", way, id);
    if (runbook != NULL)
        diag_note(diags, diag, runbook->needs.systems.span, "runbook '%s' of plan '%s' needs '%s'",
                  subject_id(&runbook->entity), plan, id);
    else
        diag_note(diags, diag, tool->kind.span, "every recovery needs a tool of kind '%s'",
                  tool->kind.text);
    diag_help(diags, diag,
              "say with `fallback:` what is used while '%s' is down (an account in the safe, a "
              "list on paper), or cut the loop",
              id);
}

static void tool_loop(const CheckInput *input, Diags *diags)
{
    const Library *library = input->library;
    if (library->tools.count == 0)
        return;
    g_autoptr(GHashTable) users = tool_users(library);
    size_t budget = FOOTING_BUDGET;
    for (size_t i = 0; i < library->tools.count; i++) {
        const Tool *tool = library->tools.items[i];
        const GPtrArray *list = g_hash_table_lookup(users, tool);
        if (tool->fallback.text != NULL || tool->fallback.span.source != NULL ||
            (list == NULL && !is_always_needed(tool)))
            continue;
        g_autoptr(Footing) needs = footing_new(&tool->entity, &budget);
        const Runbook *runbook = NULL;
        size_t index = find_loop(tool, needs, list, &runbook);
        if (index != SIZE_MAX)
            report_loop(tool, needs, index, runbook, diags);
    }
}

const Check check_tool_loop = {
    .rule =
        {
            .id = "tool-loop",
            .severity = SEVERITY_ERROR,
            .summary = "a tool that recovery needs does not work without a service that it is to "
                       "recover",
            .remedy = "give the tool a `fallback`, or let it run without that service",
            .why = "Nobody can log in, talk or read the plan, because what they need for it is "
                   "what has failed; the hours until somebody finds another way are in no plan.",
            .origin = "Facebook outage of 4 October 2021; NIST SP 800-53 Rev. 5 CP-2(8)",
        },
    .run_library = tool_loop,
};

/* The thing among RECOVERED that is needed, nearest first; SIZE_MAX when none is. */
static size_t find_recovered(const Footing *needs, GHashTable *recovered)
{
    for (size_t i = 0; i < footing_count(needs); i++)
        if (g_hash_table_contains(recovered, footing_entity(needs, i)))
            return i;
    return SIZE_MAX;
}

static void report_needs_recovered(const Runbook *runbook, const Ref *ref, const Footing *needs,
                                   size_t index, Diags *diags)
{
    const Entity *lost = footing_entity(needs, index);
    const char *id = subject_id(&runbook->entity);
    const char *kind = entity_kind_word(ref->target->kind);
    Diag *diag;
    if (index == 0)
        diag = diags_add(diags, &check_runbook_needs_recovered.rule, ref->span,
                         "runbook '%s' needs %s '%s', which it is to recover", id, kind, ref->text);
    else {
        g_autofree char *way = footing_way(needs, index, runbook->entity.plan);
        diag = diags_add(diags, &check_runbook_needs_recovered.rule, ref->span,
                         "runbook '%s' needs %s '%s', which does not work without what it is to "
                         "recover: %s",
                         id, kind, ref->text, way);
    }
    for (size_t i = 0; i < runbook->recovers.count; i++)
        if (runbook->recovers.items[i]->target == lost) {
            diag_note(diags, diag, runbook->recovers.items[i]->span, "it recovers '%s' here",
                      subject_id(lost));
            break;
        }
    diag_help(diags, diag,
              "do without '%s' in the steps, or recover '%s' in a runbook of its own that comes "
              "first",
              ref->text, subject_id(lost));
}

static void check_systems(const Runbook *runbook, size_t *budget, Diags *diags)
{
    if (runbook->needs.systems.count == 0 || runbook->recovers.count == 0)
        return;
    g_autoptr(GHashTable) recovered = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < runbook->recovers.count; i++)
        if (runbook->recovers.items[i]->target != NULL)
            g_hash_table_add(recovered, (void *)(uintptr_t)runbook->recovers.items[i]->target);
    for (size_t i = 0; i < runbook->needs.systems.count; i++) {
        const Ref *ref = runbook->needs.systems.items[i];
        /* Tools are looked at where they are defined: the loop is theirs. */
        if (ref->target == NULL || ref->target->kind != ENTITY_SERVICE)
            continue;
        g_autoptr(Footing) needs = footing_new(ref->target, budget);
        size_t index = find_recovered(needs, recovered);
        if (index != SIZE_MAX)
            report_needs_recovered(runbook, ref, needs, index, diags);
    }
}

static void runbook_needs_recovered(const CheckInput *input, Diags *diags)
{
    size_t budget = FOOTING_BUDGET;
    for (size_t i = 0; i < input->plan->runbooks.count; i++)
        check_systems(input->plan->runbooks.items[i], &budget, diags);
}

const Check check_runbook_needs_recovered = {
    .rule =
        {
            .id = "runbook-needs-recovered",
            .severity = SEVERITY_ERROR,
            .summary = "a runbook needs a service that it is itself to recover",
            .remedy = "do without that service in the runbook, or recover it first in another one",
            .why = "The runbook cannot be begun: its first command asks for what is down.",
            .origin = "NIST SP 800-34 Rev. 1 3.2.3 and 4.3.2; NIST SP 800-53 Rev. 5 CP-2(8)",
        },
    .run = runbook_needs_recovered,
};
