#ifndef REDBINDER_PRESS_MARKDOWN_ESCAPE_H
#define REDBINDER_PRESS_MARKDOWN_ESCAPE_H

#include <glib.h>

/*
 * Text made harmless for the place in Markdown where it stands: what is read back is the text
 * itself, neither markup nor HTML. All functions append to OUT and look at its last characters
 * to see what the text follows.
 */
typedef enum MarkdownPlace {
    MARKDOWN_FLOW, /* a paragraph, of one or more lines */
    MARKDOWN_LINE, /* a heading or label: one line */
    MARKDOWN_CELL, /* of a pipe table: one line, '|' is special */
} MarkdownPlace;

/* TEXT among other inlines. A newline stays one only in FLOW. */
void markdown_escape_text(GString *out, const char *text, MarkdownPlace place);

/* CODE as a code span, or as text where Markdown has no code span for it. */
void markdown_escape_code(GString *out, const char *code, MarkdownPlace place);

/* URL as the destination of a link, with its parentheses. */
void markdown_escape_url(GString *out, const char *url, MarkdownPlace place);

/* LINE (LENGTH bytes, otherwise complete) where a block may begin. */
void markdown_escape_line(GString *out, const char *line, size_t length);

/* The length of the fence for CODE: longer than any run of FENCE in it, at least MINIMUM. */
size_t markdown_escape_run(const char *code, char fence, size_t minimum);

#endif
