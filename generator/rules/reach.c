#include "model/channel.h"
#include "rules/blank.h"
#include "rules/checks.h"
#include "rules/listing.h"
#include "rules/quota.h"
#include "rules/reliance.h"
#include "rules/subject.h"
#include "rules/term.h"

/* Can those whom the plans count on be reached? Each is reported once, at their entry. */

/* What is the same for everybody who is looked at. */
typedef struct Look {
    const Plan *plan;
    Date as_of;
    GHashTable *seen; /* const Entity * */
    Quota quota;
    Diags *diags;
} Look;

static void note_reliance(Diags *diags, Diag *diag, const Plan *plan, const Reliance *reliance)
{
    g_autofree char *words = reliance_words(reliance);
    diag_note(diags, diag, reliance->ref->span, "'%s' %s in plan '%s'", reliance->ref->text, words,
              plan->id);
}

/* How many ways lead to WHO, 2 standing for more; ONLY gets the first. A team is also reached by
 * way of its members. What could not be read is taken for a way. */
static size_t count_ways(const Entity *who, Channel *only)
{
    Channels channels = channels_of(who);
    size_t count = channels.count + (channels.doubtful ? 2 : 0);
    if (channels.count > 0)
        *only = channels.items[0];
    if (who->kind != ENTITY_TEAM)
        return count;
    const Team *team = (const Team *)who;
    for (size_t i = 0; i < team->members.count && count < 2; i++) {
        const Entity *member = team->members.items[i]->target;
        if (member == NULL)
            return 2;
        channels = channels_of(member);
        if (count == 0 && channels.count > 0)
            *only = channels.items[0];
        count += channels.count + (channels.doubtful ? 2 : 0);
    }
    return count;
}

/* An entry that nobody has filled in has been reported as such. */
static bool is_blank_entry(const Entity *who)
{
    const Text *contact = who->kind == ENTITY_VENDOR ? &((const Vendor *)who)->contact : NULL;
    return (who->name.text != NULL && blank_reason(who->name.text) != NULL) ||
           (contact != NULL && contact->text != NULL && blank_reason(contact->text) != NULL);
}

static void look_at_channels(const Reliance *reliance, void *data)
{
    Look *look = data;
    const Entity *who = reliance->ref->target;
    if (has_left(who, look->as_of) || !g_hash_table_add(look->seen, (void *)(uintptr_t)who))
        return;
    Channel only = {CHANNEL_PHONE, NULL};
    size_t count = count_ways(who, &only);
    if (count > 1 || (count == 0 && is_blank_entry(who)) ||
        !quota_take(&look->quota, subject_place(who)))
        return;
    const char *kind = entity_kind_word(who->kind);
    Diag *diag;
    if (count == 0)
        diag = diags_add(look->diags, &check_contact_single_channel.rule, subject_place(who),
                         "nothing says how to reach %s '%s': there is no number, address or chat "
                         "name",
                         kind, subject_id(who));
    else
        diag = diags_add(look->diags, &check_contact_single_channel.rule, subject_place(who),
                         "%s '%s' can be reached by %s only", kind, subject_id(who),
                         channel_word(only.kind));
    note_reliance(look->diags, diag, look->plan, reliance);
    if (count == 0)
        diag_help(look->diags, diag, "add `phone`, and a second way such as `email`");
    else if (only.kind != CHANNEL_PHONE)
        diag_help(look->diags, diag, "add `phone` with a number that works when the %s does not",
                  channel_word(only.kind));
}

static void contact_single_channel(const CheckInput *input, Diags *diags)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    Look look = {.as_of = input->as_of, .seen = seen, .diags = diags};
    for (size_t i = 0; i < input->library->n_plans; i++) {
        look.plan = input->library->plans[i];
        reliance_each(look.plan, look_at_channels, &look);
    }
    quota_end(&look.quota, &check_contact_single_channel.rule, "people, teams and vendors", diags);
}

const Check check_contact_single_channel = {
    .rule =
        {
            .id = "contact-single-channel",
            .severity = SEVERITY_WARNING,
            .summary = "somebody whom a plan counts on can be reached in one way only",
            .remedy = "add a second way that does not fail with the first: another number, a mail "
                      "address",
            .why = "The one channel is down with the disaster, or its battery is empty, and the "
                   "plan has no other way to call.",
            .origin = "NIST SP 800-34 Rev. 1 4.2.2 and Appendix A; ISO 22301:2019 8.4.3",
        },
    .run_library = contact_single_channel,
};

