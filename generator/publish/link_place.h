#ifndef REDBINDER_PUBLISH_LINK_PLACE_H
#define REDBINDER_PUBLISH_LINK_PLACE_H

#include "model/library.h"
#include "publish/resources.h"

/*
 * In which line of which file a link of a document was written. A link knows the text that it was
 * in by that text's address (doc/node.h); all texts of a library and of its templates are kept
 * here by theirs.
 */
typedef struct LinkPlaces LinkPlaces;

/* Borrows both. LIBRARY is walked over, and left as it is. */
LinkPlaces *link_places_new(Library *library, const Resources *resources) G_GNUC_WARN_UNUSED_RESULT;
void link_places_free(LinkPlaces *places);

/* Where URL stands in the text ORIGIN; the whole text where it is written in another way there.
 * Without a source when the text is not known. */
Span link_place(const LinkPlaces *places, const char *origin, const char *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(LinkPlaces, link_places_free)

#endif
