#include "model/channel.h"
#include "rules/blank.h"
#include "rules/checks.h"
#include "rules/quota.h"
#include "rules/reliance.h"
#include "rules/subject.h"

/* Do those whom a plan counts on lose all their channels at once? */

/* What mail or chat stands on: the library's only tool of the kind. */
typedef struct Ground {
    const Tool *tool;     /* NULL when there is none, or more than one */
    GHashTable *services; /* const Plan * -> const Entity *: the first of the plan's services
                             without which the tool does not work */
} Ground;

typedef struct Grounds {
    const Library *library;
    Ground mail, chat;
    const OwnDomains *domains;
    GHashTable *reported; /* const Entity * */
    const Plan *plan;     /* the one that is looked at */
    Date as_of;
    GHashTable *seen; /* const Entity *: in this plan */
    Quota quota;
    Diags *diags;
} Grounds;

static const Tool *only_tool(const Library *library, ToolKind kind)
{
    const Tool *found = NULL;
    for (size_t i = 0; i < library->tools.count; i++) {
        const Tool *tool = library->tools.items[i];
        if (tool->kind.text == NULL || tool->kind.index != (int)kind)
            continue;
        if (found != NULL)
            return NULL;
        found = tool;
    }
    return found;
}

static void follow(const RefList *needs, GPtrArray *open, GHashTable *seen, GHashTable *services)
{
    for (size_t i = 0; i < needs->count; i++) {
        const Entity *need = needs->items[i]->target;
        if (need == NULL || !g_hash_table_add(seen, (void *)(uintptr_t)need))
            continue;
        if (need->kind == ENTITY_TOOL)
            g_ptr_array_add(open, (void *)(uintptr_t)need);
        else if (need->plan != NULL && !g_hash_table_contains(services, need->plan))
            g_hash_table_insert(services, (void *)(uintptr_t)need->plan, (void *)(uintptr_t)need);
    }
}

static Ground ground_new(const Library *library, ToolKind kind)
{
    Ground ground = {.tool = only_tool(library, kind),
                     .services = g_hash_table_new(g_direct_hash, g_direct_equal)};
    if (ground.tool == NULL || ground.tool->fallback.text != NULL)
        return ground;
    g_autoptr(GPtrArray) open = g_ptr_array_new();
    g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    follow(&ground.tool->needs, open, seen, ground.services);
    while (open->len > 0) {
        const Tool *tool = g_ptr_array_steal_index_fast(open, open->len - 1);
        follow(&tool->needs, open, seen, ground.services);
    }
    return ground;
}

/* The service of the plan that takes CHANNEL down with it; NULL when none does. */
static const Entity *service_under(const Grounds *grounds, const Channel *channel)
{
    const Ground *ground = channel->kind == CHANNEL_MAIL ? &grounds->mail : &grounds->chat;
    return g_hash_table_lookup(ground->services, grounds->plan);
}

/* Does the organization's tool carry CHANNEL? Not so mail of a foreign domain. */
static bool is_carried(const Grounds *grounds, const Channel *channel)
{
    if (channel->kind == CHANNEL_CHAT)
        return true;
    return channel->kind == CHANNEL_MAIL &&
           (!own_domains_are_known(grounds->domains) ||
            own_domains_have(grounds->domains, channel->text->text));
}

static bool goes_down(const Grounds *grounds, const Channel *channel)
{
    if (!is_carried(grounds, channel))
        return false;
    return service_under(grounds, channel) != NULL ||
           (channel->kind == CHANNEL_MAIL &&
            own_domains_have(grounds->domains, channel->text->text));
}

static bool all_go_down(const Grounds *grounds, const Channels *channels)
{
    for (size_t i = 0; i < channels->count; i++)
        if (!goes_down(grounds, &channels->items[i]))
            return false;
    return true;
}

/* The vendor from whom all CHANNELS come; NULL when they come from several or nobody knows. */
static const Entity *only_vendor(const Grounds *grounds, const Channels *channels)
{
    const Tool *mail = grounds->mail.tool;
    const Tool *chat = grounds->chat.tool;
    for (size_t i = 0; i < channels->count; i++)
        if (!is_carried(grounds, &channels->items[i]))
            return NULL;
    if (mail == NULL || chat == NULL || mail->fallback.text != NULL || chat->fallback.text != NULL)
        return NULL;
    return mail->vendor.target == chat->vendor.target ? mail->vendor.target : NULL;
}

