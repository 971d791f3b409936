#include "comply/answer.h"

#include "comply/change.h"
#include "comply/reason.h"
#include "comply/verdict.h"
#include "model/coverage.h"

/* Whether runbooks are tried, checked and lead back, and what the objectives rest on. */

/* The newest pass of each runbook of the plan, by its place; NULL where there is none. Owned by
 * the caller. */
static const Run **newest_passes(const Question *question)
{
    const Standing *standing = question->standing;
    const Run **passes = g_new0(const Run *, standing->plan->runbooks.count + 1);
    for (size_t i = 0; i < standing->n_runs; i++) {
        size_t index = 0;
        if (standing->runs[i]->outcome == RUN_PASSED &&
            coverage_runbook(standing->coverage, standing->runs[i], &index))
            passes[index] = standing->runs[i];
    }
    return passes;
}

Answer change_retested(const Question *question)
{
    const Standing *standing = question->standing;
    const Plan *plan = standing->plan;
    g_autofree const Run **passes = newest_passes(question);
    Tally tally = {0};
    size_t n_untried = 0;
    const Run *first = NULL;
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        bool current = passes[i] != NULL && runbook_change(standing, passes[i]) == NULL;
        tally_entity(&tally, current, &plan->runbooks.items[i]->entity);
        n_untried += passes[i] == NULL;
        rows_add_run(question->rows, passes[i]);
        if (!current && first == NULL)
            first = passes[i];
    }
    Answer answer =
        answer_tally(question, &tally, "runbooks", "have passed a run as they are written today");
    answer.run = first;
    if (answer.verdict == VERDICT_NOT_SATISFIED)
        answer.verdict = n_untried > 0 ? VERDICT_NO_EVIDENCE : VERDICT_STALE;
    if (first != NULL)
        answer.reason =
            arena_printf(question->arena, "%s Runbook '%s' has changed since %s.", answer.reason,
                         first->runbook, reason_run(question->arena, first));
    return answer;
}

Answer critical_rto_short(const Question *question)
{
    const Plan *plan = question->standing->plan;
    const Duration most = question->control->within.value;
    Tally tally = {0};
    for (size_t i = 0; i < plan->services.count; i++) {
        const Service *service = plan->services.items[i];
        if (service->tier.text == NULL || service->tier.index != TIER_CRITICAL)
            continue;
        bool is_short =
            value_is_length(&service->rto) && duration_compare(service->rto.value, most) <= 0;
        tally_entity(&tally, is_short, &service->entity);
    }
    return answer_tally(question, &tally, "critical services",
                        arena_printf(question->arena, "have an RTO of %s or less",
                                     reason_duration(question->arena, most)));
}

Answer failback_exists(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        if (runbook_moves_work(runbook) || runbook->failback.target != NULL)
            tally_entity(&tally, runbook->failback.target != NULL, &runbook->entity);
    }
    return answer_tally(question, &tally, "runbooks that move work to another place",
                        "name one that leads back");
}

/* Has SERVICE a downtime that can be borne, into which recovery and the work after it fit? */
static bool is_analysed(const Service *service)
{
    if (!value_is_length(&service->mtd) || !value_is_length(&service->rto))
        return false;
    Duration wrt = value_is_length(&service->wrt) ? service->wrt.value : (Duration){0, 0};
    return duration_compare(duration_add(service->rto.value, wrt), service->mtd.value) <= 0;
}

Answer impacts_analysed(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->services.count; i++)
        tally_entity(&tally, is_analysed(plan->services.items[i]),
                     &plan->services.items[i]->entity);
    return answer_tally(question, &tally, "services", "have an MTD into which RTO and WRT fit");
}

static bool is_verified(const Runbook *runbook)
{
    for (size_t i = 0; i < runbook->steps.count; i++) {
        const Step *step = runbook->steps.items[i];
        if (step->verify.text != NULL || step->expect.text != NULL ||
            (step->business_check.known && step->business_check.value))
            return true;
    }
    return false;
}

Answer runbooks_verify(const Question *question)
{
    const Plan *plan = question->standing->plan;
    Tally tally = {0};
    for (size_t i = 0; i < plan->runbooks.count; i++)
        if (plan->runbooks.items[i]->recovers.count > 0)
            tally_entity(&tally, is_verified(plan->runbooks.items[i]),
                         &plan->runbooks.items[i]->entity);
    return answer_tally(question, &tally, "runbooks that recover something",
                        "have a step that verifies it");
}
