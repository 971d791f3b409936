#include "press/site_map.h"

#include <string.h>

/* Only what stands on another page than the document's is kept. */
struct SiteMap {
    GHashTable *pages; /* "shop/plan#risks", owned -> "shop/risks", in TEXTS */
    GStringChunk *texts;
};

SiteMap *site_map_new(void)
{
    enum { CHUNK = 1024 };
    SiteMap *map = g_new0(SiteMap, 1);
    map->pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    map->texts = g_string_chunk_new(CHUNK);
    return map;
}

void site_map_free(SiteMap *map)
{
    if (map == NULL)
        return;
    g_hash_table_unref(map->pages);
    g_string_chunk_free(map->texts);
    g_free(map);
}

static char *key_of(const char *document, const char *anchor)
{
    return g_strconcat(document, "#", anchor, NULL);
}

char *site_map_part(const Doc *doc, const Node *part)
{
    const char *slash = strrchr(doc->path, '/');
    int folder = slash == NULL ? 0 : (int)(slash + 1 - doc->path);
    return g_strdup_printf("%.*s%s", folder, doc->path, part->as.section.page);
}

/* The places below PARENT, which stands on PAGE; NULL: on that of the document. */
static void add_below(SiteMap *map, const Doc *doc, const Node *parent, const char *page)
{
    for (const Node *node = parent->first; node != NULL; node = node->next) {
        const char *here = page;
        if (node->kind == NODE_SECTION && node->as.section.page != NULL) {
            g_autofree char *path = site_map_part(doc, node);
            here = g_string_chunk_insert_const(map->texts, path);
        }
        if (here != NULL && node->id != NULL)
            g_hash_table_insert(map->pages, key_of(doc->path, node->id), (gpointer)here);
        add_below(map, doc, node, here); /* a tree is not deep: doc/validate.h */
    }
}

void site_map_add(SiteMap *map, const Doc *doc)
{
    add_below(map, doc, doc->root, NULL);
}

void site_map_add_all(SiteMap *map, const SiteMap *other)
{
    GHashTableIter at;
    gpointer key = NULL;
    gpointer page = NULL;
    g_hash_table_iter_init(&at, other->pages);
    while (g_hash_table_iter_next(&at, &key, &page))
        g_hash_table_insert(map->pages, g_strdup(key),
                            g_string_chunk_insert_const(map->texts, page));
}

const char *site_map_page(const SiteMap *map, const char *document, const char *anchor)
{
    if (map == NULL || anchor == NULL)
        return document;
    g_autofree char *key = key_of(document, anchor);
    const char *page = g_hash_table_lookup(map->pages, key);
    return page == NULL ? document : page;
}
