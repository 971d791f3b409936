#include "rules/checks.h"
#include "rules/subject.h"
#include "rules/trials.h"

/*
 * Which services the exercises of a plan play: those that they name, those that their runbooks
 * recover, and those that their scenarios affect.
 */
enum {
    PROOF_YEARS = 2,    /* an exercise without a frequency counts for so long */
    MOST_PLAYERS = 64,  /* of the exercises that play a scenario so many are looked at */
    MOST_LISTED = 5,    /* services that a message names */
    MOST_FINDINGS = 20, /* of a plan */
};

static void add_targets(GHashTable *set, const RefList *refs)
{
    for (size_t i = 0; i < refs->count; i++)
        if (refs->items[i]->target != NULL)
            g_hash_table_add(set, (gpointer)refs->items[i]->target);
}

static void add_recovered(GHashTable *set, const RefList *runbooks)
{
    for (size_t i = 0; i < runbooks->count; i++) {
        const Entity *target = runbooks->items[i]->target;
        if (target != NULL && target->kind == ENTITY_RUNBOOK)
            add_targets(set, &((const Runbook *)target)->recovers);
    }
}

/* All that the exercises of PLAN play that are hands on, or those that are not. Scenarios and
 * runbooks are marked first and followed once, however many exercises name them. */
static GHashTable *played_by(const Plan *plan, bool hands_on)
{
    GHashTable *set = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < plan->exercises.count; i++) {
        const Exercise *exercise = plan->exercises.items[i];
        if (exercise_is_hands_on(exercise) != hands_on)
            continue;
        add_targets(set, &exercise->services);
        add_targets(set, &exercise->runbooks);
        add_targets(set, &exercise->scenarios);
    }
    for (size_t i = 0; i < plan->scenarios.count; i++)
        if (g_hash_table_contains(set, &plan->scenarios.items[i]->entity))
            add_targets(set, &plan->scenarios.items[i]->affects);
    for (size_t i = 0; i < plan->runbooks.count; i++)
        if (g_hash_table_contains(set, &plan->runbooks.items[i]->entity))
            add_targets(set, &plan->runbooks.items[i]->recovers);
    return set;
}

static bool is_critical(const Service *service)
{
    return service->tier.text != NULL && service->tier.index == TIER_CRITICAL;
}

static bool has_ref(const RefList *refs, const Entity *entity)
{
    for (size_t i = 0; i < refs->count; i++)
        if (refs->items[i]->target == entity)
            return true;
    return false;
}

static void report_talk(const Plan *plan, const Service *service, Diags *diags)
{
    Diag *diag = diags_add(diags, &check_exercise_too_weak.rule, service->tier.span,
                           "critical service '%s' is only talked about: no exercise of it is a "
                           "simulation, restore, failover or full test",
                           subject_id(&service->entity));
    for (size_t i = 0; i < plan->exercises.count; i++) {
        const Exercise *exercise = plan->exercises.items[i];
        if (!has_ref(&exercise->services, &service->entity))
            continue;
        diag_note(diags, diag, exercise->type.span, "exercise '%s' is of type %s",
                  subject_id(&exercise->entity), exercise->type.text);
        return;
    }
}

static void report_no_exercise(const Service *service, Diags *diags)
{
    const char *id = subject_id(&service->entity);
    Diag *diag = diags_add(diags, &check_exercise_too_weak.rule, service->tier.span,
                           "critical service '%s' is in no exercise", id);
    diag_help(diags, diag,
              "name '%s' in the `services` of a simulation, restore, failover or full test", id);
}

static void exercise_too_weak(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    if (plan->exercises.count == 0)
        return;
    g_autoptr(GHashTable) tried = played_by(plan, true);
    g_autoptr(GHashTable) talked = played_by(plan, false);
    size_t count = 0;
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        if (!is_critical(service) || g_hash_table_contains(tried, &service->entity) ||
            count++ >= MOST_FINDINGS)
            continue;
        if (g_hash_table_contains(talked, &service->entity))
            report_talk(plan, service, diags);
        else
            report_no_exercise(service, diags);
    }
    if (count > MOST_FINDINGS)
        diags_add(diags, &check_exercise_too_weak.rule, plan->span,
                  "%zu more critical services are not exercised, or only talked about",
                  count - MOST_FINDINGS);
}

