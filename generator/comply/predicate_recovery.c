#include "comply/answer.h"

#include "comply/reason.h"
#include "comply/tally.h"
#include "comply/verdict.h"
#include "model/coverage.h"

/* Services that may wait are left out; one without a tier may turn out to be critical. */
static bool is_critical_asset(const Objective *objective)
{
    if (objective->kind != MEASURE_RTO)
        return true;
    const Service *service = (const Service *)objective->subject;
    bool known = service->tier.text != NULL && service->tier.index >= 0;
    return !known || service->tier.index == TIER_CRITICAL || service->tier.index == TIER_HIGH;
}

Answer runbooks_cover(const Question *question)
{
    const Standing *standing = question->standing;
    const Plan *plan = standing->plan;
    g_autofree bool *recovered = g_new0(bool, standing->n_objectives + 1);
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        size_t subject = 0;
        for (size_t j = 0; j < runbook->recovers.count; j++)
            if (runbook->steps.count > 0 &&
                coverage_subject(standing->coverage, runbook->recovers.items[j]->target, &subject))
                recovered[subject] = true;
    }
    Tally tally = {0};
    for (size_t i = 0; i < standing->n_objectives; i++)
        if (is_critical_asset(&standing->objectives[i]))
            tally_entity(&tally, recovered[i], standing->objectives[i].subject);
    return answer_tally(question, &tally, "critical or high services and data sets",
                        "are recovered by a runbook with steps");
}

enum { NO_ESTIMATE = -1 };

/* Seconds that the steps of RUNBOOK take together; NO_ESTIMATE unless every step says it. */
static int64_t full_estimate(const Runbook *runbook)
{
    for (size_t i = 0; i < runbook->steps.count; i++)
        if (!runbook->steps.items[i]->takes.known)
            return NO_ESTIMATE;
    return runbook->steps.count == 0 ? NO_ESTIMATE
                                     : duration_approximate(runbook_estimate(runbook));
}

/* For every subject the shortest estimate of the runbooks that recover it. */
static int64_t *shortest_estimates(const Standing *standing)
{
    int64_t *shortest = g_new(int64_t, standing->n_objectives + 1);
    for (size_t i = 0; i < standing->n_objectives; i++)
        shortest[i] = NO_ESTIMATE;
    for (size_t i = 0; i < standing->plan->runbooks.count; i++) {
        const Runbook *runbook = standing->plan->runbooks.items[i];
        int64_t estimate = full_estimate(runbook);
        size_t subject = 0;
        for (size_t j = 0; j < runbook->recovers.count; j++) {
            if (estimate == NO_ESTIMATE ||
                !coverage_subject(standing->coverage, runbook->recovers.items[j]->target, &subject))
                continue;
            if (shortest[subject] == NO_ESTIMATE || estimate < shortest[subject])
                shortest[subject] = estimate;
        }
    }
    return shortest;
}

static const char *estimate_text(Arena *arena, const Objective *objective, int64_t estimate)
{
    const char *id = reason_id(objective->subject);
    if (!objective->has_target)
        return arena_printf(arena, "'%s' has no RTO.", id);
    if (estimate == NO_ESTIMATE)
        return arena_printf(arena, "'%s' has no runbook with an estimate for every step.", id);
    return arena_printf(arena, "'%s': %s > %s.", id, reason_seconds(arena, estimate),
                        reason_seconds(arena, objective->target));
}

Answer estimates_fit(const Question *question)
{
    const Standing *standing = question->standing;
    g_autofree int64_t *shortest = shortest_estimates(standing);
    Tally tally = {0};
    const char *detail = NULL;
    for (size_t i = 0; i < standing->n_objectives; i++) {
        const Objective *objective = &standing->objectives[i];
        if (objective->kind != MEASURE_RTO)
            continue;
        bool fits =
            objective->has_target && shortest[i] != NO_ESTIMATE && shortest[i] <= objective->target;
        tally_entity(&tally, fits, objective->subject);
        if (!fits && detail == NULL)
            detail = estimate_text(question->arena, objective, shortest[i]);
    }
    const char *count = tally_text(&tally, question->arena, "services",
                                   "have a runbook whose estimate fits into their RTO");
    return (Answer){
        .verdict = tally_verdict(&tally),
        .reason = detail == NULL ? count : arena_printf(question->arena, "%s %s", count, detail),
        .turn = turn_of(question, &tally)};
}

/* What would show that OBJECTIVE is met: an exercise that covers it, carried out. */
static const char *proof_turn(const Question *question, const Objective *objective)
{
    const Standing *standing = question->standing;
    const char *id = reason_id(objective->subject);
    size_t subject = 0;
    if (!objective->has_target)
        return arena_printf(question->arena, "Write an objective that can be measured for '%s'.",
                            id);
    if (!coverage_subject(standing->coverage, objective->subject, &subject))
        return NULL;
    for (size_t i = 0; i < standing->n_exercises; i++) {
        Subjects subjects = coverage_of_exercise(standing->coverage, i);
        for (size_t j = 0; j < subjects.count; j++)
            if (subjects.items[j] == subject)
                return arena_printf(question->arena,
                                    "Carry out exercise '%s' and record a run that measures '%s' "
                                    "within %s.",
                                    reason_id(&standing->exercises[i].exercise->entity), id,
                                    objective->target_text != NULL
                                        ? objective->target_text
                                        : reason_seconds(question->arena, objective->target));
    }
    return arena_printf(question->arena,
                        "Plan an exercise that covers '%s', carry it out and record the run.", id);
}

static Answer proven(const Question *question, MeasureKind kind, const char *things,
                     const char *claim)
{
    const Standing *standing = question->standing;
    Tally tally = {0};
    Answer answer = {.verdict = VERDICT_NO_EVIDENCE};
    const Objective *speaker = NULL;
    for (size_t i = 0; i < standing->n_objectives; i++) {
        const Objective *objective = &standing->objectives[i];
        if (objective->kind != kind)
            continue;
        tally_entity(&tally, objective->verdict == VERDICT_SATISFIED, objective->subject);
        rows_add_run(question->rows, objective->last);
        if (objective->has_until)
            answer_limit(&answer, objective->until);
        if (speaker == NULL ||
            verdict_worst(speaker->verdict, objective->verdict) != speaker->verdict)
            speaker = objective;
    }
    answer.reason = tally_text(&tally, question->arena, things, claim);
    if (speaker == NULL)
        return answer;
    answer.verdict = speaker->verdict;
    answer.reason = arena_printf(question->arena, "%s '%s': %s", answer.reason,
                                 reason_id(speaker->subject), speaker->reason);
    answer.turn = proof_turn(question, speaker);
    answer.run = speaker->last;
    return answer;
}

Answer rto_proven(const Question *question)
{
    return proven(question, MEASURE_RTO, "services",
                  "have met their RTO in a measurement that counts");
}

Answer rpo_proven(const Question *question)
{
    return proven(question, MEASURE_RPO, "data sets",
                  "have met their RPO in a measurement that counts");
}
