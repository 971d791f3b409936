#include "model/runbook.h"

#include <string.h>

Duration runbook_estimate(const Runbook *runbook)
{
    Duration sum = {0, 0};
    for (size_t i = 0; i < runbook->steps.count; i++) {
        const DurationValue *takes = &runbook->steps.items[i]->takes;
        if (takes->known && takes->word == DURATION_WORD_NONE)
            sum = duration_add(sum, takes->value);
    }
    return sum;
}

const Step *runbook_find_step(const Runbook *runbook, const char *id)
{
    for (size_t i = 0; i < runbook->steps.count; i++) {
        const Step *step = runbook->steps.items[i];
        if (step->entity.id.text != NULL && strcmp(step->entity.id.text, id) == 0)
            return step;
    }
    return NULL;
}
