#include "history/run_log.h"

#include "base/duration.h"
#include "base/nearest.h"
#include "history/history_rules.h"
#include "history/plain_text.h"
#include "history/run_log_line.h"
#include "history/run_words.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_LINE "redbinder-log 1"
#define DATE_ABSENT ((Date){INT32_MIN})

typedef struct LogStep {
    RunStep step;
    Span begun, ended; /* source NULL: not */
} LogStep;

typedef struct LogReader {
    const EvidenceInput *input;
    Arena *arena;
    Diags *diags;
    EvidenceRun run;
    Span seen[LOG_EVENTS];  /* where an event that comes once was seen */
    bool misplaced;         /* something before run-begin was reported: the rest is an echo */
    bool backwards;         /* a jump of the clock was reported: once is enough */
    Moment last;            /* time of the line before */
    GArray *steps;          /* LogStep */
    GHashTable *last_steps; /* step id to the index of its latest LogStep; borrowed keys */
    GArray *findings;       /* RunFinding */
    GArray *notes;          /* EvidenceNote */
} LogReader;

static const char *shown(const LogReader *reader, Text value)
{
    return plain_text(reader->arena, value.text, strlen(value.text), EVIDENCE_MAX_SHOWN);
}

/* The place of VALUE in WORDS; FALLBACK when it is absent or, with a finding, not there. */
static int read_word(LogReader *reader, Text value, const char *const *words, int fallback)
{
    int index = word_find(words, value.text);
    if (index >= 0 || value.text == NULL)
        return index >= 0 ? index : fallback;
    Nearest nearest = nearest_start(value.text);
    g_autoptr(GString) known = g_string_new(NULL);
    for (size_t i = 0; words[i] != NULL; i++) {
        nearest_offer(&nearest, words[i]);
        g_string_append_printf(known, "%s'%s'", i == 0 ? "" : ", ", words[i]);
    }
    Diag *diag = diags_add(reader->diags, &rule_evidence_unknown, value.span, "'%s' is none of %s",
                           shown(reader, value), known->str);
    if (nearest.best != NULL)
        diag_help(reader->diags, diag, "did you mean '%s'?", nearest.best);
    else
        diag_help(reader->diags, diag, "write one of these words");
    return fallback;
}

static Date read_date(LogReader *reader, Text value)
{
    Date date = DATE_ABSENT;
    if (value.text == NULL || date_parse(value.text, &date))
        return date;
    Diag *diag = diags_add(reader->diags, &rule_evidence_malformed, value.span,
                           "'%s' is not a date", shown(reader, value));
    diag_help(reader->diags, diag, "dates are written 2026-03-31");
    return DATE_ABSENT;
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
                               "'%s' is not a time", shown(reader, at));
        diag_help(reader->diags, diag, "times are written 2026-08-14T09:00:00Z");
    } else if (moment.seconds > line->time.seconds) {
        diags_add(reader->diags, &rule_evidence_clock, at.span,
                  "'%s' is later than the line that tells of it", shown(reader, at));
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

static const char *read_hash(LogReader *reader, Text value)
{
    if (value.text == NULL)
        return NULL;
    if (strlen(value.text) == 64 && strspn(value.text, "0123456789abcdef") == 64)
        return value.text;
    Diag *diag = diags_add(reader->diags, &rule_evidence_malformed, value.span,
                           "'%s' is not a SHA-256", shown(reader, value));
    diag_help(reader->diags, diag,
              "write the 64 digits that `sha256sum` gives for the runbook's YAML file");
    return NULL;
}

static void take_run_begin(LogReader *reader, const LogLine *line)
{
    if (!once(reader, line))
        return;
    const Text *values = line->values;
    Run *run = &reader->run.run;
    run->id = values[LOG_FIELD_RUN].text;
    run->started = line->time;
    run->kind = (RunKind)read_word(reader, values[LOG_FIELD_KIND], run_kind_words, RUN_DRILL);
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
    reader->run.span = line->span;
    if (run->id != NULL)
        reader->run.span = values[LOG_FIELD_RUN].span;
    evidence_complete(&reader->run, reader->input, reader->diags);
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
    evidence_check_id(id, "step", reader->diags);
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

static void take_step_begin(LogReader *reader, const LogLine *line)
{
    Text id = line->values[LOG_FIELD_STEP];
    if (id.text == NULL)
        return;
    LogStep *step = add_step(reader, id);
    step->step.started = line->time;
    step->step.note = "begun and not ended";
    step->begun = line->span;
}

/* Text to a number from 0 to 255; -1 when absent or, with a finding, not one. */
static int read_status(LogReader *reader, Text value)
{
    if (value.text == NULL)
        return -1;
    size_t digits = strspn(value.text, "0123456789");
    if (digits >= 1 && digits <= 3 && value.text[digits] == '\0' && atoi(value.text) <= 255)
        return atoi(value.text);
    Diag *diag = diags_add(reader->diags, &rule_evidence_malformed, value.span,
                           "'%s' is not an exit status", shown(reader, value));
    diag_help(reader->diags, diag, "write a number from 0 to 255, or leave it out");
    return -1;
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
                               "step '%s' is ended twice", shown(reader, id));
        diag_help(reader->diags, diag, "write a 'step-begin' before it if it was done again");
        diag_note(reader->diags, diag, step->ended, "first ended here");
        return;
    }
    const Text *values = line->values;
    step->ended = line->span;
    step->step.ended = line->time;
    step->step.outcome =
        (StepOutcome)read_word(reader, values[LOG_FIELD_OUTCOME], step_outcome_words, STEP_FAILED);
    step->step.exit_status = read_status(reader, values[LOG_FIELD_STATUS]);
    step->step.by = values[LOG_FIELD_BY].text;
    step->step.note = values[LOG_FIELD_NOTE].text;
}

