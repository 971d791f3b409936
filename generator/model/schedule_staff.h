#ifndef REDBINDER_MODEL_SCHEDULE_STAFF_H
#define REDBINDER_MODEL_SCHEDULE_STAFF_H

#include "model/net.h"
#include "model/schedule.h"

/* The times of all nodes of a schedule's net with staff limits; the arrays belong to its arena. */
typedef struct StaffTimes {
    int64_t *end;
    size_t *before; /* the task that decides; NET_NONE */
} StaffTimes;

/* Gives the tasks of SCHEDULE to people, none of whom is among LOSSES, and fills in their staffed
 * members. LATEST is the latest start of each node that keeps all objectives. */
StaffTimes staff_schedule(Schedule *schedule, const Losses *losses, const int64_t *latest);

#endif
