#include "command/named_plan.h"

#include "base/nearest.h"

const Plan *named_plan(const Command *command, const Library *library, const char *id)
{
    const Plan *plan = library_find_plan(library, id);
    if (plan != NULL)
        return plan;
    Nearest nearest = nearest_start(id);
    for (size_t i = 0; i < library->n_plans; i++)
        nearest_offer(&nearest, library->plans[i]->id);
    if (nearest.best == NULL)
        command_usage(command, "there is no plan '%s'", id);
    else
        command_usage(command, "there is no plan '%s'; did you mean '%s'?", id, nearest.best);
    return NULL;
}
