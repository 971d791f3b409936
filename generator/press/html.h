#ifndef REDBINDER_PRESS_HTML_H
#define REDBINDER_PRESS_HTML_H

#include "doc/node.h"
#include "press/html_node.h"
#include "press/site_map.h"

/*
 * The parts of the HTML backend among themselves: html_page.c reads and fills the frame,
 * html_block.c and html_inline.c turn the document into elements, html_contents.c lists its
 * sections, html_figure.c draws.
 */
typedef struct HtmlWriter {
    const Doc *doc;
    const Node *part;          /* the section of DOC that is the page; NULL: DOC without such */
    const Node *title;         /* the section whose heading is the page's, or NULL */
    const char *path;          /* of the page, without suffix */
    const SiteMap *map;        /* or NULL */
    int raised;                /* levels by which headings of the page lie higher than in DOC */
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

/* Appends a list of the document's sections, down to LEVEL (0: all), to PARENT. Of a document that
 * is several pages its first page lists all. */
void html_contents(const HtmlWriter *writer, xmlNode *parent, int level);

/* Appends a list of the places of the page alone, its sections and steps, to PARENT; and whether
 * there are so many that it is of use, and no list in the page itself. */
void html_places(const HtmlWriter *writer, xmlNode *parent);
bool html_has_places(const HtmlWriter *writer);

/* Is NODE a section that stands on a page of its own? */
bool html_is_other_page(const Node *node);

/* The link from the page to ANCHOR of DOCUMENT, NULL for the document itself or its top; owned. */
char *html_link_to(const HtmlWriter *writer, Target target) G_GNUC_WARN_UNUSED_RESULT;

/* Appends FIGURE to PARENT as inline SVG. */
void html_figure(HtmlWriter *writer, xmlNode *parent, const Figure *figure);

/* "tone-good" and so on. */
const char *html_tone(Tone tone);

#endif
