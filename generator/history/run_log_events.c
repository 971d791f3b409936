#include "history/run_log_events.h"

#include "history/evidence_values.h"
#include "history/history_rules.h"
#include "history/run_log_subject.h"
#include "history/run_words.h"

#include <stdlib.h>
#include <string.h>

const char *log_shown(const LogReader *reader, Text value)
{
    return evidence_shown(reader->arena, value);
}

static void add_note(LogReader *reader, const LogLine *line, const char *text)
{
    RunNote note = {.at = line->time,
                    .step = line->values[LOG_FIELD_STEP].text,
                    .by = line->values[LOG_FIELD_BY].text,
                    .text = text};
    log_take_person(reader, note.by, NULL);
    g_array_append_val(reader->notes, note);
}

int log_read_word(LogReader *reader, Text value, const char *const *words, int fallback)
{
    return evidence_word(value, words, fallback, reader->diags);
}

/* The field `at` of LINE, or the line's own time without it. */
static Moment read_at(LogReader *reader, const LogLine *line)
{
    Text at = line->values[LOG_FIELD_AT];
    Moment moment = line->time;
    if (at.text == NULL)
        return moment;
    if (!moment_parse(at.text, &moment)) {
        Diag *diag = diags_add(reader->diags, &rule_evidence_malformed, at.span,
                               "'%s' is not a time", log_shown(reader, at));
        diag_help(reader->diags, diag, "times are written 2026-08-14T09:00:00Z");
    } else if (moment.seconds > line->time.seconds) {
        diags_add(reader->diags, &rule_evidence_clock, at.span,
                  "'%s' is later than the line that tells of it", log_shown(reader, at));
    }
    return moment;
}

/* Marks the event of LINE as seen; false with a finding when it was before. */
static bool once(LogReader *reader, const LogLine *line)
{
    Span *seen = &reader->seen[line->event];
    if (seen->source == NULL) {
        *seen = line->span;
        return true;
    }
    Diag *diag = diags_add(reader->diags, &rule_evidence_duplicate, line->span, "'%s' stands twice",
                           log_event_name(line->event));
    diag_note(reader->diags, diag, *seen, "first here");
    return false;
}

