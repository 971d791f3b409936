#include "comply/share.h"

#include "model/coverage.h"
#include "model/crew.h"

/* Was RUN carried out by the script that the plan makes today? */
static bool is_current(const Standing *standing, const Run *run)
{
    size_t index = 0;
    if (run->script != SCRIPT_INTACT || run->runbook_hash == NULL ||
        !coverage_runbook(standing->coverage, run, &index))
        return false;
    const char *hash = standing->plan->runbooks.items[index]->hash;
    return hash != NULL && g_ascii_strcasecmp(hash, run->runbook_hash) == 0;
}

static void count_scripts(Standing *standing)
{
    for (size_t i = 0; i < standing->n_runs; i++) {
        const Run *run = standing->runs[i];
        if (run->outcome != RUN_PASSED || run->script == SCRIPT_UNKNOWN)
            continue;
        standing->scripts_current.whole++;
        standing->scripts_current.part += is_current(standing, run);
    }
}

static void count_outcomes(Standing *standing)
{
    standing->runs_passed.whole = standing->n_runs;
    for (size_t i = 0; i < standing->n_runs; i++)
        standing->runs_passed.part += standing->runs[i]->outcome == RUN_PASSED;
    for (size_t i = 0; i < standing->n_objectives; i++) {
        const Objective *objective = &standing->objectives[i];
        Share *share = objective->kind == MEASURE_RTO ? &standing->rto_met : &standing->rpo_met;
        /* A measurement that nothing was promised for can be neither met nor missed. */
        share->whole += objective->has_target ? objective->n : 0;
        share->part += objective->n_met;
    }
    for (size_t i = 0; i < standing->n_exercises; i++) {
        const ExerciseState *state = &standing->exercises[i];
        bool counts = exercise_has_frequency(state->exercise);
        standing->exercises_current.whole += counts;
        standing->exercises_current.part += counts && !state->overdue;
    }
}

static Share count_true(const bool *marks, size_t count)
{
    Share share = {.whole = count};
    for (size_t i = 0; i < count; i++)
        share.part += marks[i];
    return share;
}

static void count_services(Standing *standing)
{
    size_t n_services = standing->plan->services.count;
    g_autofree bool *exercised = g_new0(bool, standing->n_objectives + 1);
    for (size_t i = 0; i < standing->n_runs; i++) {
        Subjects subjects = {NULL, 0};
        if (standing->runs[i]->outcome == RUN_PASSED)
            subjects = coverage_of(standing->coverage, standing->runs[i]);
        for (size_t j = 0; j < subjects.count; j++)
            exercised[subjects.items[j]] = true;
    }
    standing->services_exercised = count_true(exercised, n_services);
}

/* A run plays the scenario that it names, else those of its exercise. */
static void play(const Standing *standing, const Run *run, GHashTable *played)
{
    size_t index = 0;
    if (run->scenario != NULL) {
        g_hash_table_add(played, (gpointer)run->scenario);
        return;
    }
    if (!coverage_exercise(standing->coverage, run, &index))
        return;
    const RefList *scenarios = &standing->plan->exercises.items[index]->scenarios;
    for (size_t i = 0; i < scenarios->count; i++)
        if (scenarios->items[i]->text != NULL)
            g_hash_table_add(played, (gpointer)scenarios->items[i]->text);
}

static void count_scenarios(Standing *standing)
{
    const Plan *plan = standing->plan;
    g_autoptr(GHashTable) played = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < standing->n_runs; i++)
        if (standing->runs[i]->outcome == RUN_PASSED)
            play(standing, standing->runs[i], played);
    standing->scenarios_exercised.whole = plan->scenarios.count;
    for (size_t i = 0; i < plan->scenarios.count; i++) {
        const char *id = plan->scenarios.items[i]->entity.id.text;
        standing->scenarios_exercised.part += id != NULL && g_hash_table_contains(played, id);
    }
}

/* The people whom a plan calls on and whose numbers have been tried. */
typedef struct Freshness {
    Share share;
    Date from, as_of;
    GHashTable *tried; /* ids of people whom an act of the period has reached */
    GHashTable *seen;  /* Entity */
} Freshness;

static void take_people(Freshness *freshness, const Entity *who)
{
    if (who == NULL)
        return;
    g_auto(Crew) crew = crew_of(who, NULL);
    for (guint i = 0; i < crew.people->len; i++) {
        const Person *person = crew.people->pdata[i];
        if (!g_hash_table_add(freshness->seen, (gpointer)person))
            continue;
        const DateValue *verified = &person->verified;
        const char *id = person->entity.id.text;
        bool is_fresh = verified->known && verified->value.days >= freshness->from.days &&
                        verified->value.days <= freshness->as_of.days;
        freshness->share.whole++;
        freshness->share.part +=
            is_fresh || (id != NULL && g_hash_table_contains(freshness->tried, id));
    }
}

/* A number that was tried longer ago than a year is not fresh, however long the period is. */
static Date first_fresh_day(const Standing *standing)
{
    const Duration year = {.months = 12};
    Date eve = date_subtract(standing->as_of, year);
    return (Date){MAX(eve.days + 1, standing->from.days)};
}

static void count_contacts(Standing *standing)
{
    const Plan *plan = standing->plan;
    g_autoptr(GHashTable) tried = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    Freshness freshness = {
        .from = first_fresh_day(standing), .as_of = standing->as_of, .tried = tried, .seen = seen};
    for (size_t i = 0; i < standing->n_acts; i++) {
        const Act *act = standing->acts[i];
        if (act->kind == ACT_CONTACT && act->passed && act->subject != NULL &&
            act->date.days >= freshness.from.days)
            g_hash_table_add(tried, (gpointer)act->subject);
    }
    for (size_t i = 0; i < plan->roles.count; i++)
        take_people(&freshness, &plan->roles.items[i]->entity);
    for (size_t i = 0; i < plan->contacts.count; i++)
        take_people(&freshness, plan->contacts.items[i]->who.target);
    for (size_t i = 0; i < plan->escalation.count; i++)
        take_people(&freshness, plan->escalation.items[i]->who.target);
    standing->contacts_fresh = freshness.share;
}

void shares_count(Standing *standing)
{
    count_outcomes(standing);
    count_scripts(standing);
    count_services(standing);
    count_scenarios(standing);
    count_contacts(standing);
}
