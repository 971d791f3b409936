#include "redact/redaction.h"

#include "model/coverage.h"

static void redact_objectives(const Redaction *redaction, Objective *objectives, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        objectives[i].reason = redact_text(redaction, objectives[i].reason, MASK_TOLD);
        objectives[i].target_text = redact_text(redaction, objectives[i].target_text, MASK_TOLD);
    }
}

/* A finding on which something was done later is a copy of what the run told. */
static void redact_findings_of(const Redaction *redaction, OpenFinding *findings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        RunFinding *finding = arena_new_item(redaction->library->arena, RunFinding);
        *finding = *findings[i].finding;
        finding->text = redact_text(redaction, finding->text, MASK_TOLD);
        finding->owner = redact_who(redaction, finding->owner);
        findings[i].finding = finding;
    }
}

static const ControlResult *redact_results(const Redaction *redaction, const ControlResult *results,
                                           size_t count)
{
    ControlResult *told = arena_alloc(redaction->library->arena, count * sizeof *told);
    for (size_t i = 0; i < count; i++) {
        told[i] = results[i];
        told[i].reason = redact_text(redaction, results[i].reason, MASK_TOLD);
        told[i].turn = redact_text(redaction, results[i].turn, MASK_TOLD);
    }
    return told;
}

void redact_coverage(PlanView *view)
{
    Standing *standing = (Standing *)view->standing;
    coverage_free(standing->coverage);
    standing->coverage = coverage_new(view->plan, standing->runs, standing->n_runs);
}

void redact_verdicts(const Redaction *redaction, PlanView *view)
{
    Standing *standing = (Standing *)view->standing; /* of the shelf, which is being changed */
    redact_objectives(redaction, standing->objectives, standing->n_objectives);
    redact_objectives(redaction, standing->further, standing->n_further);
    redact_findings_of(redaction, standing->findings, standing->n_findings);
    redact_findings_of(redaction, standing->closed, standing->n_closed);
    Assessment *assessments =
        arena_alloc(redaction->library->arena, view->n_assessments * sizeof *assessments);
    for (size_t i = 0; i < view->n_assessments; i++) {
        assessments[i] = view->assessments[i];
        assessments[i].results =
            redact_results(redaction, view->assessments[i].results, view->assessments[i].n_results);
    }
    view->assessments = assessments;
}
