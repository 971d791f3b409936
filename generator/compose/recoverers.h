#ifndef REDBINDER_COMPOSE_RECOVERERS_H
#define REDBINDER_COMPOSE_RECOVERERS_H

#include "doc/node.h"
#include "model/plan.h"

#include <glib.h>

/* What each runbook of PLAN recovers, the other way round: Entity -> GPtrArray of Runbook, both
 * borrowed. To be freed with g_hash_table_unref. */
GHashTable *recoverers_of(const Plan *plan) G_GNUC_WARN_UNUSED_RESULT;

/* Appends the runbooks that recover ENTITY to INLINES, as links, or a dash. */
void show_recoverers(Doc *doc, Node *inlines, GHashTable *recoverers, const Entity *entity);

#endif