const Check check_exercise_too_weak = {
    .rule =
        {
            .id = "exercise-too-weak",
            .severity = SEVERITY_ERROR,
            .summary = "a critical service is exercised by nothing stronger than a tabletop, "
                       "walkthrough, training, audit or review",
            .remedy = "plan a simulation, restore, failover or full test of the service",
            .why = "At a table every command works, every password is right and every backup can "
                   "be read.",
            .origin = "NIST SP 800-34 Rev. 1 3.5; NIST SP 800-53 Rev. 5 CP-4",
        },
    .run = exercise_too_weak,
};

/* ---- service by scenario ---- */

/* The exercises of a plan that count as proof, and what they play. */
typedef struct Played {
    const Plan *plan;
    GHashTable **services;   /* of each exercise that names scenarios and counts; else NULL */
    GHashTable *anywhere;    /* services of exercises that name no scenario */
    GHashTable *of_scenario; /* scenario to GPtrArray of places of exercises, counted from 1 */
} Played;

/* What an audit or a review goes through is not played. */
static bool counts(const CheckInput *input, const Trials *trials, size_t index)
{
    const Exercise *exercise = input->plan->exercises.items[index];
    if (exercise->type.index == EXERCISE_AUDIT || exercise->type.index == EXERCISE_REVIEW)
        return false;
    /* Without a history nobody can tell when it took place; that it has no frequency is a
     * finding of its own. */
    if (trials == NULL || exercise->every.span.source != NULL)
        return true;
    const Run *last = newest_finished_run(trials->of_exercise[index]);
    Duration lasting = {12 * PROOF_YEARS, 0};
    return last != NULL && date_add(run_date(last), lasting).days >= input->as_of.days;
}

static void add_player(Played *played, const Entity *scenario, size_t index)
{
    GPtrArray *players = g_hash_table_lookup(played->of_scenario, scenario);
    if (players == NULL) {
        players = g_ptr_array_new();
        g_hash_table_insert(played->of_scenario, (gpointer)scenario, players);
    }
    g_ptr_array_add(players, GSIZE_TO_POINTER(index + 1));
}

static void add_exercise(Played *played, size_t index)
{
    const Exercise *exercise = played->plan->exercises.items[index];
    GHashTable *services = played->anywhere;
    if (exercise->scenarios.span.source != NULL)
        services = played->services[index] = g_hash_table_new(NULL, NULL);
    add_targets(services, &exercise->services);
    add_recovered(services, &exercise->runbooks);
    for (size_t i = 0; i < exercise->scenarios.count; i++)
        if (exercise->scenarios.items[i]->target != NULL)
            add_player(played, exercise->scenarios.items[i]->target, index);
}

static void free_players(gpointer players)
{
    g_ptr_array_unref(players);
}

static void played_find(Played *played, const CheckInput *input)
{
    g_autoptr(Trials) trials = trials_new(input);
    played->plan = input->plan;
    played->services = g_new0(GHashTable *, input->plan->exercises.count + 1);
    played->anywhere = g_hash_table_new(NULL, NULL);
    played->of_scenario = g_hash_table_new_full(NULL, NULL, NULL, free_players);
    for (size_t i = 0; i < input->plan->exercises.count; i++)
        if (counts(input, trials, i))
            add_exercise(played, i);
}

static void played_clear(Played *played)
{
    for (size_t i = 0; i < played->plan->exercises.count; i++)
        if (played->services[i] != NULL)
            g_hash_table_unref(played->services[i]);
    g_free(played->services);
    g_hash_table_unref(played->anywhere);
    g_hash_table_unref(played->of_scenario);
}

/* Is SERVICE played by an exercise of SCENARIO, or by one that names no scenario? An exercise of
 * the scenario that names no services plays it for all of them. */
