#include "press/pdf_anchor.h"

#include <string.h>

/* Stands for the top of a document; no anchor has a full stop in it. */
static const char TOP[] = ".top";

struct PdfAnchors {
    bool prefixed;
    bool moved;
    GPtrArray *list;     /* of PdfAnchor *, in document order */
    GHashTable *by_name; /* indexes into the list */
    GHashTable *by_node;
};

static void append_ascii(GString *name, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (g_ascii_isalnum(*at) || strchr("-_./~", *at) != NULL)
            g_string_append_c(name, *at);
        else
            g_string_append_printf(name, "%%%02X", (unsigned char)*at);
    }
}

static char *destination(bool prefixed, const char *path, const char *anchor)
{
    GString *name = g_string_new(NULL);
    if (prefixed) {
        append_ascii(name, path);
        g_string_append_c(name, ':');
    }
    append_ascii(name, anchor == NULL ? TOP : anchor);
    return g_string_free(name, FALSE);
}

static void add(PdfAnchors *anchors, const Doc *doc, const Node *node)
{
    if (g_hash_table_contains(anchors->by_node, node)) /* a doc that is printed twice */
        return;
    const char *id = node->kind == NODE_DOCUMENT ? TOP : node->id;
    g_autofree char *name = id == NULL ? NULL : destination(anchors->prefixed, doc->path, id);
    if (name == NULL || g_hash_table_contains(anchors->by_name, name)) {
        /* Docs of one path, or a section without id: the outline still needs a place. */
        g_free(name);
        name = g_strdup_printf(".place%u", anchors->list->len);
    }
    PdfAnchor *anchor = g_new0(PdfAnchor, 1);
    anchor->name = g_steal_pointer(&name);
    anchor->node = node;
    anchor->doc = doc;
    g_ptr_array_add(anchors->list, anchor);
    g_hash_table_insert(anchors->by_name, anchor->name, anchor);
    g_hash_table_insert(anchors->by_node, (gpointer)node, anchor);
}

static bool is_place(const Node *node)
{
    if (node->kind == NODE_DOCUMENT || node->kind == NODE_SECTION)
        return true;
    return (node->kind == NODE_STEP || node->kind == NODE_CARD || node->kind == NODE_ROW) &&
           node->id != NULL;
}

static void anchor_free(gpointer data)
{
    PdfAnchor *anchor = data;
    g_free(anchor->name);
    g_free(anchor);
}

PdfAnchors *pdf_anchors_new(const PdfJob *job)
{
    PdfAnchors *anchors = g_new0(PdfAnchors, 1);
    anchors->prefixed = job->n_docs > 1;
    anchors->list = g_ptr_array_new_with_free_func(anchor_free);
    anchors->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    anchors->by_node = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < job->n_docs; i++) {
        const Node *root = job->docs[i]->root;
        for (const Node *node = root; node != NULL; node = node_following(root, node)) {
            if (is_place(node))
                add(anchors, job->docs[i], node);
        }
    }
    return anchors;
}

void pdf_anchors_free(PdfAnchors *anchors)
{
    if (anchors == NULL)
        return;
    g_hash_table_unref(anchors->by_name);
    g_hash_table_unref(anchors->by_node);
    g_ptr_array_unref(anchors->list);
    g_free(anchors);
}

const PdfAnchor *pdf_anchors_find(const PdfAnchors *anchors, const Doc *doc, Target target)
{
    const char *path = target.document == NULL ? doc->path : target.document;
    if (!anchors->prefixed && strcmp(path, doc->path) != 0)
        return NULL;
    g_autofree char *name = destination(anchors->prefixed, path, target.anchor);
    return g_hash_table_lookup(anchors->by_name, name);
}

PdfAnchor *pdf_anchors_at(const PdfAnchors *anchors, const Node *node)
{
    return g_hash_table_lookup(anchors->by_node, node);
}

const Node *pdf_title_section(const Doc *doc)
{
    const Node *first = doc->root->first;
    bool titled = first != NULL && first->kind == NODE_SECTION && first->as.section.level <= 1;
    return titled ? first : NULL;
}

size_t pdf_anchors_count(const PdfAnchors *anchors)
{
    return anchors->list->len;
}

const PdfAnchor *pdf_anchors_nth(const PdfAnchors *anchors, size_t index)
{
    return g_ptr_array_index(anchors->list, index);
}

void pdf_anchors_place(PdfAnchors *anchors, PdfAnchor *anchor, int page)
{
    if (anchor->page != page)
        anchors->moved = true;
    anchor->page = page;
    for (int digits = 1, rest = page; rest > 0; digits++, rest /= 10)
        anchor->digits = MAX(anchor->digits, digits);
}

bool pdf_anchors_take_moved(PdfAnchors *anchors)
{
    bool moved = anchors->moved;
    anchors->moved = false;
    return moved;
}
