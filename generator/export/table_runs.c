#include "export/table.h"
#include "export/words.h"

/* TEXTS joined by blanks; NULL when there is none. Owned. */
static char *joined(const char *const *texts, size_t count)
{
    if (count == 0)
        return NULL;
    GString *all = g_string_new(texts[0]);
    for (size_t i = 1; i < count; i++)
        g_string_append_printf(all, " %s", texts[i]);
    return g_string_free(all, FALSE);
}

/* "maria-silva (lead); jo": who took part; NULL when nobody is named. Owned. */
static char *people(const Run *run)
{
    if (run->n_people == 0)
        return NULL;
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < run->n_people; i++) {
        const RunPerson *person = &run->people[i];
        g_string_append_printf(all, "%s%s", i == 0 ? "" : "; ", person->name);
        if (person->role != NULL)
            g_string_append_printf(all, " (%s)", person->role);
    }
    return g_string_free(all, FALSE);
}

static void put_times(const Run *run, Row *row)
{
    row_moment(row, run->declared);
    row_moment(row, run->decided);
    row_moment(row, run->started);
    row_moment(row, run->service_back);
    row_moment(row, run->verified);
    row_moment(row, run->ended);
    row_moment(row, run->recovered_to);
    row_number(row, run_measured_rto(run) >= 0, run_measured_rto(run));
    row_number(row, run_measured_rpo(run) >= 0, run_measured_rpo(run));
    row_number(row, run_measured_wrt(run) >= 0, run_measured_wrt(run));
}

static void put_origin(const Run *run, Row *row)
{
    row_text(row, run->version);
    row_text(row, run->commit);
    row_text(row, export_script_word(run->script));
    row_text(row, export_seal_word(run->seal));
    row_text(row, run->evidence);
    row_text(row, run->evidence_hash);
}

static void put_run(const PlanView *view, const Run *run, Row *row)
{
    g_autofree char *services = joined(run->services, run->n_services);
    g_autofree char *participants = people(run);
    row_text(row, view->plan->id);
    row_run(row, run);
    row_text(row, export_kind_word(run->kind));
    row_text(row, export_outcome_word(run->outcome));
    row_text(row, run->title);
    row_text(row, run->exercise);
    row_text(row, run->incident);
    row_text(row, run->runbook);
    row_text(row, run->runbook_hash);
    row_text(row, run->type);
    row_text(row, run->scenario);
    row_text(row, services);
    row_text(row, run->site);
    row_text(row, run->backup);
    row_text(row, export_checksum_word(run->checksum));
    put_times(run, row);
    row_text(row, run->operator_name);
    row_text(row, run->observer);
    row_text(row, participants);
    put_origin(run, row);
    row_end(row);
}

static void put_runs(const PlanView *view, Row *row)
{
    for (size_t i = 0; i < view->standing->n_runs; i++)
        put_run(view, view->standing->runs[i], row);
}

const Table table_runs = {
    .name = "runs",
    .about = "what has been run, with times and evidence",
    .columns = {"plan",       "run",      "date",        "kind",         "outcome",
                "title",      "exercise", "incident",    "runbook",      "runbookHash",
                "type",       "scenario", "services",    "site",         "backup",
                "checksum",   "declared", "decided",     "started",      "serviceBack",
                "verified",   "ended",    "recoveredTo", "rtoSeconds",   "rpoSeconds",
                "wrtSeconds", "operator", "observer",    "participants", "planVersion",
                "commit",     "script",   "seal",        "evidence",     "evidenceHash",
                NULL},
    .rows = put_runs,
};
