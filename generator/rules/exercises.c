#include "rules/checks.h"
#include "rules/subject.h"
#include "rules/trials.h"

enum { MOST_FINDINGS = 20 };

static bool has_no_frequency(const Exercise *exercise)
{
    if (exercise->every.text == NULL)
        return exercise->every.span.source == NULL;
    return exercise->every.known && !exercise_has_frequency(exercise);
}

static void report_no_frequency(const Exercise *exercise, Diags *diags)
{
    const char *id = subject_id(&exercise->entity);
    if (exercise->every.text == NULL)
        diags_add(diags, &check_exercise_frequency_missing.rule, subject_place(&exercise->entity),
                  "exercise '%s' does not say how often it takes place", id);
    else
        diags_add(diags, &check_exercise_frequency_missing.rule, exercise->every.span,
                  "exercise '%s' takes place every %s, which is no frequency", id,
                  exercise->every.text);
}

static void exercise_frequency_missing(const CheckInput *input, Diags *diags)
{
    size_t count = 0;
    for (size_t i = 0; i < input->plan->exercises.count; i++) {
        const Exercise *exercise = input->plan->exercises.items[i];
        if (has_no_frequency(exercise) && count++ < MOST_FINDINGS)
            report_no_frequency(exercise, diags);
    }
    if (count > MOST_FINDINGS)
        diags_add(diags, &check_exercise_frequency_missing.rule, input->plan->span,
                  "%zu more exercises do not say how often they take place", count - MOST_FINDINGS);
}

const Check check_exercise_frequency_missing = {
    .rule =
        {
            .id = "exercise-frequency-missing",
            .severity = SEVERITY_WARNING,
            .summary = "an exercise does not say how often it takes place",
            .remedy = "add `every:` with a length of time such as 3mo",
            .why = "What is due on no day is put off every day, and nobody can tell when its "
                   "result is too old to rely on.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4 a; ISO 22301:2019 8.5",
        },
    .run = exercise_frequency_missing,
};

/* The scenarios that the risks of PLAN name. */
static GHashTable *scenarios_of_risks(const Plan *plan)
{
    GHashTable *named = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < plan->risks.count; i++)
        if (plan->risks.items[i]->scenario.target != NULL)
            g_hash_table_add(named, (gpointer)plan->risks.items[i]->scenario.target);
    return named;
}

/* The first place where an exercise names each scenario that is not in NAMED, in plan order. */
static GPtrArray *riskless_scenarios(const Plan *plan, GHashTable *named)
{
    GPtrArray *refs = g_ptr_array_new();
    for (size_t i = 0; i < plan->exercises.count; i++) {
        const RefList *scenarios = &plan->exercises.items[i]->scenarios;
        for (size_t j = 0; j < scenarios->count; j++) {
            const Entity *scenario = scenarios->items[j]->target;
            if (scenario != NULL && scenario->plan == plan &&
                g_hash_table_add(named, (gpointer)scenario))
                g_ptr_array_add(refs, scenarios->items[j]);
        }
    }
    return refs;
}

/* Where no risk names a scenario that is one mistake, not one for each scenario. */
static void report_no_links(const Plan *plan, const GPtrArray *refs, Diags *diags)
{
    if (refs->len == 0)
        return;
    const Ref *first = refs->pdata[0];
    g_autofree char *more =
        refs->len == 1 ? g_strdup("") : g_strdup_printf(" and %u more", refs->len - 1);
    Diag *diag = diags_add(diags, &check_exercise_scenario_riskless.rule, first->span,
                           "scenario '%s'%s %s exercised, but no risk of the plan names its "
                           "scenario",
                           first->text, more, refs->len == 1 ? "is" : "are");
    diag_note(diags, diag, subject_place(&plan->risks.items[0]->entity), "the risks begin here");
    diag_help(diags, diag,
              "add `scenario:` to the risks, so that what is exercised follows from "
              "what was rated");
}

