#include "publish/inspect.h"

#include "rules/waivers.h"

/* One plan's share of the work. */
typedef struct Job {
    CheckInput input;
    Diags *diags; /* NULL: the plan is not checked */
} Job;

static void run_job(void *data, size_t index)
{
    Job *job = (Job *)data + index;
    if (job->diags != NULL)
        rules_check(&job->input, job->diags);
}

static void inspect_plans(const Inspection *inspection, Diags *diags)
{
    const Library *library = inspection->library;
    size_t n = library->n_plans;
    g_autofree Job *jobs = g_new0(Job, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (inspection->chosen != NULL && !inspection->chosen[i])
            continue;
        const Plan *plan = library->plans[i];
        jobs[i].input = (CheckInput){.library = library,
                                     .plan = plan,
                                     .runs = run_groups_of(inspection->runs, plan->id),
                                     .acts = run_groups_acts(inspection->runs, plan->id),
                                     .has_history = inspection->has_history,
                                     .as_of = inspection->as_of};
        jobs[i].diags = diags_new();
    }
    workers_each(inspection->workers, n, run_job, jobs);
    for (size_t i = 0; i < n; i++)
        if (jobs[i].diags != NULL)
            diags_take_all(diags, jobs[i].diags);
}

static void inspect_library(const Inspection *inspection, Diags *diags)
{
    CheckInput input = {.library = inspection->library,
                        .runs = run_groups_all(inspection->runs),
                        .has_history = inspection->has_history,
                        .as_of = inspection->as_of};
    rules_check_library(&input, diags);
}

void inspect(const Inspection *inspection, Diags *diags)
{
    g_autoptr(Levels) own = inspection->levels == NULL ? levels_new() : NULL;
    Levels *levels = inspection->levels == NULL ? own : inspection->levels;
    inspect_plans(inspection, diags);
    inspect_library(inspection, diags);
    WaiverInput waivers = {.library = inspection->library,
                           .chosen = inspection->chosen,
                           .has_history = inspection->has_history,
                           .as_of = inspection->as_of};
    waivers_apply(&waivers, diags);
    levels_read(levels, inspection->library, diags);
    levels_apply(levels, diags);
}
