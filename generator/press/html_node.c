#include "press/html_node.h"

#include "base/arena.h"
#include "base/text.h"

#include <string.h>

struct HtmlTree {
    Arena *arena;
    xmlDoc page; /* what libxml2's writer looks at; _private is the arena */
};

static const xmlChar *xml(const char *text)
{
    return (const xmlChar *)text;
}

static xmlNode *new_node(xmlDoc *page, xmlElementType type, const char *name)
{
    xmlNode *node = arena_new_item(page->_private, xmlNode);
    node->type = type;
    node->name = xml(name);
    node->doc = page;
    return node;
}

/* TEXT, cleaned, as a text node; as it is when LITERAL, which then must live long. */
static xmlNode *new_text(xmlDoc *page, const char *text, bool literal)
{
    xmlNode *node = new_node(page, XML_TEXT_NODE, "text");
    g_autofree char *copy = NULL;
    if (!literal)
        text = arena_text(page->_private, text_clean(text, &copy));
    node->content = (xmlChar *)(gpointer)text;
    return node;
}

static void append(xmlNode *parent, xmlNode *child)
{
    child->parent = parent;
    child->prev = parent->last;
    if (parent->last == NULL)
        parent->children = child;
    else
        parent->last->next = child;
    parent->last = child;
}

/* ---- the tree ---- */

HtmlTree *html_tree_new(const char *name)
{
    HtmlTree *tree = g_new0(HtmlTree, 1);
    tree->arena = arena_new();
    xmlDoc *page = &tree->page;
    page->type = XML_DOCUMENT_NODE;
    page->doc = page;
    page->_private = tree->arena;
    page->encoding = xml("UTF-8"); /* else it would write character references */
    page->children = page->last = new_node(page, XML_ELEMENT_NODE, name);
    return tree;
}

void html_tree_free(HtmlTree *tree)
{
    if (tree == NULL)
        return;
    arena_free(tree->arena);
    g_free(tree);
}

xmlNode *html_tree_root(HtmlTree *tree)
{
    return tree->page.children;
}

/* ---- nodes ---- */

xmlNode *html_add(xmlNode *parent, const char *name)
{
    xmlNode *element = new_node(parent->doc, XML_ELEMENT_NODE, name);
    append(parent, element);
    return element;
}

static void add_attribute(xmlNode *element, const char *name, const char *value, bool literal)
{
    xmlDoc *page = element->doc;
    xmlAttr *attribute = arena_new_item(page->_private, xmlAttr);
    attribute->type = XML_ATTRIBUTE_NODE;
    attribute->name = xml(name);
    attribute->parent = element;
    attribute->doc = page;
    attribute->children = attribute->last = new_text(page, value, literal);
    xmlAttr **end = &element->properties;
    while (*end != NULL)
        end = &(*end)->next;
    *end = attribute;
}

xmlNode *html_add_class(xmlNode *parent, const char *name, const char *class)
{
    xmlNode *element = html_add(parent, name);
    add_attribute(element, "class", class, true);
    return element;
}

xmlNode *html_add_with_text(xmlNode *parent, const char *name, const char *class, const char *text)
{
    xmlNode *element = html_add(parent, name);
    if (class != NULL)
        add_attribute(element, "class", class, true);
    html_add_text(element, text);
    return element;
}

void html_add_text(xmlNode *parent, const char *text)
{
    if (text != NULL && *text != '\0')
        append(parent, new_text(parent->doc, text, false));
}

void html_set(xmlNode *element, const char *name, const char *value)
{
    add_attribute(element, name, value == NULL ? "" : value, false);
}

void html_set_printf(xmlNode *element, const char *name, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *value = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    html_set(element, name, value);
}

/* ---- writing ---- */

/* Elements that HTML closes by itself, and shapes of SVG, which may close themselves. */
static bool is_void(const char *name)
{
    static const char *const names[] = {
        "area", "base", "br",   "circle",  "col",      "embed", "hr",     "img",   "input", "line",
        "link", "meta", "path", "polygon", "polyline", "rect",  "source", "track", "wbr"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* An empty element that is not void gets an empty text, lest it be written as "<div/>", which
 * HTML takes for an opening tag. */
static void fill_empty(xmlDoc *page)
{
    for (xmlNode *node = page->children; node != NULL;) {
        bool element = node->type == XML_ELEMENT_NODE;
        if (element && node->children == NULL && !is_void((const char *)node->name))
            append(node, new_text(page, "", true));
        if (element && node->children != NULL) {
            node = node->children;
            continue;
        }
        while (node != NULL && node->next == NULL)
            node = node->parent;
        if (node != NULL)
            node = node->next;
    }
}

static int append_bytes(void *out, const char *bytes, int length)
{
    g_string_append_len(out, bytes, length);
    return length;
}

void html_tree_save(HtmlTree *tree, GString *out)
{
    fill_empty(&tree->page);
    g_string_append(out, "<!DOCTYPE html>\n");
    xmlOutputBuffer *buffer = xmlOutputBufferCreateIO(append_bytes, NULL, out, NULL);
    g_assert(buffer != NULL);
    xmlNodeDumpOutput(buffer, &tree->page, tree->page.children, 0, 0, "UTF-8");
    xmlOutputBufferClose(buffer);
    g_string_append_c(out, '\n');
}
