#include "history/known_names.h"

#include "base/nearest.h"
#include "history/history_rules.h"

static void report(const EvidenceRun *run, const char *kind, const char *id, const Nearest *nearest,
                   Diags *diags)
{
    Diag *diag = diags_add(diags, &rule_evidence_name_unknown, run->span,
                           "run '%s' is about %s '%s', which there is not", run->run.id, kind, id);
    if (nearest->best != NULL)
        diag_help(diags, diag, "did you mean '%s'?", nearest->best);
}

static bool plan_is_known(const EvidenceRun *run, const Library *library, Diags *diags)
{
    if (library_find_plan(library, run->run.plan) != NULL)
        return true;
    Nearest nearest = nearest_start(run->run.plan);
    for (size_t i = 0; i < library->n_plans; i++)
        nearest_offer(&nearest, library->plans[i]->id);
    report(run, "plan", run->run.plan, &nearest, diags);
    return false;
}

static bool exercise_is_known(const EvidenceRun *run, const Plan *plan, Diags *diags)
{
    if (run->run.exercise == NULL || plan_find_exercise(plan, run->run.exercise) != NULL)
        return true;
    Nearest nearest = nearest_start(run->run.exercise);
    for (size_t i = 0; i < plan->exercises.count; i++)
        nearest_offer(&nearest, plan->exercises.items[i]->entity.id.text);
    report(run, "exercise", run->run.exercise, &nearest, diags);
    return false;
}

static bool runbook_is_known(const EvidenceRun *run, const Plan *plan, Diags *diags)
{
    if (run->run.runbook == NULL || plan_find_runbook(plan, run->run.runbook) != NULL)
        return true;
    Nearest nearest = nearest_start(run->run.runbook);
    for (size_t i = 0; i < plan->runbooks.count; i++)
        nearest_offer(&nearest, plan->runbooks.items[i]->entity.id.text);
    report(run, "runbook", run->run.runbook, &nearest, diags);
    return false;
}

bool known_names_check(const Evidence *evidence, const Library *library, Diags *diags)
{
    bool known = true;
    for (size_t i = 0; i < evidence->n_runs; i++) {
        const EvidenceRun *run = &evidence->runs[i];
        if (!plan_is_known(run, library, diags)) {
            known = false;
            continue;
        }
        const Plan *plan = library_find_plan(library, run->run.plan);
        known = exercise_is_known(run, plan, diags) && known;
        known = runbook_is_known(run, plan, diags) && known;
    }
    return known;
}
