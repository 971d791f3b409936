#ifndef REDBINDER_MODEL_COVERAGE_H
#define REDBINDER_MODEL_COVERAGE_H

#include "model/plan.h"
#include "model/run.h"

/*
 * Which services and data sets the runs of a plan speak for. These subjects are numbered: the
 * services in plan order, then the data sets.
 *
 * A run speaks for what its runbook recovers, and for what its exercise names. What another
 * runbook of the exercise recovers it speaks for only when it names no runbook itself: then it
 * is a run of the whole exercise. What the evidence itself names comes on top of that.
 */
typedef struct Coverage Coverage;

/* Numbers of subjects, ascending. */
typedef struct Subjects {
    const size_t *items;
    size_t count;
} Subjects;

/* Indexes PLAN and its RUNS; borrows both, owned by the caller. Constant afterwards. */
Coverage *coverage_new(const Plan *plan, const Run *const *runs,
                       size_t n_runs) G_GNUC_WARN_UNUSED_RESULT;
void coverage_free(Coverage *coverage);

/* What RUN, one of those that the coverage was made of, speaks for. */
Subjects coverage_of(const Coverage *coverage, const Run *run);

/* What the exercise at INDEX of the plan covers when it is carried out as a whole. */
Subjects coverage_of_exercise(const Coverage *coverage, size_t index);

/* The exercise and the runbook that RUN names, as places in the plan; false when it names none
 * or one that the plan does not have. */
bool coverage_exercise(const Coverage *coverage, const Run *run, size_t *index);
bool coverage_runbook(const Coverage *coverage, const Run *run, size_t *index);

/* What RUN has measured of the subject numbered SUBJECT, in seconds: how long the recovery of a
 * service took, how much of a data set was lost; -1 when it has not, or only in a part of which
 * nothing follows (run_bears_on). */
int64_t coverage_measured(const Coverage *coverage, size_t subject, const Run *run);

/* The number of the service or data set ENTITY; false when it is none of this plan's. */
bool coverage_subject(const Coverage *coverage, const Entity *entity, size_t *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Coverage, coverage_free)

#endif
