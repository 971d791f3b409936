#include "read/resolve.h"

#include "base/nearest.h"
#include "read/reading_rules.h"

#include <string.h>

/* Looking for the nearest of thousands of ids takes time; who has that many wrong references
 * has one reason for all of them. */
enum { MOST_PROPOSALS = 200, MOST_UNKNOWN = 1000 };

/*
 * Kinds that a reference may name together share a name space: one key of the tables. Keys are
 * "<space> <id>".
 */
static char name_space(EntityKind kind)
{
    switch (kind) {
    case ENTITY_PERSON:
    case ENTITY_TEAM:
    case ENTITY_VENDOR:
    case ENTITY_ROLE:
        return 'w';
    case ENTITY_SERVICE:
    case ENTITY_DATA:
        return 's';
    case ENTITY_SITE:
        return 'p';
    case ENTITY_RISK:
        return 'r';
    case ENTITY_SCENARIO:
        return 'c';
    case ENTITY_RUNBOOK:
        return 'b';
    case ENTITY_STEP:
        return 't';
    case ENTITY_EXERCISE:
        return 'x';
    case ENTITY_MESSAGE:
        return 'm';
    case ENTITY_TOOL:
        return 'u';
    case ENTITY_OTHER:
        return 'o';
    }
    g_assert_not_reached();
}

typedef struct Names {
    GHashTable *table; /* owned key -> const Entity * */
    Diags *diags;
} Names;

static Names names_new(Diags *diags)
{
    return (Names){g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), diags};
}

static void add_name(const Entity *entity, void *data)
{
    Names *names = data;
    if (!entity_has_own_id(entity) || entity->kind == ENTITY_OTHER || entity->kind == ENTITY_STEP)
        return;
    char *key = g_strdup_printf("%c %s", name_space(entity->kind), entity->id.text);
    const Entity *first = g_hash_table_lookup(names->table, key);
    if (first == NULL) {
        g_hash_table_insert(names->table, key, (gpointer)entity);
        return;
    }
    g_free(key);
    if (first->kind == entity->kind)
        return; /* the list that holds both has been reported */
    Diag *diag = diags_add(names->diags, &rule_id_duplicate, entity->id.span,
                           "the id '%s' is given to a %s and to a %s", entity->id.text,
                           entity_kind_word(first->kind), entity_kind_word(entity->kind));
    diag_note(names->diags, diag, first->id.span, "the %s '%s'", entity_kind_word(first->kind),
              first->id.text);
}

static void add_library_names(const Library *library, Names *names)
{
    for (size_t i = 0; i < library->people.count; i++)
        add_name(&library->people.items[i]->entity, names);
    for (size_t i = 0; i < library->teams.count; i++)
        add_name(&library->teams.items[i]->entity, names);
    for (size_t i = 0; i < library->vendors.count; i++)
        add_name(&library->vendors.items[i]->entity, names);
    for (size_t i = 0; i < library->tools.count; i++)
        add_name(&library->tools.items[i]->entity, names);
}

/* What ID names among KINDS in TABLE, or NULL. */
static const Entity *look_up(GHashTable *table, unsigned kinds, const char *id)
{
    char last = '\0';
    for (int kind = 0; kind <= ENTITY_OTHER; kind++) {
        char space = name_space((EntityKind)kind);
        if ((kinds & ENTITY_BIT(kind)) == 0 || space == last)
            continue;
        last = space;
        g_autofree char *key = g_strdup_printf("%c %s", space, id);
        const Entity *entity = g_hash_table_lookup(table, key);
        if (entity != NULL && (kinds & ENTITY_BIT(entity->kind)) != 0)
            return entity;
    }
    return NULL;
}

typedef struct Resolver {
    const Library *library;
    GHashTable *shared;  /* names of people.yaml */
    GHashTable *by_plan; /* const Plan * -> GHashTable * of its names */
    GHashTable *plans;   /* id -> const Plan * */
    GHashTable *partial; /* Library or Plan of which a file could not be read */
    bool has_people;     /* there is a people.yaml */
    Diags *diags;
    size_t n_unknown; /* references reported so far */
} Resolver;

static const Entity *find_target(const Resolver *resolver, GHashTable *own, unsigned kinds,
                                 const char *id)
{
    const Entity *entity = own == NULL ? NULL : look_up(own, kinds, id);
    if (entity == NULL)
        entity = look_up(resolver->shared, kinds, id);
    const char *slash = strchr(id, '/');
    if (entity != NULL || slash == NULL)
        return entity;
    g_autofree char *plan_id = g_strndup(id, (gsize)(slash - id));
    const Plan *plan = g_hash_table_lookup(resolver->plans, plan_id);
    if (plan == NULL)
        return NULL;
    return look_up(g_hash_table_lookup(resolver->by_plan, plan), kinds, slash + 1);
}

