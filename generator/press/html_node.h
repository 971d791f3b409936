#ifndef REDBINDER_PRESS_HTML_NODE_H
#define REDBINDER_PRESS_HTML_NODE_H

#include <glib.h>
#include <libxml/tree.h>
#include <stdbool.h>

/*
 * Elements, attributes and text of a page as libxml2 nodes. Text goes in as it is, cleaned of
 * what neither XML nor HTML may hold; escaping is left to libxml2's writer.
 *
 * The nodes lie in an arena and are made here, not by libxml2, since a page of 25 kB has a
 * thousand of them: libxml2 may read them, but must neither change nor free them.
 * Names of elements, attributes and classes are borrowed and must live as long as the page;
 * values and texts are copied.
 */
typedef struct HtmlTree HtmlTree;

/* A new page with the root element NAME; owned by the caller. */
HtmlTree *html_tree_new(const char *name) G_GNUC_WARN_UNUSED_RESULT;
void html_tree_free(HtmlTree *tree);

/* The root element; all nodes belong to the tree. */
xmlNode *html_tree_root(HtmlTree *tree);

/* Appends TREE to OUT as HTML5 that is well-formed XML too. */
void html_tree_save(HtmlTree *tree, GString *out);

/* Appends an element called NAME to PARENT and returns it. */
xmlNode *html_add(xmlNode *parent, const char *name);

/* The same with a class. */
xmlNode *html_add_class(xmlNode *parent, const char *name, const char *class);

/* The same with TEXT in it; CLASS may be NULL. */
xmlNode *html_add_with_text(xmlNode *parent, const char *name, const char *class, const char *text);

/* Appends TEXT to PARENT. NULL and "" append nothing. */
void html_add_text(xmlNode *parent, const char *text);

/* Sets attribute NAME, which must not be set yet. */
void html_set(xmlNode *element, const char *name, const char *value);
void html_set_printf(xmlNode *element, const char *name, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HtmlTree, html_tree_free)

#endif
