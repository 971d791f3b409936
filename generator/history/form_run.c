#include "history/form_run.h"

#include "history/evidence_values.h"
#include "history/form.h"
#include "history/history_rules.h"
#include "history/run_sheet.h"
#include "read/reader.h"

#include <string.h>

#define ORDER_HELP "past midnight write the day too: 2026-08-15 00:10"

typedef struct FormStep {
    Text id, outcome, start, end, by, answer, note;
} FormStep;

typedef struct FormFinding {
    Text text, severity, owner, due, closed, commit, retest;
} FormFinding;

/* All are texts: what a person has written is judged as that of a log is. */
typedef struct Form {
    Text form;
    Text run, plan, runbook, hash, version, kind, exercise, incident, title, by;
    Text date, zone;
    Text declared, decided, started, service_back, verified, ended;
    Text recovered_to, outcome;
    Text type, scenario, services, site, backup, checksum, observer;
    TextList participants;
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
    {.key = "closed", .type = FIELD_TEXT, AT(FormFinding, closed, Text)},
    {.key = "commit", .type = FIELD_TEXT, AT(FormFinding, commit, Text)},
    {.key = "retest", .type = FIELD_TEXT, AT(FormFinding, retest, Text)},
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
    {.key = "type", .type = FIELD_TEXT, AT(Form, type, Text)},
    {.key = "scenario", .type = FIELD_TEXT, AT(Form, scenario, Text)},
    {.key = "services", .type = FIELD_TEXT, AT(Form, services, Text)},
    {.key = "site", .type = FIELD_TEXT, AT(Form, site, Text)},
    {.key = "backup", .type = FIELD_TEXT, AT(Form, backup, Text)},
    {.key = "checksum", .type = FIELD_TEXT, AT(Form, checksum, Text)},
    {.key = "observer", .type = FIELD_TEXT, AT(Form, observer, Text)},
    {.key = "participants", .type = FIELD_TEXTS, AT(Form, participants, TextList)},
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
    {.key = "findings",
     .type = FIELD_LIST,
     .shape = &shape_form_finding,
     AT_LIST(Form, findings, FormFinding)},
    {.key = "notes", .type = FIELD_TEXTS, AT(Form, notes, TextList)},
};

static const Shape shape_form = {.name = "Form", .size = sizeof(Form), FIELDS(form_fields)};

typedef struct FormReader {
    LogReader *log;
    Form form;
    const char *day;  /* 2026-08-14; NULL when that cannot be read */
    const char *zone; /* "Z" or "+02:00" */
    RunSheet sheet;
} FormReader;

/* The instant that VALUE tells; absent when it is blank or, with a finding, not one. */
static Moment read_time(FormReader *reader, Text value)
{
    Moment moment = {MOMENT_ABSENT};
    if (evidence_filled(value).text == NULL || reader->day == NULL)
        return moment;
    if (sheet_moment(value.text, reader->day, reader->zone, &moment))
        return moment;
    Diag *diag = diags_add(reader->log->diags, &rule_evidence_malformed, value.span,
                           "'%s' is not a time", log_shown(reader->log, value));
    diag_help(reader->log->diags, diag,
              "write 09:15 for a time on the day of `date`, or the day too: 2026-08-15 00:10");
    return (Moment){MOMENT_ABSENT};
}

static SheetTime take_time(FormReader *reader, Text value)
{
    return (SheetTime){evidence_filled(value), read_time(reader, value)};
}

static void fill_head(FormReader *reader)
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
        {LOG_FIELD_TYPE, form->type},         {LOG_FIELD_SCENARIO, form->scenario},
        {LOG_FIELD_SERVICES, form->services}, {LOG_FIELD_SITE, form->site},
        {LOG_FIELD_BACKUP, form->backup},     {LOG_FIELD_CHECKSUM, form->checksum},
        {LOG_FIELD_OBSERVER, form->observer},
    };
    RunSheet *sheet = &reader->sheet;
    *sheet = (RunSheet){.span = form->form.span, .order_help = ORDER_HELP};
    sheet->id = arena_printf(reader->log->arena, "form-%.12s", reader->log->input->hash);
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
        sheet->values[values[i].field] = values[i].value;
    sheet->declared = take_time(reader, form->declared);
    sheet->decided = take_time(reader, form->decided);
    sheet->started = take_time(reader, form->started);
    sheet->service_back = take_time(reader, form->service_back);
    sheet->verified = take_time(reader, form->verified);
    sheet->recovered_to = take_time(reader, form->recovered_to);
    sheet->ended = take_time(reader, form->ended);
    sheet->outcome = form->outcome;
}

static void complain_missing(FormReader *reader, Span span, const char *what)
{
    diags_add(reader->log->diags, &rule_evidence_missing, span, "the form does not say %s", what);
}

