#include "publish/chapter_origin.h"

#include "publish/page_origin.h"

char *chapter_origin(const Library *library, const Plan *plan, const char *page)
{
    enum { MOST_LISTS = 3 };
    static const Span nowhere = {NULL, 0, 0};
    const Span *chapters =
        plan->chapters.count == 0 ? &nowhere : &plan->chapters.items[0]->body.span;
    /* The pages of templates/plan/, and the lists that they show, first the one they are named for.
     */
    const struct {
        const char *page;
        const Span *lists[MOST_LISTS];
    } pages[] = {
        {"backups", {&plan->data.span, &plan->sites.span}},
        {"communications", {&plan->messages.span, &plan->notifications.span}},
        {"contacts", {&plan->contacts.span, &plan->roles.span, &plan->escalation.span}},
        {"exercises", {&plan->exercises.span, &plan->kpis.span}},
        {"more", {chapters, &plan->reviews.span}},
        {"objectives", {&plan->services.span, &plan->data.span, &plan->levels.span}},
        {"practices", {&plan->practices.span, &plan->triggers.span, &plan->snippets.span}},
        {"recovery", {&plan->services.span, &plan->data.span}},
        {"risks", {&plan->risks.span, &plan->failures.span}},
        {"scenarios", {&plan->scenarios.span}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++)
        for (size_t j = 0; j < MOST_LISTS && g_str_equal(pages[i].page, page); j++)
            if (pages[i].lists[j] != NULL && pages[i].lists[j]->source != NULL)
                return page_origin(library, *pages[i].lists[j]);
    return NULL;
}