static void take_instant(LogReader *reader, const LogLine *line)
{
    if (!once(reader, line))
        return;
    Run *run = &reader->run.run;
    Moment at = read_at(reader, line);
    if (line->event == LOG_DECLARED)
        run->declared = at;
    else if (line->event == LOG_SERVICE_BACK)
        run->service_back = at;
    else
        run->recovered_to = at;
}

static void take_finding(LogReader *reader, const LogLine *line)
{
    const Text *values = line->values;
    int severity = read_word(reader, values[LOG_FIELD_SEVERITY], finding_severity_words, -1);
    RunFinding finding = {
        .severity = severity < 0 ? NULL : finding_severity_words[severity],
        .text = values[LOG_FIELD_TEXT].text,
        .owner = values[LOG_FIELD_OWNER].text,
        .due = read_date(reader, values[LOG_FIELD_DUE]),
        .closed = read_date(reader, values[LOG_FIELD_CLOSED]),
    };
    g_array_append_val(reader->findings, finding);
}

static void take_note(LogReader *reader, const LogLine *line)
{
    EvidenceNote note = {.at = line->time, .text = line->values[LOG_FIELD_TEXT].text};
    g_array_append_val(reader->notes, note);
}

static void take_run_end(LogReader *reader, const LogLine *line)
{
    if (!once(reader, line))
        return;
    reader->run.run.ended = line->time;
    reader->run.run.outcome = (RunOutcome)read_word(reader, line->values[LOG_FIELD_OUTCOME],
                                                    run_outcome_words, RUN_ABORTED);
}

static void (*const takers[LOG_EVENTS])(LogReader *reader, const LogLine *line) = {
    [LOG_RUN_BEGIN] = take_run_begin,   [LOG_DECLARED] = take_instant,
    [LOG_STEP_BEGIN] = take_step_begin, [LOG_STEP_END] = take_step_end,
    [LOG_SERVICE_BACK] = take_instant,  [LOG_RECOVERED_TO] = take_instant,
    [LOG_FINDING] = take_finding,       [LOG_NOTE] = take_note,
    [LOG_RUN_END] = take_run_end,
};

/* False with a finding when LINE stands before the run's begin or behind its end. */
static bool check_order(LogReader *reader, const LogLine *line)
{
    const Span *end = &reader->seen[LOG_RUN_END];
    if (end->source != NULL && line->event != LOG_RUN_END && line->event != LOG_RUN_BEGIN) {
        Diag *diag = diags_add(reader->diags, &rule_evidence_order, line->span,
                               "'%s' stands after 'run-end'", log_event_name(line->event));
        diag_note(reader->diags, diag, *end, "the run ends here");
        return false;
    }
    if (reader->seen[LOG_RUN_BEGIN].source != NULL || line->event == LOG_RUN_BEGIN)
        return true;
    if (!reader->misplaced)
        diags_add(reader->diags, &rule_evidence_order, line->span, "'%s' stands before 'run-begin'",
                  log_event_name(line->event));
    reader->misplaced = true;
    return true;
}

static void check_clock(LogReader *reader, const LogLine *line)
{
    if (!reader->backwards && reader->last.seconds != MOMENT_ABSENT &&
        line->time.seconds < reader->last.seconds) {
        reader->backwards = true;
        char back[DURATION_TEXT_SIZE];
        int64_t seconds = reader->last.seconds - line->time.seconds;
        duration_words(duration_from_seconds(seconds), back);
        diags_add(reader->diags, &rule_evidence_clock, line->span,
                  "'%s' is %s earlier than the line before", log_event_name(line->event), back);
    }
    reader->last = line->time;
}

static void read_line(LogReader *reader, uint32_t number)
{
    LogLine line;
    LogLineState state =
        log_line_read(reader->input->source, number, reader->arena, &line, reader->diags);
    if (state == LOG_LINE_BAD)
        reader->misplaced = true; /* it may have been the run-begin */
    if (state == LOG_LINE_BLANK || state == LOG_LINE_BAD)
        return;
    if (state == LOG_LINE_SOUND)
        check_clock(reader, &line);
    if (check_order(reader, &line))
        takers[line.event](reader, &line);
}

