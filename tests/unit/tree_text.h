#ifndef REDBINDER_UNIT_TREE_TEXT_H
#define REDBINDER_UNIT_TREE_TEXT_H

#include "doc/node.h"

#include <glib.h>

/*
 * A document tree as one line, for comparing: (paragraph "a" (strong "b")). Numbers and flags
 * follow the kind.
 */

static inline const char *tree_word(NodeKind kind)
{
    static const char *const words[] = {
        [NODE_DOCUMENT] = "document", [NODE_SECTION] = "section",
        [NODE_HEADING] = "heading",   [NODE_PARAGRAPH] = "paragraph",
        [NODE_QUOTE] = "quote",       [NODE_LIST] = "list",
        [NODE_ITEM] = "item",         [NODE_TABLE] = "table",
        [NODE_ROW] = "row",           [NODE_CELL] = "cell",
        [NODE_CODE] = "code",         [NODE_FIGURE] = "figure",
        [NODE_CALLOUT] = "callout",   [NODE_STEP] = "step",
        [NODE_CARD] = "card",         [NODE_FACTS] = "facts",
        [NODE_FACT] = "fact",         [NODE_DIVIDER] = "divider",
        [NODE_CONTENTS] = "contents", [NODE_QR] = "qr",
        [NODE_COVER] = "cover",       [NODE_PAGES] = "pages",
        [NODE_TEXT] = "text",         [NODE_SOFT_BREAK] = "soft",
        [NODE_LINE_BREAK] = "break",  [NODE_EMPHASIS] = "emphasis",
        [NODE_STRONG] = "strong",     [NODE_CODE_SPAN] = "span",
        [NODE_LINK] = "link",         [NODE_REFERENCE] = "reference",
        [NODE_BADGE] = "badge",       [NODE_FIELD] = "field",
    };
    return words[kind];
}

static inline void tree_put_details(GString *out, const Node *node)
{
    static const char *const tasks[] = {"", " open", " done"};
    static const char aligns[] = "lrc";
    if (node->kind == NODE_SECTION)
        g_string_append_printf(out, " %d #%s", node->as.section.level, node->id);
    if (node->kind == NODE_LIST && node->as.list.ordered)
        g_string_append_printf(out, " from %d", node->as.list.start);
    if (node->kind == NODE_LIST && !node->as.list.tight)
        g_string_append(out, " loose");
    if (node->kind == NODE_ITEM)
        g_string_append(out, tasks[node->as.item.task]);
    for (size_t i = 0; node->kind == NODE_TABLE && i < node->as.table.n_columns; i++)
        g_string_append_printf(out, "%s%c", i == 0 ? " " : "", aligns[node->as.table.aligns[i]]);
    if (node->kind == NODE_CODE && node->as.code.language != NULL)
        g_string_append_printf(out, " %s", node->as.code.language);
    if (node->kind == NODE_REFERENCE)
        g_string_append_printf(
            out, " %s#%s",
            node->as.reference.target.document == NULL ? "" : node->as.reference.target.document,
            node->as.reference.target.anchor == NULL ? "" : node->as.reference.target.anchor);
    if (node->text != NULL)
        g_string_append_printf(out, " \"%s\"", node->text);
}

static inline void tree_put(GString *out, const Node *node)
{
    if (out->len > 0 && out->str[out->len - 1] != '(')
        g_string_append_c(out, ' ');
    if (node->kind == NODE_TEXT) {
        g_string_append_printf(out, "\"%s\"", node->text);
        return;
    }
    g_string_append_printf(out, "(%s", tree_word(node->kind));
    tree_put_details(out, node);
    for (const Node *child = node->first; child != NULL; child = child->next)
        tree_put(out, child);
    g_string_append_c(out, ')');
}

/* All below NODE; owned by the caller. */
static inline char *tree_text(const Node *node)
{
    GString *out = g_string_new(NULL);
    for (const Node *child = node->first; child != NULL; child = child->next)
        tree_put(out, child);
    return g_string_free(out, FALSE);
}

#endif
