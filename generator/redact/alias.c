#include "redact/redaction.h"

#include <string.h>

/* People by the name that they have in public, while these are given. */
typedef struct Naming {
    Redaction *redaction;
    Mask *private;      /* names of people and how they are reached: no alias may tell them */
    GHashTable *titles; /* const Entity * of a person -> name of a role, or NULL */
    GHashTable *taken;  /* name -> how many have it */
} Naming;

static void add_private(Naming *naming, const Text *text)
{
    if (text->text != NULL)
        mask_add(naming->private, text->text, left_out, MASK_TEXT);
}

static void add_person(Naming *naming, const Person *person)
{
    add_private(naming, &person->entity.name);
    add_private(naming, &person->entity.id);
    add_private(naming, &person->chat);
}

/* Gives the people among REFS the TITLE, unless they have one. */
static void note_title(Naming *naming, const RefList *refs, const char *title)
{
    for (size_t i = 0; i < refs->count; i++) {
        const Entity *entity = refs->items[i]->target;
        if (entity != NULL && entity->kind == ENTITY_PERSON &&
            !g_hash_table_contains(naming->titles, entity))
            g_hash_table_insert(naming->titles, (gpointer)entity, (gpointer)title);
    }
}

/* Holders come before those who step in, in all plans: what somebody mainly does names them. */
static void note_roles(Naming *naming, bool holders)
{
    const Library *library = naming->redaction->library;
    for (size_t i = 0; i < library->n_plans; i++) {
        const Plan *plan = library->plans[i];
        for (size_t j = 0; j < plan->roles.count && !redact_is_internal(plan); j++) {
            const Role *role = plan->roles.items[j];
            const char *name = entity_name(&role->entity);
            if (!mask_finds(naming->private, name, MASK_TEXT))
                note_title(naming, holders ? &role->holders : &role->alternates,
                           holders ? name : arena_printf(library->arena, "%s (alternate)", name));
        }
    }
}

/* The name of PERSON in public. Belongs to the library. */
static const char *choose_name(Naming *naming, const Person *person)
{
    const char *title = g_hash_table_lookup(naming->titles, &person->entity);
    if (title == NULL && person->title.text != NULL &&
        !mask_finds(naming->private, person->title.text, MASK_TEXT))
        title = person->title.text;
    if (title == NULL)
        title = "Person";
    guint taken = GPOINTER_TO_UINT(g_hash_table_lookup(naming->taken, title)) + 1;
    g_hash_table_insert(naming->taken, (gpointer)title, GUINT_TO_POINTER(taken));
    return taken == 1 ? title
                      : arena_printf(naming->redaction->library->arena, "%s %u", title, taken);
}

static void keep(Redaction *redaction, const Entity *entity)
{
    g_hash_table_add(redaction->kept, g_strdup(entity->id.text));
    g_hash_table_add(redaction->kept, g_strdup(entity_name(entity)));
}

static void keep_groups(Redaction *redaction)
{
    const Library *library = redaction->library;
    for (size_t i = 0; i < library->teams.count; i++)
        keep(redaction, &library->teams.items[i]->entity);
    for (size_t i = 0; i < library->vendors.count; i++)
        keep(redaction, &library->vendors.items[i]->entity);
    for (size_t i = 0; i < library->n_plans; i++)
        for (size_t j = 0; j < library->plans[i]->roles.count; j++)
            keep(redaction, &library->plans[i]->roles.items[j]->entity);
}

static void add_alias(Naming *naming, const Person *person, size_t number)
{
    Redaction *redaction = naming->redaction;
    Alias *alias = arena_new_item(redaction->library->arena, Alias);
    alias->id = arena_printf(redaction->library->arena, "person-%zu", number);
    alias->name = choose_name(naming, person);
    g_hash_table_insert(redaction->aliases, g_strdup(person->entity.id.text), alias);
    if (person->entity.name.text != NULL &&
        !g_hash_table_contains(redaction->aliases, person->entity.name.text))
        g_hash_table_insert(redaction->aliases, g_strdup(person->entity.name.text), alias);
    g_hash_table_add(redaction->kept, g_strdup(alias->id));
    g_hash_table_add(redaction->kept, g_strdup(alias->name));
}

void redact_name_people(Redaction *redaction)
{
    const Library *library = redaction->library;
    g_autoptr(Mask) private = mask_new();
    g_autoptr(GHashTable) titles = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    Naming naming = {redaction, private, titles, taken};
    for (size_t i = 0; i < library->people.count; i++)
        add_person(&naming, library->people.items[i]);
    note_roles(&naming, true);
    note_roles(&naming, false);
    for (size_t i = 0; i < library->people.count; i++)
        add_alias(&naming, library->people.items[i], i + 1);
    keep_groups(redaction);
}
