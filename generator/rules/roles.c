#include "rules/checks.h"
#include "rules/declaration.h"
#include "rules/listing.h"
#include "rules/quota.h"
#include "rules/reliance.h"
#include "rules/subject.h"

enum { USUAL_MOST_ROLES = 2 };

/* Where a role is needed first: role -> the Ref that names it. */
static void need(GHashTable *needed, const Ref *ref)
{
    if (ref->target != NULL && ref->target->kind == ENTITY_ROLE &&
        !g_hash_table_contains(needed, ref->target))
        g_hash_table_insert(needed, (void *)(uintptr_t)ref->target, (void *)(uintptr_t)ref);
}

static GHashTable *needed_roles(const Plan *plan)
{
    GHashTable *needed = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < plan->escalation.count; i++)
        need(needed, &plan->escalation.items[i]->who);
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        for (size_t j = 0; j < runbook->steps.count; j++)
            need(needed, &runbook->steps.items[j]->who);
    }
    return needed;
}

/* The only person behind holders and alternates of ROLE; NULL when there are more. */
static const Person *single_person(const Role *role)
{
    Sole sole = {NULL, false};
    sole_add_list(&sole, &role->holders);
    sole_add_list(&sole, &role->alternates);
    if (role->alternates.count == 0 && !list_is_empty(0, role->alternates.span))
        return NULL;
    return sole.several ? NULL : sole.person;
}

static void report_single(const Role *role, const Person *person, const Ref *use, Diags *diags)
{
    const Ref *holder = role->holders.items[0];
    Diag *diag = diags_add(diags, &check_role_single_person.rule, holder->span,
                           "role '%s' is one person, '%s'", subject_id(&role->entity),
                           subject_id(&person->entity));
    if (use != NULL)
        diag_note(diags, diag, use->span, "the plan needs role '%s' here",
                  subject_id(&role->entity));
    if (holder->target->kind == ENTITY_TEAM)
        diag_note(diags, diag, subject_place(holder->target), "team '%s' has no other member",
                  subject_id(holder->target));
    if (role->alternates.count > 0)
        diag_help(diags, diag, "name somebody else in `alternates` of '%s'",
                  subject_id(&role->entity));
}

static void role_single_person(const CheckInput *input, Diags *diags)
{
    const Role *declaring = plan_declaring_role(input->plan);
    g_autoptr(GHashTable) needed = needed_roles(input->plan);
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->roles.count; i++) {
        const Role *role = input->plan->roles.items[i];
        const Ref *use = g_hash_table_lookup(needed, role);
        if (role->holders.count == 0 || (use == NULL && !role_may_declare(role)))
            continue;
        /* A missing successor has a finding of its own. */
        if (role == declaring && successor_is_missing(role))
            continue;
        const Person *person = single_person(role);
        if (person != NULL && quota_take(&quota, role->holders.items[0]->span))
            report_single(role, person, use, diags);
    }
    quota_end(&quota, &check_role_single_person.rule, "roles", diags);
}

const Check check_role_single_person = {
    .rule =
        {
            .id = "role-single-person",
            .severity = SEVERITY_ERROR,
            .summary = "a role that recovery needs comes to one person",
            .remedy = "name somebody else in the role's `alternates`",
            .why = "On the night when this one person is ill, asleep or on a plane, every step "
                   "of the role waits, and with it the recovery.",
            .origin = "NIST SP 800-34 Rev. 1 3.4.6; ISO 22301:2019 8.4.2",
        },
    .run = role_single_person,
};

/* Those named as holders of a role: entity -> the Ref that names it. */
static GHashTable *holder_refs(const Role *role)
{
    GHashTable *holders = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < role->holders.count; i++) {
        const Ref *ref = role->holders.items[i];
        if (ref->target != NULL && !g_hash_table_contains(holders, ref->target))
            g_hash_table_insert(holders, (void *)(uintptr_t)ref->target, (void *)(uintptr_t)ref);
    }
    return holders;
}

/* The holder that WHO comes to; NULL when WHO brings somebody else. */
static const Ref *same_holder(GHashTable *holders, const Entity *who)
{
    const Ref *same = who == NULL ? NULL : g_hash_table_lookup(holders, who);
    if (same != NULL || who == NULL || who->kind != ENTITY_TEAM)
        return same;
    const Team *team = (const Team *)who;
    for (size_t i = 0; i < team->members.count; i++) {
        const Entity *member = team->members.items[i]->target;
        same = member == NULL ? NULL : g_hash_table_lookup(holders, member);
        if (same == NULL)
            return NULL;
    }
    return same;
}

static void find_own_alternate(const Role *role, Quota *quota, Diags *diags)
{
    g_autoptr(GHashTable) holders = holder_refs(role);
    Diag *diag = NULL;
    size_t notes = 0;
    for (size_t i = 0; i < role->alternates.count; i++) {
        const Ref *ref = role->alternates.items[i];
        const Ref *same = same_holder(holders, ref->target);
        if (same == NULL)
            continue;
        if (diag == NULL && !quota_take(quota, ref->span))
            return;
        if (diag != NULL) {
            if (notes++ < LISTING_NOTED)
                diag_note(diags, diag, ref->span, "'%s' is, too", ref->text);
            continue;
        }
        bool is_team = ref->target->kind == ENTITY_TEAM && ref->target != same->target;
        diag = diags_add(diags, &check_role_own_alternate.rule, ref->span,
                         is_team ? "alternate '%s' of role '%s' has no member who does not hold it"
                                 : "alternate '%s' of role '%s' is one of its holders",
                         ref->text, subject_id(&role->entity));
        diag_note(diags, diag, same->span, "'%s' holds it", same->text);
    }
}

