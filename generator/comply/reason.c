#include "comply/reason.h"

const char *reason_date(Arena *arena, Date date)
{
    char buffer[DATE_TEXT_SIZE];
    return arena_text(arena, date_format(date, buffer));
}

const char *reason_duration(Arena *arena, Duration duration)
{
    char buffer[DURATION_TEXT_SIZE];
    return arena_text(arena, duration_format(duration, buffer));
}

const char *reason_seconds(Arena *arena, int64_t seconds)
{
    return reason_duration(arena, duration_from_seconds(seconds));
}

const char *reason_run(Arena *arena, const Run *run)
{
    char buffer[DATE_TEXT_SIZE];
    return arena_printf(arena, "run '%s' of %s", run->id == NULL ? "?" : run->id,
                        date_format(run_date(run), buffer));
}

const char *reason_id(const Entity *entity)
{
    return entity->id.text != NULL ? entity->id.text : entity_name(entity);
}
