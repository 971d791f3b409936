#include "compose/directive.h"
#include "compose/show.h"

#include <string.h>

/*
 * The index at the end of a binder: where services, people and runbooks are told of. Each entry has
 * references; on paper they are the numbers of pages.
 */
typedef struct Entry {
    char *key; /* what it is sorted by */
    const char *name;
    const char *plan; /* title, or NULL */
    Node *pages;      /* without a parent */
} Entry;

static void free_entry(gpointer data)
{
    Entry *entry = data;
    g_free(entry->key);
    g_free(entry);
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
    const Entry *left = *(const Entry *const *)a;
    const Entry *right = *(const Entry *const *)b;
    int order = strcmp(left->key, right->key);
    return order != 0 ? order : g_strcmp0(left->plan, right->plan);
}

static Entry *add_entry(Doc *doc, GPtrArray *entries, const char *name, const Plan *plan)
{
    Entry *entry = g_new0(Entry, 1);
    entry->key = g_utf8_casefold(name, -1);
    entry->name = name;
    entry->plan = plan == NULL ? NULL : plan->title.text;
    entry->pages = node_add(doc, NULL, NODE_PAGES);
    g_ptr_array_add(entries, entry);
    return entry;
}

static void add_page(Doc *doc, Entry *entry, const char *document, const char *anchor,
                     const char *text)
{
    bool here = strcmp(document, doc->path) == 0;
    node_add_reference(doc, entry->pages, (Target){here ? NULL : document, anchor}, text);
}

static void write_entries(const Scope *scope, GPtrArray *entries, const char *what)
{
    Doc *doc = scope->doc;
    const char *titles[] = {what, "Plan", "Pages"};
    g_ptr_array_sort(entries, compare_entries);
    Node *table = node_add_table(doc, scope->parent, G_N_ELEMENTS(titles));
    header_row(doc, table, titles, G_N_ELEMENTS(titles));
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        Node *row = node_add_row(doc, table, false);
        node_add_cell(doc, row, entry->name);
        node_add_cell(doc, row, or_dash(entry->plan));
        node_append(node_add_cell(doc, row, NULL), entry->pages);
    }
    close_table(table);
}

/* ---- services ---- */

/* Each service of PLAN: where it is described, and the runbooks that recover it. */
static void index_services(Doc *doc, GPtrArray *entries, const Plan *plan)
{
    g_autofree char *document = plan_document(plan);
    g_autoptr(GHashTable) services = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < plan->services.count; i++) {
        const Entity *service = &plan->services.items[i]->entity;
        Entry *entry = add_entry(doc, entries, entity_name(service), plan);
        add_page(doc, entry, document, entity_anchor(doc, service), plan->title.text);
        g_hash_table_insert(services, (gpointer)service, entry);
    }
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        g_autofree char *path = runbook_document(runbook);
        for (size_t j = 0; j < runbook->recovers.count; j++) {
            const Entity *target = runbook->recovers.items[j]->target;
            Entry *entry = target == NULL ? NULL : g_hash_table_lookup(services, target);
            if (entry != NULL)
                add_page(doc, entry, path, NULL, entity_name(&runbook->entity));
        }
    }
}

/* ---- people ---- */

static void index_person(Doc *doc, GPtrArray *entries, const Entity *entity)
{
    Entry *entry = add_entry(doc, entries, entity_name(entity), NULL);
    add_page(doc, entry, "people", entity_anchor(doc, entity), "Whom to call");
}

/* Their cards, which say in turn what each is needed for. */
static void index_people(const Scope *scope, GPtrArray *entries)
{
    const Library *library = scope->subject->library;
    for (size_t i = 0; i < library->people.count; i++)
        index_person(scope->doc, entries, &library->people.items[i]->entity);
    for (size_t i = 0; i < library->teams.count; i++)
        index_person(scope->doc, entries, &library->teams.items[i]->entity);
    for (size_t i = 0; i < library->vendors.count; i++)
        index_person(scope->doc, entries, &library->vendors.items[i]->entity);
}

/* ---- all ---- */

static Scope section_of(const Scope *scope, const char *id, const char *title)
{
    Scope inner = *scope;
    inner.parent = node_add_section(scope->doc, scope->parent, scope->level, id, title);
    return inner;
}

void append_index(const Scope *scope)
{
    const Subject *subject = scope->subject;
    Doc *doc = scope->doc;
    g_autoptr(GPtrArray) services = g_ptr_array_new_with_free_func(free_entry);
    g_autoptr(GPtrArray) people = g_ptr_array_new_with_free_func(free_entry);
    g_autoptr(GPtrArray) runbooks = g_ptr_array_new_with_free_func(free_entry);
    for (size_t i = 0; i < subject->n_views; i++) {
        const Plan *plan = subject->views[i].plan;
        index_services(doc, services, plan);
        for (size_t j = 0; j < plan->runbooks.count; j++) {
            const Runbook *runbook = plan->runbooks.items[j];
            g_autofree char *path = runbook_document(runbook);
            const char *name = entity_name(&runbook->entity);
            add_page(doc, add_entry(doc, runbooks, name, plan), path, NULL, name);
        }
    }
    index_people(scope, people);
    Scope section = section_of(scope, "index-of-services", "Services");
    write_entries(&section, services, "Service");
    section = section_of(scope, "index-of-runbooks", "Runbooks");
    write_entries(&section, runbooks, "Runbook");
    section = section_of(scope, "index-of-people", "People, teams and vendors");
    write_entries(&section, people, "Name");
}
