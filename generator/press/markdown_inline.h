#ifndef REDBINDER_PRESS_MARKDOWN_INLINE_H
#define REDBINDER_PRESS_MARKDOWN_INLINE_H

#include "press/markdown_anchor.h"
#include "press/markdown_escape.h"

/*
 * Inlines as Markdown. Lines are not yet made: in MARKDOWN_FLOW, '\n' is a place where a line
 * may end and MARKDOWN_BREAK one where it must; no other control character occurs.
 */
enum { MARKDOWN_BREAK = '\x01' };

/* Appends the children of PARENT to OUT. */
void markdown_inlines(GString *out, const Doc *doc, MarkdownAnchors *anchors, const Node *parent,
                      MarkdownPlace place);

/* Appends TEXT to OUT in strong type ("**") or emphasis ("*"). */
void markdown_marked(GString *out, const char *text, const char *mark, MarkdownPlace place);

#endif
