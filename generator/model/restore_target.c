#include "model/plan.h"

static const Ref *site_in(const RefList *at, const Entity *site)
{
    for (size_t i = 0; i < at->count; i++)
        if (at->items[i]->target == site)
            return at->items[i];
    return NULL;
}

/* The first data set among REFS that is written at SITE; *PLACE gets where it says so. */
static const DataSet *written_at(const RefList *refs, const Entity *site, const Ref **place)
{
    for (size_t i = 0; i < refs->count; i++) {
        const Entity *entity = refs->items[i]->target;
        if (entity == NULL || entity->kind != ENTITY_DATA)
            continue;
        const DataSet *data = (const DataSet *)entity;
        *place = site_in(&data->at, site);
        if (*place != NULL)
            return data;
    }
    return NULL;
}

const DataSet *exercise_overwrites(const Exercise *exercise, const Ref **place)
{
    const Entity *site = exercise->target.target;
    if (site == NULL)
        return NULL;
    const DataSet *data = written_at(&exercise->services, site, place);
    for (size_t i = 0; data == NULL && i < exercise->runbooks.count; i++) {
        const Entity *target = exercise->runbooks.items[i]->target;
        if (target != NULL && target->kind == ENTITY_RUNBOOK)
            data = written_at(&((const Runbook *)target)->recovers, site, place);
    }
    return data;
}
