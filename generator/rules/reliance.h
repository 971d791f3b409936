#ifndef REDBINDER_RULES_RELIANCE_H
#define REDBINDER_RULES_RELIANCE_H

#include "model/library.h"

/*
 * Whom a plan counts on when it is carried out: who holds its roles, steps in, is on call, is
 * called, stands on the ladder of calls or does a step. Each walk takes time in proportion to what
 * is written, also when thousands of roles name the same large team.
 */
typedef enum RelianceKind {
    RELIANCE_HOLDER,
    RELIANCE_ALTERNATE,
    RELIANCE_ON_CALL,
    RELIANCE_CONTACT,
    RELIANCE_ESCALATION,
    RELIANCE_STEP,
} RelianceKind;

/* One place where a plan names a person, team or vendor. */
typedef struct Reliance {
    RelianceKind kind;
    const Ref *ref;   /* has a target */
    const Entity *in; /* the role or step; NULL for contacts and escalation */
} Reliance;

typedef void (*RelianceVisit)(const Reliance *reliance, void *data);

/* Calls VISIT for every such place in PLAN: roles, contacts, escalation, steps. */
void reliance_each(const Plan *plan, RelianceVisit visit, void *data);

/* "holds role 'scribe'", "is called at an escalation level": what whoever is named there does.
 * Owned by the caller. */
char *reliance_words(const Reliance *reliance) G_GNUC_WARN_UNUSED_RESULT;

/* One of a crowd, and the place that first names them or their team. */
typedef struct CrowdMember {
    const Person *person;
    const Ref *ref;
} CrowdMember;

/* The people behind names: teams by their members, roles by holders and alternates. */
typedef struct Crowd {
    GArray *members;  /* of CrowdMember, each person once, the first named first */
    GHashTable *seen; /* const Entity * */
    bool open;        /* also people whom nobody lists: of a vendor, of a team without members, or
                         behind an id that names nothing */
} Crowd;

Crowd *crowd_new(void) G_GNUC_WARN_UNUSED_RESULT;
void crowd_free(Crowd *crowd);
void crowd_add(Crowd *crowd, const Ref *ref);
void crowd_add_list(Crowd *crowd, const RefList *list);
bool crowd_has(const Crowd *crowd, const Entity *entity);

/* Whether names come to one person and no more. All zero: they name nobody yet. */
typedef struct Sole {
    const Person *person; /* the first */
    bool several;         /* another one too, or somebody whom nobody lists */
} Sole;

void sole_add(Sole *sole, const Entity *who);
void sole_add_list(Sole *sole, const RefList *list);

/* The person whom WHO comes to: itself, a team's only member, a role's only holder; NULL when it is
 * more than one or nobody. WHO may be NULL. */
const Person *sole_person(const Entity *who);

/* Is a list of COUNT items at SPAN left out or written as `[]`? What could not be read is neither.
 */
bool list_is_empty(size_t count, Span span);

/* Had WHO, who need not be a person, left by the day AS_OF? */
bool has_left(const Entity *who, Date as_of);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Crowd, crowd_free)

#endif