static bool check_first_line(const LogReader *reader)
{
    const Source *source = reader->input->source;
    size_t length = 0;
    const char *line = source_line(source, 1, &length);
    while (length > 0 && g_ascii_isspace(line[length - 1]))
        length--;
    if (length == strlen(FIRST_LINE) && memcmp(line, FIRST_LINE, length) == 0)
        return true;
    Diag *diag =
        diags_add(reader->diags, &rule_evidence_format, (Span){source, 0, (uint32_t)length},
                  "the first line is not '%s'", FIRST_LINE);
    diag_help(reader->diags, diag, "write '%s'; another number is another program's", FIRST_LINE);
    return false;
}

static bool read_lines(LogReader *reader)
{
    const Source *source = reader->input->source;
    size_t before = diags_count(reader->diags);
    for (uint32_t number = 2; number <= source->n_lines; number++) {
        read_line(reader, number);
        if (diags_count(reader->diags) - before < EVIDENCE_MAX_FINDINGS)
            continue;
        Diag *diag = diags_add(reader->diags, &rule_evidence_malformed,
                               (Span){source, source->lines[number - 1], 0},
                               "too much is wrong: the log was not read beyond this line");
        diag_help(reader->diags, diag, "repair what is listed and record it again");
        return false;
    }
    return true;
}

/* What the log does not tell. Only worth saying when the rest is sound. */
static void check_ends(LogReader *reader)
{
    size_t told = 0;
    for (size_t i = 0; i < reader->steps->len && told < EVIDENCE_MAX_FINDINGS; i++) {
        const LogStep *step = &g_array_index(reader->steps, LogStep, i);
        if (step->ended.source != NULL)
            continue;
        told++;
        diags_add(reader->diags, &rule_evidence_unfinished, step->begun,
                  "step '%s' was begun and not ended: it is taken in as failed",
                  shown(reader, (Text){step->step.id, step->begun}));
    }
    if (reader->seen[LOG_RUN_END].source == NULL)
        diags_add(reader->diags, &rule_evidence_unfinished, reader->run.span,
                  "the log has no 'run-end': the run is taken in as aborted");
}

static void keep_run(LogReader *reader, Evidence *evidence)
{
    EvidenceRun *kept = arena_new_item(reader->arena, EvidenceRun);
    Run *run = &reader->run.run;
    run->n_steps = reader->steps->len;
    run->steps = arena_alloc(reader->arena, run->n_steps * sizeof(RunStep));
    for (size_t i = 0; i < run->n_steps; i++)
        run->steps[i] = g_array_index(reader->steps, LogStep, i).step;
    run->n_findings = reader->findings->len;
    run->findings = arena_alloc(reader->arena, run->n_findings * sizeof(RunFinding));
    for (size_t i = 0; i < run->n_findings; i++)
        run->findings[i] = g_array_index(reader->findings, RunFinding, i);
    reader->run.n_notes = reader->notes->len;
    reader->run.notes = arena_alloc(reader->arena, reader->notes->len * sizeof(EvidenceNote));
    for (size_t i = 0; i < reader->notes->len; i++)
        reader->run.notes[i] = g_array_index(reader->notes, EvidenceNote, i);
    *kept = reader->run;
    evidence->runs = kept;
    evidence->n_runs = 1;
}

void run_log_read(const EvidenceInput *input, Evidence *evidence, Diags *diags)
{
    static const Moment absent = {MOMENT_ABSENT};
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(LogStep));
    g_autoptr(GHashTable) last_steps = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) findings = g_array_new(FALSE, FALSE, sizeof(RunFinding));
    g_autoptr(GArray) notes = g_array_new(FALSE, FALSE, sizeof(EvidenceNote));
    LogReader reader = {.input = input,
                        .arena = evidence->arena,
                        .diags = diags,
                        .run = {.run = {.outcome = RUN_ABORTED,
                                        .declared = absent,
                                        .started = absent,
                                        .ended = absent,
                                        .service_back = absent,
                                        .recovered_to = absent}},
                        .last = absent,
                        .steps = steps,
                        .last_steps = last_steps,
                        .findings = findings,
                        .notes = notes};
    size_t errors = diags_count_severity(diags, SEVERITY_ERROR);
    if (!check_first_line(&reader) || !read_lines(&reader))
        return;
    if (reader.seen[LOG_RUN_BEGIN].source == NULL && !reader.misplaced)
        diags_add(diags, &rule_evidence_empty, (Span){input->source, 0, 0},
                  "the log has no 'run-begin'");
    if (diags_count_severity(diags, SEVERITY_ERROR) > errors)
        return;
    check_ends(&reader);
    keep_run(&reader, evidence);
}
