#ifndef REDBINDER_PRESS_HTML_H
#define REDBINDER_PRESS_HTML_H

#include "doc/node.h"
#include "press/html_node.h"

/*
 * The parts of the HTML backend among themselves: html_page.c reads and fills the frame,
 * html_block.c and html_inline.c turn the document into elements, html_figure.c draws.
 */
typedef struct HtmlWriter {
    const Doc *doc;
    int level;                 /* of the heading above */
    const Node *section;       /* the innermost section, or NULL */
    bool in_link;              /* links do not nest */
    const Node *table_section; /* the section of the last table */
    int n_tables;              /* in that section, so far */
    int n_figures;             /* for ids; they hold '_', which no anchor of a document does */
} HtmlWriter;

/* Appends the title and all blocks of the document to PARENT. */
void html_document(HtmlWriter *writer, xmlNode *parent);

/* Appends the blocks below NODE to PARENT. */
void html_blocks(HtmlWriter *writer, xmlNode *parent, const Node *node);

/* Appends the inlines below NODE to PARENT. */
void html_inlines(HtmlWriter *writer, xmlNode *parent, const Node *node);

/* Appends a list of the document's sections, down to LEVEL (0: all), to PARENT. */
void html_contents(HtmlWriter *writer, xmlNode *parent, int level);

/* Appends FIGURE to PARENT as inline SVG. */
void html_figure(HtmlWriter *writer, xmlNode *parent, const Figure *figure);

/* "tone-good" and so on. */
const char *html_tone(Tone tone);

#endif
