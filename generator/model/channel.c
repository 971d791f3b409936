#include "model/channel.h"

#include <string.h>

static bool is_same_number(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a != '\0' && !g_ascii_isalnum(*a))
            a++;
        while (*b != '\0' && !g_ascii_isalnum(*b))
            b++;
        if (*a != *b || *a == '\0')
            return *a == *b;
    }
}

static void add(Channels *channels, ChannelKind kind, const Text *text)
{
    if (text->text == NULL) {
        channels->doubtful |= text->span.source != NULL;
        return;
    }
    for (size_t i = 0; i < channels->count; i++)
        if (channels->items[i].kind == kind &&
            is_same_number(channels->items[i].text->text, text->text))
            return;
    channels->items[channels->count++] = (Channel){kind, text};
}

Channels channels_of(const Entity *who)
{
    Channels channels = {.count = 0};
    if (who->kind == ENTITY_PERSON) {
        const Person *person = (const Person *)who;
        add(&channels, CHANNEL_PHONE, &person->phone);
        add(&channels, CHANNEL_PHONE, &person->phone2);
        add(&channels, CHANNEL_MAIL, &person->email);
        add(&channels, CHANNEL_CHAT, &person->chat);
    } else if (who->kind == ENTITY_TEAM) {
        const Team *team = (const Team *)who;
        add(&channels, CHANNEL_PHONE, &team->phone);
        add(&channels, CHANNEL_MAIL, &team->email);
        add(&channels, CHANNEL_CHAT, &team->chat);
    } else if (who->kind == ENTITY_VENDOR) {
        const Vendor *vendor = (const Vendor *)who;
        add(&channels, CHANNEL_PHONE, &vendor->phone);
        add(&channels, CHANNEL_MAIL, &vendor->email);
        add(&channels, CHANNEL_SITE, &vendor->url);
    }
    return channels;
}

const char *channel_word(ChannelKind kind)
{
    static const char *const words[] = {
        [CHANNEL_PHONE] = "telephone",
        [CHANNEL_MAIL] = "mail",
        [CHANNEL_CHAT] = "chat",
        [CHANNEL_SITE] = "support site",
    };
    return words[kind];
}