static void exercise_scenario_riskless(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    if (plan->risks.count == 0)
        return;
    g_autoptr(GHashTable) named = scenarios_of_risks(plan);
    bool has_links = g_hash_table_size(named) > 0;
    g_autoptr(GPtrArray) refs = riskless_scenarios(plan, named);
    if (!has_links) {
        report_no_links(plan, refs, diags);
        return;
    }
    for (guint i = 0; i < refs->len && i < MOST_FINDINGS; i++) {
        const Ref *ref = refs->pdata[i];
        Diag *diag = diags_add(diags, &check_exercise_scenario_riskless.rule, ref->span,
                               "scenario '%s' is exercised, but no risk refers to it", ref->text);
        diag_note(diags, diag, subject_place(ref->target), "the scenario is described here");
    }
    if (refs->len > MOST_FINDINGS)
        diags_add(diags, &check_exercise_scenario_riskless.rule, plan->span,
                  "%u more scenarios are exercised, but no risk refers to them",
                  refs->len - MOST_FINDINGS);
}

const Check check_exercise_scenario_riskless = {
    .rule =
        {
            .id = "exercise-scenario-riskless",
            .severity = SEVERITY_WARNING,
            .summary = "an exercise plays a scenario that no risk refers to",
            .remedy = "name the scenario in the `scenario` of the risk that it follows from, or "
                      "add that risk",
            .why = "Time goes into rehearsing what nobody has rated, and the risks that were "
                   "rated may go without.",
            .origin = "ISO 22301:2019 8.2.3 and 8.5; AICPA TSC A1.3",
        },
    .run = exercise_scenario_riskless,
};

/* ---- what an exercise is to prove ---- */

/* What is looked for among all that an exercise carries out. */
typedef struct Search {
    bool rpo;                    /* the objective: RPO, else RTO */
    bool services_only;          /* leave the data sets out */
    const Entity *entity;        /* that has the shortest */
    const DurationValue *target; /* the shortest objective so far */
} Search;

static void search_refs(const RefList *refs, Search *search)
{
    for (size_t i = 0; i < refs->count; i++) {
        const Entity *entity = refs->items[i]->target;
        if (entity == NULL || (search->services_only && entity->kind != ENTITY_SERVICE))
            continue;
        const DurationValue *target = search->rpo ? subject_rpo(entity) : subject_rto(entity);
        if (target == NULL ||
            (search->target != NULL && duration_compare(target->value, search->target->value) >= 0))
            continue;
        search->target = target;
        search->entity = entity;
    }
}

static void search_exercise(const Exercise *exercise, Search *search)
{
    search_refs(&exercise->services, search);
    for (size_t i = 0; i < exercise->runbooks.count; i++) {
        const Entity *target = exercise->runbooks.items[i]->target;
        if (target != NULL && target->kind == ENTITY_RUNBOOK)
            search_refs(&((const Runbook *)target)->recovers, search);
    }
}

static void compare_proof(const Exercise *exercise, bool rpo, Diags *diags)
{
    const DurationValue *proof = known_length(rpo ? &exercise->proves.rpo : &exercise->proves.rto);
    Search search = {.rpo = rpo, .services_only = !rpo};
    if (proof == NULL)
        return;
    search_exercise(exercise, &search);
    /* A data set is back before the service that needs it: its time counts where only data is
     * exercised. */
    if (search.services_only && search.entity == NULL) {
        search.services_only = false;
        search_exercise(exercise, &search);
    }
    if (search.target == NULL || duration_compare(proof->value, search.target->value) <= 0)
        return;
    const char *kind = entity_kind_word(search.entity->kind);
    Diag *diag = diags_add(diags, &check_proof_looser.rule, proof->span,
                           "exercise '%s' passes without proving the recovery %s objective of %s "
                           "'%s': %s > %s",
                           subject_id(&exercise->entity), rpo ? "point" : "time", kind,
                           subject_id(search.entity), proof->text, search.target->text);
    diag_note(diags, diag, search.target->span, "%s '%s' has %s", kind, subject_id(search.entity),
              search.target->text);
    diag_help(diags, diag, "write `%s: %s`, or take the %s out of the exercise",
              rpo ? "rpo" : "rto", search.target->text, kind);
}

