#include "model/silence.h"

static const int tool_kinds[CHANNEL_KINDS] = {
    [CHANNEL_PHONE] = TOOL_TELEPHONE,
    [CHANNEL_MAIL] = TOOL_MAIL,
    [CHANNEL_CHAT] = TOOL_CHAT,
    [CHANNEL_SITE] = -1, /* somebody else's */
};

/* The first tool of KIND when all of them are down and nothing takes their place. */
static const Tool *find_cut(const Aftermath *aftermath, int kind)
{
    const Tool *first = NULL;
    for (size_t i = 0; kind >= 0 && i < aftermath->library->tools.count; i++) {
        const Tool *tool = aftermath->library->tools.items[i];
        if (tool->kind.text == NULL || tool->kind.index != kind)
            continue;
        if (aftermath_find(aftermath, &tool->entity) == NULL || tool->fallback.text != NULL)
            return NULL;
        if (first == NULL)
            first = tool;
    }
    return first;
}

static bool is_cut(const Silence *silence, const Channel *channel)
{
    if (silence->cut[channel->kind] == NULL)
        return false;
    return channel->kind != CHANNEL_MAIL || !own_domains_are_known(silence->domains) ||
           own_domains_have(silence->domains, channel->text->text);
}

static bool are_all_cut(const Silence *silence, const Channels *channels)
{
    for (size_t i = 0; i < channels->count; i++)
        if (!is_cut(silence, &channels->items[i]))
            return false;
    return channels->count > 0 && !channels->doubtful;
}

static void find_people(Silence *silence, const Aftermath *aftermath, Date as_of)
{
    const Library *library = aftermath->library;
    silence->people = arena_alloc(silence->arena, (library->people.count + 1) * sizeof(Silent));
    for (size_t i = 0; i < library->people.count; i++) {
        const Person *person = library->people.items[i];
        Channels channels = channels_of(&person->entity);
        if (person_has_left(person, as_of) || losses_has(aftermath->losses, &person->entity) ||
            !are_all_cut(silence, &channels))
            continue;
        silence->people[silence->n_people++] = (Silent){person, channels};
        g_hash_table_add(silence->index, (gpointer)person);
    }
}

Silence *silence_new(const Aftermath *aftermath, Date as_of)
{
    Silence *silence = g_new0(Silence, 1);
    silence->arena = arena_new();
    silence->losses = aftermath->losses;
    silence->domains = own_domains_new(aftermath->library);
    silence->index = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < CHANNEL_KINDS; i++)
        silence->cut[i] = find_cut(aftermath, tool_kinds[i]);
    find_people(silence, aftermath, as_of);
    return silence;
}

void silence_free(Silence *silence)
{
    if (silence == NULL)
        return;
    own_domains_free(silence->domains);
    g_hash_table_unref(silence->index);
    arena_free(silence->arena);
    g_free(silence);
}

/* What cannot be found may be somebody. */
static bool can_reach_member(const Silence *silence, const Entity *member)
{
    return member == NULL ||
           (!losses_has(silence->losses, member) && !g_hash_table_contains(silence->index, member));
}

bool silence_can_reach(const Silence *silence, const Entity *who)
{
    if (who->kind == ENTITY_PERSON)
        return can_reach_member(silence, who);
    Channels channels = channels_of(who);
    if (who->kind != ENTITY_TEAM)
        return !are_all_cut(silence, &channels);
    const Team *team = (const Team *)who;
    if (channels.count > 0 && !are_all_cut(silence, &channels))
        return true;
    for (size_t i = 0; i < team->members.count; i++)
        if (can_reach_member(silence, team->members.items[i]->target))
            return true;
    return team->members.count == 0 && channels.count == 0;
}
