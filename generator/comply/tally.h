#ifndef REDBINDER_COMPLY_TALLY_H
#define REDBINDER_COMPLY_TALLY_H

#include "comply/comply.h"

enum { TALLY_NAMED = 8 }; /* so many of the missing are named, the others counted */

/*
 * How many of a whole have something, and which have not. Zeroed at the start. Names are
 * borrowed until the text is made.
 */
typedef struct Tally {
    size_t part, whole;
    const char *missing[TALLY_NAMED];
} Tally;

void tally_count(Tally *tally, bool has, const char *name);
void tally_entity(Tally *tally, bool has, const Entity *entity);

/* "3 of 4 services have an RTO; missing: dev-environment." or "There are no services." from
 * THINGS "services" and CLAIM "have an RTO". Belongs to ARENA. */
const char *tally_text(const Tally *tally, Arena *arena, const char *things, const char *claim);

/* Satisfied when all have it; no-evidence when there is nothing to count. */
Verdict tally_verdict(const Tally *tally);

#endif
