#include "rules/entity_map.h"

#include <string.h>

typedef struct Area {
    const char *name;
    Span span;
    size_t around; /* index of the area that holds this one; SIZE_MAX: none */
} Area;

struct EntityMap {
    GArray *areas;     /* Area, by file and start; outer before inner */
    GHashTable *names; /* of those that have one */
    Arena *arena;
};

/* A runbook has its file for itself. */
static Span span_of(const Entity *entity)
{
    const Source *source = entity->span.source;
    if (source == NULL || entity->kind != ENTITY_RUNBOOK)
        return entity->span;
    return (Span){source, 0, (uint32_t)source->length};
}

static void add_named(EntityMap *map, const Entity *entity, const char *name)
{
    Area area = {name, span_of(entity), SIZE_MAX};
    if (name != NULL)
        g_hash_table_add(map->names, (gpointer)name);
    if (entity->span.source != NULL)
        g_array_append_val(map->areas, area);
}

static void add(const Entity *entity, void *data)
{
    add_named(data, entity, entity->id.text);
}

static void add_steps(EntityMap *map, const Runbook *runbook)
{
    const char *id = runbook->entity.id.text;
    for (size_t i = 0; i < runbook->steps.count; i++) {
        const Entity *step = &runbook->steps.items[i]->entity;
        bool named = id != NULL && step->id.text != NULL;
        add_named(map, step, named ? arena_printf(map->arena, "%s/%s", id, step->id.text) : NULL);
    }
}

static void add_plan(EntityMap *map, const Plan *plan)
{
    plan_each_entity(plan, add, map);
    for (size_t i = 0; i < plan->runbooks.count; i++)
        add_steps(map, plan->runbooks.items[i]);
}

static void add_library(EntityMap *map, const Library *library)
{
    for (size_t i = 0; i < library->people.count; i++)
        add(&library->people.items[i]->entity, map);
    for (size_t i = 0; i < library->teams.count; i++)
        add(&library->teams.items[i]->entity, map);
    for (size_t i = 0; i < library->vendors.count; i++)
        add(&library->vendors.items[i]->entity, map);
    for (size_t i = 0; i < library->tools.count; i++)
        add(&library->tools.items[i]->entity, map);
}

static int compare_places(const Span *a, const Span *b)
{
    int order = a->source == b->source ? 0 : strcmp(a->source->path, b->source->path);
    if (order == 0 && a->offset != b->offset)
        order = a->offset < b->offset ? -1 : 1;
    return order;
}

static int compare_areas(gconstpointer a, gconstpointer b)
{
    const Area *left = a;
    const Area *right = b;
    int order = compare_places(&left->span, &right->span);
    if (order == 0 && left->span.length != right->span.length)
        order = left->span.length > right->span.length ? -1 : 1;
    return order;
}

static Area *area_at(const EntityMap *map, size_t index)
{
    return &g_array_index(map->areas, Area, index);
}

static bool holds(const Area *area, Span place)
{
    return area->span.source == place.source && area->span.offset <= place.offset &&
           place.offset - area->span.offset < area->span.length;
}

/* From INDEX outwards, the first area that holds the place. */
static size_t first_holding(const EntityMap *map, size_t index, Span place)
{
    while (index != SIZE_MAX && !holds(area_at(map, index), place))
        index = area_at(map, index)->around;
    return index;
}

EntityMap *entity_map_new(const Library *library, const Plan *plan)
{
    EntityMap *map = g_new0(EntityMap, 1);
    map->areas = g_array_new(FALSE, FALSE, sizeof(Area));
    map->names = g_hash_table_new(g_str_hash, g_str_equal);
    map->arena = arena_new();
    if (plan != NULL)
        add_plan(map, plan);
    else
        add_library(map, library);
    g_array_sort(map->areas, compare_areas);
    for (size_t i = 1; i < map->areas->len; i++)
        area_at(map, i)->around = first_holding(map, i - 1, area_at(map, i)->span);
    return map;
}

void entity_map_free(EntityMap *map)
{
    if (map == NULL)
        return;
    g_array_unref(map->areas);
    g_hash_table_unref(map->names);
    arena_free(map->arena);
    g_free(map);
}

size_t entity_map_at(const EntityMap *map, Span span)
{
    if (span.source == NULL)
        return SIZE_MAX;
    size_t low = 0;
    size_t high = map->areas->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_places(&area_at(map, middle)->span, &span) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? SIZE_MAX : first_holding(map, low - 1, span);
}

size_t entity_map_around(const EntityMap *map, size_t index)
{
    return area_at(map, index)->around;
}

size_t entity_map_count(const EntityMap *map)
{
    return map->areas->len;
}

const char *entity_map_name(const EntityMap *map, size_t index)
{
    return area_at(map, index)->name;
}

bool entity_map_has(const EntityMap *map, const char *name)
{
    return g_hash_table_contains(map->names, name);
}
