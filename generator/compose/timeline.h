#ifndef REDBINDER_COMPOSE_TIMELINE_H
#define REDBINDER_COMPOSE_TIMELINE_H

#include "model/schedule.h"

/*
 * A schedule laid out for reading: what comes back, then who does what in which order. Times are
 * those with staff limits, so that nobody does two things at once.
 */
typedef enum TimelineRowKind {
    TIMELINE_LANE, /* begins a lane: a person, or what needs none */
    TIMELINE_BACK, /* in the first lane: a service or data set that comes back */
    TIMELINE_TASK,
} TimelineRowKind;

typedef struct TimelineRow {
    TimelineRowKind kind;
    const char *lane;           /* name of the lane that it lies in */
    const Recovered *recovered; /* TIMELINE_BACK */
    const Task *task;           /* TIMELINE_TASK */
    bool critical;              /* TIMELINE_TASK: on the chain that ends last */
} TimelineRow;

typedef struct Timeline {
    const Schedule *schedule;
    const TimelineRow *rows;
    size_t n_rows;
    const size_t *chain; /* the critical path: tasks, first one first */
    size_t n_chain;
    size_t n_left_out;        /* short tasks off the chain, for which there was no room */
    const DurationValue *rto; /* the tightest of what comes back; NULL: none */
    const DurationValue *mtd;
} Timeline;

/* Lays SCHEDULE out. NULL when it takes no time: then nothing is estimated. Belongs to ARENA. */
const Timeline *timeline_new(Arena *arena, const Schedule *schedule);

/* The name of TASK for people. */
const char *timeline_task_name(Arena *arena, const Task *task);

/* The length of time known of VALUE in seconds; INT64_MAX when it is none. */
int64_t timeline_seconds(const DurationValue *value);

/* Says rows FROM up to TO in sentences, with the result before them when FROM is 0. Owned by the
 * caller. */
char *timeline_describe(const Timeline *timeline, size_t from, size_t to) G_GNUC_WARN_UNUSED_RESULT;

#endif
