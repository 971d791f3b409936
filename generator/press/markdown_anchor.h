#ifndef REDBINDER_PRESS_MARKDOWN_ANCHOR_H
#define REDBINDER_PRESS_MARKDOWN_ANCHOR_H

#include "doc/node.h"

/*
 * Markdown has no anchors of its own: forges make one from the text of each heading. This is
 * the list of them for one document, so that references within it find their heading.
 */
typedef struct MarkdownAnchors MarkdownAnchors;

/* The anchors of DOC, which is borrowed; owned by the caller. */
MarkdownAnchors *markdown_anchors_new(const Doc *doc) G_GNUC_WARN_UNUSED_RESULT;
void markdown_anchors_free(MarkdownAnchors *anchors);

/* The anchor a forge gives to the heading of the section or step ID, or to the one above the
 * card ID; NULL when there is none. Belongs to ANCHORS. */
const char *markdown_anchor(MarkdownAnchors *anchors, const char *id);

/* Is the title of DOC a heading of its own, or does a section of level 1 stand in for it? */
bool markdown_has_title(const Doc *doc);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarkdownAnchors, markdown_anchors_free)

#endif
