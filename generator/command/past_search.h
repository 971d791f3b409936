#ifndef REDBINDER_COMMAND_PAST_SEARCH_H
#define REDBINDER_COMMAND_PAST_SEARCH_H

#include "command/library_past.h"

/* A version of the library in which something was found. */
typedef struct PastFind {
    Papers *papers; /* owned; NULL: nothing was found */
    char *commit;   /* its id, owned */
    bool is_cut;    /* there are more versions than were looked at */
} PastFind;

void past_find_clear(PastFind *find);

/* Looks from the newest commit on for a version of the library of which HAS(papers, DATA) is true.
 */
PastFind past_search(GitObjects *objects, bool (*has)(const Papers *papers, void *data),
                     void *data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PastFind, past_find_clear)

#endif
