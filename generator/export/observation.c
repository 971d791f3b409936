#include "export/observation.h"

#include "export/words.h"
#include "model/coverage.h"

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static void run_uuid(const Oscal *oscal, const PlanView *view, const Run *run, char *buffer)
{
    oscal_uuid(oscal, buffer, "run", view->plan->id, run->id, NULL);
}

/* Acts of a database that knows no keys yet are told apart by what they say. */
static void act_uuid(const Oscal *oscal, const PlanView *view, const Act *act, char *buffer)
{
    char day[DATE_TEXT_SIZE];
    if (act->key != NULL)
        oscal_uuid(oscal, buffer, "act", view->plan->id, act->key, NULL);
    else
        oscal_uuid(oscal, buffer, "act", view->plan->id, export_act_word(act->kind),
                   date_format(act->date, day), or_empty(act->subject), or_empty(act->by), NULL);
}

static void put_evidence(Oscal *oscal, const char *name, const char *hash)
{
    if (name == NULL || *name == '\0')
        return;
    g_autofree char *href = g_uri_escape_string(name, NULL, FALSE);
    xml_begin(&oscal->xml, "relevant-evidence");
    xml_set(&oscal->xml, "href", href);
    oscal_paragraph(oscal, "description", name, "Evidence");
    oscal_prop(oscal, "sha-256", hash);
    xml_end(&oscal->xml);
}

static void put_duration(GString *text, const char *label, int64_t seconds)
{
    char buffer[DURATION_TEXT_SIZE];
    if (seconds >= 0)
        g_string_append_printf(text, " Measured %s %s.", label,
                               duration_format(duration_from_seconds(seconds), buffer));
}

static void put_run_description(Oscal *oscal, const Run *run)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_printf(text, "A %s that %s.", export_kind_word(run->kind),
                    run->outcome == RUN_ABORTED ? "was aborted"
                                                : export_outcome_word(run->outcome));
    put_duration(text, "RTO", run_measured_rto(run));
    put_duration(text, "RPO", run_measured_rpo(run));
    put_duration(text, "WRT", run_measured_wrt(run));
    put_duration(text, "MTD", run_measured_mtd(run));
    oscal_paragraph(oscal, "description", text->str, NULL);
}

static void prop_seconds(Oscal *oscal, const char *name, int64_t seconds)
{
    if (seconds >= 0)
        oscal_prop_number(oscal, name, seconds);
}

static void put_run_props(Oscal *oscal, const PlanView *view, const Run *run)
{
    oscal_prop(oscal, "plan", view->plan->id);
    oscal_prop(oscal, "run", run->id);
    oscal_prop(oscal, "kind", export_kind_word(run->kind));
    oscal_prop(oscal, "outcome", export_outcome_word(run->outcome));
    oscal_prop(oscal, "exercise", run->exercise);
    oscal_prop(oscal, "incident", run->incident);
    oscal_prop(oscal, "runbook", run->runbook);
    oscal_prop(oscal, "runbook-sha-256", run->runbook_hash);
    oscal_prop(oscal, "scenario", run->scenario);
    oscal_prop(oscal, "script", export_script_word(run->script));
    oscal_prop(oscal, "checksum", export_checksum_word(run->checksum));
    prop_seconds(oscal, "measured-rto-seconds", run_measured_rto(run));
    prop_seconds(oscal, "measured-rpo-seconds", run_measured_rpo(run));
    prop_seconds(oscal, "measured-wrt-seconds", run_measured_wrt(run));
    prop_seconds(oscal, "measured-mtd-seconds", run_measured_mtd(run));
}

/* What did not pass proves nothing that could expire. */
static void put_expiry(Oscal *oscal, const PlanView *view, const Run *run, Date until)
{
    size_t index = 0;
    if (run->outcome != RUN_PASSED)
        return;
    if (coverage_exercise(view->standing->coverage, run, &index)) {
        const Exercise *exercise = view->plan->exercises.items[index];
        if (exercise_has_frequency(exercise))
            until = date_add(run_date(run), exercise->every.value);
    }
    if (until.days != INT32_MIN)
        oscal_end_of(oscal, "expires", until);
}

static void put_method(Oscal *oscal, const char *method)
{
    xml_element(&oscal->xml, "method", method);
    xml_element(&oscal->xml, "type", "control-objective");
}

void observation_put_run(Oscal *oscal, const PlanView *view, const Run *run, Date until)
{
    char uuid[UUID_TEXT_SIZE];
    bool ended = run->ended.seconds != MOMENT_ABSENT;
    run_uuid(oscal, view, run, uuid);
    xml_begin(&oscal->xml, "observation");
    xml_set(&oscal->xml, "uuid", uuid);
    oscal_title(oscal, run->title != NULL ? run->title : run->id);
    put_run_description(oscal, run);
    put_run_props(oscal, view, run);
    put_method(oscal, "TEST");
    put_evidence(oscal, run->evidence, run->evidence_hash);
    oscal_moment(oscal, "collected", ended ? run->ended.seconds : run->started.seconds);
    put_expiry(oscal, view, run, until);
    xml_end(&oscal->xml);
}

static void put_act_description(Oscal *oscal, const Act *act)
{
    g_autofree char *text =
        g_strdup_printf("A record of the kind %s%s%s%s%s.", export_act_word(act->kind),
                        act->subject == NULL ? "" : ", about ", or_empty(act->subject),
                        act->by == NULL ? "" : ", by ", or_empty(act->by));
    oscal_paragraph(oscal, "description", text, NULL);
}

void observation_put_act(Oscal *oscal, const PlanView *view, const Act *act)
{
    char uuid[UUID_TEXT_SIZE];
    act_uuid(oscal, view, act, uuid);
    xml_begin(&oscal->xml, "observation");
    xml_set(&oscal->xml, "uuid", uuid);
    oscal_title(oscal, export_act_word(act->kind));
    put_act_description(oscal, act);
    oscal_prop(oscal, "plan", view->plan->id);
    oscal_prop(oscal, "kind", export_act_word(act->kind));
    oscal_prop(oscal, "record", act->key);
    put_method(oscal, act->kind == ACT_ATTESTATION ? "INTERVIEW" : "EXAMINE");
    put_evidence(oscal, act->evidence, act->evidence_hash);
    oscal_moment(oscal, "collected", date_start(act->date).seconds);
    if (act->until.days != INT32_MIN)
        oscal_end_of(oscal, "expires", act->until);
    xml_end(&oscal->xml);
}

void observation_put_references(Oscal *oscal, const PlanView *view, const Run *run, const Act *act)
{
    char uuid[UUID_TEXT_SIZE];
    if (run != NULL) {
        run_uuid(oscal, view, run, uuid);
        oscal_mark(oscal, "related-observation", "observation-uuid", uuid);
    }
    if (act != NULL) {
        act_uuid(oscal, view, act, uuid);
        oscal_mark(oscal, "related-observation", "observation-uuid", uuid);
    }
}
