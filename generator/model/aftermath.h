#ifndef REDBINDER_MODEL_AFTERMATH_H
#define REDBINDER_MODEL_AFTERMATH_H

#include "model/schedule.h"

/*
 * What is still possible when something is lost: which services and tools are down, which runbooks
 * can be carried out, and what leads back.
 *
 * A service is down when it is lost, or when something that it depends on is down; a tool when it
 * is lost or needs what is down; a data set when all sites where it is written are lost. A runbook
 * is held up by a step whose performer is lost, by a service or tool of `needs.systems` that is
 * down, both also of runbooks that it calls, and by a data set it recovers of which no copy can be
 * restored, unless it says why none are made. What only waits for something that another runbook
 * brings back is not held up for good. What is held up for good by things that are held up in turn
 * is a loop: recovery depends on what was lost.
 *
 * What comes back when is told by a schedule for each plan (model/schedule.h). How long detection,
 * decision and notification take, that of the plan's scenarios says which comes nearest: one that
 * loses something of what was lost, else one that affects something that is down; of several the
 * one that takes longest.
 */
typedef enum ObstacleKind {
    OBSTACLE_WHO,    /* nobody is left to do a step */
    OBSTACLE_SYSTEM, /* a service or tool that it needs is down */
    OBSTACLE_COPY,   /* no copy of a data set can be restored */
} ObstacleKind;

typedef struct Obstacle {
    ObstacleKind kind;
    const Step *step;     /* OBSTACLE_WHO */
    const Entity *needed; /* who, service, tool or data set */
} Obstacle;

typedef struct RunbookFate {
    const Runbook *runbook;
    Duration estimate;
    bool wanted;   /* it recovers something that is down */
    bool possible; /* at once, or when others have brought back what it waits for */
    Obstacle *obstacles;
    size_t n_obstacles;
} RunbookFate;

/* A service, data set or tool that is down. */
typedef struct Down {
    const Entity *entity;
    const Entity *cause;   /* itself when it was named; else what took it along */
    const Plan *plan;      /* NULL for tools */
    bool returns;          /* something leads back */
    const Recovered *back; /* when, in the schedule of its plan; NULL: it does not return, or is a
                              tool, or the plan has no schedule */
} Down;

typedef struct PlanFate {
    const Plan *plan;
    RunbookFate *runbooks; /* all of the plan, in its order */
    size_t n_runbooks;
    Down **down; /* those of the plan */
    size_t n_down;
    Schedule *schedule;      /* of what comes back by the plan's runbooks; NULL when nothing does */
    const Scenario *nearest; /* its times come before the work; NULL: none says how long that is */
    int64_t lead;            /* seconds: the sum of these times */
} PlanFate;

/* A chain of needs that ends where it began. */
typedef struct Loop {
    const Entity **chain; /* each needs the next, the last the first */
    size_t length;
} Loop;

typedef struct Aftermath {
    const Library *library;
    const Losses *losses;
    Down *down; /* services and data sets plan by plan, then tools */
    size_t n_down;
    PlanFate *plans; /* in the order of the library */
    Loop *loops;
    size_t n_loops;
    GHashTable *index; /* Entity to its place in DOWN, from 1 */
    GHashTable *fates; /* Plan to its PlanFate */
    /* Each a GPtrArray for an Entity, in the order of the library: */
    GHashTable *dependants; /* Entity: the services and tools that need it */
    GHashTable *recovering; /* RunbookFate: the runbooks of its plan that recover it */
    Arena *arena;
} Aftermath;

/* What follows from LOSSES. Both must outlive the result, which is owned by the caller. */
Aftermath *aftermath_new(const Library *library, const Losses *losses) G_GNUC_WARN_UNUSED_RESULT;
void aftermath_free(Aftermath *aftermath);

/* A table of Entity to GPtrArray, and one more in the list of ENTITY. Owned by the caller. */
GHashTable *entity_lists_new(void) G_GNUC_WARN_UNUSED_RESULT;
void entity_lists_add(GHashTable *lists, const Entity *entity, const void *item);

/* What is known about ENTITY being down; NULL when it is up. */
const Down *aftermath_find(const Aftermath *aftermath, const Entity *entity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Aftermath, aftermath_free)

#endif