static bool is_sha256(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

static const char *read_hash(LogReader *reader, Text value)
{
    if (value.text == NULL || is_sha256(value.text))
        return value.text;
    Diag *diag = diags_add(reader->diags, &rule_evidence_malformed, value.span,
                           "'%s' is not a SHA-256", log_shown(reader, value));
    diag_help(reader->diags, diag,
              "write the 64 digits that `sha256sum` gives for the file, or leave it out");
    return NULL;
}

/* A script that was modified once, or of which nothing is known once, stays so. */
static void take_script(LogReader *reader, Text value, bool first)
{
    static const char *const words[] = {"intact", "modified", NULL};
    int index = log_read_word(reader, value, words, -1);
    ScriptState state = index < 0 ? SCRIPT_UNKNOWN : (ScriptState)(index + SCRIPT_INTACT);
    ScriptState *kept = &reader->run.run.script;
    if (first || state == SCRIPT_MODIFIED || *kept == SCRIPT_INTACT)
        *kept = state;
}

static void take_run_begin(LogReader *reader, const LogLine *line)
{
    if (!once(reader, line))
        return;
    const Text *values = line->values;
    Run *run = &reader->run.run;
    run->id = values[LOG_FIELD_RUN].text;
    run->started = line->time;
    run->kind = (RunKind)log_read_word(reader, values[LOG_FIELD_KIND], run_kind_words, RUN_DRILL);
    run->plan = values[LOG_FIELD_PLAN].text;
    run->runbook = values[LOG_FIELD_RUNBOOK].text;
    run->exercise = values[LOG_FIELD_EXERCISE].text;
    evidence_check_id(values[LOG_FIELD_PLAN], "plan", reader->diags);
    evidence_check_id(values[LOG_FIELD_RUNBOOK], "runbook", reader->diags);
    evidence_check_id(values[LOG_FIELD_EXERCISE], "exercise", reader->diags);
    run->runbook_hash = read_hash(reader, values[LOG_FIELD_HASH]);
    run->incident = values[LOG_FIELD_INCIDENT].text;
    run->title = values[LOG_FIELD_TITLE].text;
    run->operator_name = values[LOG_FIELD_OPERATOR].text;
    run->version = values[LOG_FIELD_VERSION].text;
    run->commit = values[LOG_FIELD_COMMIT].text;
    run->host = values[LOG_FIELD_HOST].text;
    log_take_person(reader, run->operator_name, NULL);
    take_script(reader, values[LOG_FIELD_SCRIPT], true);
    reader->run.span = line->span;
    if (run->id != NULL)
        reader->run.span = values[LOG_FIELD_RUN].span;
    evidence_complete(&reader->run, reader->input, reader->diags);
    log_take_subject(reader, line);
}

static LogStep *latest_step(LogReader *reader, const char *id)
{
    gpointer index = NULL;
    if (!g_hash_table_lookup_extended(reader->last_steps, id, NULL, &index))
        return NULL;
    return &g_array_index(reader->steps, LogStep, GPOINTER_TO_SIZE(index));
}

static LogStep *add_step(LogReader *reader, Text id)
{
    evidence_check_step(id, reader->diags);
    LogStep step = {.step = {.id = id.text,
                             .started = {MOMENT_ABSENT},
                             .ended = {MOMENT_ABSENT},
                             .outcome = STEP_FAILED,
                             .exit_status = -1}};
    g_hash_table_insert(reader->last_steps, (gpointer)(guintptr)id.text,
                        GSIZE_TO_POINTER(reader->steps->len));
    g_array_append_val(reader->steps, step);
    return &g_array_index(reader->steps, LogStep, reader->steps->len - 1);
}

typedef struct NumberRange {
    const char *what;
    int least, most;
    int absent;
} NumberRange;

static const NumberRange status_range = {"an exit status", 0, 255, -1};
static const NumberRange attempt_range = {"a number of tries", 1, 99999, 0};

/* VALUE as a number of RANGE; its `absent` when it is absent or, with a finding, not one. */
static int read_number(LogReader *reader, Text value, const NumberRange *range)
{
    if (value.text == NULL)
        return range->absent;
    size_t digits = strspn(value.text, "0123456789");
    if (digits >= 1 && digits <= 5 && value.text[digits] == '\0') {
        int number = atoi(value.text);
        if (number >= range->least && number <= range->most)
            return number;
    }
    Diag *diag = diags_add(reader->diags, &rule_evidence_malformed, value.span, "'%s' is not %s",
                           log_shown(reader, value), range->what);
    diag_help(reader->diags, diag, "write a number from %d to %d, or leave it out", range->least,
              range->most);
    return range->absent;
}

static void take_step_begin(LogReader *reader, const LogLine *line)
{
    Text id = line->values[LOG_FIELD_STEP];
    if (id.text == NULL)
        return;
    LogStep *step = add_step(reader, id);
    step->step.started = line->time;
    step->step.attempt = read_number(reader, line->values[LOG_FIELD_ATTEMPT], &attempt_range);
    step->step.note = "begun and not ended";
    step->begun = line->span;
}

static void take_step_end(LogReader *reader, const LogLine *line)
{
    Text id = line->values[LOG_FIELD_STEP];
    if (id.text == NULL)
        return;
    LogStep *step = latest_step(reader, id.text);
    if (step == NULL) {
        step = add_step(reader, id); /* told from paper: only its end was written down */
    } else if (step->ended.source != NULL) {
        Diag *diag = diags_add(reader->diags, &rule_evidence_duplicate, line->span,
                               "step '%s' is ended twice", log_shown(reader, id));
        diag_help(reader->diags, diag, "write a 'step-begin' before it if it was done again");
        diag_note(reader->diags, diag, step->ended, "first ended here");
        return;
    }
    const Text *values = line->values;
    step->ended = line->span;
    step->step.ended = line->time;
    step->step.outcome = (StepOutcome)log_read_word(reader, values[LOG_FIELD_OUTCOME],
                                                    step_outcome_words, STEP_FAILED);
    step->step.exit_status = read_number(reader, values[LOG_FIELD_STATUS], &status_range);
    if (values[LOG_FIELD_ATTEMPT].text != NULL)
        step->step.attempt = read_number(reader, values[LOG_FIELD_ATTEMPT], &attempt_range);
    step->step.by = values[LOG_FIELD_BY].text;
    if (step->step.by == NULL)
        step->step.by = reader->operator_name;
    log_take_person(reader, step->step.by, NULL);
    step->step.note = values[LOG_FIELD_NOTE].text;
    step->step.output = values[LOG_FIELD_OUTPUT].text;
    step->step.output_hash = read_hash(reader, values[LOG_FIELD_OUTPUT_HASH]);
}

/* The step that LINE undoes; NULL with a finding when the log does not have it. */
static LogStep *undone_step(LogReader *reader, const LogLine *line)
{
    Text id = line->values[LOG_FIELD_STEP];
    LogStep *step = id.text == NULL ? NULL : latest_step(reader, id.text);
    if (id.text != NULL && step == NULL)
        diags_add(reader->diags, &rule_evidence_order, id.span,
                  "step '%s' is undone and was never begun", log_shown(reader, id));
    return step;
}

static void take_rollback_begin(LogReader *reader, const LogLine *line)
{
    undone_step(reader, line);
}

static void take_rollback_end(LogReader *reader, const LogLine *line)
{
    LogStep *step = undone_step(reader, line);
    const Text *values = line->values;
    int outcome = log_read_word(reader, values[LOG_FIELD_OUTCOME], step_outcome_words, STEP_FAILED);
    read_number(reader, values[LOG_FIELD_STATUS], &status_range);
    read_hash(reader, values[LOG_FIELD_OUTPUT_HASH]);
    if (step == NULL)
        return;
    step->step.undone = outcome == STEP_PASSED;
    const char *note = values[LOG_FIELD_NOTE].text;
    add_note(reader, line,
             arena_printf(reader->arena, "%s%s%s",
                          outcome == STEP_PASSED    ? "undone"
                          : outcome == STEP_SKIPPED ? "not undone"
                                                    : "undoing it failed",
                          note == NULL ? "" : ": ", note == NULL ? "" : note));
}

static void take_instant(LogReader *reader, const LogLine *line)
{
    if (!once(reader, line))
        return;
    Run *run = &reader->run.run;
    Moment *const moments[LOG_EVENTS] = {
        [LOG_DECLARED] = &run->declared, [LOG_DECIDED] = &run->decided,
        [LOG_STARTED] = &run->started,   [LOG_SERVICE_BACK] = &run->service_back,
        [LOG_VERIFIED] = &run->verified, [LOG_RECOVERED_TO] = &run->recovered_to,
    };
    *moments[line->event] = read_at(reader, line);
}

/* What was back is so no more, and whatever was told of it may come again. */
static void take_service_lost(LogReader *reader, const LogLine *line)
{
    Run *run = &reader->run.run;
    if (reader->seen[LOG_SERVICE_BACK].source == NULL) {
        diags_add(reader->diags, &rule_evidence_order, line->span,
                  "'service-lost' stands before 'service-back'");
        return;
    }
    reader->seen[LOG_SERVICE_BACK] = (Span){0};
    reader->seen[LOG_VERIFIED] = (Span){0};
    reader->seen[LOG_RECOVERED_TO] = (Span){0};
    run->service_back = (Moment){MOMENT_ABSENT};
    run->verified = (Moment){MOMENT_ABSENT};
    run->recovered_to = (Moment){MOMENT_ABSENT};
    add_note(reader, line, "the service was lost again");
}

static void complain_missing(LogReader *reader, const LogLine *line, LogField field)
{
    Diag *diag = diags_add(reader->diags, &rule_evidence_missing, line->span,
                           "'%s' of a step needs the field '%s'", log_event_name(line->event),
                           log_field_name(field));
    diag_help(reader->diags, diag, "add a tab and %s=…", log_field_name(field));
}

/* The decision to recover, or what was answered at a step. */
static void take_decided(LogReader *reader, const LogLine *line)
{
    Text step = line->values[LOG_FIELD_STEP];
    Text answer = line->values[LOG_FIELD_ANSWER];
    const char *go = line->values[LOG_FIELD_GO].text;
    if (step.text == NULL && answer.text == NULL && go == NULL) {
        take_instant(reader, line);
        return;
    }
    read_at(reader, line);
    evidence_check_step(step, reader->diags);
    if (step.text == NULL)
        complain_missing(reader, line, LOG_FIELD_STEP);
    else if (answer.text == NULL)
        complain_missing(reader, line, LOG_FIELD_ANSWER);
    else
        add_note(reader, line,
                 arena_printf(reader->arena, "answered '%s'%s%s", answer.text,
                              go == NULL ? "" : ", on to ", go == NULL ? "" : go));
}

/* How FINDING was closed is more than a run keeps: an act of its own tells it. */
static void add_closing(LogReader *reader, const LogLine *line, const RunFinding *finding)
{
    Act act = {
        .kind = ACT_FINDING,
        .date = finding->closed.days == INT32_MIN ? moment_date(line->time) : finding->closed,
        .plan = reader->run.run.plan,
        .subject = finding->text,
        .by = reader->operator_name != NULL ? reader->operator_name : reader->run.run.operator_name,
        .until = DATE_ABSENT,
        .owner = finding->owner,
        .closed = finding->closed,
        .commit = line->values[LOG_FIELD_COMMIT].text,
        .retest = line->values[LOG_FIELD_RETEST].text};
    if (line->time.seconds != MOMENT_ABSENT || finding->closed.days != INT32_MIN)
        evidence_add_act(reader->evidence, reader->input, act);
}

static void take_finding(LogReader *reader, const LogLine *line)
{
    const Text *values = line->values;
    int severity = log_read_word(reader, values[LOG_FIELD_SEVERITY], finding_severity_words, -1);
    RunFinding finding = {
        .severity = severity < 0 ? NULL : finding_severity_words[severity],
        .text = values[LOG_FIELD_TEXT].text,
        .owner = values[LOG_FIELD_OWNER].text,
        .due = evidence_date(values[LOG_FIELD_DUE], reader->diags),
        .closed = evidence_date(values[LOG_FIELD_CLOSED], reader->diags),
    };
    g_array_append_val(reader->findings, finding);
    if (values[LOG_FIELD_COMMIT].text != NULL || values[LOG_FIELD_RETEST].text != NULL)
        add_closing(reader, line, &finding);
}

static void take_note(LogReader *reader, const LogLine *line)
{
    evidence_check_step(line->values[LOG_FIELD_STEP], reader->diags);
    add_note(reader, line, line->values[LOG_FIELD_TEXT].text);
}

static void take_handover(LogReader *reader, const LogLine *line)
{
    const char *to = line->values[LOG_FIELD_TO].text;
    if (to == NULL)
        return;
    reader->operator_name = to;
    log_take_person(reader, to, NULL);
    add_note(reader, line, arena_printf(reader->arena, "handed over to %s", to));
}

/* The run goes on: whatever ended it before did not. */
static void take_resumed(LogReader *reader, const LogLine *line)
{
    const Text *values = line->values;
    Run *run = &reader->run.run;
    const char *name = values[LOG_FIELD_OPERATOR].text;
    const char *hash = read_hash(reader, values[LOG_FIELD_HASH]);
    bool changed =
        hash != NULL && run->runbook_hash != NULL && strcmp(hash, run->runbook_hash) != 0;
    if (name != NULL)
        reader->operator_name = name;
    log_take_person(reader, name, NULL);
    take_script(reader, values[LOG_FIELD_SCRIPT], false);
    add_note(reader, line,
             arena_printf(reader->arena, "resumed%s%s%s", name == NULL ? "" : " by ",
                          name == NULL ? "" : name,
                          changed ? ", with a runbook that had been changed" : ""));
    reader->seen[LOG_RUN_END] = (Span){0};
    run->ended = (Moment){MOMENT_ABSENT};
    run->outcome = RUN_ABORTED;
}

static void take_run_end(LogReader *reader, const LogLine *line)
{
    if (!once(reader, line))
        return;
    read_number(reader, line->values[LOG_FIELD_STATUS], &status_range);
    reader->run.run.ended = line->time;
    reader->run.run.outcome = (RunOutcome)log_read_word(reader, line->values[LOG_FIELD_OUTCOME],
                                                        run_outcome_words, RUN_ABORTED);
}

static void (*const takers[LOG_EVENTS])(LogReader *reader, const LogLine *line) = {
    [LOG_RUN_BEGIN] = take_run_begin,
    [LOG_DECLARED] = take_instant,
    [LOG_DECIDED] = take_decided,
    [LOG_STARTED] = take_instant,
    [LOG_STEP_BEGIN] = take_step_begin,
    [LOG_STEP_END] = take_step_end,
    [LOG_ROLLBACK_BEGIN] = take_rollback_begin,
    [LOG_ROLLBACK_END] = take_rollback_end,
    [LOG_SERVICE_BACK] = take_instant,
    [LOG_SERVICE_LOST] = take_service_lost,
    [LOG_VERIFIED] = take_instant,
    [LOG_RECOVERED_TO] = take_instant,
    [LOG_HANDOVER] = take_handover,
    [LOG_PARTICIPANT] = log_take_participant,
    [LOG_BACKUP] = log_take_backup,
    [LOG_FINDING] = take_finding,
    [LOG_NOTE] = take_note,
    [LOG_RUN_END] = take_run_end,
    [LOG_RESUMED] = take_resumed,
};

/* The clock that nobody sets is only looked at: times are taken from the line. */
static void check_mono(LogReader *reader, Text mono)
{
    if (mono.text == NULL || mono.text[strspn(mono.text, "0123456789")] == '\0')
        return;
    Diag *diag = diags_add(reader->diags, &rule_evidence_malformed, mono.span,
                           "'%s' is not a number of seconds", log_shown(reader, mono));
    diag_help(reader->diags, diag, "write whole seconds, or leave it out");
}

/* Whether a value is the right one is seen when all lines are read. */
static void check_chain(LogReader *reader, Text chain)
{
    if (chain.span.source == NULL)
        return;
    const char *end = chain.span.source->text + chain.span.offset + chain.span.length;
    bool is_value = chain.text != NULL && is_sha256(chain.text);
    if (is_value && *end != '\t')
        return;
    Diag *diag = diags_add(reader->diags, &rule_evidence_malformed, chain.span,
                           is_value ? "'chain' is not the last field of its line"
                                    : "'chain' is not a SHA-256");
    diag_help(reader->diags, diag,
              "put the line back as the script wrote it; without the field in all lines the log is "
              "recorded as not sealed");
}

void log_take(LogReader *reader, const LogLine *line)
{
    check_chain(reader, line->values[LOG_FIELD_CHAIN]);
    check_mono(reader, line->values[LOG_FIELD_MONO]);
    takers[line->event](reader, line);
}

void log_reader_start(LogReader *reader, const EvidenceInput *input, Evidence *evidence,
                      Diags *diags)
{
    static const Moment absent = {MOMENT_ABSENT};
    *reader = (LogReader){.input = input,
                          .evidence = evidence,
                          .arena = evidence->arena,
                          .diags = diags,
                          .run = {.run = {.outcome = RUN_ABORTED,
                                          .declared = absent,
                                          .decided = absent,
                                          .started = absent,
                                          .ended = absent,
                                          .service_back = absent,
                                          .verified = absent,
                                          .recovered_to = absent}},
                          .last = absent,
                          .steps = g_array_new(FALSE, FALSE, sizeof(LogStep)),
                          .last_steps = g_hash_table_new(g_str_hash, g_str_equal),
                          .findings = g_array_new(FALSE, FALSE, sizeof(RunFinding)),
                          .notes = g_array_new(FALSE, FALSE, sizeof(RunNote)),
                          .people = g_array_new(FALSE, FALSE, sizeof(RunPerson)),
                          .known_people = g_hash_table_new(g_str_hash, g_str_equal)};
}

void log_reader_clear(LogReader *reader)
{
    g_array_unref(reader->steps);
    g_hash_table_unref(reader->last_steps);
    g_array_unref(reader->findings);
    g_array_unref(reader->notes);
    g_array_unref(reader->people);
    g_hash_table_unref(reader->known_people);
}

/* A copy of ARRAY that the run keeps; *COUNT gets its length. */
static void *kept(const LogReader *reader, const GArray *array, size_t *count)
{
    size_t size = array->len * g_array_get_element_size((GArray *)(guintptr)array);
    *count = array->len;
    void *copy = arena_alloc(reader->arena, size);
    if (size > 0)
        memcpy(copy, array->data, size);
    return copy;
}

void log_reader_keep(LogReader *reader)
{
    Run *run = &reader->run.run;
    run->n_steps = reader->steps->len;
    run->steps = arena_alloc(reader->arena, run->n_steps * sizeof(RunStep));
    for (size_t i = 0; i < run->n_steps; i++)
        run->steps[i] = g_array_index(reader->steps, LogStep, i).step;
    run->findings = kept(reader, reader->findings, &run->n_findings);
    run->notes = kept(reader, reader->notes, &run->n_notes);
    run->people = kept(reader, reader->people, &run->n_people);
    evidence_add_run(reader->evidence, &reader->run);
}
