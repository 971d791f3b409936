#include "doc/validate.h"

#include <string.h>

typedef enum Content {
    HOLDS_BLOCKS,
    HOLDS_INLINES,
    HOLDS_ITEMS,
    HOLDS_ROWS,
    HOLDS_CELLS,
    HOLDS_FACTS,
    HOLDS_NOTHING,
} Content;

static Content content_of(NodeKind kind)
{
    switch (kind) {
    case NODE_DOCUMENT:
    case NODE_SECTION:
    case NODE_QUOTE:
    case NODE_ITEM:
    case NODE_CALLOUT:
    case NODE_STEP:
    case NODE_CARD:
        return HOLDS_BLOCKS;
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_CELL:
    case NODE_FACT:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_LINK:
    case NODE_REFERENCE:
    case NODE_PAGES:
        return HOLDS_INLINES;
    case NODE_LIST:
        return HOLDS_ITEMS;
    case NODE_TABLE:
        return HOLDS_ROWS;
    case NODE_ROW:
        return HOLDS_CELLS;
    case NODE_FACTS:
        return HOLDS_FACTS;
    case NODE_CODE:
    case NODE_FIGURE:
    case NODE_DIVIDER:
    case NODE_CONTENTS:
    case NODE_COVER:
    case NODE_QR:
    case NODE_TEXT:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_CODE_SPAN:
    case NODE_BADGE:
    case NODE_FIELD:
        return HOLDS_NOTHING;
    }
    g_assert_not_reached();
}

static bool is_part(NodeKind kind)
{
    return kind == NODE_ITEM || kind == NODE_ROW || kind == NODE_CELL || kind == NODE_FACT ||
           kind == NODE_DOCUMENT;
}

static bool may_hold(const Node *parent, const Node *child)
{
    switch (content_of(parent->kind)) {
    case HOLDS_BLOCKS:
        if (child->kind == NODE_HEADING)
            return parent->kind == NODE_SECTION && parent->first == child;
        if (child->kind == NODE_SECTION)
            return parent->kind == NODE_SECTION || parent->kind == NODE_DOCUMENT;
        return !node_is_inline(child->kind) && !is_part(child->kind);
    case HOLDS_INLINES:
        return node_is_inline(child->kind);
    case HOLDS_ITEMS:
        return child->kind == NODE_ITEM;
    case HOLDS_ROWS:
        return child->kind == NODE_ROW && child->as.row.header == (parent->first == child);
    case HOLDS_CELLS:
        return child->kind == NODE_CELL;
    case HOLDS_FACTS:
        return child->kind == NODE_FACT;
    case HOLDS_NOTHING:
        return false;
    }
    g_assert_not_reached();
}

static int depth_of(const Node *node)
{
    int depth = 0;
    for (; node->parent != NULL; node = node->parent)
        depth++;
    return depth;
}

static char *check_node(const Node *node, GHashTable *anchors)
{
    if (node->parent != NULL && !may_hold(node->parent, node))
        return g_strdup_printf("a node of kind %d may not stand in one of kind %d", (int)node->kind,
                               (int)node->parent->kind);
    if (depth_of(node) > MAX_DOC_DEPTH)
        return g_strdup_printf("more than %d levels", MAX_DOC_DEPTH);
    if (node->kind == NODE_SECTION && (node->first == NULL || node->first->kind != NODE_HEADING))
        return g_strdup("a section does not begin with its heading");
    if (node->id != NULL && !g_hash_table_add(anchors, (gpointer)node->id))
        return g_strdup_printf("the anchor '%s' stands twice", node->id);
    return NULL;
}

char *doc_validate(const Doc *doc)
{
    g_autoptr(GHashTable) anchors = g_hash_table_new(g_str_hash, g_str_equal);
    for (const Node *at = doc->root; at != NULL; at = node_following(doc->root, at)) {
        char *problem = check_node(at, anchors);
        if (problem != NULL)
            return problem;
    }
    for (const Node *at = doc->root; at != NULL; at = node_following(doc->root, at)) {
        const Target *target = &at->as.reference.target;
        if (at->kind != NODE_REFERENCE || target->anchor == NULL ||
            (target->document != NULL && strcmp(target->document, doc->path) != 0))
            continue;
        if (!g_hash_table_contains(anchors, target->anchor))
            return g_strdup_printf("a reference leads to '%s', which is not there", target->anchor);
    }
    return NULL;
}
