#include "model/value.h"

#include <string.h>

bool value_is_length(const DurationValue *value)
{
    return value->known && value->word != DURATION_WORD_FOREVER;
}

bool entity_has_own_id(const Entity *entity)
{
    return entity->id.text != NULL && strchr(entity->id.text, '.') == NULL;
}

const char *entity_name(const Entity *entity)
{
    if (entity->name.text != NULL)
        return entity->name.text;
    return entity->id.text == NULL ? "(no id)" : entity->id.text;
}

const char *entity_kind_word(EntityKind kind)
{
    switch (kind) {
    case ENTITY_PERSON:
        return "person";
    case ENTITY_TEAM:
        return "team";
    case ENTITY_VENDOR:
        return "vendor";
    case ENTITY_ROLE:
        return "role";
    case ENTITY_SERVICE:
        return "service";
    case ENTITY_DATA:
        return "data set";
    case ENTITY_SITE:
        return "site";
    case ENTITY_RISK:
        return "risk";
    case ENTITY_SCENARIO:
        return "scenario";
    case ENTITY_RUNBOOK:
        return "runbook";
    case ENTITY_STEP:
        return "step";
    case ENTITY_EXERCISE:
        return "exercise";
    case ENTITY_MESSAGE:
        return "message";
    case ENTITY_TOOL:
        return "tool";
    case ENTITY_OTHER:
        return "entry";
    }
    g_assert_not_reached();
}
