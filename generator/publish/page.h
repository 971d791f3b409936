#ifndef REDBINDER_PUBLISH_PAGE_H
#define REDBINDER_PUBLISH_PAGE_H

#include "publish/page_nav.h"
#include "publish/pages.h"

/* Where a page stands in the site; paths are relative to its root. */
typedef struct PageLinks {
    struct HtmlLink crumbs[4], forms[10];
    size_t n_crumbs, n_forms;
    const char *plan;           /* title of the plan that it belongs to, or NULL */
    const SiteMap *map;         /* of the documents that it refers to */
    const Runbook *runbook;     /* that it is the page of, or NULL */
    const PageNav *nav;         /* the pages around it, or NULL */
    const char *origin, *below; /* publish/page_origin.h */
    const char *edited;         /* the file of a plan's folder to edit; NULL: what ORIGIN says */
} PageLinks;

void page_add_crumb(PageLinks *links, const char *text, const char *href);
void page_add_form(PageLinks *links, const char *text, const char *href);

/* Is the edition NAME printed? */
bool page_prints(const Press *press, const char *name);

/* Composes the document PATH, timed. Owned by the caller. */
Doc *page_compose(const Press *press, const Template *template, const Subject *subject,
                  const char *path, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* Writes DOC as Markdown and as a page of the site, as far as these are made. */
bool page_write(const Press *press, const Doc *doc, const PageLinks *links, Diags *diags);

/* Writes the section PART of DOC as a page of its own, when a site is made. */
bool page_write_part(const Press *press, const Doc *doc, const Node *part, const PageLinks *links,
                     Diags *diags);

#endif
