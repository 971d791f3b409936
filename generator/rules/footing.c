#include "rules/footing.h"

#include "rules/subject.h"

enum { MOST_LINKS = 6 }; /* of a way, written out before it is cut */

typedef struct Need {
    const Entity *entity;
    size_t before;    /* the one that needs it; its own number for the start */
    const Ref *link;  /* where that is written */
    const Ref *first; /* the first link of the way */
    size_t hops;
} Need;

struct Footing {
    GArray *found;     /* Need, nearest first */
    GHashTable *index; /* Entity to its number plus 1 */
};

static const Need *need_at(const Footing *needs, size_t index)
{
    g_assert(index < needs->found->len);
    return &g_array_index(needs->found, Need, index);
}

static const RefList *links_of(const Entity *entity)
{
    static const RefList none = {.items = NULL, .count = 0};
    if (entity->kind == ENTITY_SERVICE)
        return &((const Service *)entity)->depends;
    if (entity->kind == ENTITY_TOOL && ((const Tool *)entity)->fallback.text == NULL)
        return &((const Tool *)entity)->needs;
    return &none;
}

static void add_need(Footing *needs, const Entity *entity, size_t before, const Ref *link)
{
    if (entity == NULL || footing_find(needs, entity) != SIZE_MAX)
        return;
    Need need = {.entity = entity, .before = before, .link = link, .first = link};
    if (link != NULL) {
        const Need *from = need_at(needs, before);
        need.hops = from->hops + 1;
        need.first = from->link == NULL ? link : from->first;
    }
    g_array_append_val(needs->found, need);
    g_hash_table_insert(needs->index, (void *)(uintptr_t)entity,
                        GSIZE_TO_POINTER((size_t)needs->found->len));
}

Footing *footing_new(const Entity *start, size_t *budget)
{
    Footing *needs = g_new0(Footing, 1);
    needs->found = g_array_new(FALSE, FALSE, sizeof(Need));
    needs->index = g_hash_table_new(g_direct_hash, g_direct_equal);
    add_need(needs, start, 0, NULL);
    size_t all = SIZE_MAX;
    if (budget == NULL)
        budget = &all;
    for (size_t i = 0; i < needs->found->len; i++) {
        const RefList *links = links_of(need_at(needs, i)->entity);
        for (size_t j = 0; j<links->count && * budget> 0; j++, (*budget)--)
            add_need(needs, links->items[j]->target, i, links->items[j]);
    }
    return needs;
}

void footing_free(Footing *needs)
{
    if (needs == NULL)
        return;
    g_array_unref(needs->found);
    g_hash_table_unref(needs->index);
    g_free(needs);
}

size_t footing_count(const Footing *needs)
{
    return needs->found->len;
}

const Entity *footing_entity(const Footing *needs, size_t index)
{
    return need_at(needs, index)->entity;
}

size_t footing_find(const Footing *needs, const Entity *entity)
{
    size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(needs->index, entity));
    return found == 0 ? SIZE_MAX : found - 1;
}

const Ref *footing_first_link(const Footing *needs, size_t index)
{
    return need_at(needs, index)->first;
}

char *footing_way(const Footing *needs, size_t index, const Plan *home)
{
    size_t hops = need_at(needs, index)->hops;
    g_autofree size_t *way = g_new(size_t, hops + 1);
    for (size_t i = hops + 1, at = index; i-- > 0; at = need_at(needs, at)->before)
        way[i] = at;
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i <= hops; i++) {
        if (i == MOST_LINKS && hops > MOST_LINKS) {
            g_string_append_printf(text, " -> ... %zu more ...", hops - MOST_LINKS);
            i = hops;
        }
        const Entity *entity = need_at(needs, way[i])->entity;
        g_string_append(text, i > 0 ? " -> " : "");
        if (entity->plan != NULL && entity->plan != home)
            g_string_append_printf(text, "%s/", entity->plan->id);
        g_string_append(text, subject_id(entity));
    }
    return g_string_free(text, FALSE);
}
