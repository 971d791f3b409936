#ifndef REDBINDER_DOC_MARKDOWN_H
#define REDBINDER_DOC_MARKDOWN_H

#include "doc/node.h"

/*
 * Markdown to nodes: CommonMark by cmark; pipe tables and task items are recognised here, on
 * cmark's paragraphs and items. Raw HTML becomes text; a link that is not http, https, mailto,
 * tel or relative becomes its text.
 */

/* How a template is filled. Both may be NULL: then the text stands as it is. */
typedef struct MarkdownHooks {
    /* A paragraph `::name{arguments}` of its own: appends blocks to PARENT, whose sections have
     * LEVEL. ARGUMENTS is the text between the braces, "" when there are none. LINE counts from
     * 1. */
    void (*directive)(void *data, Doc *doc, Node *parent, int level, const char *name,
                      const char *arguments, int line);
    /* The text for `{{name}}`, plain, never markup; NULL leaves nothing. */
    const char *(*variable)(void *data, const char *name, int line);
    void *data;
} MarkdownHooks;

/* Appends TEXT to PARENT. A heading `#` becomes a section of LEVEL, `##` of LEVEL + 1, and so
 * on; LEVEL 0: PARENT cannot hold sections, and headings become bold paragraphs. */
void doc_append_markdown(Doc *doc, Node *parent, const char *text, int level,
                         const MarkdownHooks *hooks);

/* Appends the inlines of TEXT, one line of Markdown, to PARENT (a paragraph, cell, fact ...). */
void doc_append_inline(Doc *doc, Node *parent, const char *text);

#endif
