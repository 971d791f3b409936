#include "redact/redaction.h"

static const char *told(const Redaction *redaction, const char *text)
{
    return redact_text(redaction, text, MASK_TOLD);
}

static const char *id(const Redaction *redaction, const char *text)
{
    return redact_text(redaction, text, MASK_ID);
}

static void redact_steps(const Redaction *redaction, Run *run)
{
    for (size_t i = 0; i < run->n_steps; i++) {
        RunStep *step = &run->steps[i];
        step->id = told(redaction, step->id);
        step->by = redact_who(redaction, step->by);
        step->note = NULL;
        step->output = NULL;
    }
}

static void redact_finding(const Redaction *redaction, RunFinding *finding)
{
    finding->text = told(redaction, finding->text);
    finding->owner = redact_who(redaction, finding->owner);
}

/* Makes RUN name itself what RUNBOOK, which will be gone, recovers. */
static void keep_services(const Redaction *redaction, Run *run, const Runbook *runbook)
{
    size_t n = run->n_services;
    const char **services = arena_alloc(redaction->library->arena,
                                        (n + runbook->recovers.count + 1) * sizeof *services);
    for (size_t i = 0; i < n; i++)
        services[i] = run->services[i];
    for (size_t i = 0; i < runbook->recovers.count; i++)
        if (runbook->recovers.items[i]->target != NULL)
            services[n++] = runbook->recovers.items[i]->target->id.text;
    run->services = services;
    run->n_services = n;
}

/* A runbook that is internal is not named by those who ran it. */
static void redact_runbook(const Redaction *redaction, Run *run)
{
    const Plan *plan = library_find_plan(redaction->library, run->plan);
    const Runbook *runbook =
        plan == NULL || run->runbook == NULL ? NULL : plan_find_runbook(plan, run->runbook);
    bool dropped = runbook != NULL && g_hash_table_contains(redaction->dropped, runbook);
    if (dropped)
        keep_services(redaction, run, runbook);
    run->runbook = dropped ? RUNBOOK_INTERNAL : id(redaction, run->runbook);
    run->runbook_hash = dropped ? NULL : run->runbook_hash;
}

static void redact_people(const Redaction *redaction, Run *run)
{
    run->operator_name = redact_who(redaction, run->operator_name);
    run->observer = redact_who(redaction, run->observer);
    for (size_t i = 0; i < run->n_people; i++) {
        run->people[i].name = redact_who(redaction, run->people[i].name);
        run->people[i].role = told(redaction, run->people[i].role);
    }
}

/* Notes are what people typed in a hurry; where it was run is a name of a machine, and evidence is
 * called as whoever filed it liked. Its checksum stays. */
static void redact_run(const Redaction *redaction, Run *run)
{
    redact_runbook(redaction, run);
    run->plan = id(redaction, run->plan);
    run->id = told(redaction, run->id);
    run->title = told(redaction, run->title);
    run->incident = told(redaction, run->incident);
    run->version = told(redaction, run->version);
    run->backup = told(redaction, run->backup);
    run->exercise = id(redaction, run->exercise);
    run->scenario = id(redaction, run->scenario);
    run->site = id(redaction, run->site);
    for (size_t i = 0; i < run->n_services; i++)
        run->services[i] = id(redaction, run->services[i]);
    redact_people(redaction, run);
    redact_steps(redaction, run);
    for (size_t i = 0; i < run->n_findings; i++)
        redact_finding(redaction, &run->findings[i]);
    run->n_notes = 0;
    run->host = NULL;
    run->evidence = NULL;
}

/* What an act is about is a person for training and calls, else what its kind says. */
static void redact_act(const Redaction *redaction, Act *act)
{
    bool person = act->kind == ACT_TRAINING || act->kind == ACT_CONTACT;
    act->subject = person ? redact_who(redaction, act->subject) : told(redaction, act->subject);
    act->plan = id(redaction, act->plan);
    act->by = redact_who(redaction, act->by);
    act->owner = redact_who(redaction, act->owner);
    act->role = told(redaction, act->role);
    act->note = NULL;
    act->evidence = NULL;
}

void redact_history(const Redaction *redaction)
{
    RunSet *set = redaction->runs;
    for (size_t i = 0; i < set->count; i++)
        redact_run(redaction, &set->runs[i]);
    for (size_t i = 0; i < set->n_acts; i++)
        redact_act(redaction, &set->acts[i]);
}
