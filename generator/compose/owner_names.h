#ifndef REDBINDER_COMPOSE_OWNER_NAMES_H
#define REDBINDER_COMPOSE_OWNER_NAMES_H

#include "model/library.h"

/*
 * The names of those whom the owners of findings mean, for tables of many findings: the findings of
 * one plan are to come one after the other.
 */
typedef struct OwnerNames OwnerNames;

OwnerNames *owner_names_new(const Library *library) G_GNUC_WARN_UNUSED_RESULT;
void owner_names_free(OwnerNames *names);

/* The name of whom OWNER means in PLAN: a role of it, a person, team or vendor; else OWNER as
 * written, and "nobody" for NULL. Borrowed. */
const char *owner_name(OwnerNames *names, const Plan *plan, const char *owner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnerNames, owner_names_free)

#endif
