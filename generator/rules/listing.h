#ifndef REDBINDER_RULES_LISTING_H
#define REDBINDER_RULES_LISTING_H

#include <glib.h>

/*
 * Names in a message, cut off where nobody would read on: "'a', 'b' and 'c'", "'a', 'b', 'c' and 4
 * more". All zero at the start; listing_end frees it.
 */
typedef struct Listing {
    GString *text;    /* all names but the last */
    const char *last; /* borrowed */
    size_t count;
} Listing;

enum { LISTING_NAMED = 3, LISTING_NOTED = 5 }; /* most names in a message; most notes below one */

/* NAME must live until listing_end. */
void listing_add(Listing *listing, const char *name);

/* The text; "" when nothing was added. Owned by the caller. */
char *listing_end(Listing *listing) G_GNUC_WARN_UNUSED_RESULT;

#endif
