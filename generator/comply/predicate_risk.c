#include "comply/answer.h"

#include "comply/reason.h"
#include "comply/verdict.h"
#include "model/coverage.h"
#include "model/law.h"
#include "model/risk_scale.h"
#include "read/schema.h"

/* What may happen, whether it is prepared for, and who outside is told or counted on. */

Answer scenario_families(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; scenario_family_words[i] != NULL; i++) {
        bool has = false;
        if (!control_is_of(question->control, question->predicate, i))
            continue;
        for (size_t j = 0; j < plan->scenarios.count && !has; j++) {
            const Word *family = &plan->scenarios.items[j]->family;
            has = family->text != NULL && family->index == (int)i;
        }
        tally_count(&tally, has, scenario_family_words[i]);
    }
    return answer_tally(question, &tally, "families of scenarios", "have a scenario in the plan");
}

Answer risks_treated(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->risks.count; i++) {
        const Risk *risk = plan->risks.items[i];
        tally_entity(&tally, risk->treatment.text != NULL && risk->residual.text != NULL,
                     &risk->entity);
    }
    return answer_tally(question, &tally, "risks", "have a treatment and a level that is left");
}

/* The newest passed runs of a plan by what they played. */
typedef struct Played {
    GHashTable *scenarios; /* id of a scenario to const Run * */
    GHashTable *entities;  /* scenario or runbook, an Entity, to const Run * */
} Played;

static void played_add_refs(Played *played, const RefList *refs, const Run *run)
{
    for (size_t i = 0; i < refs->count; i++)
        if (refs->items[i]->target != NULL)
            g_hash_table_insert(played->entities, (gpointer)refs->items[i]->target, (gpointer)run);
}

/* Each exercise and runbook is followed once, with its newest run. */
static Played played_new(const Question *question)
{
    const Standing *standing = question->standing;
    const Plan *plan = standing->plan;
    Played played = {g_hash_table_new(g_str_hash, g_str_equal), g_hash_table_new(NULL, NULL)};
    g_autofree const Run **by_exercise = g_new0(const Run *, plan->exercises.count + 1);
    for (size_t i = 0; i < standing->n_runs; i++) {
        const Run *run = standing->runs[i];
        size_t index = 0;
        if (run->outcome != RUN_PASSED)
            continue;
        if (run->scenario != NULL)
            g_hash_table_insert(played.scenarios, (gpointer)run->scenario, (gpointer)run);
        else if (coverage_exercise(standing->coverage, run, &index))
            by_exercise[index] = run;
        if (coverage_runbook(standing->coverage, run, &index))
            g_hash_table_insert(played.entities, plan->runbooks.items[index], (gpointer)run);
    }
    for (size_t i = 0; i < plan->exercises.count; i++)
        if (by_exercise[i] != NULL)
            played_add_refs(&played, &plan->exercises.items[i]->scenarios, by_exercise[i]);
    return played;
}

static void played_clear(Played *played)
{
    g_hash_table_unref(played->scenarios);
    g_hash_table_unref(played->entities);
}

static const Run *newer(const Run *a, const Run *b)
{
    if (a == NULL || b == NULL)
        return a == NULL ? b : a;
    return run_date(a).days >= run_date(b).days ? a : b;
}

/* The newest passed run that played SCENARIO, itself or one of its runbooks; NULL when none. */
static const Run *newest_play(const Played *played, const Scenario *scenario)
{
    const char *id = scenario->entity.id.text;
    const Run *run = id == NULL ? NULL : g_hash_table_lookup(played->scenarios, id);
    run = newer(run, g_hash_table_lookup(played->entities, scenario));
    for (size_t i = 0; i < scenario->runbooks.count; i++)
        run =
            newer(run, g_hash_table_lookup(played->entities, scenario->runbooks.items[i]->target));
    return run;
}

