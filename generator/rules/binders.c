#include "rules/checks.h"
#include "rules/declaration.h"
#include "rules/listing.h"
#include "rules/quota.h"
#include "rules/reliance.h"
#include "rules/subject.h"

static void binder_missing(const CheckInput *input, Diags *diags)
{
    const Library *library = input->library;
    if (library->n_plans == 0 || !list_is_empty(library->binders.count, library->binders.span))
        return;
    Span place = library->binders.span.source != NULL ? library->binders.span : library->title.span;
    if (place.source != NULL)
        diags_add(diags, &check_binder_missing.rule, place,
                  "no binder is named: nothing says where to read the plans when these files are "
                  "out of reach");
}

const Check check_binder_missing = {
    .rule =
        {
            .id = "binder-missing",
            .severity = SEVERITY_WARNING,
            .summary = "the library says nowhere that a copy of the plans is kept elsewhere",
            .remedy = "print the binder or put it on a stick, and say in `binders` of "
                      "redbinder.yaml where it lies and who keeps it",
            .why = "The plans are needed when the wiki, the forge and the sign-on are down, and "
                   "that is where they lie.",
            .origin = "NIST SP 800-34 Rev. 1 3.6; NIST SP 800-53 Rev. 5 CP-2 b; Delegated "
                      "Regulation (EU) 2024/1774 (DORA) Art. 26(1)",
        },
    .run_library = binder_missing,
};

/* The newest change of a plan by the day AS_OF: review or approval; NULL when none is known. */
static const DateValue *newest_change(const Plan *plan, Date as_of)
{
    const DateValue *dates[] = {&plan->reviewed, &plan->approved};
    const DateValue *newest = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++)
        if (dates[i]->known && dates[i]->value.days <= as_of.days &&
            (newest == NULL || dates[i]->value.days > newest->value.days))
            newest = dates[i];
    return newest;
}

/* The newest change of all plans. */
typedef struct Newest {
    const Plan *plan;
    const DateValue *date; /* NULL: none is known */
} Newest;

static Newest newest_of_all(const CheckInput *input)
{
    Newest newest = {NULL, NULL};
    for (size_t i = 0; i < input->library->n_plans; i++) {
        const Plan *plan = input->library->plans[i];
        const DateValue *date = newest_change(plan, input->as_of);
        if (date != NULL && (newest.date == NULL || date->value.days > newest.date->value.days))
            newest = (Newest){plan, date};
    }
    return newest;
}

static void look_at_binder(const Binder *binder, const Newest *newest, Quota *quota, Diags *diags)
{
    if (binder->where.text == NULL)
        return;
    if (!binder->printed.known) {
        if (binder->printed.span.source == NULL && quota_take(quota, binder->where.span))
            diags_add(diags, &check_binder_outdated.rule, binder->where.span,
                      "nothing says when the binder at '%s' was printed", binder->where.text);
        return;
    }
    if (newest->date == NULL || binder->printed.value.days >= newest->date->value.days ||
        !quota_take(quota, binder->printed.span))
        return;
    Diag *diag =
        diags_add(diags, &check_binder_outdated.rule, binder->printed.span,
                  "the binder at '%s' is older than plan '%s': %s < %s", binder->where.text,
                  newest->plan->id, binder->printed.text, newest->date->text);
    diag_note(diags, diag, newest->date->span, "the plan was last changed or confirmed here");
}

static void binder_outdated(const CheckInput *input, Diags *diags)
{
    Newest newest = newest_of_all(input);
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->library->binders.count; i++)
        look_at_binder(input->library->binders.items[i], &newest, &quota, diags);
    quota_end(&quota, &check_binder_outdated.rule, "binders", diags);
}

const Check check_binder_outdated = {
    .rule =
        {
            .id = "binder-outdated",
            .severity = SEVERITY_WARNING,
            .summary = "a binder was printed before a plan was last reviewed or approved",
            .remedy = "print it again, put it in the place of the old one, and bring `printed` up "
                      "to date",
            .why = "Whoever opens it follows steps that have been changed since, and nothing on "
                   "the paper says so.",
            .origin = "NIST SP 800-34 Rev. 1 3.6; NIST SP 800-53 Rev. 5 CP-2 f",
        },
    .run_library = binder_outdated,
};

/* Does the one who may declare a disaster, or somebody of those, hold a binder? */
static bool has_binder(const Role *role, const Crowd *keepers)
{
    for (size_t i = 0; i < role->holders.count; i++) {
        const Entity *holder = role->holders.items[i]->target;
        if (holder == NULL || crowd_has(keepers, holder))
            return true;
        if (holder->kind != ENTITY_TEAM)
            continue;
        const Team *team = (const Team *)holder;
        for (size_t j = 0; j < team->members.count; j++) {
            const Entity *member = team->members.items[j]->target;
            if (member == NULL || crowd_has(keepers, member))
                return true;
        }
    }
    return false;
}

static Crowd *keepers_of(const Library *library)
{
    Crowd *keepers = crowd_new();
    for (size_t i = 0; i < library->binders.count; i++)
        if (library->binders.items[i]->holder.target != NULL)
            crowd_add(keepers, &library->binders.items[i]->holder);
    return keepers;
}

static void binder_holder_missing(const CheckInput *input, Diags *diags)
{
    const Library *library = input->library;
    /* One without `where` was reported. */
    if (library->binders.count == 0 || library->binders.items[0]->where.span.source == NULL)
        return;
    g_autoptr(Crowd) keepers = keepers_of(library);
    Listing plans = {.count = 0};
    g_autoptr(GPtrArray) without = g_ptr_array_new();
    for (size_t i = 0; i < library->n_plans; i++) {
        const Role *role = plan_declaring_role(library->plans[i]);
        if (role == NULL || role->holders.count == 0 || has_binder(role, keepers))
            continue;
        listing_add(&plans, library->plans[i]->id);
        g_ptr_array_add(without, (void *)(uintptr_t)role);
    }
    size_t count = without->len;
    g_autofree char *list = listing_end(&plans);
    if (count == 0)
        return;
    const Ref *first = ((const Role *)without->pdata[0])->holders.items[0];
    Diag *diag =
        diags_add(diags, &check_binder_holder_missing.rule, library->binders.items[0]->where.span,
                  "nobody who may declare a disaster in plan %s keeps a binder", list);
    for (guint i = 0; i < count && i < LISTING_NOTED; i++) {
        const Ref *holder = ((const Role *)without->pdata[i])->holders.items[0];
        diag_note(diags, diag, holder->span, "'%s' decides here", holder->text);
    }
    diag_help(diags, diag, "give '%s' a copy, and add it to `binders` with `holder: %s`",
              first->text, first->text);
}

const Check check_binder_holder_missing = {
    .rule =
        {
            .id = "binder-holder-missing",
            .severity = SEVERITY_WARNING,
            .summary = "those who may declare a disaster keep no binder",
            .remedy = "give each of them a copy, and name them as `holder` in `binders`",
            .why = "The one who has to decide at night, at home and without the network has "
                   "nothing to decide by.",
            .origin = "NIST SP 800-34 Rev. 1 3.6; NIST SP 800-53 Rev. 5 CP-2 b",
        },
    .run_library = binder_holder_missing,
};