static void note_channel(const Grounds *grounds, const Channel *channel, Diag *diag)
{
    const Entity *service = service_under(grounds, channel);
    if (service != NULL)
        diag_note(grounds->diags, diag, channel->text->span,
                  "%s needs service '%s', which plan '%s' recovers", channel_word(channel->kind),
                  subject_id(service), grounds->plan->id);
    else
        diag_note(grounds->diags, diag, channel->text->span,
                  "this mail domain is the organization's own");
}

static void report(const Grounds *grounds, const Reliance *reliance, const Channels *channels,
                   const Entity *vendor)
{
    const Entity *who = reliance->ref->target;
    Diags *diags = grounds->diags;
    Diag *diag;
    if (vendor != NULL) {
        diag = diags_add(diags, &check_contact_channels_together.rule, subject_place(who),
                         "mail and chat of %s '%s' both come from '%s', and there is no other way",
                         entity_kind_word(who->kind), subject_id(who), subject_id(vendor));
        diag_note(diags, diag, grounds->mail.tool->vendor.span, "mail comes from it");
        diag_note(diags, diag, grounds->chat.tool->vendor.span, "chat comes from it");
    } else {
        diag = diags_add(diags, &check_contact_channels_together.rule, subject_place(who),
                         "all ways to reach %s '%s' are down with the systems of plan '%s'",
                         entity_kind_word(who->kind), subject_id(who), grounds->plan->id);
        for (size_t i = 0; i < channels->count; i++)
            note_channel(grounds, &channels->items[i], diag);
    }
    g_autofree char *words = reliance_words(reliance);
    diag_note(diags, diag, reliance->ref->span, "'%s' %s", reliance->ref->text, words);
}

/* Is somebody of the team reached in another way? */
static bool has_other_way(const Grounds *grounds, const Entity *who)
{
    if (who->kind != ENTITY_TEAM)
        return false;
    const Team *team = (const Team *)who;
    for (size_t i = 0; i < team->members.count; i++) {
        const Entity *member = team->members.items[i]->target;
        if (member == NULL)
            return true;
        Channels channels = channels_of(member);
        if (channels.doubtful || !all_go_down(grounds, &channels))
            return true;
    }
    return false;
}

static bool has_blank(const Channels *channels)
{
    for (size_t i = 0; i < channels->count; i++)
        if (blank_reason(channels->items[i].text->text) != NULL)
            return true;
    return false;
}

static void look_at(const Reliance *reliance, void *data)
{
    Grounds *grounds = data;
    const Entity *who = reliance->ref->target;
    if (who->kind == ENTITY_VENDOR || has_left(who, grounds->as_of) ||
        g_hash_table_contains(grounds->reported, who) ||
        !g_hash_table_add(grounds->seen, (void *)(uintptr_t)who))
        return;
    /* That there is only one is another finding. */
    Channels channels = channels_of(who);
    if (channels.doubtful || channels.count < 2 || has_blank(&channels))
        return;
    const Entity *vendor = NULL;
    if (!all_go_down(grounds, &channels)) {
        vendor = only_vendor(grounds, &channels);
        if (vendor == NULL)
            return;
    }
    if (has_other_way(grounds, who))
        return;
    g_hash_table_add(grounds->reported, (void *)(uintptr_t)who);
    if (quota_take(&grounds->quota, subject_place(who)))
        report(grounds, reliance, &channels, vendor);
}

static void contact_channels_together(const CheckInput *input, Diags *diags)
{
    const Library *library = input->library;
    g_autoptr(OwnDomains) domains = own_domains_new(library);
    g_autoptr(GHashTable) reported = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    Grounds grounds = {.library = library,
                       .as_of = input->as_of,
                       .mail = ground_new(library, TOOL_MAIL),
                       .chat = ground_new(library, TOOL_CHAT),
                       .domains = domains,
                       .reported = reported,
                       .seen = seen,
                       .diags = diags};
    for (size_t i = 0; i < library->n_plans; i++) {
        grounds.plan = library->plans[i];
        g_hash_table_remove_all(seen);
        reliance_each(grounds.plan, look_at, &grounds);
    }
    quota_end(&grounds.quota, &check_contact_channels_together.rule, "people and teams", diags);
    g_hash_table_unref(grounds.mail.services);
    g_hash_table_unref(grounds.chat.services);
}

const Check check_contact_channels_together = {
    .rule =
        {
            .id = "contact-channels-together",
            .severity = SEVERITY_WARNING,
            .summary = "all ways to reach somebody fail together",
            .remedy = "add `phone` with a number outside the organization's own systems",
            .why = "Mail and chat look like two ways, and are down together in the one disaster "
                   "in which somebody must be called.",
            .origin = "NIST SP 800-34 Rev. 1 4.2.2; ISO 22301:2019 8.4.3",
        },
    .run_library = contact_channels_together,
};
