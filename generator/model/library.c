#include "model/library.h"

#include <string.h>

void library_free(Library *library)
{
    if (library == NULL)
        return;
    for (size_t i = 0; i < library->n_plans; i++)
        arena_free(library->plans[i]->arena);
    if (library->sources != NULL)
        g_ptr_array_unref(library->sources);
    /* Its arrays lie in its arena. */
    arena_free(library->arena);
    g_free(library);
}

static const Plan *find_plan(const Library *library, const char *id, size_t length)
{
    for (size_t i = 0; i < library->n_plans; i++) {
        const char *candidate = library->plans[i]->id;
        if (strlen(candidate) == length && memcmp(candidate, id, length) == 0)
            return library->plans[i];
    }
    return NULL;
}

const Plan *library_find_plan(const Library *library, const char *id)
{
    return find_plan(library, id, strlen(id));
}

static bool is_named(const Entity *entity, unsigned kinds, const char *id)
{
    return (kinds & ENTITY_BIT(entity->kind)) != 0 && g_strcmp0(entity->id.text, id) == 0;
}

static const Entity *find_own(const Library *library, unsigned kinds, const char *id)
{
    for (size_t i = 0; i < library->people.count; i++)
        if (is_named(&library->people.items[i]->entity, kinds, id))
            return &library->people.items[i]->entity;
    for (size_t i = 0; i < library->teams.count; i++)
        if (is_named(&library->teams.items[i]->entity, kinds, id))
            return &library->teams.items[i]->entity;
    for (size_t i = 0; i < library->vendors.count; i++)
        if (is_named(&library->vendors.items[i]->entity, kinds, id))
            return &library->vendors.items[i]->entity;
    for (size_t i = 0; i < library->tools.count; i++)
        if (is_named(&library->tools.items[i]->entity, kinds, id))
            return &library->tools.items[i]->entity;
    return NULL;
}

const Entity *library_find(const Library *library, const Plan *from, unsigned kinds, const char *id)
{
    const char *slash = strchr(id, '/');
    if (slash != NULL) {
        const Plan *plan = find_plan(library, id, (size_t)(slash - id));
        return plan == NULL ? NULL : plan_find(plan, kinds, slash + 1);
    }
    const Entity *found = from == NULL ? NULL : plan_find(from, kinds, id);
    return found != NULL ? found : find_own(library, kinds, id);
}

static bool is_same_word(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return false;
    if (g_ascii_strcasecmp(a, b) == 0)
        return true;
    g_autofree char *left = g_utf8_casefold(a, -1);
    g_autofree char *right = g_utf8_casefold(b, -1);
    return strcmp(left, right) == 0;
}

const char *matrix_level(const RiskMatrix *matrix, const char *likelihood, const char *impact)
{
    for (size_t i = 0; i < matrix->rows.count; i++) {
        const MatrixRow *row = matrix->rows.items[i];
        if (!is_same_word(row->likelihood.text, likelihood))
            continue;
        for (size_t j = 0; j < matrix->impacts.count && j < row->levels.count; j++)
            if (is_same_word(matrix->impacts.items[j]->text, impact))
                return row->levels.items[j]->text;
    }
    return NULL;
}

bool person_has_left(const Person *person, Date as_of)
{
    return person->left.known && person->left.value.days <= as_of.days;
}
