#include "rules/checks.h"
#include "rules/listing.h"
#include "rules/quota.h"
#include "rules/reliance.h"
#include "rules/subject.h"

/* Those who have left and are still named: person -> their finding. */
typedef struct Leavers {
    const CheckInput *input;
    GHashTable *found; /* const Person * -> Leaver *, owned */
    Quota quota;
    Diags *diags;
} Leavers;

typedef struct Leaver {
    Diag *diag; /* NULL: there are too many */
    size_t notes;
} Leaver;

/* REF names PERSON, who WORDS. */
static void report_leaver(Leavers *leavers, const Person *person, const Ref *ref, const char *words)
{
    Leaver *leaver = g_hash_table_lookup(leavers->found, person);
    if (leaver != NULL) {
        if (leaver->diag != NULL && leaver->notes++ < LISTING_NOTED)
            diag_note(leavers->diags, leaver->diag, ref->span, "and %s", words);
        return;
    }
    leaver = g_new0(Leaver, 1);
    g_hash_table_insert(leavers->found, (void *)(uintptr_t)person, leaver);
    if (!quota_take(&leavers->quota, ref->span))
        return;
    leaver->diag = diags_add(leavers->diags, &check_role_holder_left.rule, ref->span,
                             "'%s' left on %s and still %s", subject_id(&person->entity),
                             person->left.text, words);
    diag_note(leavers->diags, leaver->diag, person->left.span, "this is when '%s' left",
              subject_id(&person->entity));
}

static void look_for_leaver(const Reliance *reliance, void *data)
{
    Leavers *leavers = data;
    const Entity *who = reliance->ref->target;
    if (!has_left(who, leavers->input->as_of))
        return;
    g_autofree char *words = reliance_words(reliance);
    report_leaver(leavers, (const Person *)who, reliance->ref, words);
}

static void look_at_ref(Leavers *leavers, const Ref *ref, const char *words)
{
    if (ref->target == NULL || ref->target->kind != ENTITY_PERSON)
        return;
    const Person *person = (const Person *)ref->target;
    if (person_has_left(person, leavers->input->as_of))
        report_leaver(leavers, person, ref, words);
}

static void role_holder_left(const CheckInput *input, Diags *diags)
{
    g_autoptr(GHashTable) found =
        g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    Leavers leavers = {.input = input, .found = found, .diags = diags};
    look_at_ref(&leavers, &input->plan->owner, "owns the plan");
    reliance_each(input->plan, look_for_leaver, &leavers);
    quota_end(&leavers.quota, &check_role_holder_left.rule, "people", diags);
}

static void team_member_left(const CheckInput *input, Diags *diags)
{
    g_autoptr(GHashTable) found =
        g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    Leavers leavers = {.input = input, .found = found, .diags = diags};
    const Library *library = input->library;
    for (size_t i = 0; i < library->teams.count; i++) {
        const Team *team = library->teams.items[i];
        g_autofree char *words =
            g_strdup_printf("is a member of team '%s'", subject_id(&team->entity));
        for (size_t j = 0; j < team->members.count; j++)
            look_at_ref(&leavers, team->members.items[j], words);
    }
    for (size_t i = 0; i < library->binders.count; i++)
        look_at_ref(&leavers, &library->binders.items[i]->holder, "keeps a binder");
    quota_end(&leavers.quota, &check_role_holder_left.rule, "people", diags);
}

const Check check_role_holder_left = {
    .rule =
        {
            .id = "role-holder-left",
            .severity = SEVERITY_WARNING,
            .summary = "somebody who has left still has a part in a plan",
            .remedy = "give the part to somebody else, and remove the name",
            .why = "The call goes to a number that has been given back, and the keys and "
                   "permissions of the role have gone with the person.",
            .origin = "NIST SP 800-53 Rev. 5 CP-2 a.3; NIST SP 800-34 Rev. 1 3.6",
        },
    .run = role_holder_left,
    .run_library = team_member_left,
};

static Crowd *people_of_roles(const Plan *plan)
{
    Crowd *crowd = crowd_new();
    for (size_t i = 0; i < plan->roles.count; i++) {
        crowd_add_list(crowd, &plan->roles.items[i]->holders);
        crowd_add_list(crowd, &plan->roles.items[i]->alternates);
    }
    return crowd;
}

/* Those of CROWD who still work here, when all are at one site; else NULL. */
static GPtrArray *members_at_one_site(const Crowd *crowd, Date as_of)
{
    g_autoptr(GPtrArray) here = g_ptr_array_new();
    g_autofree char *site = NULL;
    for (guint i = 0; i < crowd->members->len; i++) {
        const CrowdMember *member = &g_array_index(crowd->members, CrowdMember, i);
        if (person_has_left(member->person, as_of))
            continue;
        if (member->person->site.text == NULL)
            return NULL;
        g_autofree char *folded = g_utf8_casefold(member->person->site.text, -1);
        if (site != NULL && g_strcmp0(site, folded) != 0)
            return NULL;
        if (site == NULL)
            site = g_steal_pointer(&folded);
        g_ptr_array_add(here, (void *)(uintptr_t)member);
    }
    return here->len >= 2 ? g_steal_pointer(&here) : NULL;
}

static void people_one_site(const CheckInput *input, Diags *diags)
{
    g_autoptr(Crowd) crowd = people_of_roles(input->plan);
    if (crowd->open)
        return;
    g_autoptr(GPtrArray) here = members_at_one_site(crowd, input->as_of);
    if (here == NULL)
        return;
    const CrowdMember *first = here->pdata[0];
    g_autofree char *who = here->len == 2 ? g_strdup("both") : g_strdup_printf("all %u", here->len);
    Diag *diag = diags_add(diags, &check_people_one_site.rule, first->ref->span,
                           "%s people who hold the plan's roles or step in work at '%s'", who,
                           first->person->site.text);
    for (guint i = 0; i < here->len && i < LISTING_NOTED; i++) {
        const Person *person = ((const CrowdMember *)here->pdata[i])->person;
        diag_note(diags, diag, person->site.span, "'%s' works there", subject_id(&person->entity));
    }
}

const Check check_people_one_site = {
    .rule =
        {
            .id = "people-one-site",
            .severity = SEVERITY_WARNING,
            .summary = "everybody who recovers the system works at one and the same site",
            .remedy = "name an alternate who works elsewhere",
            .why = "The fire, flood or blackout that takes the site takes everybody who could "
                   "recover from it.",
            .origin = "Delegated Regulation (EU) 2024/1774 (DORA) Art. 26(2); ISO 22301:2019 8.4.2",
        },
    .run = people_one_site,
};
