#include "history/form.h"

#include "history/history_rules.h"
#include "history/run_log_events.h"
#include "read/reader.h"

#include <string.h>

#define FORM_VERSION "1"

typedef struct FormStep {
    Text id, outcome, start, end, by, answer, note;
} FormStep;

typedef struct FormFinding {
    Text text, severity, owner, due;
} FormFinding;

/* All are texts: what a person has written is judged as that of a log is. */
typedef struct Form {
    Text form;
    Text run, plan, runbook, hash, version, kind, exercise, incident, title, by;
    Text date, zone;
    Text declared, decided, started, service_back, verified, ended;
    Text recovered_to, outcome;
    LIST_OF(FormStep) steps;
    LIST_OF(FormFinding) findings;
    TextList notes;
} Form;

static const Field step_fields[] = {
    {.key = "id", .type = FIELD_TEXT, .required = true, AT(FormStep, id, Text)},
    {.key = "outcome", .type = FIELD_TEXT, AT(FormStep, outcome, Text)},
    {.key = "start", .type = FIELD_TEXT, AT(FormStep, start, Text)},
    {.key = "end", .type = FIELD_TEXT, AT(FormStep, end, Text)},
    {.key = "by", .type = FIELD_TEXT, AT(FormStep, by, Text)},
    {.key = "answer", .type = FIELD_TEXT, AT(FormStep, answer, Text)},
    {.key = "note", .type = FIELD_TEXT, AT(FormStep, note, Text)},
};

static const Shape shape_form_step = {
    .name = "Step", .size = sizeof(FormStep), FIELDS(step_fields)};

static const Field finding_fields[] = {
    {.key = "text", .type = FIELD_TEXT, AT(FormFinding, text, Text)},
    {.key = "severity", .type = FIELD_TEXT, AT(FormFinding, severity, Text)},
    {.key = "owner", .type = FIELD_TEXT, AT(FormFinding, owner, Text)},
    {.key = "due", .type = FIELD_TEXT, AT(FormFinding, due, Text)},
};

static const Shape shape_form_finding = {
    .name = "Finding", .size = sizeof(FormFinding), .bare = "text", FIELDS(finding_fields)};

static const Field form_fields[] = {
    {.key = "form", .type = FIELD_TEXT, .required = true, AT(Form, form, Text)},
    {.key = "run", .type = FIELD_TEXT, AT(Form, run, Text)},
    {.key = "plan", .type = FIELD_TEXT, AT(Form, plan, Text)},
    {.key = "runbook", .type = FIELD_TEXT, AT(Form, runbook, Text)},
    {.key = "hash", .type = FIELD_TEXT, AT(Form, hash, Text)},
    {.key = "version", .type = FIELD_TEXT, AT(Form, version, Text)},
    {.key = "kind", .type = FIELD_TEXT, AT(Form, kind, Text)},
    {.key = "exercise", .type = FIELD_TEXT, AT(Form, exercise, Text)},
    {.key = "incident", .type = FIELD_TEXT, AT(Form, incident, Text)},
    {.key = "title", .type = FIELD_TEXT, AT(Form, title, Text)},
    {.key = "operator", .type = FIELD_TEXT, AT(Form, by, Text)},
    {.key = "date", .type = FIELD_TEXT, .required = true, AT(Form, date, Text)},
    {.key = "zone", .type = FIELD_TEXT, AT(Form, zone, Text)},
    {.key = "declared", .type = FIELD_TEXT, AT(Form, declared, Text)},
    {.key = "decided", .type = FIELD_TEXT, AT(Form, decided, Text)},
    {.key = "started", .type = FIELD_TEXT, .required = true, AT(Form, started, Text)},
    {.key = "service-back", .type = FIELD_TEXT, AT(Form, service_back, Text)},
    {.key = "verified", .type = FIELD_TEXT, AT(Form, verified, Text)},
    {.key = "ended", .type = FIELD_TEXT, AT(Form, ended, Text)},
    {.key = "recovered-to", .type = FIELD_TEXT, AT(Form, recovered_to, Text)},
    {.key = "outcome", .type = FIELD_TEXT, .required = true, AT(Form, outcome, Text)},
    {.key = "steps", .type = FIELD_LIST, .shape = &shape_form_step, AT_LIST(Form, steps, FormStep)},
    {.key = "findings", .type = FIELD_LIST, .shape = &shape_form_finding,
     AT_LIST(Form, findings, FormFinding)},
    {.key = "notes", .type = FIELD_TEXTS, AT(Form, notes, TextList)},
};

