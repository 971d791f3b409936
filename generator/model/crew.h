#ifndef REDBINDER_MODEL_CREW_H
#define REDBINDER_MODEL_CREW_H

#include "model/loss.h"

/*
 * The people any of whom can do a step: of a role its holders and alternates, of a team its
 * members, else the person.
 */
typedef struct Crew {
    GPtrArray *people; /* of const Person's Entity, each once, in the order of the source */
    bool is_unlimited; /* a vendor is among them, or somebody who could not be read */
    bool is_lost;      /* somebody was named, and all of them are lost */
} Crew;

/* WHO is a role, team, person or vendor. LOSSES may be NULL. */
Crew crew_of(const Entity *who, const Losses *losses) G_GNUC_WARN_UNUSED_RESULT;
void crew_clear(Crew *crew);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Crew, crew_clear)

#endif