/* The words for KINDS: "service or data set". Owned by the caller. */
static char *kinds_words(unsigned kinds)
{
    GString *out = g_string_new(NULL);
    for (int kind = 0; kind <= ENTITY_OTHER; kind++) {
        if ((kinds & ENTITY_BIT(kind)) == 0)
            continue;
        g_string_append_printf(out, "%s%s", out->len == 0 ? "" : " or ",
                               entity_kind_word((EntityKind)kind));
    }
    return g_string_free(out, FALSE);
}

/* Offers the ids of TABLE in an order that does not depend on hashes: the nearest wins, and
 * among equals the first of the alphabet. */
static void offer_names(GHashTable *table, unsigned kinds, Nearest *nearest)
{
    GHashTableIter iterator;
    gpointer value = NULL;
    g_hash_table_iter_init(&iterator, table);
    while (g_hash_table_iter_next(&iterator, NULL, &value)) {
        const Entity *entity = value;
        if ((kinds & ENTITY_BIT(entity->kind)) == 0)
            continue;
        size_t distance = edit_distance(nearest->word, entity->id.text);
        if (nearest->best != NULL && distance == nearest->distance &&
            strcmp(entity->id.text, nearest->best) < 0)
            nearest->best = entity->id.text;
        else
            nearest_offer(nearest, entity->id.text);
    }
}

static bool is_unreadable(const Library *library, const char *id)
{
    for (size_t i = 0; i < library->n_unreadable; i++)
        if (strcmp(library->unreadable[i].id, id) == 0)
            return true;
    return false;
}

enum {
    SHARED_KINDS = ENTITY_BIT(ENTITY_PERSON) | ENTITY_BIT(ENTITY_TEAM) | ENTITY_BIT(ENTITY_VENDOR)
};

/* May what USE, written in PLAN (or NULL), names stand in a file that could not be read? */
static bool is_excused(const Resolver *resolver, const Plan *plan, const RefUse *use)
{
    if ((use->kinds & SHARED_KINDS) != 0 &&
        g_hash_table_contains(resolver->partial, resolver->library))
        return true;
    if (plan != NULL && g_hash_table_contains(resolver->partial, plan))
        return true;
    const char *slash = strchr(use->ref->text, '/');
    if (slash == NULL)
        return false;
    g_autofree char *id = g_strndup(use->ref->text, (gsize)(slash - use->ref->text));
    const Plan *other = g_hash_table_lookup(resolver->plans, id);
    return other == NULL ? is_unreadable(resolver->library, id)
                         : g_hash_table_contains(resolver->partial, other);
}

/* The nearest of what USE might mean; OWN is NULL outside of plans. */
static const char *nearest_name(const Resolver *resolver, GHashTable *own, const RefUse *use)
{
    Nearest nearest = nearest_start(use->ref->text);
    if (own != NULL)
        offer_names(own, use->kinds, &nearest);
    offer_names(resolver->shared, use->kinds, &nearest);
    return nearest.best;
}

static void report_unknown(Resolver *resolver, const RefUse *use, const char *nearest)
{
    if (resolver->n_unknown++ >= MOST_UNKNOWN)
        return;
    g_autofree char *words = kinds_words(use->kinds);
    Diag *diag = diags_add(resolver->diags, &rule_reference_unknown, use->ref->span,
                           "there is no %s '%s'", words, use->ref->text);
    if (nearest != NULL)
        diag_help(resolver->diags, diag, "did you mean '%s'?", nearest);
}

/* References of one plan to a people.yaml that does not exist. */
typedef struct Lost {
    const RefUse *first;
    size_t count;
} Lost;

/* PLAN is where USE is written; NULL: in people.yaml. */
static void resolve_use(Resolver *resolver, const Plan *plan, const RefUse *use, Lost *lost)
{
    GHashTable *own = plan == NULL ? NULL : g_hash_table_lookup(resolver->by_plan, plan);
    use->ref->target = find_target(resolver, own, use->kinds, use->ref->text);
    if (use->ref->target != NULL || is_excused(resolver, plan, use))
        return;
    const char *nearest =
        resolver->n_unknown < MOST_PROPOSALS ? nearest_name(resolver, own, use) : NULL;
    if (resolver->has_people || nearest != NULL || (use->kinds & SHARED_KINDS) == 0 ||
        strchr(use->ref->text, '/') != NULL) {
        report_unknown(resolver, use, nearest);
        return;
    }
    if (lost->count++ == 0)
        lost->first = use;
}

