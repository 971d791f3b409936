#include "command/control_text.h"

/* Appends TEXT without what a terminal would obey. */
static void put(GString *out, const char *text)
{
    for (const char *at = text == NULL ? "?" : text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char_validated(at, -1);
        if (letter == (gunichar)-1 || letter == (gunichar)-2) {
            g_string_append_c(out, '?');
            at++;
            if (*at == '\0')
                return;
            continue;
        }
        if (letter == '\n' || letter == '\t')
            g_string_append_c(out, ' ');
        else if (g_unichar_iscntrl(letter))
            g_string_append_c(out, '?');
        else
            g_string_append_unichar(out, letter);
    }
}

static void put_date(GString *out, Date date)
{
    char buffer[DATE_TEXT_SIZE];
    g_string_append(out, date_format(date, buffer));
}

static void put_moment(GString *out, const char *before, Moment moment)
{
    char buffer[MOMENT_TEXT_SIZE];
    if (moment.seconds != MOMENT_ABSENT)
        g_string_append_printf(out, "%s%s", before, moment_format(moment, buffer));
}

static const char *outcome_word(RunOutcome outcome)
{
    static const char *const words[] = {
        [RUN_PASSED] = "passed", [RUN_FAILED] = "failed", [RUN_ABORTED] = "aborted"};
    return words[outcome];
}

static const char *act_word(ActKind kind)
{
    static const char *const words[] = {
        [ACT_REVIEW] = "review",   [ACT_APPROVAL] = "approval", [ACT_TRAINING] = "training",
        [ACT_CONTACT] = "contact", [ACT_BACKUP] = "backup",     [ACT_ATTESTATION] = "attestation",
        [ACT_FINDING] = "finding"};
    return words[kind];
}

/* "      recovery 1h30m = service back T - declared T" */
static void put_span(GString *out, const char *what, int64_t seconds, const char *to_words,
                     Moment to, const Run *run)
{
    char length[DURATION_TEXT_SIZE];
    if (seconds < 0)
        return;
    bool declared = run->declared.seconds != MOMENT_ABSENT;
    Moment from = declared ? run->declared : run->started;
    g_string_append_printf(out, "      %s %s:", what,
                           duration_format(duration_from_seconds(seconds), length));
    put_moment(out, declared ? " declared " : " started ", from);
    g_string_append(out, ", ");
    put_moment(out, to_words, to);
    g_string_append_c(out, '\n');
}

static void put_evidence(GString *out, const char *name, const char *hash)
{
    if (name == NULL)
        return;
    g_string_append(out, "      evidence ");
    put(out, name);
    if (hash != NULL)
        g_string_append_printf(out, " sha256 %s", hash);
    g_string_append_c(out, '\n');
}

static void put_run(GString *out, const Run *run)
{
    g_string_append(out, "    run '");
    put(out, run->id);
    g_string_append(out, "' of ");
    put_date(out, run_date(run));
    g_string_append_printf(out, ": %s", outcome_word(run->outcome));
    if (run->exercise != NULL) {
        g_string_append(out, ", exercise ");
        put(out, run->exercise);
    }
    g_string_append_c(out, '\n');
    if (run->runbook != NULL) {
        g_string_append(out, "      runbook ");
        put(out, run->runbook);
        if (run->runbook_hash != NULL)
            g_string_append_printf(out, " sha256 %s", run->runbook_hash);
        g_string_append_c(out, '\n');
    }
    put_span(out, "recovery", run_measured_rto(run), "service back ", run->service_back, run);
    put_span(out, "loss", run_measured_rpo(run), "newest data ", run->recovered_to, run);
    put_evidence(out, run->evidence, run->evidence_hash);
}

static void put_act(GString *out, const Act *act)
{
    g_string_append_printf(out, "    %s of ", act_word(act->kind));
    put_date(out, act->date);
    if (act->subject != NULL) {
        g_string_append(out, ", about ");
        put(out, act->subject);
    }
    if (act->by != NULL) {
        g_string_append(out, ", by ");
        put(out, act->by);
    }
    if (act->until.days != INT32_MIN) {
        g_string_append(out, ", until ");
        put_date(out, act->until);
    }
    g_string_append_c(out, '\n');
    if (act->key != NULL)
        g_string_append_printf(out, "      key %s\n", act->key);
    put_evidence(out, act->evidence, act->evidence_hash);
}

static void put_list(GString *out, const char *word, const TextList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        g_string_append(out, i == 0 ? word : ", ");
        put(out, list->items[i]->text);
    }
}

/* "history: services-exercised, within 1y, types restore, failover" */
static void put_question(GString *out, const Control *control)
{
    g_string_append(out, "  ");
    put(out, control->evidence.text);
    if (control->predicate.text != NULL) {
        g_string_append(out, ": ");
        put(out, control->predicate.text);
    }
    const DurationValue *durations[] = {&control->within, &control->over};
    static const char *const words[] = {"within", "over"};
    for (size_t i = 0; i < G_N_ELEMENTS(durations); i++) {
        if (durations[i]->text == NULL)
            continue;
        g_string_append_printf(out, ", %s ", words[i]);
        put(out, durations[i]->text);
    }
    put_list(out, ", types ", &control->types);
    put_list(out, ", of ", &control->of);
    if (control->count.text != NULL) {
        g_string_append(out, ", count ");
        put(out, control->count.text);
    }
    g_string_append_c(out, '\n');
}