/* A step of which nothing is written was not done, or nobody knows. */
static void take_step(FormReader *reader, const FormStep *step)
{
    SheetTime start = take_time(reader, step->start);
    SheetTime end = take_time(reader, step->end);
    Text outcome = evidence_filled(step->outcome);
    Text answer = evidence_filled(step->answer);
    bool told = start.text.text != NULL || end.text.text != NULL || answer.text != NULL ||
                evidence_filled(step->note).text != NULL;
    sheet_check_order(reader->log, &start, &end, ORDER_HELP);
    if (outcome.text == NULL) {
        if (told)
            complain_missing(reader, step->id.span, "how this step ended: add its `outcome`");
        return;
    }
    Moment known = end.at.seconds != MOMENT_ABSENT     ? end.at
                   : start.at.seconds != MOMENT_ABSENT ? start.at
                                                       : reader->sheet.started.at;
    LogLine begin = sheet_line(LOG_STEP_BEGIN, start.at, step->id.span);
    LogLine finish = sheet_line(LOG_STEP_END, end.at, step->id.span);
    LogLine decided = sheet_line(LOG_DECIDED, known, step->id.span);
    begin.values[LOG_FIELD_STEP] = finish.values[LOG_FIELD_STEP] = decided.values[LOG_FIELD_STEP] =
        evidence_filled(step->id);
    decided.values[LOG_FIELD_ANSWER] = answer;
    decided.values[LOG_FIELD_BY] = finish.values[LOG_FIELD_BY] = evidence_filled(step->by);
    finish.values[LOG_FIELD_OUTCOME] = outcome;
    finish.values[LOG_FIELD_NOTE] = evidence_filled(step->note);
    log_take(reader->log, &begin);
    if (answer.text != NULL)
        log_take(reader->log, &decided);
    log_take(reader->log, &finish);
}

/* Where something is written of a finding that has no text; source NULL: nowhere. */
static Span written_of(const LogLine *line)
{
    static const LogField fields[] = {LOG_FIELD_SEVERITY, LOG_FIELD_OWNER,  LOG_FIELD_DUE,
                                      LOG_FIELD_CLOSED,   LOG_FIELD_COMMIT, LOG_FIELD_RETEST};
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
        LogLine line = sheet_line(LOG_FINDING, reader->sheet.started.at, finding->text.span);
        line.values[LOG_FIELD_TEXT] = evidence_filled(finding->text);
        line.values[LOG_FIELD_SEVERITY] = evidence_filled(finding->severity);
        line.values[LOG_FIELD_OWNER] = evidence_filled(finding->owner);
        line.values[LOG_FIELD_DUE] = evidence_filled(finding->due);
        line.values[LOG_FIELD_CLOSED] = evidence_filled(finding->closed);
        line.values[LOG_FIELD_COMMIT] = evidence_filled(finding->commit);
        line.values[LOG_FIELD_RETEST] = evidence_filled(finding->retest);
        if (line.values[LOG_FIELD_TEXT].text != NULL)
            log_take(reader->log, &line);
        else if (written_of(&line).source != NULL)
            complain_missing(reader, written_of(&line), "what was found: add its `text`");
    }
    for (size_t i = 0; i < form->notes.count; i++) {
        LogLine line = sheet_line(LOG_NOTE, reader->sheet.started.at, form->notes.items[i]->span);
        line.values[LOG_FIELD_TEXT] = evidence_filled(*form->notes.items[i]);
        if (line.values[LOG_FIELD_TEXT].text != NULL)
            log_take(reader->log, &line);
    }
}

/* The day and the zone, without which no time can be read. */
static void read_day(FormReader *reader)
{
    const Form *form = &reader->form;
    Date date;
    Moment moment;
    Text zone = evidence_filled(form->zone);
    reader->zone = zone.text == NULL ? "Z" : zone.text;
    g_autofree char *probe = g_strdup_printf("2026-08-14T00:00:00%s", reader->zone);
    if (!moment_parse(probe, &moment)) {
        Diag *diag = diags_add(reader->log->diags, &rule_evidence_malformed, zone.span,
                               "'%s' is not a zone", log_shown(reader->log, zone));
        diag_help(reader->log->diags, diag, "write how far it is from UTC, such as \"+02:00\"");
        return;
    }
    if (evidence_filled(form->date).text == NULL) {
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
    read_day(reader);
    fill_head(reader);
    if (evidence_filled(form->started).text == NULL)
        complain_missing(reader, form->started.span, "when work was started");
    run_sheet_begin(reader->log, &reader->sheet);
    for (size_t i = 0; i < form->participants.count; i++)
        run_sheet_person(reader->log, *form->participants.items[i], reader->sheet.started.at);
    for (size_t i = 0; i < form->steps.count; i++)
        if (form->steps.items[i]->id.text != NULL)
            take_step(reader, form->steps.items[i]);
    take_findings(reader);
    if (evidence_filled(form->outcome).text == NULL)
        complain_missing(reader, form->outcome.span, "how the run ended");
    run_sheet_end(reader->log, &reader->sheet);
}

void form_run_read(const EvidenceInput *input, Evidence *evidence, Diags *diags)
{
    g_auto(LogReader) log;
    log_reader_start(&log, input, evidence, diags);
    FormReader reader = {.log = &log};
    size_t errors = diags_count_severity(diags, SEVERITY_ERROR);
    bool whole = read_object(input->source, &shape_form, &reader.form, evidence->arena, diags);
    if (!whole || diags_count_severity(diags, SEVERITY_ERROR) > errors ||
        !form_check_version(reader.form.form, diags))
        return;
    take_form(&reader);
    if (diags_count_severity(diags, SEVERITY_ERROR) == errors)
        log_reader_keep(&log);
}
