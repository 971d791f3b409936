#include "rules/listing.h"

#include <stdbool.h>

static void append_last(Listing *listing, const char *joint)
{
    g_string_append_printf(listing->text, "%s'%s'", listing->text->len > 0 ? joint : "",
                           listing->last);
}

void listing_add(Listing *listing, const char *name)
{
    if (listing->text == NULL)
        listing->text = g_string_new(NULL);
    if (++listing->count > LISTING_NAMED)
        return;
    if (listing->count > 1)
        append_last(listing, ", ");
    listing->last = name;
}

char *listing_end(Listing *listing)
{
    if (listing->text == NULL)
        return g_strdup("");
    bool is_cut = listing->count > LISTING_NAMED;
    append_last(listing, is_cut ? ", " : " and ");
    if (is_cut)
        g_string_append_printf(listing->text, " and %zu more", listing->count - LISTING_NAMED);
    return g_string_free(g_steal_pointer(&listing->text), FALSE);
}
