#include "history/run_sheet.h"

#include "history/evidence_values.h"
#include "history/history_rules.h"

#include <string.h>

bool sheet_moment(const char *text, const char *day, const char *zone, Moment *moment)
{
    bool has_day = strlen(text) > 10 && text[4] == '-';
    const char *clock = has_day ? text + 11 : text;
    size_t colons = 0;
    size_t length = strspn(clock, "0123456789:");
    for (size_t i = 0; i < length; i++)
        colons += clock[i] == ':';
    bool short_hour = length > 1 && clock[1] == ':';
    if (clock[length] != '\0')
        zone = clock + length;
    if (colons == 0 || (has_day ? text[10] != ' ' && text[10] != 'T' : day == NULL))
        return false;
    g_autofree char *full =
        g_strdup_printf("%.10sT%s%.*s%s%s", has_day ? text : day, short_hour ? "0" : "",
                        (int)length, clock, colons == 1 ? ":00" : "", zone);
    return moment_parse(full, moment);
}

LogLine sheet_line(LogEvent event, Moment time, Span span)
{
    return (LogLine){.event = event, .time = time, .span = span};
}

void sheet_check_order(LogReader *log, const SheetTime *before, const SheetTime *after,
                       const char *help)
{
    if (before->at.seconds == MOMENT_ABSENT || after->at.seconds == MOMENT_ABSENT ||
        after->at.seconds >= before->at.seconds)
        return;
    Diag *diag = diags_add(log->diags, &rule_evidence_malformed, after->text.span,
                           "'%s' is earlier than '%s'", log_shown(log, after->text),
                           log_shown(log, before->text));
    diag_note(log->diags, diag, before->text.span, "this comes before it");
    diag_help(log->diags, diag, "%s", help);
}

static void take_instant(LogReader *log, LogEvent event, const SheetTime *time)
{
    if (time->at.seconds == MOMENT_ABSENT)
        return;
    LogLine line = sheet_line(event, time->at, time->text.span);
    log_take(log, &line);
}

static void take_moments(LogReader *log, const RunSheet *sheet)
{
    sheet_check_order(log, &sheet->declared, &sheet->decided, sheet->order_help);
    sheet_check_order(log, &sheet->declared, &sheet->service_back, sheet->order_help);
    sheet_check_order(log, &sheet->service_back, &sheet->verified, sheet->order_help);
    take_instant(log, LOG_DECLARED, &sheet->declared);
    take_instant(log, LOG_DECIDED, &sheet->decided);
    take_instant(log, LOG_SERVICE_BACK, &sheet->service_back);
    take_instant(log, LOG_VERIFIED, &sheet->verified);
    take_instant(log, LOG_RECOVERED_TO, &sheet->recovered_to);
}

void run_sheet_begin(LogReader *log, const RunSheet *sheet)
{
    LogLine line = sheet_line(LOG_RUN_BEGIN, sheet->started.at, sheet->span);
    for (LogField field = 0; field < LOG_FIELDS; field++)
        line.values[field] = evidence_filled(sheet->values[field]);
    if (line.values[LOG_FIELD_RUN].text == NULL)
        line.values[LOG_FIELD_RUN] = (Text){sheet->id, sheet->span};
    log_take(log, &line);
    take_moments(log, sheet);
}

void run_sheet_person(LogReader *log, Text person, Moment at)
{
    person = evidence_filled(person);
    if (person.text == NULL)
        return;
    LogLine line = sheet_line(LOG_PARTICIPANT, at, person.span);
    line.values[LOG_FIELD_NAME] = evidence_person(log->arena, person, &line.values[LOG_FIELD_ROLE]);
    log_take(log, &line);
}

void run_sheet_end(LogReader *log, const RunSheet *sheet)
{
    sheet_check_order(log, &sheet->started, &sheet->ended, sheet->order_help);
    LogLine line = sheet_line(LOG_RUN_END, sheet->ended.at, sheet->outcome.span);
    line.values[LOG_FIELD_OUTCOME] = evidence_filled(sheet->outcome);
    log_take(log, &line);
}
