#ifndef REDBINDER_COMPOSE_CALLERS_H
#define REDBINDER_COMPOSE_CALLERS_H

#include "model/library.h"

/* Somebody who can be called. */
typedef struct CallTarget {
    const Entity *entity; /* person, team or vendor */
    const char *as;       /* "alternate", "member", "has left"; NULL: what is expected */
} CallTarget;

/* Whom to call for WHO: of a role its holders, then its alternates; of a team itself, then its
 * members; else itself. Empty when nobody holds the role. GArray of CallTarget, owned by the
 * caller. */
GArray *call_targets(const Entity *who, Date as_of) G_GNUC_WARN_UNUSED_RESULT;

/* The number of TARGET, else its address; NULL when it has neither. */
const char *call_number(const CallTarget *target);

#endif
