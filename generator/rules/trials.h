#ifndef REDBINDER_RULES_TRIALS_H
#define REDBINDER_RULES_TRIALS_H

#include "model/coverage.h"
#include "rules/rules.h"

/*
 * The runs of a plan, by what they have tried. Runs of a later day than that of evaluation, or
 * without any date, are left out.
 *
 * A finding about runs has no text to point at: it stands at the exercise that a run names, else
 * at its runbook, else at the start of the plan. These places are numbered: the exercises in plan
 * order, the runbooks, the plan.
 */
typedef struct Trials {
    const Plan *plan;
    Date as_of;
    const Run **runs; /* oldest first */
    size_t n_runs;
    RunList *of_exercise; /* for each exercise of the plan the runs that name it, oldest first */
    Coverage *coverage;
    size_t n_places;
    Arena *arena;
} Trials;

/* NULL when no history was read: then nothing can be said of runs. Borrows the plan and runs of
 * INPUT. */
Trials *trials_new(const CheckInput *input) G_GNUC_WARN_UNUSED_RESULT;
void trials_free(Trials *trials);

/* What the runs have found and nobody has mended, oldest first. GArray of OpenFinding, owned by
 * the caller. */
GArray *trials_open_findings(const Trials *trials,
                             const CheckInput *input) G_GNUC_WARN_UNUSED_RESULT;

/* The exercise and the runbook that RUN names; NULL when it names none that the plan has. */
const Exercise *trials_exercise(const Trials *trials, const Run *run);
const Runbook *trials_runbook(const Trials *trials, const Run *run);

/* The number of the place where findings about RUN stand. */
size_t trials_place(const Trials *trials, const Run *run);

/* Where the place PLACE is in the source. */
Span trials_span(const Trials *trials, size_t place);

/* "exercise 'drill'", "runbook 'restore'", "the plan"; owned by the caller. */
char *trials_words(const Trials *trials, size_t place) G_GNUC_WARN_UNUSED_RESULT;

/* "run 'r-17' of 2026-03-31"; owned by the caller. */
char *run_words(const Run *run) G_GNUC_WARN_UNUSED_RESULT;

/* The newest of RUNS with OUTCOME, or NULL. */
const Run *newest_run(RunList runs, RunOutcome outcome);

/* The newest of RUNS that was carried through, passed or failed; or NULL. */
const Run *newest_finished_run(RunList runs);

/* What has been measured of a service or data set, by the number that model/coverage gives it. */
typedef struct Measured {
    const Run *run;  /* the newest that has measured it; NULL: none has */
    int64_t seconds; /* see coverage_measured */
} Measured;

/* One for each service and data set of the plan; owned by the caller. */
Measured *trials_measurements(const Trials *trials) G_GNUC_WARN_UNUSED_RESULT;

/* Is an exercise of this type more than talk: does it try out what it is about? Unknown types
 * are given the benefit of the doubt. */
bool exercise_is_hands_on(const Exercise *exercise);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trials, trials_free)

#endif
