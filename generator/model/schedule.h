#ifndef REDBINDER_MODEL_SCHEDULE_H
#define REDBINDER_MODEL_SCHEDULE_H

#include "model/loss.h"

/*
 * The recovery from one scenario as a schedule: when each step can begin and end at best.
 *
 * Time is counted in seconds from the beginning of the interruption. First comes detection, then
 * the decision, then notification, one after the other. Then the scenario's runbooks begin, each
 * when what it recovers has its dependencies back, as far as other runbooks of the scenario recover
 * those; what is not affected is there. Inside a runbook a step waits for the steps of its `after`,
 * else for the one before it. A restore of a data set (size over rate, plus replay) runs beside
 * the steps of the runbook that recovers it and ends before the runbook does. The first step of a
 * vendor waits for the vendor's response time.
 *
 * The critical path is the longest chain (critical path method, Kelley and Walker 1959). With staff
 * limits each person does one step at a time: who is free takes the step that has the longest
 * chain behind it, the earlier in the source among equals (list scheduling, Graham 1966: never
 * more than twice the best). A role is done by any of its holders and alternates, a team by any
 * member; a role or team that names nobody counts as one person, a vendor and a step without
 * `who` as unlimited.
 *
 * Estimates that are missing count as nothing; n_unestimated says how many, since a schedule of
 * nothing proves nothing.
 */
typedef enum TaskKind {
    TASK_DETECT,
    TASK_DECIDE,
    TASK_NOTIFY,
    TASK_RESPONSE, /* of a vendor */
    TASK_STEP,
    TASK_RESTORE,  /* of a data set */
} TaskKind;

#define TASK_NONE SIZE_MAX

typedef struct Task {
    TaskKind kind;
    const Runbook *runbook; /* NULL for the first three kinds */
    const Step *step;       /* TASK_STEP and TASK_RESPONSE */
    const DataSet *data;    /* TASK_RESTORE */
    const Entity *who;      /* who does it; the person when staff limits chose one; may be NULL */
    const DurationValue *estimate; /* where it is written; NULL for TASK_RESTORE */
    bool estimated;
    int64_t takes;          /* seconds */
    int64_t start, end;     /* without staff limits */
    int64_t slack;          /* it may start so much later without moving the end; 0: critical */
    int64_t staffed_start, staffed_end;
    size_t before;          /* the task that decides its start; TASK_NONE for the first */
    size_t staffed_before;  /* with staff limits; may be a task that kept the person busy */
    int64_t saving;         /* seconds by which the end comes earlier if it took no time; for
                               critical tasks */
} Task;

/* One affected service or data set. */
typedef struct Recovered {
    const Entity *entity;   /* service or data set */
    const Runbook *runbook; /* the one that recovers it last; NULL: none of the scenario's does */
    int64_t back;           /* seconds; meaningless without RUNBOOK */
    int64_t staffed_back;
    size_t last;            /* the task that ends last on the way there, or TASK_NONE */
    size_t staffed_last;
    const Backup *copy;     /* data sets: the best surviving copy; NULL when none or not known */
    bool copies_lost;       /* data sets: has backups, and none survives */
    Duration loss;          /* data sets: lost at most with COPY */
} Recovered;

typedef struct Schedule {
    const Plan *plan;
    const Scenario *scenario;
    Task *tasks; /* in order of the source: prefix, then runbook by runbook */
    size_t n_tasks;
    Recovered *recovered; /* in the order of `affects` */
    size_t n_recovered;
    int64_t end, staffed_end; /* of everything */
    size_t n_unestimated;     /* steps without an estimate */
    Arena *arena;
} Schedule;

/* The schedule of SCENARIO of PLAN when LOSSES (NULL: what the scenario itself loses) are gone.
 * Runbooks that are named twice count once. Owned by the caller. */
Schedule *schedule_new(const Library *library, const Plan *plan, const Scenario *scenario,
                       const Losses *losses) G_GNUC_WARN_UNUSED_RESULT;
void schedule_free(Schedule *schedule);

/* The chain that ends with task LAST, first task first, as indices; STAFFED follows
 * staffed_before. GArray of size_t, owned by the caller. */
GArray *schedule_chain(const Schedule *schedule, size_t last, bool staffed)
    G_GNUC_WARN_UNUSED_RESULT;

/* The index of the critical task whose shortening saves most; TASK_NONE when nothing does. */
size_t schedule_best_saving(const Schedule *schedule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Schedule, schedule_free)

#endif