static bool is_covered(const Played *played, const Entity *scenario, const Entity *service)
{
    if (g_hash_table_contains(played->anywhere, service))
        return true;
    const GPtrArray *players = g_hash_table_lookup(played->of_scenario, scenario);
    if (players == NULL)
        return false;
    /* So many exercises are not followed one by one; they are taken to do. */
    if (players->len > MOST_PLAYERS)
        return true;
    for (guint i = 0; i < players->len; i++) {
        size_t index = GPOINTER_TO_SIZE(players->pdata[i]) - 1;
        if (played->plan->exercises.items[index]->services.count == 0 ||
            g_hash_table_contains(played->services[index], service))
            return true;
    }
    return false;
}

static char *list_services(const GPtrArray *services)
{
    GString *list = g_string_new(services->len == 1 ? "service " : "services ");
    for (guint i = 0; i < services->len && i < MOST_LISTED; i++) {
        bool is_last = i + 1 == services->len;
        g_string_append_printf(list, "%s'%s'",
                               i == 0    ? ""
                               : is_last ? " and "
                                         : ", ",
                               subject_id(services->pdata[i]));
    }
    if (services->len > MOST_LISTED)
        g_string_append_printf(list, " and %u more", services->len - MOST_LISTED);
    return g_string_free(list, FALSE);
}

static void report_uncovered(const Scenario *scenario, const GPtrArray *services, bool has_players,
                             Diags *diags)
{
    g_autofree char *list = list_services(services);
    const char *id = subject_id(&scenario->entity);
    Diag *diag = diags_add(diags, &check_coverage_missing.rule, subject_place(&scenario->entity),
                           "scenario '%s' affects %s, and no exercise plays it for %s", id, list,
                           services->len == 1 ? "that" : "these");
    if (has_players)
        diag_help(diags, diag, "add what is missing to the `services` of an exercise of '%s'", id);
    else
        diag_help(diags, diag, "name '%s' in the `scenarios` of an exercise of what it affects",
                  id);
}

/* A critical service that is in no exercise at all is a finding of exercise-too-weak. */
static bool is_told_elsewhere(const Plan *plan, const Entity *service, GHashTable *exercised)
{
    return service->plan == plan && is_critical((const Service *)service) &&
           !g_hash_table_contains(exercised, service);
}

static GPtrArray *uncovered(const Played *played, const Scenario *scenario, GHashTable *tried,
                            GHashTable *talked)
{
    GPtrArray *services = g_ptr_array_new();
    for (size_t i = 0; i < scenario->affects.count; i++) {
        const Entity *entity = scenario->affects.items[i]->target;
        if (entity == NULL || entity->kind != ENTITY_SERVICE ||
            is_covered(played, &scenario->entity, entity))
            continue;
        if (g_hash_table_contains(talked, entity) ||
            !is_told_elsewhere(played->plan, entity, tried))
            g_ptr_array_add(services, (gpointer)entity);
    }
    return services;
}

static void coverage_missing(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    if (plan->exercises.count == 0)
        return;
    Played played = {0};
    played_find(&played, input);
    g_autoptr(GHashTable) tried = played_by(plan, true);
    g_autoptr(GHashTable) talked = played_by(plan, false);
    size_t count = 0;
    for (size_t i = 0; i < plan->scenarios.count; i++) {
        const Scenario *scenario = plan->scenarios.items[i];
        g_autoptr(GPtrArray) services = uncovered(&played, scenario, tried, talked);
        if (services->len == 0 || count++ >= MOST_FINDINGS)
            continue;
        report_uncovered(scenario, services,
                         g_hash_table_contains(played.of_scenario, &scenario->entity), diags);
    }
    if (count > MOST_FINDINGS)
        diags_add(diags, &check_coverage_missing.rule, plan->span,
                  "%zu more scenarios affect services that no exercise plays them for",
                  count - MOST_FINDINGS);
    played_clear(&played);
}

const Check check_coverage_missing = {
    .rule =
        {
            .id = "coverage-missing",
            .severity = SEVERITY_WARNING,
            .summary = "a scenario affects a service, and no exercise plays it for that service",
            .remedy = "name the scenario and the services in an exercise",
            .why = "The recovery of that service from that event is tried for the first time when "
                   "it happens.",
            .origin = "ISO 22301:2019 8.5; NIST SP 800-53 Rev. 5 CP-4",
        },
    .run = coverage_missing,
    .asks_history = true,
};
