#ifndef REDBINDER_PUBLISH_SHELF_H
#define REDBINDER_PUBLISH_SHELF_H

#include "base/workers.h"
#include "compose/compose.h"
#include "history/history.h"
#include "publish/imprint.h"
#include "publish/resources.h"

/*
 * A library with all that is known about it: findings, standings and verdicts of each plan.
 * Constant once made; documents are composed from it.
 */
typedef struct Shelf {
    const Library *library; /* borrowed, like RESOURCES */
    const Resources *resources;
    RunSet *runs;
    PlanView *views;  /* one per plan */
    Diags **findings; /* of each plan, sorted; views borrow them */
    Diags *others;    /* of what belongs to no plan, sorted */
    Arena *arena;
    Period period;
    bool is_public; /* what is private has been taken out */
    Imprints *imprints;
    bool bare; /* documents are as they are for their imprints */
} Shelf;

/* Of which runs steps and notes are read. Checks look at those of all runs, and so do pages and
 * tables that show or count what checks have found; a compliance report shows those of some. */
typedef enum ShelfSteps { SHELF_STEPS_SHOWN, SHELF_STEPS_ALL } ShelfSteps;

/* Reads the history in the database PATH for PERIOD, also what was before it. NULL with a finding
 * when that fails. */
RunSet *shelf_read_runs(const char *path, Period period, ShelfSteps steps,
                        Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* Evaluates LIBRARY for PERIOD, its plans being checked by WORKERS (NULL: one after another).
 * READING are the findings of its readers; RUNS, the history, is taken over. Owned by the caller.
 */
Shelf *shelf_new(const Library *library, const Resources *resources, const Diags *reading,
                 RunSet *runs, Period period, const Workers *workers) G_GNUC_WARN_UNUSED_RESULT;

/* The same, but for no day, without history, findings and verdicts: documents are what imprints are
 * made from. Owned by the caller. */
Shelf *shelf_new_bare(const Library *library, const Resources *resources) G_GNUC_WARN_UNUSED_RESULT;
void shelf_free(Shelf *shelf);

/* Leaves out of SHELF, and of LIBRARY, which it is of, what is not for the public. Findings are
 * told by their rules from then on. */
void shelf_make_public(Shelf *shelf, Library *library);

/* What a document about VIEW (or NULL) and RUNBOOK (or NULL) is composed from. */
Subject shelf_subject(const Shelf *shelf, const PlanView *view, const Runbook *runbook);

/* Copies all findings, sorted, to DIAGS. */
void shelf_report(const Shelf *shelf, Diags *diags);

/* "redbinder 0.1.0" */
extern const char generator_name[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Shelf, shelf_free)

#endif