Answer top_risks_exercised(const Question *question)
{
    const Plan *plan = question->standing->plan;
    g_autoptr(RiskScale) scale = risk_scale_new(&question->library->matrix);
    Played played = played_new(question);
    Tally tally = {0};
    Tally ever = {0};
    Answer limit = {.has_until = false};
    for (size_t i = 0; i < plan->risks.count; i++) {
        const Risk *risk = plan->risks.items[i];
        const Text *level = risk_scale_level(scale, risk);
        if (level == NULL || !risk_scale_is_high(scale, level->text))
            continue;
        const Entity *target = risk->scenario.target;
        const Run *run = target == NULL || target->kind != ENTITY_SCENARIO
                             ? NULL
                             : newest_play(&played, (const Scenario *)target);
        tally_entity(&ever, run != NULL, &risk->entity);
        tally_entity(&tally, run != NULL && is_in_period(question, run_date(run)), &risk->entity);
        rows_add_run(question->rows, run);
        if (run != NULL)
            answer_limit(&limit, last_day(question, run_date(run)));
    }
    played_clear(&played);
    Answer answer = answer_tally(
        question, &tally, "high risks",
        arena_printf(question->arena, "had their scenario played in %s", period_text(question)));
    if (answer.verdict == VERDICT_NOT_SATISFIED && ever.part == 0)
        answer.verdict = VERDICT_NO_EVIDENCE;
    else if (answer.verdict == VERDICT_NOT_SATISFIED && ever.part == ever.whole)
        answer.verdict = VERDICT_STALE;
    answer.has_until = limit.has_until;
    answer.until = limit.until;
    return answer;
}

/* Whether PLAN has a notification for the law called NAME that keeps its time, where redbinder
 * knows it. */
static bool is_kept(const Plan *plan, const char *name)
{
    g_autofree char *wanted = law_key(name);
    const Law *law = law_find(name);
    Duration most = {0, 0};
    bool has_time = law != NULL && duration_parse(law->within, &most);
    for (size_t i = 0; i < plan->notifications.count; i++) {
        const Notification *notification = plan->notifications.items[i];
        if (notification->law.text == NULL)
            continue;
        g_autofree char *key = law_key(notification->law.text);
        bool in_time = !has_time || (notification->within.known &&
                                     duration_compare(notification->within.value, most) <= 0);
        if (g_strcmp0(key, wanted) == 0 && in_time)
            return true;
    }
    return false;
}

Answer regulator_deadlines(const Question *question)
{
    const Plan *plan = question->standing->plan;
    const TextList *laws = &question->library->laws;
    Tally tally = {0};
    for (size_t i = 0; i < laws->count; i++)
        if (laws->items[i]->text != NULL)
            tally_count(&tally, is_kept(plan, laws->items[i]->text), laws->items[i]->text);
    return answer_tally(question, &tally, "laws and contracts of the library",
                        "have a notification in time");
}

/* The tightest RTO of the services; false when none is known. */
static bool tightest_rto(const Plan *plan, Duration *rto)
{
    bool has = false;
    for (size_t i = 0; i < plan->services.count; i++) {
        const DurationValue *own = &plan->services.items[i]->rto;
        if (!value_is_length(own) || (has && duration_compare(own->value, *rto) >= 0))
            continue;
        *rto = own->value;
        has = true;
    }
    return has;
}

Answer vendor_response(const Question *question)
{
    const Plan *plan = question->standing->plan;
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    Duration rto = {0, 0};
    bool has_rto = tightest_rto(plan, &rto);
    Tally tally = {0};
    for (size_t i = 0; i < plan->n_uses; i++) {
        const Entity *target = plan->uses[i].ref->target;
        if (target == NULL || target->kind != ENTITY_VENDOR ||
            !g_hash_table_add(seen, (gpointer)target))
            continue;
        const Vendor *vendor = (const Vendor *)target;
        bool runs =
            !vendor->until.known || vendor->until.value.days >= question->standing->as_of.days;
        bool comes =
            vendor->response.known && has_rto && duration_compare(vendor->response.value, rto) <= 0;
        tally_entity(&tally, vendor->contract.text != NULL && runs && comes, target);
    }
    return answer_tally(question, &tally, "vendors that the plan counts on",
                        "have a contract whose response is no longer than the tightest RTO");
}
