#ifndef REDBINDER_PUBLISH_INSPECT_H
#define REDBINDER_PUBLISH_INSPECT_H

#include "base/workers.h"
#include "rules/levels.h"

/*
 * All checks of a library: those of each plan, several at once, and those of what the plans share.
 * Then what waivers cover is taken out, and each finding gets its level.
 */
typedef struct Inspection {
    const Library *library;
    const RunGroups *runs;
    bool has_history;       /* false: nothing is known of runs */
    const bool *chosen;     /* for each plan whether it is checked; NULL: all are */
    Levels *levels;         /* of the command line; gets those of the library. NULL: none */
    const Workers *workers; /* NULL: one plan after another */
    Date as_of;
} Inspection;

/* Adds what the checks find to DIAGS, the plans' in their order, then the library's. What DIAGS
 * holds already, of the readers, gets its level with it. */
void inspect(const Inspection *inspection, Diags *diags);

#endif
