#ifndef REDBINDER_COMPOSE_NEEDED_H
#define REDBINDER_COMPOSE_NEEDED_H

#include "doc/node.h"
#include "model/library.h"

/*
 * What each person, team and vendor is needed for, in all plans: parts, steps, levels of
 * escalation.
 */
typedef struct Needed Needed;

Needed *needed_new(const Library *library) G_GNUC_WARN_UNUSED_RESULT;
void needed_free(Needed *needed);

/* Adds a row to TABLE for each plan that needs ENTITY: whom, which plan, what for. */
void needed_append(const Needed *needed, Doc *doc, Node *table, const Entity *entity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Needed, needed_free)

#endif
