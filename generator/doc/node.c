#include "doc/node.h"

#include <string.h>

/* Doc with what only this file needs. */
typedef struct OwnDoc {
    Doc doc;
    GHashTable *anchors; /* const char * in the arena -> number to try next behind it */
    unsigned owners;
} OwnDoc;

Doc *doc_new(const char *path, const char *title, const char *language)
{
    OwnDoc *own = g_new0(OwnDoc, 1);
    Doc *doc = &own->doc;
    doc->arena = arena_new();
    doc->path = arena_text(doc->arena, path);
    doc->language = arena_text(doc->arena, language);
    doc->root = node_add(doc, NULL, NODE_DOCUMENT);
    doc->root->text = arena_text(doc->arena, title);
    own->anchors = g_hash_table_new(g_str_hash, g_str_equal);
    own->owners = 1;
    return doc;
}

Doc *doc_ref(Doc *doc)
{
    ((OwnDoc *)doc)->owners++;
    return doc;
}

void doc_free(Doc *doc)
{
    if (doc == NULL)
        return;
    OwnDoc *own = (OwnDoc *)doc;
    if (--own->owners > 0)
        return;
    g_hash_table_unref(own->anchors);
    arena_free(doc->arena);
    g_free(own);
}

Node *node_add(Doc *doc, Node *parent, NodeKind kind)
{
    Node *node = arena_new_item(doc->arena, Node);
    node->kind = kind;
    if (parent != NULL)
        node_append(parent, node);
    return node;
}

void node_append(Node *parent, Node *child)
{
    g_assert(child->parent == NULL);
    child->parent = parent;
    if (parent->last == NULL)
        parent->first = child;
    else
        parent->last->next = child;
    parent->last = child;
}

void node_detach(Node *node)
{
    Node *parent = node->parent;
    Node *before = NULL;
    for (Node *at = parent->first; at != node; at = at->next)
        before = at;
    if (before == NULL)
        parent->first = node->next;
    else
        before->next = node->next;
    if (parent->last == node)
        parent->last = before;
    node->parent = NULL;
    node->next = NULL;
}

Node *node_add_text(Doc *doc, Node *parent, const char *text)
{
    Node *node = node_add(doc, parent, NODE_TEXT);
    node->text = arena_text(doc->arena, text);
    return node;
}

Node *node_add_strong(Doc *doc, Node *parent, const char *text)
{
    Node *node = node_add(doc, parent, NODE_STRONG);
    node_add_text(doc, node, text);
    return node;
}

Node *node_add_code_span(Doc *doc, Node *parent, const char *text)
{
    Node *node = node_add(doc, parent, NODE_CODE_SPAN);
    node->text = arena_text(doc->arena, text);
    return node;
}

Node *node_add_paragraph(Doc *doc, Node *parent, const char *text)
{
    Node *node = node_add(doc, parent, NODE_PARAGRAPH);
    if (text != NULL)
        node_add_text(doc, node, text);
    return node;
}

Node *node_add_section(Doc *doc, Node *parent, int level, const char *id, const char *title)
{
    Node *node = node_add(doc, parent, NODE_SECTION);
    node->id = doc_anchor(doc, id);
    node->as.section.level = MIN(level, MAX_HEADING_LEVEL);
    node_add_text(doc, node_add(doc, node, NODE_HEADING), title);
    return node;
}

Node *node_add_badge(Doc *doc, Node *parent, Tone tone, const char *text)
{
    Node *node = node_add(doc, parent, NODE_BADGE);
    node->as.tone.tone = tone;
    node->text = arena_text(doc->arena, text);
    return node;
}

Node *node_add_link(Doc *doc, Node *parent, const char *url, const char *text)
{
    Node *node = node_add(doc, parent, NODE_LINK);
    node->text = arena_text(doc->arena, url);
    node->as.link.origin = url;
    node_add_text(doc, node, text);
    return node;
}

Node *node_add_reference(Doc *doc, Node *parent, Target target, const char *text)
{
    Node *node = node_add(doc, parent, NODE_REFERENCE);
    node->as.reference.target.document = arena_text(doc->arena, target.document);
    node->as.reference.target.anchor = arena_text(doc->arena, target.anchor);
    node_add_text(doc, node, text);
    return node;
}

Node *node_add_callout(Doc *doc, Node *parent, Tone tone, const char *title)
{
    Node *node = node_add(doc, parent, NODE_CALLOUT);
    node->as.tone.tone = tone;
    node->text = arena_text(doc->arena, title);
    return node;
}

