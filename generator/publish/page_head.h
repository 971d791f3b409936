#ifndef REDBINDER_PUBLISH_PAGE_HEAD_H
#define REDBINDER_PUBLISH_PAGE_HEAD_H

#include "model/library.h"
#include "press/press.h"

/*
 * What the head of a page tells the scripts of the site, and which of these it loads. They add to
 * a page that is whole without them: the record of a run (assets/record.js), forms that fill the
 * gaps of messages (assets/messages.js), and who is on call now (assets/on_call.js).
 */
enum { PAGE_MOST_METAS = 12, PAGE_MOST_SCRIPTS = 4 };

typedef struct PageHead {
    struct HtmlMeta metas[PAGE_MOST_METAS];
    size_t n_metas;
    const char *scripts[PAGE_MOST_SCRIPTS + 1]; /* ends with NULL */
    GStringChunk *texts;                        /* owned; the contents of METAS */
} PageHead;

/* The head of the page of LIBRARY that TOP is, a document's root or a section that is a page of its
 * own, and of RUNBOOK when it is not NULL. Owned by the caller. */
PageHead page_head(const Library *library, const Node *top,
                   const Runbook *runbook) G_GNUC_WARN_UNUSED_RESULT;
void page_head_clear(PageHead *head);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PageHead, page_head_clear)

#endif
