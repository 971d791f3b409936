#ifndef REDBINDER_MODEL_SCHEDULE_H
#define REDBINDER_MODEL_SCHEDULE_H

#include "model/loss.h"

/*
 * The recovery from one scenario as a schedule: when each step can begin and end at best.
 *
 * Time is counted in seconds from the beginning of the interruption. First comes detection, then
 * the decision, then notification, one after the other. Then the scenario's runbooks begin, each
 * when what it recovers has its dependencies back, directly or by way of what no runbook of the
 * scenario recovers, as far as other runbooks of the scenario recover those; all else is there. A
 * wait that closes a circle is left out. Inside a runbook a step waits for the steps of its
 * `after`, else for the one before it. A step that calls a runbook takes as long as that one's
 * steps, each done by whom it names; what it says itself of its time is not counted. A step that
 * waits or decides counts what it says it takes, and of the ways of a decision all steps count: no
 * way is longer. A restore of a data set (size over rate, plus replay) runs
 * beside the steps of the first runbook that recovers it and ends before the runbook does. A vendor
 * is called when notification is over; no step of the vendor begins before its response time has
 * passed.
 *
 * The critical path is the longest chain (critical path method, Kelley and Walker 1959). With staff
 * limits each person does one step at a time: who is free takes the step that must begin first if
 * the objectives are to be kept (the latest start; where there are no objectives that is the one
 * with the longest chain behind it), the earlier in the source among equals (list scheduling,
 * Graham 1966: never more than twice the best). A role is done by any of its holders and
 * alternates, a team by any member; a role or team that names nobody counts as one person, a vendor
 * and a step without `who` as unlimited. Who is lost does nothing.
 *
 * Estimates that are missing count as nothing; n_unestimated says how many, since a schedule of
 * nothing proves nothing. All times are thus the least that is needed.
 */
typedef enum TaskKind {
    TASK_DETECT,
    TASK_DECIDE,
    TASK_NOTIFY,
    TASK_RESPONSE, /* of a vendor */
    TASK_STEP,
    TASK_RESTORE, /* of a data set */
} TaskKind;

#define TASK_NONE SIZE_MAX

typedef struct Task {
    TaskKind kind;
    const Runbook *runbook; /* where STEP stands: also one that the scenario's call; NULL for the
                               first three kinds */
    const Step *step;       /* TASK_STEP and TASK_RESPONSE */
    const DataSet *data;    /* TASK_RESTORE */
    const Backup *copy;     /* TASK_RESTORE: what is restored */
    const Entity *who;      /* who does it; the person when staff limits chose one; may be NULL */
    const DurationValue *estimate; /* where it is written; NULL for TASK_RESTORE */
    bool estimated;
    int64_t takes;      /* seconds */
    int64_t start, end; /* without staff limits */
    int64_t slack;      /* it may start so much later without moving the end; 0: critical */
    int64_t staffed_start, staffed_end;
    size_t before;         /* the task that decides its start; TASK_NONE for the first */
    size_t staffed_before; /* with staff limits; may be a task that kept the person busy */
    int64_t waited;        /* seconds for which it could have begun, had somebody been free */
    bool closes;           /* a call whose steps are tasks of their own: it takes no time */
    bool unmanned;         /* all who could do it are lost; it counts as if one were left */
    int64_t saving;        /* seconds by which the end comes earlier if it took no time; for
                              critical tasks */
} Task;

/* One affected service or data set. */
typedef struct Recovered {
    const Entity *entity;   /* service or data set */
    const Ref *ref;         /* where the scenario names it */
    const Runbook *runbook; /* the one that recovers it last; NULL: none of the scenario's does */
    int64_t back;           /* seconds; meaningless without RUNBOOK */
    int64_t staffed_back;
    size_t last; /* the task that ends last on the way there, or TASK_NONE */
    size_t staffed_last;
    const Backup *copy; /* data sets: the best surviving copy; NULL when none or not known */
    bool copies_lost;   /* data sets: has backups, and none survives */
    Duration loss;      /* data sets: lost at most with COPY */
} Recovered;

typedef struct Schedule {
    const Plan *plan;
    const Scenario *scenario;
    const Runbook *const *runbooks; /* of the scenario, each once */
    size_t n_runbooks;
    Task *tasks; /* in order of the source: prefix, then runbook by runbook */
    size_t n_tasks;
    Recovered *recovered; /* in the order of `affects`, each once */
    size_t n_recovered;
    int64_t end, staffed_end; /* of everything */
    size_t n_steps;           /* a call whose steps are tasks is none */
    size_t n_unestimated;     /* steps without an estimate */
    size_t work;              /* how much was computed: grows with tasks and what they wait for */
    const struct Net *net;    /* tasks and gates, for schedule_best_saving_of */
    Arena *arena;
} Schedule;

/* The schedule of SCENARIO of PLAN when LOSSES (NULL: what the scenario itself loses) are gone.
 * Runbooks that are named twice count once. Owned by the caller. */
Schedule *schedule_new(const Library *library, const Plan *plan, const Scenario *scenario,
                       const Losses *losses) G_GNUC_WARN_UNUSED_RESULT;
void schedule_free(Schedule *schedule);

/* The chain that ends with task LAST, first task first, as indices, without the ends of calls;
 * STAFFED follows staffed_before. GArray of size_t, owned by the caller. */
GArray *schedule_chain(const Schedule *schedule, size_t last,
                       bool staffed) G_GNUC_WARN_UNUSED_RESULT;

/* The tightest objective that holds for RECOVERED: its own RTO or the scenario's; NULL when there
 * is none that can be read. */
const DurationValue *schedule_limit(const Schedule *schedule, const Recovered *recovered);

/* The index of the critical task whose shortening saves most; TASK_NONE when nothing does. */
size_t schedule_best_saving(const Schedule *schedule);

/* The task that makes RECOVERED come back earliest if it took no time, and by how many seconds;
 * TASK_NONE when none alone does. */
size_t schedule_best_saving_of(const Schedule *schedule, const Recovered *recovered,
                               int64_t *saving);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Schedule, schedule_free)

#endif
