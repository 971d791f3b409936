#include "comply/change.h"

#include "model/coverage.h"

#include <string.h>

const char *runbook_change(const Standing *standing, const Run *run)
{
    size_t index = 0;
    if (run->runbook == NULL || strcmp(run->runbook, RUNBOOK_INTERNAL) == 0)
        return NULL;
    if (!coverage_runbook(standing->coverage, run, &index))
        return "is no longer in the plan";
    const char *hash = standing->plan->runbooks.items[index]->hash;
    bool changed = run->runbook_hash != NULL && hash != NULL &&
                   g_ascii_strcasecmp(run->runbook_hash, hash) != 0;
    return changed ? "has changed since" : NULL;
}
