#ifndef REDBINDER_PUBLISH_PAGE_NAV_H
#define REDBINDER_PUBLISH_PAGE_NAV_H

#include "model/library.h"
#include "press/press.h"

/*
 * The pages around a page, which each page lists: those of its plan, or those of the library.
 */
typedef struct PageNav PageNav;

/* The pages of PLAN, of which DOC is the document, and the way to those of the library. Owned by
 * the caller; borrows titles from both. */
PageNav *page_nav_of_plan(const Plan *plan, const Doc *doc) G_GNUC_WARN_UNUSED_RESULT;

/* The pages of LIBRARY, and its plans as long as they are few. Owned by the caller. */
PageNav *page_nav_of_library(const Library *library) G_GNUC_WARN_UNUSED_RESULT;

void page_nav_free(PageNav *nav);

/* Both bear NULL: there are none. */
const struct HtmlLink *page_nav_links(const PageNav *nav);
size_t page_nav_count(const PageNav *nav);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageNav, page_nav_free)

#endif
