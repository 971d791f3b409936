#include "press/markdown_anchor.h"

#include <string.h>

struct MarkdownAnchors {
    const Doc *doc;
    GStringChunk *texts;
    GHashTable *by_id; /* id -> anchor; NULL until the first question */
    GHashTable *used;  /* anchor -> how often */
};

MarkdownAnchors *markdown_anchors_new(const Doc *doc)
{
    MarkdownAnchors *anchors = g_new0(MarkdownAnchors, 1);
    anchors->doc = doc;
    return anchors;
}

void markdown_anchors_free(MarkdownAnchors *anchors)
{
    if (anchors == NULL)
        return;
    if (anchors->by_id != NULL) {
        g_hash_table_unref(anchors->by_id);
        g_hash_table_unref(anchors->used);
        g_string_chunk_free(anchors->texts);
    }
    g_free(anchors);
}

bool markdown_has_title(const Doc *doc)
{
    const Node *first = doc->root->first;
    return first == NULL || first->kind != NODE_SECTION || first->as.section.level > 1;
}

/* As forges do it: lower case, punctuation dropped, spaces to '-', equal ones numbered. */
static const char *add_heading(MarkdownAnchors *anchors, const char *text)
{
    g_autoptr(GString) anchor = g_string_new(NULL);
    const char *end = text + strlen(text);
    while (text < end) {
        gunichar c = g_utf8_get_char_validated(text, end - text);
        bool valid = c < 0x80000000U;
        text = valid ? g_utf8_next_char(text) : text + 1;
        if (c == ' ' || c == '\n' || c == '\t')
            g_string_append_c(anchor, '-');
        else if (valid && (c == '-' || c == '_' || g_unichar_isalnum(c) || g_unichar_ismark(c)))
            g_string_append_unichar(anchor, g_unichar_tolower(c));
    }
    const char *plain = g_string_chunk_insert_const(anchors->texts, anchor->str);
    unsigned times = GPOINTER_TO_UINT(g_hash_table_lookup(anchors->used, plain));
    g_hash_table_insert(anchors->used, (gpointer)plain, GUINT_TO_POINTER(times + 1));
    if (times == 0)
        return plain;
    g_string_append_printf(anchor, "-%u", times);
    return g_string_chunk_insert_const(anchors->texts, anchor->str);
}

static char *heading_text(const Node *node)
{
    if (node->kind == NODE_STEP)
        return g_strdup_printf("%d. %s %s", node->as.step.number,
                               node->text == NULL ? "" : node->text,
                               node->as.step.step_id == NULL ? "" : node->as.step.step_id);
    if (node->first == NULL || node->first->kind != NODE_HEADING)
        return g_strdup("");
    return node_plain_text(node->first);
}

static void find_headings(MarkdownAnchors *anchors)
{
    const Doc *doc = anchors->doc;
    anchors->texts = g_string_chunk_new(1024);
    anchors->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    anchors->used = g_hash_table_new(g_str_hash, g_str_equal);
    const char *above = NULL;
    if (markdown_has_title(doc))
        above = add_heading(anchors, doc->root->text == NULL ? "" : doc->root->text);
    for (const Node *at = doc->root; at != NULL; at = node_following(doc->root, at)) {
        if (at->kind == NODE_SECTION || at->kind == NODE_STEP) {
            g_autofree char *text = heading_text(at);
            above = add_heading(anchors, g_strchomp(text));
        }
        if (at->id != NULL && above != NULL)
            g_hash_table_insert(anchors->by_id, (gpointer)at->id, (gpointer)above);
    }
}

const char *markdown_anchor(MarkdownAnchors *anchors, const char *id)
{
    if (anchors->by_id == NULL)
        find_headings(anchors);
    return g_hash_table_lookup(anchors->by_id, id);
}
