#ifndef REDBINDER_PUBLISH_INSPECT_H
#define REDBINDER_PUBLISH_INSPECT_H

#include "base/workers.h"
#include "rules/rules.h"

/*
 * All checks of a library: those of each plan, several at once, and those of what the plans share.
 */
typedef struct Inspection {
    const Library *library;
    const RunGroups *runs;
    bool has_history;       /* false: nothing is known of runs */
    const bool *chosen;     /* for each plan whether it is checked; NULL: all are */
    const Workers *workers; /* NULL: one plan after another */
    Date as_of;
} Inspection;

/* Adds what the checks find to DIAGS: the plans in their order, then the library. */
void inspect(const Inspection *inspection, Diags *diags);

#endif