static const Shape shape_form = {.name = "Form", .size = sizeof(Form), FIELDS(form_fields)};

typedef struct FormReader {
    LogReader *log;
    Form form;
    const char *day;  /* 2026-08-14; NULL when that cannot be read */
    const char *zone; /* "Z" or "+02:00" */
    Moment started;
} FormReader;

bool form_begins(const char *text)
{
    while (*text == '#' || g_ascii_isspace(*text)) {
        size_t length = *text == '#' ? strcspn(text, "\n") : 1;
        text += length;
    }
    return g_str_has_prefix(text, "form:");
}

/* VALUE, or nothing when only the line to write on is there. */
static Text filled(Text value)
{
    if (value.text != NULL && value.text[strspn(value.text, "_ ")] == '\0')
        value.text = NULL;
    return value;
}

/* "09:15", "09:15:20", "2026-08-15 00:10", or in full with a zone. NULL when it is none. */
static char *full_time(const FormReader *reader, const char *text)
{
    bool has_day = strlen(text) > 10 && text[4] == '-';
    const char *clock = has_day ? text + 11 : text;
    size_t colons = 0;
    size_t length = strspn(clock, "0123456789:");
    for (size_t i = 0; i < length; i++)
        colons += clock[i] == ':';
    bool short_hour = length > 1 && clock[1] == ':';
    const char *zone = clock[length] == '\0' ? reader->zone : clock + length;
    if (colons == 0 || (has_day && text[10] != ' ' && text[10] != 'T'))
        return NULL;
    return g_strdup_printf("%.10sT%s%.*s%s%s", has_day ? text : reader->day, short_hour ? "0" : "",
                           (int)length, clock, colons == 1 ? ":00" : "", zone);
}

/* The instant that VALUE tells; absent when it is blank or, with a finding, not one. */
static Moment read_time(FormReader *reader, Text value)
{
    Moment moment = {MOMENT_ABSENT};
    if (filled(value).text == NULL || reader->day == NULL)
        return moment;
    g_autofree char *text = full_time(reader, value.text);
    if (text != NULL && moment_parse(text, &moment))
        return moment;
    Diag *diag = diags_add(reader->log->diags, &rule_evidence_malformed, value.span,
                           "'%s' is not a time", log_shown(reader->log, value));
    diag_help(reader->log->diags, diag,
              "write 09:15 for a time on the day of `date`, or the day too: 2026-08-15 00:10");
    return (Moment){MOMENT_ABSENT};
}

/* An instant with the place where it was written; TEXT NULL when it was not. */
typedef struct FormTime {
    Text text;
    Moment at;
} FormTime;

static FormTime take_time(FormReader *reader, Text value)
{
    return (FormTime){filled(value), read_time(reader, value)};
}

/* Past midnight the day is easily forgotten; taken as it stands it would spoil what is measured. */
static void check_after(FormReader *reader, const FormTime *before, const FormTime *after)
{
    if (before->at.seconds == MOMENT_ABSENT || after->at.seconds == MOMENT_ABSENT ||
        after->at.seconds >= before->at.seconds)
        return;
    Diag *diag = diags_add(reader->log->diags, &rule_evidence_malformed, after->text.span,
                           "'%s' is earlier than '%s'", log_shown(reader->log, after->text),
                           log_shown(reader->log, before->text));
    diag_note(reader->log->diags, diag, before->text.span, "this comes before it");
    diag_help(reader->log->diags, diag, "past midnight write the day too: 2026-08-15 00:10");
}

static LogLine line_of(LogEvent event, Moment time, Span span)
{
    return (LogLine){.event = event, .time = time, .span = span};
}

static void take_instant(FormReader *reader, LogEvent event, const FormTime *time)
{
    if (time->at.seconds == MOMENT_ABSENT)
        return;
    LogLine line = line_of(event, time->at, time->text.span);
    log_take(reader->log, &line);
}