/* What is known of when numbers were tried. */
typedef struct Trial {
    Date as_of;
    Duration most;
    const char *most_text;
} Trial;

/* Is there anything that could be tried? A blank has been reported as such. */
static bool has_real_channel(const Person *person)
{
    Channels channels = channels_of(&person->entity);
    for (size_t i = 0; i < channels.count; i++)
        if (blank_reason(channels.items[i].text->text) == NULL)
            return true;
    return false;
}

static Term trial_term(const Person *person, const Trial *trial)
{
    return (Term){person->verified.value, trial->most, trial->most_text};
}

static void report_outdated(const Person *person, const Trial *trial, Diags *diags)
{
    g_autofree char *arithmetic = term_arithmetic(trial_term(person, trial), trial->as_of);
    diags_add(diags, &check_contact_unverified.rule, person->verified.span,
              "how to reach '%s' was last tried too long ago: %s", subject_id(&person->entity),
              arithmetic);
}

static void look_for_outdated(const GPtrArray *people, const Trial *trial, Diags *diags)
{
    Quota quota = {.count = 0};
    for (guint i = 0; i < people->len; i++) {
        const Person *person = people->pdata[i];
        if (person->verified.known && term_is_over(trial_term(person, trial), trial->as_of) &&
            quota_take(&quota, person->verified.span))
            report_outdated(person, trial, diags);
    }
    quota_end(&quota, &check_contact_unverified.rule, "people", diags);
}

static void look_for_untried(const GPtrArray *people, Diags *diags)
{
    Listing names = {.count = 0};
    g_autoptr(GPtrArray) untried = g_ptr_array_new();
    for (guint i = 0; i < people->len; i++) {
        const Person *person = people->pdata[i];
        if (person->verified.text != NULL || person->verified.span.source != NULL)
            continue;
        listing_add(&names, subject_id(&person->entity));
        g_ptr_array_add(untried, people->pdata[i]);
    }
    g_autofree char *list = listing_end(&names);
    if (untried->len == 0)
        return;
    const Person *first = untried->pdata[0];
    Diag *diag = diags_add(diags, &check_contact_unverified.rule, subject_place(&first->entity),
                           "nothing says that anybody ever tried how to reach %s", list);
    for (guint i = 1; i < untried->len && i <= LISTING_NOTED; i++) {
        const Entity *other = &((const Person *)untried->pdata[i])->entity;
        diag_note(diags, diag, subject_place(other), "'%s' has no `verified` either",
                  subject_id(other));
    }
    diag_help(diags, diag, "call them, and add `verified` with the date to their entries");
}

static void collect(const Reliance *reliance, void *data)
{
    crowd_add(data, reliance->ref);
}

static void contact_unverified(const CheckInput *input, Diags *diags)
{
    const DurationValue *limit = &input->library->limits.contacts;
    if (known_length(limit) == NULL && limit->span.source != NULL)
        return;
    Trial trial = {.as_of = input->as_of, .most = {.months = 3}, .most_text = "3mo"};
    if (limit->known)
        trial = (Trial){input->as_of, limit->value, limit->text};
    g_autoptr(Crowd) crowd = crowd_new();
    for (size_t i = 0; i < input->library->n_plans; i++)
        reliance_each(input->library->plans[i], collect, crowd);
    g_autoptr(GPtrArray) people = g_ptr_array_new();
    for (guint i = 0; i < crowd->members->len; i++) {
        const Person *person = g_array_index(crowd->members, CrowdMember, i).person;
        if (!person_has_left(person, input->as_of) && has_real_channel(person))
            g_ptr_array_add(people, (void *)(uintptr_t)person);
    }
    look_for_outdated(people, &trial, diags);
    look_for_untried(people, diags);
}

const Check check_contact_unverified = {
    .rule =
        {
            .id = "contact-unverified",
            .severity = SEVERITY_WARNING,
            .summary = "nobody has lately tried whether a number or address still works",
            .remedy = "call the number, and bring `verified` in people.yaml up to date",
            .why = "People change numbers more often than plans are read, and the wrong one is "
                   "found out in the middle of the night.",
            .origin = "NIST SP 800-34 Rev. 1 3.6; NIST SP 800-53 Rev. 5 CP-2 a.3",
        },
    .run_library = contact_unverified,
};