static void put_line(GString *out, const char *label, const char *text)
{
    g_string_append_printf(out, "  %s", label);
    put(out, text);
    g_string_append_c(out, '\n');
}

static void put_verdict(const ControlText *text, GString *out)
{
    const ControlResult *result = text->result;
    g_string_append_printf(out, "  plan %s, as of ", text->plan->id);
    put_date(out, text->as_of);
    g_string_append_printf(out, ": %s%s", verdict_word(result->verdict),
                           result->attested ? " (attested, not computed)" : "");
    if (result->has_until) {
        g_string_append(out, " until ");
        put_date(out, result->until);
    }
    g_string_append_c(out, '\n');
    if (result->has_parameter && result->verdict != VERDICT_NOT_APPLICABLE)
        g_string_append_printf(out, "  defined: %s\n  met:     %s\n", verdict_word(result->defined),
                               verdict_word(result->met));
    put_line(out, "why:     ", result->reason);
}

static void put_name(const ControlText *text, GString *out)
{
    const Control *control = text->result->control;
    put(out, control->number.text);
    g_string_append_c(out, ' ');
    put(out, entity_name(&control->entity));
    g_string_append(out, " (");
    put(out, text->framework->id.text);
    g_string_append_c(out, '/');
    put(out, control->entity.id.text);
    g_string_append(out, ")\n");
}

void control_text_write(const ControlText *text, bool first, GString *out)
{
    const ControlResult *result = text->result;
    if (!first)
        g_string_append_c(out, '\n');
    put_name(text, out);
    if (result->control->about.text != NULL)
        put_line(out, "", result->control->about.text);
    put_question(out, result->control);
    put_verdict(text, out);
    if (result->n_runs + result->n_acts > 0)
        g_string_append(out, "  rows:\n");
    for (size_t i = 0; i < result->n_runs; i++)
        put_run(out, result->runs[i]);
    for (size_t i = 0; i < result->n_acts; i++)
        put_act(out, result->acts[i]);
    if (result->turn != NULL)
        put_line(out, "to do:   ", result->turn);
}

void control_text_line(const ControlText *text, GString *out)
{
    const ControlResult *result = text->result;
    g_string_append_printf(out, "%-20s ", text->plan->id);
    put(out, text->framework->id.text);
    g_string_append_c(out, '/');
    put(out, result->control->entity.id.text);
    g_string_append_printf(out, " %s%s: ", verdict_word(result->verdict),
                           result->attested ? " (attested)" : "");
    put(out, result->reason);
    g_string_append_c(out, '\n');
}

/* ---- for machines ---- */

static void json_date(Json *json, const char *name, bool has, Date date)
{
    char buffer[DATE_TEXT_SIZE];
    json_text(json, name, has && date.days != INT32_MIN ? date_format(date, buffer) : NULL);
}

static void json_run(Json *json, const Run *run)
{
    json_begin_object(json, NULL);
    json_text(json, "id", run->id);
    json_date(json, "date", true, run_date(run));
    json_text(json, "outcome", outcome_word(run->outcome));
    json_text(json, "exercise", run->exercise);
    json_text(json, "runbook", run->runbook);
    json_text(json, "runbookSha256", run->runbook_hash);
    json_number(json, "recoverySeconds", run_measured_rto(run));
    json_number(json, "lossSeconds", run_measured_rpo(run));
    json_text(json, "evidence", run->evidence);
    json_text(json, "evidenceSha256", run->evidence_hash);
    json_end_object(json);
}

static void json_act(Json *json, const Act *act)
{
    json_begin_object(json, NULL);
    json_text(json, "kind", act_word(act->kind));
    json_date(json, "date", true, act->date);
    json_text(json, "subject", act->subject);
    json_text(json, "by", act->by);
    json_bool(json, "passed", act->passed);
    json_date(json, "until", true, act->until);
    json_text(json, "key", act->key);
    json_text(json, "evidence", act->evidence);
    json_text(json, "evidenceSha256", act->evidence_hash);
    json_end_object(json);
}

void control_text_json(const ControlText *text, Json *json)
{
    const ControlResult *result = text->result;
    bool two = result->has_parameter && result->verdict != VERDICT_NOT_APPLICABLE;
    json_begin_object(json, NULL);
    json_text(json, "framework", text->framework->id.text);
    json_text(json, "control", result->control->entity.id.text);
    json_text(json, "number", result->control->number.text);
    json_text(json, "title", entity_name(&result->control->entity));
    json_text(json, "predicate", result->control->predicate.text);
    json_text(json, "plan", text->plan->id);
    json_date(json, "asOf", true, text->as_of);
    json_text(json, "verdict", verdict_word(result->verdict));
    json_text(json, "defined", two ? verdict_word(result->defined) : NULL);
    json_text(json, "met", two ? verdict_word(result->met) : NULL);
    json_bool(json, "attested", result->attested);
    json_date(json, "until", result->has_until, result->until);
    json_text(json, "reason", result->reason);
    json_text(json, "turn", result->turn);
    json_begin_array(json, "runs");
    for (size_t i = 0; i < result->n_runs; i++)
        json_run(json, result->runs[i]);
    json_end_array(json);
    json_begin_array(json, "acts");
    for (size_t i = 0; i < result->n_acts; i++)
        json_act(json, result->acts[i]);
    json_end_array(json);
    json_end_object(json);
}
