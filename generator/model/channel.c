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

struct OwnDomains {
    GHashTable *names; /* char *, in lower case; owned */
};

OwnDomains *own_domains_new(const Library *library)
{
    OwnDomains *domains = g_new0(OwnDomains, 1);
    domains->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < library->domains.count; i++)
        if (library->domains.items[i]->text != NULL)
            g_hash_table_add(domains->names, g_ascii_strdown(library->domains.items[i]->text, -1));
    return domains;
}

void own_domains_free(OwnDomains *domains)
{
    if (domains == NULL)
        return;
    g_hash_table_unref(domains->names);
    g_free(domains);
}

bool own_domains_are_known(const OwnDomains *domains)
{
    return g_hash_table_size(domains->names) > 0;
}

bool own_domains_have(const OwnDomains *domains, const char *address)
{
    const char *at = strrchr(address, '@');
    if (at == NULL)
        return false;
    g_autofree char *domain = g_ascii_strdown(at + 1, -1);
    for (const char *rest = domain; rest != NULL; rest = strchr(rest, '.')) {
        rest += *rest == '.';
        if (g_hash_table_contains(domains->names, rest))
            return true;
    }
    return false;
}
