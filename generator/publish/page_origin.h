#ifndef REDBINDER_PUBLISH_PAGE_ORIGIN_H
#define REDBINDER_PUBLISH_PAGE_ORIGIN_H

#include "publish/pages.h"

/*
 * Where a page comes from: a file of the library, "docs/runbooks/restore.yaml", or a plan's folder,
 * "docs/". NULL stands for what is reckoned from many of them: all that
 * is below a plan's folder, or "", all of the library.
 */

/* The file of SPAN below the folder of LIBRARY; owned by the caller. NULL when it is none. */
char *page_origin(const Library *library, Span span) G_GNUC_WARN_UNUSED_RESULT;

/* Who changed ORIGIN last, and when: "2026-08-14 by Maria Silva", or that this is not known.
 * Without an origin, the latest of what lies BELOW and of people.yaml and redbinder.yaml. NULL for
 * NULL and NULL. Owned by the caller. */
char *page_changed(const Press *press, const char *origin,
                   const char *below) G_GNUC_WARN_UNUSED_RESULT;

/* Where ORIGIN can be edited; NULL when redbinder.yaml does not say. Owned by the caller. */
char *page_edit_url(const Library *library, const char *origin) G_GNUC_WARN_UNUSED_RESULT;

#endif