static void role_own_alternate(const CheckInput *input, Diags *diags)
{
    const Role *declaring = plan_declaring_role(input->plan);
    g_autoptr(GHashTable) needed = needed_roles(input->plan);
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->roles.count; i++) {
        const Role *role = input->plan->roles.items[i];
        bool is_needed = role == declaring || g_hash_table_contains(needed, role);
        /* That the role is one person is then the finding. */
        if (role->alternates.count > 0 && !(is_needed && single_person(role) != NULL))
            find_own_alternate(role, &quota, diags);
    }
    quota_end(&quota, &check_role_own_alternate.rule, "roles", diags);
}

const Check check_role_own_alternate = {
    .rule =
        {
            .id = "role-own-alternate",
            .severity = SEVERITY_WARNING,
            .summary = "an alternate of a role is already one of its holders",
            .remedy = "name somebody else in the role's `alternates`",
            .why = "The plan looks as if somebody stood by, and whoever calls the alternate "
                   "rings the telephone that was not answered a minute before.",
            .origin = "NIST SP 800-34 Rev. 1 3.4.6",
        },
    .run = role_own_alternate,
};

/* The roles that one person holds. */
typedef struct Load {
    const Person *person;
    const Role *last;
    const Ref *over; /* the first role beyond the limit */
    Listing names;
    GPtrArray *refs; /* const Ref *, the first of them */
} Load;

static void free_load(void *data)
{
    Load *load = data;
    g_ptr_array_unref(load->refs);
    g_free(listing_end(&load->names));
    g_free(load);
}

static Load *load_of(const Person *person, GPtrArray *loads, GHashTable *index)
{
    Load *load = g_hash_table_lookup(index, person);
    if (load != NULL)
        return load;
    load = g_new0(Load, 1);
    load->person = person;
    load->refs = g_ptr_array_new();
    g_ptr_array_add(loads, load);
    g_hash_table_insert(index, (void *)(uintptr_t)person, load);
    return load;
}

static void add_load(Load *load, const Role *role, const Ref *ref, double limit)
{
    if (load->last == role)
        return;
    load->last = role;
    listing_add(&load->names, subject_id(&role->entity));
    if ((double)load->names.count > limit && load->over == NULL)
        load->over = ref;
    else if (load->refs->len < LISTING_NOTED)
        g_ptr_array_add(load->refs, (void *)(uintptr_t)ref);
}

static void report_load(Load *load, const NumberValue *limit, double most, Diags *diags)
{
    size_t count = load->names.count;
    g_autofree char *names = listing_end(&load->names);
    Diag *diag = diags_add(diags, &check_person_many_roles.rule, load->over->span,
                           "'%s' holds %zu roles at once, %zu > %g: %s",
                           subject_id(&load->person->entity), count, count, most, names);
    for (guint i = 0; i < load->refs->len; i++)
        diag_note(diags, diag, ((const Ref *)load->refs->pdata[i])->span,
                  "this one is held by '%s' too", subject_id(&load->person->entity));
    if (limit->known)
        diag_note(diags, diag, limit->span, "the library allows %s", limit->text);
}

static void person_many_roles(const CheckInput *input, Diags *diags)
{
    const NumberValue *limit = &input->library->limits.roles;
    if (!limit->known && limit->span.source != NULL)
        return;
    double most = limit->known ? limit->value : USUAL_MOST_ROLES;
    g_autoptr(GPtrArray) loads = g_ptr_array_new_with_free_func(free_load);
    g_autoptr(GHashTable) index = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < input->plan->roles.count; i++) {
        const Role *role = input->plan->roles.items[i];
        for (size_t j = 0; j < role->holders.count; j++) {
            const Ref *ref = role->holders.items[j];
            const Person *person = sole_person(ref->target);
            if (person != NULL)
                add_load(load_of(person, loads, index), role, ref, most);
        }
    }
    Quota quota = {.count = 0};
    for (guint i = 0; i < loads->len; i++) {
        Load *load = loads->pdata[i];
        if (load->over != NULL && quota_take(&quota, load->over->span))
            report_load(load, limit, most, diags);
    }
    quota_end(&quota, &check_person_many_roles.rule, "people", diags);
}

const Check check_person_many_roles = {
    .rule =
        {
            .id = "person-many-roles",
            .severity = SEVERITY_WARNING,
            .summary = "one person holds more roles of a plan than one can play at once",
            .remedy = "give some of the roles to others, or raise `limits.roles` of redbinder.yaml",
            .why = "The roles are played at the same time: while this person restores the "
                   "database nobody leads, and nobody tells the customers.",
            .origin = "NIST SP 800-34 Rev. 1 3.4.6; NIST SP 800-53 Rev. 5 CP-2 a.3",
        },
    .run = person_many_roles,
};