static void take_head(FormReader *reader)
{
    const Form *form = &reader->form;
    const struct {
        LogField field;
        Text value;
    } values[] = {
        {LOG_FIELD_RUN, form->run},           {LOG_FIELD_PLAN, form->plan},
        {LOG_FIELD_RUNBOOK, form->runbook},   {LOG_FIELD_HASH, form->hash},
        {LOG_FIELD_VERSION, form->version},   {LOG_FIELD_KIND, form->kind},
        {LOG_FIELD_EXERCISE, form->exercise}, {LOG_FIELD_INCIDENT, form->incident},
        {LOG_FIELD_TITLE, form->title},       {LOG_FIELD_OPERATOR, form->by},
    };
    LogLine line = line_of(LOG_RUN_BEGIN, reader->started, form->form.span);
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
        line.values[values[i].field] = filled(values[i].value);
    Text *run = &line.values[LOG_FIELD_RUN];
    if (run->text == NULL) {
        run->text = arena_printf(reader->log->arena, "form-%.12s", reader->log->input->hash);
        run->span = form->form.span;
    }
    log_take(reader->log, &line);
}

static void complain_missing(FormReader *reader, Span span, const char *what)
{
    diags_add(reader->log->diags, &rule_evidence_missing, span, "the form does not say %s", what);
}

/* A step of which nothing is written was not done, or nobody knows. */
static void take_step(FormReader *reader, const FormStep *step)
{
    FormTime start = take_time(reader, step->start);
    FormTime end = take_time(reader, step->end);
    Text outcome = filled(step->outcome);
    Text answer = filled(step->answer);
    bool told = start.text.text != NULL || end.text.text != NULL || answer.text != NULL ||
                filled(step->note).text != NULL;
    check_after(reader, &start, &end);
    if (outcome.text == NULL) {
        if (told)
            complain_missing(reader, step->id.span, "how this step ended: add its `outcome`");
        return;
    }
    Moment known = end.at.seconds != MOMENT_ABSENT     ? end.at
                   : start.at.seconds != MOMENT_ABSENT ? start.at
                                                       : reader->started;
    LogLine begin = line_of(LOG_STEP_BEGIN, start.at, step->id.span);
    LogLine finish = line_of(LOG_STEP_END, end.at, step->id.span);
    LogLine decided = line_of(LOG_DECIDED, known, step->id.span);
    begin.values[LOG_FIELD_STEP] = finish.values[LOG_FIELD_STEP] =
        decided.values[LOG_FIELD_STEP] = filled(step->id);
    decided.values[LOG_FIELD_ANSWER] = answer;
    decided.values[LOG_FIELD_BY] = finish.values[LOG_FIELD_BY] = filled(step->by);
    finish.values[LOG_FIELD_OUTCOME] = outcome;
    finish.values[LOG_FIELD_NOTE] = filled(step->note);
    log_take(reader->log, &begin);
    if (answer.text != NULL)
        log_take(reader->log, &decided);
    log_take(reader->log, &finish);
}

/* Where something is written of a finding that has no text; source NULL: nowhere. */
static Span written_of(const LogLine *line)
{
    static const LogField fields[] = {LOG_FIELD_SEVERITY, LOG_FIELD_OWNER, LOG_FIELD_DUE};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
        if (line->values[fields[i]].text != NULL)
            return line->values[fields[i]].span;
    return (Span){0};
}

static void take_findings(FormReader *reader)
{
    const Form *form = &reader->form;
    for (size_t i = 0; i < form->findings.count; i++) {
        const FormFinding *finding = form->findings.items[i];
        LogLine line = line_of(LOG_FINDING, reader->started, finding->text.span);
        line.values[LOG_FIELD_TEXT] = filled(finding->text);
        line.values[LOG_FIELD_SEVERITY] = filled(finding->severity);
        line.values[LOG_FIELD_OWNER] = filled(finding->owner);
        line.values[LOG_FIELD_DUE] = filled(finding->due);
        if (line.values[LOG_FIELD_TEXT].text != NULL)
            log_take(reader->log, &line);
        else if (written_of(&line).source != NULL)
            complain_missing(reader, written_of(&line), "what was found: add its `text`");
    }
    for (size_t i = 0; i < form->notes.count; i++) {
        LogLine line = line_of(LOG_NOTE, reader->started, form->notes.items[i]->span);
        line.values[LOG_FIELD_TEXT] = filled(*form->notes.items[i]);
        if (line.values[LOG_FIELD_TEXT].text != NULL)
            log_take(reader->log, &line);
    }
}

