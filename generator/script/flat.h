#ifndef REDBINDER_SCRIPT_FLAT_H
#define REDBINDER_SCRIPT_FLAT_H

#include "model/library.h"

/*
 * The steps of a runbook in one row, as its script does them: behind a step that calls another
 * runbook stand the steps of that one, called `call/inner`.
 */
typedef struct FlatStep {
    const Step *step;
    size_t number;     /* from 1 */
    const char *label; /* what the script calls it; one line, used once */
    size_t last;       /* of a call that was followed: the last step that belongs to it; else 0 */
    bool closes;       /* stands behind the steps of a call and verifies them: label `call/end` */
    Ref who;           /* its own, or that of the call */
    int on_failure;    /* OnFailure: its own, or that of the call */
    const TextList *tags; /* its own, or those of the call */
    size_t failure_go;    /* the step that follows a failure; 0: none */
    bool is_tied;         /* AFTER is written; else it waits for the step before it */
    GArray *after;        /* size_t: numbers of the steps it waits for */
    const size_t *ways;   /* of a decide step, one for each choice: a number, or FLAT_STOP */
} FlatStep;

enum { FLAT_STOP = 0 };

typedef struct FlatRunbook {
    const Runbook *runbook;
    GPtrArray *steps;   /* FlatStep *, owned */
    GPtrArray *called;  /* const Runbook *: each that is called, once, in order */
    GHashTable *labels; /* of all steps; an index */
    Arena *arena;
} FlatRunbook;

/*
 * Follows the calls of RUNBOOK. A call that leads back to a runbook in which it stands, one that
 * names nothing, and one whose steps would lie beyond FLAT_MAX_STEPS is not followed: its `last` is
 * 0, and a person has to do it. RUNBOOK must outlive what is returned; owned.
 */
FlatRunbook *flat_new(const Runbook *runbook) G_GNUC_WARN_UNUSED_RESULT;
void flat_free(FlatRunbook *flat);

enum { FLAT_MAX_STEPS = 5000, FLAT_MAX_DEPTH = 16 };

G_DEFINE_AUTOPTR_CLEANUP_FUNC(FlatRunbook, flat_free)

#endif
