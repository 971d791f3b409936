#ifndef REDBINDER_COMPLY_REASON_H
#define REDBINDER_COMPLY_REASON_H

#include "model/plan.h"
#include "model/run.h"

/*
 * Words of which reasons are made. All results belong to ARENA.
 */

/* "2026-03-31". */
const char *reason_date(Arena *arena, Date date);

/* As plans write it: "1h30m". */
const char *reason_seconds(Arena *arena, int64_t seconds);
const char *reason_duration(Arena *arena, Duration duration);

/* "run 'r-17' of 2026-03-31". */
const char *reason_run(Arena *arena, const Run *run);

/* The id of ENTITY, its name when it has none; never NULL. */
const char *reason_id(const Entity *entity);

#endif