static void report_lost(Resolver *resolver, const Lost *lost)
{
    if (lost->count == 0)
        return;
    g_autofree char *others = lost->count == 1
                                  ? g_strdup("")
                                  : g_strdup_printf(" and %zu more reference%s", lost->count - 1,
                                                    lost->count == 2 ? "" : "s");
    Diag *diag = diags_add(resolver->diags, &rule_reference_unknown, lost->first->ref->span,
                           "there is no people.yaml, where '%s'%s should be found",
                           lost->first->ref->text, others);
    diag_help(resolver->diags, diag,
              "write people.yaml beside redbinder.yaml, with `people:`, `teams:` and `vendors:`");
}

static void resolve_plan(Resolver *resolver, const Plan *plan)
{
    Lost lost = {NULL, 0};
    for (size_t i = 0; i < plan->n_uses; i++)
        resolve_use(resolver, plan, &plan->uses[i], &lost);
    report_lost(resolver, &lost);
}

static bool has_people(const Library *library)
{
    g_autofree char *name = g_build_filename(library->path, "people.yaml", NULL);
    g_autofree char *path = g_utf8_make_valid(name, -1);
    for (size_t i = 0; library->sources != NULL && i < library->sources->len; i++)
        if (strcmp(((const Source *)library->sources->pdata[i])->path, path) == 0)
            return true;
    return false;
}

static void free_table(gpointer table)
{
    g_hash_table_unref(table);
}

static void index_plans(Resolver *resolver)
{
    const Library *library = resolver->library;
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        Names names = names_new(resolver->diags);
        plan_each_entity(plan, add_name, &names);
        g_hash_table_insert(resolver->by_plan, (gpointer)plan, names.table);
        g_hash_table_insert(resolver->plans, (gpointer)plan->id, (gpointer)plan);
    }
}

/* A chapter that is meant to stay inside and is misspelt would go out. */
static void check_internal_chapters(const Plan *plan, Diags *diags)
{
    for (size_t i = 0; i < plan->internal_chapters.count; i++) {
        const Text *name = plan->internal_chapters.items[i];
        Nearest nearest = nearest_start(name->text);
        bool found = false;
        for (size_t j = 0; j < plan->chapters.count && !found; j++) {
            found = strcmp(plan->chapters.items[j]->slug, name->text) == 0;
            nearest_offer(&nearest, plan->chapters.items[j]->slug);
        }
        if (found)
            continue;
        Diag *diag = diags_add(diags, &rule_reference_unknown, name->span,
                               "'%s' is not the name of a chapter", name->text);
        if (nearest.best != NULL)
            diag_help(diags, diag, "did you mean '%s'?", nearest.best);
        else
            diag_help(diags, diag,
                      "write the name of a Markdown file of the plan, without "
                      "`.md`");
    }
}

void resolve_library(Library *library, const GArray *people_uses, GHashTable *partial, Diags *diags)
{
    Names shared = names_new(diags);
    add_library_names(library, &shared);
    Resolver resolver = {
        .library = library,
        .shared = shared.table,
        .by_plan = g_hash_table_new_full(NULL, NULL, NULL, free_table),
        .plans = g_hash_table_new(g_str_hash, g_str_equal),
        .partial = partial,
        .has_people = has_people(library),
        .diags = diags,
    };
    Lost lost = {NULL, 0};
    index_plans(&resolver);
    for (size_t i = 0; i < people_uses->len; i++)
        resolve_use(&resolver, NULL, &g_array_index(people_uses, RefUse, i), &lost);
    report_lost(&resolver, &lost);
    for (size_t i = 0; i < library->n_plans; i++) {
        resolve_plan(&resolver, library->plans[i]);
        check_internal_chapters(library->plans[i], diags);
    }
    if (resolver.n_unknown > MOST_UNKNOWN)
        diags_add_path(diags, &rule_reference_unknown, library->path,
                       "%zu more references name nothing and are not listed",
                       resolver.n_unknown - MOST_UNKNOWN);
    g_hash_table_unref(resolver.plans);
    g_hash_table_unref(resolver.by_plan);
    g_hash_table_unref(resolver.shared);
}
