#ifndef REDBINDER_RULES_FOOTING_H
#define REDBINDER_RULES_FOOTING_H

#include "model/library.h"

/*
 * Everything that something cannot work without: services and data sets by `depends` of services,
 * services and tools by `needs` of tools, directly and by way of others, nearest first. A tool that
 * has a fallback is found, but not what it needs: it can be done without.
 */
typedef struct Footing Footing;

/* A fair budget for one check of one plan: real libraries have hundreds of references. */
enum { FOOTING_BUDGET = 500000 };

/* Of START, which is the first found. Follows at most *BUDGET references and takes them off, so
 * that a caller who asks about thousands of tangled things still ends; NULL: all. What was not
 * followed is not found. Owned by the caller. */
Footing *footing_new(const Entity *start, size_t *budget) G_GNUC_WARN_UNUSED_RESULT;
void footing_free(Footing *needs);

size_t footing_count(const Footing *needs);
const Entity *footing_entity(const Footing *needs, size_t index);

/* The number of ENTITY; SIZE_MAX when it is not needed. */
size_t footing_find(const Footing *needs, const Entity *entity);

/* "sso -> directory -> orders": the shortest way from the start to the one with the number INDEX;
 * what another plan than HOME (NULL: any plan) holds is written `plan/id`. Long ways are cut in
 * their middle. Owned by the caller. */
char *footing_way(const Footing *needs, size_t index, const Plan *home) G_GNUC_WARN_UNUSED_RESULT;

/* Where the first link of that way is written; NULL for the start. */
const Ref *footing_first_link(const Footing *needs, size_t index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Footing, footing_free)

#endif
