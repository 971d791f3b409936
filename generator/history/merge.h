#ifndef REDBINDER_HISTORY_MERGE_H
#define REDBINDER_HISTORY_MERGE_H

#include "history/history.h"

/* Joining the histories of two sites, without loss and without duplicates. */

typedef struct Merged {
    size_t records; /* of the other history */
    size_t added;   /* of them, that this one did not have */
} Merged;

/*
 * Adds what the COUNT histories at PATHS hold and HISTORY does not, in their order, all or nothing;
 * MERGED has a place for each. Records are the same when their keys are. Where one run goes on from
 * another of the same id, the longer one counts; runs of one id that differ otherwise are refused,
 * all of them named. So is a history that does not verify. For each history that brought
 * something, a record names its head and its number of records; merging it again adds nothing.
 */
bool history_merge(History *history, const char *const *paths, size_t count, Merged *merged,
                   Diags *diags);

#endif
