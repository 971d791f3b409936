#ifndef REDBINDER_PUBLISH_SITE_PAGES_H
#define REDBINDER_PUBLISH_SITE_PAGES_H

#include <stddef.h>

/*
 * The pages of a library that are in the site and in Markdown, and not on paper.
 *
 * To add one: its line in publish/site_pages.c and where it is listed, in publish/page_nav.c; its
 * template, a word in docs/templates.md.
 */
typedef struct SitePage {
    const char *path;     /* of the document, without suffix */
    const char *template; /* a file of templates/ */
} SitePage;

enum { N_SITE_PAGES = 5 };

extern const SitePage site_pages[N_SITE_PAGES];

#endif
