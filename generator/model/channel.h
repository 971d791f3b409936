#ifndef REDBINDER_MODEL_CHANNEL_H
#define REDBINDER_MODEL_CHANNEL_H

#include "model/library.h"

/*
 * The ways in which a person, team or vendor can be reached.
 */
typedef enum ChannelKind { CHANNEL_PHONE, CHANNEL_MAIL, CHANNEL_CHAT, CHANNEL_SITE } ChannelKind;

typedef struct Channel {
    ChannelKind kind;
    const Text *text;
} Channel;

enum { CHANNEL_KINDS = CHANNEL_SITE + 1, MOST_CHANNELS = 4 };

typedef struct Channels {
    Channel items[MOST_CHANNELS];
    size_t count;  /* the same number twice is one channel */
    bool doubtful; /* one is written that could not be read */
} Channels;

/* The channels of WHO itself; a team's members have their own. */
Channels channels_of(const Entity *who);

/* "telephone", "mail", "chat", "support site". */
const char *channel_word(ChannelKind kind);

/* The mail domains of the organization: addresses in them fail with its own systems. */
typedef struct OwnDomains OwnDomains;

/* Those of LIBRARY; owned by the caller. */
OwnDomains *own_domains_new(const Library *library) G_GNUC_WARN_UNUSED_RESULT;
void own_domains_free(OwnDomains *domains);

/* Does the library name any? */
bool own_domains_are_known(const OwnDomains *domains);

/* Is the mail ADDRESS in one of them, or in one below it? */
bool own_domains_have(const OwnDomains *domains, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnDomains, own_domains_free)

#endif
