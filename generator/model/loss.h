#ifndef REDBINDER_MODEL_LOSS_H
#define REDBINDER_MODEL_LOSS_H

#include "model/library.h"

/*
 * What is gone, and what that takes away: a site takes the sites within it, and the services and
 * data sets of which it was the last place; a service takes the tools that need it, a tool the
 * tools that need it; a vendor takes the tools that it delivers and the sites that name it as their
 * provider. People go one by one. Teams and roles are lost when everybody in them is. A reference
 * that leads nowhere counts as something that is left.
 * Losses belong to one thread; asking them remembers what was found out.
 */
typedef struct Losses Losses;

/* Nothing is lost yet. LIBRARY must outlive the result. */
Losses *losses_new(const Library *library) G_GNUC_WARN_UNUSED_RESULT;
void losses_free(Losses *losses);

/* Takes ENTITY away, and what goes with it. */
void losses_add(Losses *losses, const Entity *entity);

/* What SCENARIO `loses` is taken away. */
void losses_add_scenario(Losses *losses, const Scenario *scenario);

/* Is ENTITY gone? Also for teams and roles. NULL is not. */
bool losses_has(const Losses *losses, const Entity *entity);

/* What took ENTITY away: itself when it was named, else the last thing that carried it (of a
 * service its last site, of a site its provider or the one it lies within, of a tool its vendor or
 * what it needs); NULL when it is not gone. Ask again with the answer to follow the chain to what
 * was named. */
const Entity *losses_cause(const Losses *losses, const Entity *entity);

/*
 * What a copy is worth after a disaster. Sources for the arithmetic: NIST SP 800-34 Rev. 1 3.2.1
 * (RPO), the newest data lost is that written since the last copy that arrived: at most interval +
 * duration of the job + lag.
 */
typedef enum CopyState {
    COPY_GOOD,
    COPY_GONE,      /* all sites where it lies are lost */
    COPY_LOCKED,    /* all that holds its keys is lost */
    COPY_SPOILED,   /* it follows the data, and so holds the same corruption */
    COPY_TOO_SHORT, /* it is not kept until the corruption is noticed */
    COPY_BASELESS,  /* a log or increments, and no copy that they go on top of is good */
} CopyState;

/* How each backup of DATA fares in SCENARIO (NULL: nothing is corrupted) when LOSSES (NULL: none)
 * are gone. A backup that names no site is taken to survive. Keys are lost with sites and tools,
 * but not with a service, which is brought back before. In scenarios of the families cyber-attack
 * and data-corruption a replica is spoiled, unless it is immutable or offline and so does not
 * follow; and what is kept no longer than `detect` is too short (the longest stage of its retention
 * counts; not when nothing says how long it is kept). Owned by the caller. */
CopyState *copy_states(const DataSet *data, const Scenario *scenario,
                       const Losses *losses) G_GNUC_WARN_UNUSED_RESULT;

/* Is any of them good? */
bool copy_is_left(const DataSet *data, const Scenario *scenario, const Losses *losses);

/* Does SCENARIO corrupt data: is it of the families cyber-attack or data-corruption? */
bool scenario_corrupts(const Scenario *scenario);

/* What is lost at most when BACKUP is used. False when its interval is not known. */
bool copy_loss(const Backup *backup, Duration *most);

/* How long a restore of DATA from BACKUP takes: size over rate, rounded up to a second, plus
 * replay. False when size or rate is not known. */
bool copy_restore_time(const DataSet *data, const Backup *backup, Duration *time);

/* The copy that loses least among those that are good, and of equals the one that is restored
 * fastest, then the first; NULL when none has a known interval. *DOUBTFUL tells that the interval
 * of a good one could not be read, so that nothing can be said. */
const Backup *copy_best(const DataSet *data, const Scenario *scenario, const Losses *losses,
                        bool *doubtful);

/* The copy that is written back when BEST (of copy_best; may be NULL) is used, and the TIME that it
 * takes: BEST itself, or, when that is a log or increments without a rate of their own, the good
 * copy of another kind that is restored fastest. NULL when the time is not known. */
const Backup *copy_restored(const DataSet *data, const Backup *best, const Scenario *scenario,
                            const Losses *losses, Duration *time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Losses, losses_free)

#endif
