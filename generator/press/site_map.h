#ifndef REDBINDER_PRESS_SITE_MAP_H
#define REDBINDER_PRESS_SITE_MAP_H

#include "doc/node.h"

/*
 * On which page of the site each place of a document stands. Paper and Markdown have a document in
 * one piece; in the site its sections that name a page (doc/node.h) are pages of their own beside
 * it.
 */
typedef struct SiteMap SiteMap;

SiteMap *site_map_new(void) G_GNUC_WARN_UNUSED_RESULT;
void site_map_free(SiteMap *map);

/* Takes in the places of DOC. Copies what it keeps. */
void site_map_add(SiteMap *map, const Doc *doc);

/* Takes in all that OTHER holds. */
void site_map_add_all(SiteMap *map, const SiteMap *other);

/* The page, a path without suffix, on which ANCHOR (or NULL: the top) of DOCUMENT stands: DOCUMENT
 * itself where MAP, which may be NULL, does not say otherwise. Borrowed from both. */
const char *site_map_page(const SiteMap *map, const char *document, const char *anchor);

/* The page that the section PART of DOC is, a path without suffix; owned by the caller. */
char *site_map_part(const Doc *doc, const Node *part) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SiteMap, site_map_free)

#endif
