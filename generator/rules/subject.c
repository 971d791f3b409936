#include "rules/subject.h"

const char *subject_id(const Entity *entity)
{
    return entity->id.text != NULL ? entity->id.text : entity_name(entity);
}

Span subject_place(const Entity *entity)
{
    return entity->id.span.source != NULL ? entity->id.span : entity->span;
}

const DurationValue *known_length(const DurationValue *value)
{
    return value_is_length(value) ? value : NULL;
}

Duration length_or_none(const DurationValue *value)
{
    return known_length(value) == NULL ? (Duration){0, 0} : value->value;
}

const DurationValue *subject_rto(const Entity *entity)
{
    if (entity->kind == ENTITY_SERVICE)
        return known_length(&((const Service *)entity)->rto);
    if (entity->kind == ENTITY_DATA)
        return known_length(&((const DataSet *)entity)->rto);
    return NULL;
}

const DurationValue *subject_rpo(const Entity *entity)
{
    if (entity->kind == ENTITY_DATA)
        return known_length(&((const DataSet *)entity)->rpo);
    return NULL;
}

const DurationValue *subject_tightest_rto(const Runbook *runbook, const Entity **of)
{
    const DurationValue *tightest = known_length(&runbook->rto);
    *of = NULL;
    for (size_t i = 0; i < runbook->recovers.count; i++) {
        const Entity *target = runbook->recovers.items[i]->target;
        const DurationValue *rto = target == NULL ? NULL : subject_rto(target);
        if (rto != NULL &&
            (tightest == NULL || duration_compare(rto->value, tightest->value) < 0)) {
            tightest = rto;
            *of = target;
        }
    }
    return tightest;
}
