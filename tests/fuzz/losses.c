#include "losses.h"

#include "command/lose_answer.h"

enum { AS_OF = 20543 };

/* One of COUNT, or SIZE_MAX when there is none; takes it from CHANCE. */
static size_t choose(uint64_t *chance, size_t count)
{
    if (count == 0)
        return SIZE_MAX;
    size_t chosen = (size_t)(*chance % count);
    *chance /= count;
    return chosen;
}

void losses_told(const Library *library, uint64_t chance, GString *text, GString *json)
{
    g_autoptr(Losses) losses = losses_new(library);
    size_t at = choose(&chance, library->n_plans);
    if (at != SIZE_MAX) {
        const Plan *plan = library->plans[at];
        if ((at = choose(&chance, plan->sites.count)) != SIZE_MAX)
            losses_add(losses, &plan->sites.items[at]->entity);
        if ((at = choose(&chance, 2 * plan->services.count)) < plan->services.count)
            losses_add(losses, &plan->services.items[at]->entity);
    }
    if ((at = choose(&chance, 2 * library->tools.count)) < library->tools.count)
        losses_add(losses, &library->tools.items[at]->entity);
    if ((at = choose(&chance, 2 * library->people.count)) < library->people.count)
        losses_add(losses, &library->people.items[at]->entity);
    g_autoptr(Outlook) outlook = outlook_new(library, losses, (Date){AS_OF});
    char *words[] = {NULL};
    lose_text(outlook, words, text);
    lose_json(outlook, words, 0, json);
}
