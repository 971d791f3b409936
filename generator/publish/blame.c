#include "publish/blame.h"

#include "model/plan_folders.h"

typedef struct Blame {
    const Library *library;
    GPtrArray *entities;   /* const Entity * of people.yaml, by place */
    GHashTable *by_entity; /* const Entity * -> GPtrArray of const Diag * */
} Blame;

static int compare_places(gconstpointer a, gconstpointer b)
{
    const Entity *left = *(const Entity *const *)a;
    const Entity *right = *(const Entity *const *)b;
    return span_compare(&left->span, &right->span);
}

static void list_entities(Blame *blame)
{
    const Library *library = blame->library;
    for (size_t i = 0; i < library->people.count; i++)
        g_ptr_array_add(blame->entities, (gpointer)&library->people.items[i]->entity);
    for (size_t i = 0; i < library->teams.count; i++)
        g_ptr_array_add(blame->entities, (gpointer)&library->teams.items[i]->entity);
    for (size_t i = 0; i < library->vendors.count; i++)
        g_ptr_array_add(blame->entities, (gpointer)&library->vendors.items[i]->entity);
    g_ptr_array_sort(blame->entities, compare_places);
}

/* The entity in whose mapping SPAN lies: the last that begins before it. */
static const Entity *entity_at(const Blame *blame, Span span)
{
    size_t low = 0;
    size_t high = blame->entities->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const Entity *entity = blame->entities->pdata[middle];
        if (entity->span.offset <= span.offset)
            low = middle + 1;
        else
            high = middle;
    }
    const Entity *entity = low == 0 ? NULL : blame->entities->pdata[low - 1];
    return entity == NULL || entity->span.source != span.source ? NULL : entity;
}

static void note_entity(Blame *blame, const Diag *diag)
{
    const Entity *entity = diag->span.source == NULL ? NULL : entity_at(blame, diag->span);
    if (entity == NULL)
        return;
    GPtrArray *diags = g_hash_table_lookup(blame->by_entity, entity);
    if (diags == NULL) {
        diags = g_ptr_array_new();
        g_hash_table_insert(blame->by_entity, (gpointer)entity, diags);
    }
    g_ptr_array_add(diags, (gpointer)diag);
}

/* Copies the findings about ENTITY, and about a team's members, once each. */
static void copy_entity(const Blame *blame, const Entity *entity, GHashTable *done, Diags *to)
{
    if (entity == NULL || !g_hash_table_add(done, (gpointer)entity))
        return;
    const GPtrArray *diags = g_hash_table_lookup(blame->by_entity, entity);
    for (size_t i = 0; diags != NULL && i < diags->len; i++)
        diags_add_copy(to, diags->pdata[i]);
    if (entity->kind != ENTITY_TEAM)
        return;
    const Team *team = (const Team *)entity;
    for (size_t i = 0; i < team->members.count; i++)
        copy_entity(blame, team->members.items[i]->target, done, to);
}

static void copy_used(const Blame *blame, const Plan *plan, Diags *to)
{
    g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < plan->n_uses; i++)
        copy_entity(blame, plan->uses[i].ref->target, done, to);
}

static void free_array(gpointer array)
{
    g_ptr_array_unref(array);
}

void blame(const Library *library, const Diags *findings, Diags **by_plan, Diags *others)
{
    Blame blame = {library, g_ptr_array_new(), g_hash_table_new_full(NULL, NULL, NULL, free_array)};
    g_autoptr(PlanFolders) folders = plan_folders_new(library);
    list_entities(&blame);
    for (size_t i = 0; i < diags_count(findings); i++) {
        const Diag *diag = diags_at(findings, i);
        size_t plan = plan_folders_find(folders, diag_path(diag));
        diags_add_copy(plan == SIZE_MAX ? others : by_plan[plan], diag);
        if (plan == SIZE_MAX)
            note_entity(&blame, diag);
    }
    for (size_t i = 0; i < library->n_plans; i++)
        copy_used(&blame, library->plans[i], by_plan[i]);
    g_hash_table_unref(blame.by_entity);
    g_ptr_array_unref(blame.entities);
}
