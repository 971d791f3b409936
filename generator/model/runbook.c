#include "model/runbook.h"

#include "model/calls.h"

#include <string.h>

Duration runbook_estimate(const Runbook *runbook)
{
    Duration sum = {0, 0};
    g_autoptr(GArray) steps = calls_unfold(runbook);
    for (guint i = 0; i < steps->len; i++) {
        const CalledStep *called = &g_array_index(steps, CalledStep, i);
        const DurationValue *takes = &called->step->takes;
        if (called->kind == CALLED_STEP && takes->known && takes->word == DURATION_WORD_NONE)
            sum = duration_add(sum, takes->value);
    }
    return sum;
}

bool runbook_recovers(const Runbook *runbook, const Entity *entity)
{
    for (size_t i = 0; i < runbook->recovers.count; i++)
        if (runbook->recovers.items[i]->target == entity)
            return true;
    return false;
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
