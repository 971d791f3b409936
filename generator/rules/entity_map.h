#ifndef REDBINDER_RULES_ENTITY_MAP_H
#define REDBINDER_RULES_ENTITY_MAP_H

#include "model/library.h"

/*
 * Which entities a place lies in, and what they are called in a waiver: `id`, and for a step
 * `runbook/step`.
 */
typedef struct EntityMap EntityMap;

/* Of PLAN, or of what LIBRARY itself holds when PLAN is NULL. Both are borrowed. Owned by the
 * caller. */
EntityMap *entity_map_new(const Library *library, const Plan *plan) G_GNUC_WARN_UNUSED_RESULT;
void entity_map_free(EntityMap *map);

/* The innermost entity that SPAN begins in; SIZE_MAX when it lies in none. */
size_t entity_map_at(const EntityMap *map, Span span);

/* The entity around that with the number INDEX; SIZE_MAX when there is none. */
size_t entity_map_around(const EntityMap *map, size_t index);

/* Entities have the numbers from 0 up to this one. */
size_t entity_map_count(const EntityMap *map);

/* Whether something is called NAME. */
bool entity_map_has(const EntityMap *map, const char *name);

/* What it is called; NULL when it has no id. */
const char *entity_map_name(const EntityMap *map, size_t index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntityMap, entity_map_free)

#endif
