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

enum { MOST_CHANNELS = 4 };

typedef struct Channels {
    Channel items[MOST_CHANNELS];
    size_t count;  /* the same number twice is one channel */
    bool doubtful; /* one is written that could not be read */
} Channels;

/* The channels of WHO itself; a team's members have their own. */
Channels channels_of(const Entity *who);

/* "telephone", "mail", "chat", "support site". */
const char *channel_word(ChannelKind kind);

#endif
