#include "compose/needed.h"

#include "compose/compose.h"
#include "compose/show.h"

/* Why a plan needs somebody: words, and what they are about. */
typedef struct Need {
    const Plan *plan;
    const char *words;   /* constant */
    const Entity *about; /* or NULL */
    size_t count;        /* steps of a runbook; else 0 */
} Need;

struct Needed {
    GHashTable *by_entity; /* Entity, borrowed -> GArray of Need, in plan order */
};

static void free_needs(gpointer needs)
{
    g_array_unref(needs);
}

static void add(Needed *needed, const Ref *who, const Plan *plan, const char *words,
                const Entity *about)
{
    if (who->target == NULL)
        return;
    GArray *needs = g_hash_table_lookup(needed->by_entity, who->target);
    if (needs == NULL) {
        needs = g_array_new(FALSE, FALSE, sizeof(Need));
        g_hash_table_insert(needed->by_entity, (gpointer)who->target, needs);
    }
    Need *last = needs->len == 0 ? NULL : &g_array_index(needs, Need, needs->len - 1);
    if (last != NULL && last->count > 0 && last->about == about) {
        last->count++;
        return;
    }
    bool step = about != NULL && about->kind == ENTITY_RUNBOOK;
    Need need = {plan, words, about, step ? 1 : 0};
    g_array_append_val(needs, need);
}

static void add_all(Needed *needed, const RefList *list, const Plan *plan, const char *words,
                    const Entity *about)
{
    for (size_t i = 0; i < list->count; i++)
        add(needed, list->items[i], plan, words, about);
}

static void add_roles(Needed *needed, const Plan *plan)
{
    for (size_t i = 0; i < plan->roles.count; i++) {
        const Role *role = plan->roles.items[i];
        add_all(needed, &role->holders, plan, "is", &role->entity);
        add_all(needed, &role->alternates, plan, "stands in for", &role->entity);
        for (size_t j = 0; j < role->roster.count; j++)
            add(needed, &role->roster.items[j]->who, plan, "is on call as", &role->entity);
    }
}

static void add_steps(Needed *needed, const Plan *plan)
{
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        for (size_t j = 0; j < runbook->steps.count; j++)
            add(needed, &runbook->steps.items[j]->who, plan, "does", &runbook->entity);
    }
}

static void add_plan(Needed *needed, const Plan *plan)
{
    add(needed, &plan->owner, plan, "owns the plan", NULL);
    add_roles(needed, plan);
    for (size_t i = 0; i < plan->contacts.count; i++)
        add(needed, &plan->contacts.items[i]->who, plan, "is called first", NULL);
    for (size_t i = 0; i < plan->escalation.count; i++)
        add(needed, &plan->escalation.items[i]->who, plan, "is a level of escalation", NULL);
    add_steps(needed, plan);
    for (size_t i = 0; i < plan->risks.count; i++)
        add(needed, &plan->risks.items[i]->owner, plan, "answers for the risk",
            &plan->risks.items[i]->entity);
}

Needed *needed_new(const Library *library)
{
    Needed *needed = g_new0(Needed, 1);
    needed->by_entity = g_hash_table_new_full(NULL, NULL, NULL, free_needs);
    for (size_t i = 0; i < library->n_plans; i++)
        add_plan(needed, library->plans[i]);
    return needed;
}

void needed_free(Needed *needed)
{
    if (needed == NULL)
        return;
    g_hash_table_unref(needed->by_entity);
    g_free(needed);
}

static void show_need(Doc *doc, Node *cell, const Need *need)
{
    node_add_text(doc, cell, need->words);
    if (need->about != NULL)
        node_add_text(doc, cell, " ");
    if (need->count > 0) {
        g_autofree char *steps =
            g_strdup_printf("%zu step%s of ", need->count, need->count == 1 ? "" : "s");
        node_add_text(doc, cell, steps);
    }
    if (need->about != NULL)
        show_entity(doc, cell, need->about);
}

static Node *add_row(Doc *doc, Node *table, const Entity *entity, const Plan *plan)
{
    g_autofree char *document = plan_document(plan);
    Node *row = node_add_row(doc, table, false);
    show_entity(doc, node_add_cell(doc, row, NULL), entity);
    node_add_reference(doc, node_add_cell(doc, row, NULL), (Target){document, NULL},
                       plan->title.text);
    return node_add_cell(doc, row, NULL);
}

void needed_append(const Needed *needed, Doc *doc, Node *table, const Entity *entity)
{
    const GArray *needs = g_hash_table_lookup(needed->by_entity, entity);
    const Plan *plan = NULL;
    Node *cell = NULL;
    for (guint i = 0; needs != NULL && i < needs->len; i++) {
        const Need *need = &g_array_index(needs, Need, i);
        if (need->plan != plan)
            cell = add_row(doc, table, entity, need->plan);
        else
            node_add_text(doc, cell, "; ");
        plan = need->plan;
        show_need(doc, cell, need);
    }
}
