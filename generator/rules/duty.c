#include "rules/checks.h"
#include "rules/listing.h"
#include "rules/quota.h"
#include "rules/reliance.h"
#include "rules/subject.h"
#include "rules/term.h"

/* Whether those who hold a role are there when it is needed, and know it. */

enum { WEEK_HOURS = 168, SLOTS_PER_HOUR = 4 };

static void report_gap(const Role *role, const Week *covered, Quota *quota, Diags *diags)
{
    size_t from = 0;
    size_t to = 0;
    if (!week_gap(covered, &from, &to) || !quota_take(quota, subject_place(&role->entity)))
        return;
    size_t missing = week_uncovered(covered);
    char begins[WEEK_TEXT_SIZE];
    char ends[WEEK_TEXT_SIZE];
    week_slot_words(from, begins);
    week_slot_words(to, ends);
    g_autofree char *hours =
        g_strdup_printf("%g of %d hours", (double)missing / SLOTS_PER_HOUR, WEEK_HOURS);
    Diag *diag;
    if (to - from == missing)
        diag = diags_add(diags, &check_roster_gap.rule, subject_place(&role->entity),
                         "nobody is on call for role '%s' from %s to %s: %s a week",
                         subject_id(&role->entity), begins, ends, hours);
    else
        diag =
            diags_add(diags, &check_roster_gap.rule, subject_place(&role->entity),
                      "nobody is on call for role '%s' from %s to %s and at other times: %s a week",
                      subject_id(&role->entity), begins, ends, hours);
    diag_note(diags, diag, role->roster.span, "the roster begins here");
    if (to - from == missing)
        diag_help(diags, diag, "add a shift to `roster` from %s to %s", begins, ends);
}

static void roster_gap(const CheckInput *input, Diags *diags)
{
    Quota quota = {.count = 0};
    for (size_t i = 0; i < input->plan->roles.count; i++) {
        const Role *role = input->plan->roles.items[i];
        Week covered;
        if (role_on_call(role, &covered))
            report_gap(role, &covered, &quota, diags);
    }
    quota_end(&quota, &check_roster_gap.rule, "roles", diags);
}

const Check check_roster_gap = {
    .rule =
        {
            .id = "roster-gap",
            .severity = SEVERITY_ERROR,
            .summary = "a roster leaves hours of the week when nobody is on call",
            .remedy = "add shifts to `roster` until all 168 hours of the week are covered",
            .why = "Disasters keep no office hours: in the gap the alarm rings where nobody is, "
                   "and the recovery time runs until the next shift.",
            .origin = "PCI DSS v4.0.1 12.10.3",
        },
    .run = roster_gap,
};

/* A holder, and the role that asks most often for training. */
typedef struct Trainee {
    const Ref *ref;
    const Role *role;
} Trainee;

static void add_trainee(const Role *role, const Ref *ref, GPtrArray *trainees, GHashTable *index)
{
    if (ref->target == NULL || ref->target->kind == ENTITY_VENDOR)
        return;
    Trainee *trainee = g_hash_table_lookup(index, ref->target);
    if (trainee == NULL) {
        trainee = g_new0(Trainee, 1);
        g_ptr_array_add(trainees, trainee);
        g_hash_table_insert(index, (void *)(uintptr_t)ref->target, trainee);
    } else if (duration_compare(role->training.value, trainee->role->training.value) >= 0) {
        return;
    }
    *trainee = (Trainee){ref, role};
}

/* Those whom roles ask to be trained, each once. */
static GPtrArray *find_trainees(const Plan *plan)
{
    GPtrArray *trainees = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) index = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < plan->roles.count; i++) {
        const Role *role = plan->roles.items[i];
        if (known_length(&role->training) == NULL)
            continue;
        for (size_t j = 0; j < role->holders.count; j++)
            add_trainee(role, role->holders.items[j], trainees, index);
    }
    return trainees;
}

static bool is_overdue(const Person *person, const DurationValue *training, Date as_of)
{
    if (person_has_left(person, as_of))
        return false;
    if (!person->trained.known)
        return person->trained.span.source == NULL;
    return term_is_over(term_of(person->trained.value, training), as_of);
}

static void report_person(const Trainee *trainee, const Person *person, Date as_of, Diags *diags)
{
    const Role *role = trainee->role;
    const char *id = subject_id(&person->entity);
    Diag *diag;
    if (person->trained.known) {
        Term term = term_of(person->trained.value, &role->training);
        g_autofree char *arithmetic = term_arithmetic(term, as_of);
        diag = diags_add(diags, &check_training_overdue.rule, trainee->ref->span,
                         "'%s', who holds role '%s', is overdue for training: %s", id,
                         subject_id(&role->entity), arithmetic);
        diag_note(diags, diag, person->trained.span, "the last training of '%s'", id);
    } else {
        diag = diags_add(diags, &check_training_overdue.rule, trainee->ref->span,
                         "'%s' holds role '%s' and was never trained for it", id,
                         subject_id(&role->entity));
    }
    diag_note(diags, diag, role->training.span, "holders are trained every %s",
              role->training.text);
}

static void report_team(const Trainee *trainee, const Team *team, Date as_of, Quota *quota,
                        Diags *diags)
{
    const Role *role = trainee->role;
    Listing names = {.count = 0};
    for (size_t i = 0; i < team->members.count; i++) {
        const Person *person = (const Person *)team->members.items[i]->target;
        if (person != NULL && is_overdue(person, &role->training, as_of))
            listing_add(&names, subject_id(&person->entity));
    }
    size_t count = names.count;
    g_autofree char *list = listing_end(&names);
    if (count == 0 || !quota_take(quota, trainee->ref->span))
        return;
    Diag *diag = diags_add(diags, &check_training_overdue.rule, trainee->ref->span,
                           "%zu of %zu members of team '%s', which holds role '%s', had no "
                           "training within %s: %s",
                           count, team->members.count, subject_id(&team->entity),
                           subject_id(&role->entity), role->training.text, list);
    diag_note(diags, diag, role->training.span, "holders are trained every %s",
              role->training.text);
}

static void training_overdue(const CheckInput *input, Diags *diags)
{
    g_autoptr(GPtrArray) trainees = find_trainees(input->plan);
    Quota quota = {.count = 0};
    for (guint i = 0; i < trainees->len; i++) {
        const Trainee *trainee = trainees->pdata[i];
        const Entity *who = trainee->ref->target;
        if (who->kind == ENTITY_TEAM)
            report_team(trainee, (const Team *)who, input->as_of, &quota, diags);
        else if (is_overdue((const Person *)who, &trainee->role->training, input->as_of) &&
                 quota_take(&quota, trainee->ref->span))
            report_person(trainee, (const Person *)who, input->as_of, diags);
    }
    quota_end(&quota, &check_training_overdue.rule, "holders", diags);
}

const Check check_training_overdue = {
    .rule =
        {
            .id = "training-overdue",
            .severity = SEVERITY_WARNING,
            .summary = "a holder of a role was trained longer ago than the role asks for",
            .remedy = "train them, and bring `trained` in people.yaml up to date",
            .why = "Whoever reads the runbook for the first time during the disaster loses the "
                   "minutes that were planned for the work itself.",
            .origin = "NIST SP 800-53 Rev. 5 CP-3; NIST SP 800-34 Rev. 1 3.5.2",
        },
    .run = training_overdue,
};
