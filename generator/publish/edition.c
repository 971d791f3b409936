#include "publish/edition.h"

#include "base/nearest.h"

#include <glib.h>
#include <string.h>

const Edition all_editions[] = {
    {"plan", "each plan with its runbooks", EDITION_OF_PLAN, true},
    {"binder", "the whole library for the shelf", EDITION_OF_LIBRARY, true},
    {"compliance", "the compliance reports", EDITION_OF_REPORT, true},
    {.name = NULL},
};

size_t edition_names(const char **names, size_t size)
{
    size_t count = 0;
    for (const Edition *edition = all_editions; edition->name != NULL; edition++) {
        g_assert(count < size);
        names[count++] = edition->name;
    }
    return count;
}

const Edition *edition_find(const char *name)
{
    for (const Edition *edition = all_editions; edition->name != NULL; edition++)
        if (strcmp(edition->name, name) == 0)
            return edition;
    return NULL;
}

const char *edition_nearest(const char *name)
{
    Nearest nearest = nearest_start(name);
    for (const Edition *edition = all_editions; edition->name != NULL; edition++)
        nearest_offer(&nearest, edition->name);
    return nearest.best;
}

bool edition_is_chosen(const EditionChoice *choice, const char *name)
{
    const Edition *edition = edition_find(name);
    g_assert(edition != NULL);
    for (size_t i = 0; i < choice->n_names; i++)
        if (strcmp(choice->names[i], name) == 0)
            return true;
    return choice->n_names == 0 && edition->usual;
}
