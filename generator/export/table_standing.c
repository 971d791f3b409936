#include "export/table.h"
#include "export/words.h"

static void put_plan(const PlanView *view, Row *row)
{
    const Plan *plan = view->plan;
    row_text(row, plan->id);
    row_text(row, plan->number.text);
    row_text(row, plan->title.text);
    row_text(row, plan->version.text);
    row_text(row, plan->classification.text);
    row_text(row, plan->owner.text);
    row_day(row, plan->approved.known, plan->approved.value);
    row_day(row, plan->reviewed.known, plan->reviewed.value);
    row_number(row, true, (int64_t)diags_count_severity(view->findings, SEVERITY_ERROR));
    row_number(row, true, (int64_t)diags_count_severity(view->findings, SEVERITY_WARNING));
    row_day(row, true, row->job->from);
    row_day(row, true, row->job->as_of);
    row_text(row, *row->job->head == '\0' ? NULL : row->job->head);
    row_end(row);
}

const Table table_plans = {
    .name = "plans",
    .about = "the plans, with the number of their errors and warnings, and what all tables rest on",
    .columns = {"plan", "number", "title", "version", "classification", "owner", "approved",
                "reviewed", "errors", "warnings", "from", "asOf", "historyHead", NULL},
    .rows = put_plan,
};

static void put_figures(const PlanView *view, Row *row)
{
    const Standing *standing = view->standing;
    const struct {
        const char *name;
        Share share;
    } figures[] = {
        {"runs-passed", standing->runs_passed},
        {"rto-met", standing->rto_met},
        {"rpo-met", standing->rpo_met},
        {"exercises-current", standing->exercises_current},
        {"scripts-current", standing->scripts_current},
        {"services-exercised", standing->services_exercised},
        {"scenarios-exercised", standing->scenarios_exercised},
        {"contacts-fresh", standing->contacts_fresh},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(figures); i++) {
        row_text(row, view->plan->id);
        row_text(row, figures[i].name);
        row_number(row, true, (int64_t)figures[i].share.part);
        row_number(row, true, (int64_t)figures[i].share.whole);
        row_end(row);
    }
}

const Table table_figures = {
    .name = "figures",
    .about = "shares: of runs that passed, of targets met, of what was exercised",
    .columns = {"plan", "figure", "part", "whole", NULL},
    .rows = put_figures,
};

static void put_objective(const PlanView *view, const Objective *objective, Row *row)
{
    bool measured = objective->n > 0;
    row_text(row, view->plan->id);
    row_text(row, export_measure_word(objective->kind));
    row_text(row, entity_kind_word(objective->subject->kind));
    row_text(row, objective->subject->id.text);
    row_text(row, entity_name(objective->subject));
    row_text(row, objective->target_text);
    row_number(row, objective->has_target, objective->target);
    row_text(row, verdict_word(objective->verdict));
    row_text(row, objective->reason);
    row_number(row, true, (int64_t)objective->n);
    row_number(row, true, (int64_t)objective->n_met);
    row_number(row, measured, objective->best);
    row_number(row, measured, objective->median);
    row_number(row, measured, objective->p90);
    row_number(row, measured, objective->worst);
    row_run(row, objective->last);
    row_day(row, objective->has_until, objective->until);
    row_end(row);
}

static void put_objectives(const PlanView *view, Row *row)
{
    for (size_t i = 0; i < view->standing->n_objectives; i++)
        put_objective(view, &view->standing->objectives[i], row);
    for (size_t i = 0; i < view->standing->n_further; i++)
        put_objective(view, &view->standing->further[i], row);
}

const Table table_objectives = {
    .name = "objectives",
    .about = "what is promised, and what runs have measured",
    .columns = {"plan", "kind", "subjectKind", "subject", "name", "target", "targetSeconds",
                "verdict", "reason", "measurements", "met", "bestSeconds", "medianSeconds",
                "p90Seconds", "worstSeconds", "lastRun", "lastDate", "until", NULL},
    .rows = put_objectives,
};

static void put_exercise(const PlanView *view, const ExerciseState *state, Row *row)
{
    const Exercise *exercise = state->exercise;
    row_text(row, view->plan->id);
    row_text(row, exercise->entity.id.text);
    row_text(row, entity_name(&exercise->entity));
    row_text(row, exercise->type.text);
    row_text(row, exercise->every.text);
    row_run(row, state->last);
    row_text(row, state->last == NULL ? NULL : export_outcome_word(state->last->outcome));
    row_run(row, state->passed);
    row_day(row, state->has_due, state->due);
    row_flag(row, true, state->overdue);
    row_number(row, state->has_planned, (int64_t)state->planned);
    row_number(row, true, (int64_t)state->n_passed);
    row_number(row, true, (int64_t)state->n_others);
    row_end(row);
}

static void put_exercises(const PlanView *view, Row *row)
{
    for (size_t i = 0; i < view->standing->n_exercises; i++)
        put_exercise(view, &view->standing->exercises[i], row);
}

const Table table_exercises = {
    .name = "exercises",
    .about = "when each took place, and when it is due",
    .columns = {"plan", "exercise", "name", "type", "every", "lastRun", "lastDate", "lastOutcome",
                "passedRun", "passedDate", "due", "overdue", "planned", "passedRuns", "otherRuns",
                NULL},
    .rows = put_exercises,
};

static void put_findings(const PlanView *view, Row *row)
{
    for (size_t i = 0; i < view->standing->n_findings; i++) {
        const OpenFinding *open = &view->standing->findings[i];
        row_text(row, view->plan->id);
        row_run(row, open->run);
        row_text(row, open->finding->severity);
        row_text(row, open->finding->text);
        row_text(row, open->finding->owner);
        row_day(row, true, open->finding->due);
        row_flag(row, true, open->overdue);
        row_day(row, true, open->opened);
        row_end(row);
    }
}

const Table table_findings = {
    .name = "findings",
    .about = "what runs have shown to be wrong and nobody has mended",
    .columns = {"plan", "run", "date", "severity", "text", "owner", "due", "overdue", "opened",
                NULL},
    .rows = put_findings,
};

/* The last cells are of the act that closed it; where the run itself says so there is none. */
static void put_closed(const PlanView *view, Row *row)
{
    for (size_t i = 0; i < view->standing->n_closed; i++) {
        const OpenFinding *closed = &view->standing->closed[i];
        const Act *act = closed->closing;
        row_text(row, view->plan->id);
        row_run(row, closed->run);
        row_text(row, closed->finding->severity);
        row_text(row, closed->finding->text);
        row_text(row, closed->finding->owner);
        row_day(row, true, closed->finding->due);
        row_day(row, true, closed->opened);
        row_day(row, true, closed->finding->closed);
        row_text(row, act == NULL ? NULL : act->by);
        row_text(row, act == NULL ? NULL : act->commit);
        row_text(row, act == NULL ? NULL : act->retest);
        row_text(row, act == NULL ? NULL : act->key);
        row_end(row);
    }
}

const Table table_closed = {
    .name = "closed",
    .about = "findings that were closed in the period, and by what",
    .columns = {"plan", "run", "date", "severity", "text", "owner", "due", "opened", "closed", "by",
                "commit", "retest", "act", NULL},
    .rows = put_closed,
};
