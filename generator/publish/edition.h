#ifndef REDBINDER_PUBLISH_EDITION_H
#define REDBINDER_PUBLISH_EDITION_H

#include "model/library.h"

/*
 * What the plans are printed as: the plan, the binder for the shelf, the card for the wallet and so
 * on. A build prints the usual ones, or those that are asked for by name. A library may add its
 * own in redbinder.yaml.
 *
 * To add one: its line in publish/edition.c, its template in templates/editions/, a line in
 * docs/editions.md.
 */
typedef struct Edition {
    const char *name;     /* what --edition takes; two of one name are chosen together */
    const char *summary;  /* a line for people */
    EditionOf of;         /* there is one file for each of these */
    const char *template; /* below templates/ */
    const char *file;     /* of a library or plan; see edition_path */
    const char *subtitle; /* says what it is */
    EditionSheet sheet;
    bool usual; /* made when none is asked for */
    Span span;  /* where a library adds it */
} Edition;

/* Those of the program, in the order in which they are told to people; ends with a NULL name. */
extern const Edition all_editions[];

/* The names asked for; none: the usual ones. */
typedef struct EditionChoice {
    bool all; /* whatever the names */
    size_t n_names;
    const char *const *names; /* borrowed */
} EditionChoice;

/* The editions that a build prints. */
typedef struct Editions {
    GArray *known; /* of Edition: all that there are */
    GStringChunk *texts;
    GPtrArray *chosen; /* const Edition *, of those */
} Editions;

/* The editions of the program and of LIBRARY (borrowed) that CHOICE names. Never NULL; the first
 * name that there is no edition of goes to *UNKNOWN, which is otherwise left alone. */
Editions *editions_new(const Library *library, const EditionChoice *choice,
                       const char **unknown) G_GNUC_WARN_UNUSED_RESULT;
void editions_free(Editions *editions);

/* The name that NAME was perhaps meant to be, or NULL. */
const char *editions_nearest(const Editions *editions, const char *name);

/* Is one of those chosen called NAME? */
bool editions_print(const Editions *editions, const char *name);

/* Where EDITION of PLAN and RUNBOOK (NULL when it is of the library, of a plan) stands in the
 * output: "binder.pdf", "PLAN/plan.pdf", "PLAN/drill-sheet/RUNBOOK.pdf". Owned. */
char *edition_path(const Edition *edition, const Plan *plan,
                   const Runbook *runbook) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Editions, editions_free)

#endif