static void take_times(FormReader *reader)
{
    const Form *form = &reader->form;
    FormTime declared = take_time(reader, form->declared);
    FormTime decided = take_time(reader, form->decided);
    FormTime back = take_time(reader, form->service_back);
    FormTime verified = take_time(reader, form->verified);
    FormTime recovered = take_time(reader, form->recovered_to);
    check_after(reader, &declared, &decided);
    check_after(reader, &declared, &back);
    check_after(reader, &back, &verified);
    take_instant(reader, LOG_DECLARED, &declared);
    take_instant(reader, LOG_DECIDED, &decided);
    take_instant(reader, LOG_SERVICE_BACK, &back);
    take_instant(reader, LOG_VERIFIED, &verified);
    take_instant(reader, LOG_RECOVERED_TO, &recovered);
}

static void take_end(FormReader *reader, const FormTime *started)
{
    FormTime ended = take_time(reader, reader->form.ended);
    check_after(reader, started, &ended);
    LogLine line = line_of(LOG_RUN_END, ended.at, reader->form.outcome.span);
    line.values[LOG_FIELD_OUTCOME] = filled(reader->form.outcome);
    if (line.values[LOG_FIELD_OUTCOME].text == NULL)
        complain_missing(reader, reader->form.outcome.span, "how the run ended");
    log_take(reader->log, &line);
}

/* The day and the zone, without which no time can be read. */
static void read_day(FormReader *reader)
{
    const Form *form = &reader->form;
    Date date;
    Moment moment;
    Text zone = filled(form->zone);
    reader->zone = zone.text == NULL ? "Z" : zone.text;
    g_autofree char *probe = g_strdup_printf("2026-08-14T00:00:00%s", reader->zone);
    if (!moment_parse(probe, &moment)) {
        Diag *diag = diags_add(reader->log->diags, &rule_evidence_malformed, zone.span,
                               "'%s' is not a zone", log_shown(reader->log, zone));
        diag_help(reader->log->diags, diag, "write how far it is from UTC, such as \"+02:00\"");
        return;
    }
    if (filled(form->date).text == NULL) {
        complain_missing(reader, form->date.span, "on which day it was");
    } else if (!date_parse(form->date.text, &date)) {
        Diag *diag = diags_add(reader->log->diags, &rule_evidence_malformed, form->date.span,
                               "'%s' is not a date", log_shown(reader->log, form->date));
        diag_help(reader->log->diags, diag, "dates are written 2026-03-31");
    } else {
        reader->day = form->date.text;
    }
}

static void take_form(FormReader *reader)
{
    const Form *form = &reader->form;
    if (strcmp(form->form.text, FORM_VERSION) != 0) {
        Diag *diag = diags_add(reader->log->diags, &rule_evidence_format, form->form.span,
                               "'%s' is no form of this program",
                               log_shown(reader->log, form->form));
        diag_help(reader->log->diags, diag, "write 'form: " FORM_VERSION
                                            "'; another number is another program's");
        return;
    }
    read_day(reader);
    FormTime started = take_time(reader, form->started);
    reader->started = started.at;
    if (started.text.text == NULL)
        complain_missing(reader, form->started.span, "when work was started");
    take_head(reader);
    take_times(reader);
    for (size_t i = 0; i < form->steps.count; i++)
        if (form->steps.items[i]->id.text != NULL)
            take_step(reader, form->steps.items[i]);
    take_findings(reader);
    take_end(reader, &started);
}

void form_read(const EvidenceInput *input, Evidence *evidence, Diags *diags)
{
    g_auto(LogReader) log;
    log_reader_start(&log, input, evidence, diags);
    FormReader reader = {.log = &log};
    size_t errors = diags_count_severity(diags, SEVERITY_ERROR);
    bool whole = read_object(input->source, &shape_form, &reader.form, evidence->arena, diags);
    if (!whole || diags_count_severity(diags, SEVERITY_ERROR) > errors)
        return;
    take_form(&reader);
    if (diags_count_severity(diags, SEVERITY_ERROR) == errors)
        log_reader_keep(&log);
}
