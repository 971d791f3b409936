#ifndef REDBINDER_HISTORY_LISTING_H
#define REDBINDER_HISTORY_LISTING_H

#include "history/history.h"

/* Runs and acts of a history, a line for each, and everything about one of them. */

typedef struct ListFilter {
    Date from, to;    /* both included; INT32_MIN, INT32_MAX: without limit */
    const char *plan; /* NULL: all */
    const char *kind; /* of runs or acts; NULL: all */
    bool all;         /* also what counts no more */
} ListFilter;

typedef struct ListEntry {
    Date date;
    const char *kind;     /* drill, incident, test, review ... */
    const char *plan;     /* or NULL */
    const char *name;     /* id of the run; subject of the act or NULL */
    const char *about;    /* exercise or runbook; role of an act; or NULL */
    const char *outcome;  /* or NULL */
    const char *by;       /* or NULL */
    const char *evidence; /* name of the file, or NULL */
    const char *key;
    bool counts;
} ListEntry;

typedef struct Listing {
    GArray *entries; /* of ListEntry; by day, then name, then key */
    Arena *arena;
} Listing;

/* NULL with a finding when reading fails; owned by the caller. */
Listing *listing_new(History *history, const ListFilter *filter,
                     Diags *diags) G_GNUC_WARN_UNUSED_RESULT;
void listing_free(Listing *listing);

/* Is KIND one that entries have? */
bool listing_has_kind(const char *kind);

/* Appends all that is known of the records that NAME (an id of a run, or digits of a key) stands
 * for, as text for people. False with a finding when there is none. */
bool history_show(History *history, const char *name, GString *out, Diags *diags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Listing, listing_free)

#endif
