#ifndef REDBINDER_MODEL_SILENCE_H
#define REDBINDER_MODEL_SILENCE_H

#include "model/aftermath.h"
#include "model/channel.h"

/*
 * Who cannot be reached after a loss. Telephone, mail and chat need one tool of their kind: they
 * are cut when all that the library names are down and have no fallback. Mail in a domain that is
 * not the organization's own is not cut, nor is what no tool of the library carries. Somebody of
 * whom no channel is known is not counted: that is no matter of the loss.
 */
typedef struct Silent {
    const Person *person;
    Channels channels; /* all of them cut */
} Silent;

typedef struct Silence {
    Silent *people; /* who are left and cannot be reached, in the order of the library */
    size_t n_people;
    const Tool *cut[CHANNEL_KINDS]; /* the first of its tools when a kind is cut, else NULL */
    const Losses *losses;
    OwnDomains *domains;
    GHashTable *index; /* Person */
    Arena *arena;
} Silence;

/* People who have left by AS_OF are left out. Owned by the caller; what AFTERMATH is about must
 * outlive it. */
Silence *silence_new(const Aftermath *aftermath, Date as_of) G_GNUC_WARN_UNUSED_RESULT;
void silence_free(Silence *silence);

/* Can WHO (person, team or vendor) be reached? Not whoever is lost; a team by way of itself or of
 * any member. */
bool silence_can_reach(const Silence *silence, const Entity *who);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Silence, silence_free)

#endif