Node *node_add_fact(Doc *doc, Node *facts, const char *label, const char *text)
{
    Node *node = node_add(doc, facts, NODE_FACT);
    node->text = arena_text(doc->arena, label);
    if (text != NULL)
        node_add_text(doc, node, text);
    return node;
}

Node *node_add_field(Doc *doc, Node *parent, const char *label, int width)
{
    Node *node = node_add(doc, parent, NODE_FIELD);
    node->text = arena_text(doc->arena, label);
    node->as.field.width = width;
    return node;
}

Node *node_add_code(Doc *doc, Node *parent, const char *language, const char *caption,
                    const char *code)
{
    Node *node = node_add(doc, parent, NODE_CODE);
    node->as.code.language = arena_text(doc->arena, language);
    node->as.code.caption = arena_text(doc->arena, caption);
    node->text = g_str_has_suffix(code, "\n") ? arena_text(doc->arena, code)
                                              : arena_printf(doc->arena, "%s\n", code);
    return node;
}

Node *node_add_list(Doc *doc, Node *parent, bool ordered)
{
    Node *node = node_add(doc, parent, NODE_LIST);
    node->as.list.ordered = ordered;
    node->as.list.tight = true;
    node->as.list.start = 1;
    return node;
}

Node *node_add_table(Doc *doc, Node *parent, size_t n_columns)
{
    g_assert(n_columns > 0 && n_columns <= MAX_TABLE_COLUMNS);
    Node *node = node_add(doc, parent, NODE_TABLE);
    node->as.table.n_columns = n_columns;
    node->as.table.aligns = arena_alloc(doc->arena, n_columns * sizeof(Align));
    return node;
}

Node *node_add_row(Doc *doc, Node *table, bool header)
{
    Node *node = node_add(doc, table, NODE_ROW);
    node->as.row.header = header;
    return node;
}

Node *node_add_cell(Doc *doc, Node *row, const char *text)
{
    Node *node = node_add(doc, row, NODE_CELL);
    if (text != NULL && *text != '\0')
        node_add_text(doc, node, text);
    return node;
}

bool node_is_inline(NodeKind kind)
{
    return kind >= NODE_TEXT;
}

/* TEXT in lower case with '-' between its runs of ASCII letters and digits. */
static GString *slug(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++) {
        if (g_ascii_isalnum(*at))
            g_string_append_c(out, g_ascii_tolower(*at));
        else if (out->len > 0 && out->str[out->len - 1] != '-')
            g_string_append_c(out, '-');
    }
    if (out->len > 0 && out->str[out->len - 1] == '-')
        g_string_truncate(out, out->len - 1);
    if (out->len == 0)
        g_string_append(out, "part");
    return out;
}

const char *doc_anchor(Doc *doc, const char *text)
{
    OwnDoc *own = (OwnDoc *)doc;
    g_autoptr(GString) anchor = slug(text);
    size_t length = anchor->len;
    const char *base = arena_text(doc->arena, anchor->str);
    int number = GPOINTER_TO_INT(g_hash_table_lookup(own->anchors, base));
    for (; g_hash_table_contains(own->anchors, anchor->str); number++) {
        g_string_truncate(anchor, length);
        g_string_append_printf(anchor, "-%d", number);
    }
    const char *kept = arena_text(doc->arena, anchor->str);
    g_hash_table_insert(own->anchors, (gpointer)base, GINT_TO_POINTER(MAX(number, 2)));
    g_hash_table_insert(own->anchors, (gpointer)kept, GINT_TO_POINTER(2));
    return kept;
}

const Node *node_following(const Node *root, const Node *node)
{
    if (node->first != NULL)
        return node->first;
    while (node != root && node->next == NULL)
        node = node->parent;
    return node == root ? NULL : node->next;
}

char *node_plain_text(const Node *node)
{
    GString *out = g_string_new(NULL);
    for (const Node *at = node; at != NULL; at = node_following(node, at)) {
        if (at->kind == NODE_TEXT || at->kind == NODE_CODE_SPAN || at->kind == NODE_BADGE)
            g_string_append(out, at->text);
        else if (at->kind == NODE_SOFT_BREAK || at->kind == NODE_LINE_BREAK)
            g_string_append_c(out, ' ');
    }
    return g_string_free(out, FALSE);
}