static void proof_looser(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->exercises.count; i++) {
        compare_proof(input->plan->exercises.items[i], false, diags);
        compare_proof(input->plan->exercises.items[i], true, diags);
    }
}

const Check check_proof_looser = {
    .rule =
        {
            .id = "proof-looser",
            .severity = SEVERITY_WARNING,
            .summary = "an exercise is to prove less than the objective of what it exercises",
            .remedy = "set `proves` to the objective, or take out what cannot meet it",
            .why = "The exercise passes, the report says proven, and the objective is missed in "
                   "the disaster all the same.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4 a; ISO 22301:2019 8.5",
        },
    .run = proof_looser,
};

/* ---- where it restores to ---- */

static void restore_target_production(const CheckInput *input, Diags *diags)
{
    for (size_t i = 0; i < input->plan->exercises.count; i++) {
        const Exercise *exercise = input->plan->exercises.items[i];
        const Ref *place = NULL;
        const DataSet *data = exercise_overwrites(exercise, &place);
        if (data == NULL)
            continue;
        Diag *diag = diags_add(diags, &check_restore_target_production.rule, exercise->target.span,
                               "exercise '%s' restores data set '%s' to '%s', where it is in use",
                               subject_id(&exercise->entity), subject_id(&data->entity),
                               exercise->target.text);
        diag_note(diags, diag, place->span, "data set '%s' is written here",
                  subject_id(&data->entity));
    }
}

const Check check_restore_target_production = {
    .rule =
        {
            .id = "restore-target-production",
            .severity = SEVERITY_ERROR,
            .summary = "an exercise restores data to the place where it is in use",
            .remedy = "restore to a site of its own, apart from production",
            .why = "The drill overwrites today's data with last night's, and becomes the disaster "
                   "it was meant to rehearse.",
            .origin = "Regulation (EU) 2022/2554 (DORA) Art. 12(3)",
        },
    .run = restore_target_production,
};

/* ---- who is missing ---- */

/* The first role that people, not teams, hold; NULL when none. */
static const Role *held_by_people(const Plan *plan)
{
    for (size_t i = 0; i < plan->roles.count; i++) {
        const RefList *holders = &plan->roles.items[i]->holders;
        for (size_t j = 0; j < holders->count; j++)
            if (holders->items[j]->target != NULL &&
                holders->items[j]->target->kind == ENTITY_PERSON)
                return plan->roles.items[i];
    }
    return NULL;
}

static void key_person_drill_missing(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    const Role *role = held_by_people(plan);
    if (plan->exercises.count == 0 || role == NULL)
        return;
    for (size_t i = 0; i < plan->exercises.count; i++)
        if (plan->exercises.items[i]->absent.span.source != NULL)
            return;
    Diag *diag = diags_add(diags, &check_key_person_drill_missing.rule,
                           subject_place(&plan->exercises.items[0]->entity),
                           "no exercise takes place without the people who hold the roles");
    diag_note(diags, diag, subject_place(&role->entity), "role '%s' is held by a person",
              subject_id(&role->entity));
}

const Check check_key_person_drill_missing = {
    .rule =
        {
            .id = "key-person-drill-missing",
            .severity = SEVERITY_WARNING,
            .summary = "no exercise of a plan is carried out without its key people",
            .remedy = "name in `absent` of an exercise who stays away, so that the others do it "
                      "alone",
            .why = "What only one person knows is found out when that person is ill, on a plane "
                   "or among the victims.",
            .origin = "ISO 22301:2019 8.5; NIST SP 800-53 Rev. 5 CP-3",
        },
    .run = key_person_drill_missing,
};
