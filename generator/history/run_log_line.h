#ifndef REDBINDER_HISTORY_RUN_LOG_LINE_H
#define REDBINDER_HISTORY_RUN_LOG_LINE_H

#include "history/evidence.h"

/*
 * One line of a run log, taken apart: time, event, fields.
 *
 * To add an event or a field: its name here, its line in the tables of run_log_line.c, what
 * it does in run_log.c, and its row in docs/run-log.md.
 */
typedef enum LogEvent {
    LOG_RUN_BEGIN,
    LOG_DECLARED,
    LOG_DECIDED,
    LOG_STARTED,
    LOG_STEP_BEGIN,
    LOG_STEP_END,
    LOG_ROLLBACK_BEGIN,
    LOG_ROLLBACK_END,
    LOG_SERVICE_BACK,
    LOG_SERVICE_LOST,
    LOG_VERIFIED,
    LOG_RECOVERED_TO,
    LOG_HANDOVER,
    LOG_PARTICIPANT,
    LOG_BACKUP,
    LOG_FINDING,
    LOG_NOTE,
    LOG_RUN_END,
    LOG_RESUMED,
    LOG_EVENTS,
} LogEvent;

typedef enum LogField {
    LOG_FIELD_RUN,
    LOG_FIELD_PLAN,
    LOG_FIELD_RUNBOOK,
    LOG_FIELD_HASH,
    LOG_FIELD_KIND,
    LOG_FIELD_EXERCISE,
    LOG_FIELD_INCIDENT,
    LOG_FIELD_TITLE,
    LOG_FIELD_OPERATOR,
    LOG_FIELD_VERSION,
    LOG_FIELD_COMMIT,
    LOG_FIELD_HOST,
    LOG_FIELD_SCRIPT,
    LOG_FIELD_AT,
    LOG_FIELD_STEP,
    LOG_FIELD_OUTCOME,
    LOG_FIELD_STATUS,
    LOG_FIELD_ATTEMPT,
    LOG_FIELD_OUTPUT,
    LOG_FIELD_OUTPUT_HASH,
    LOG_FIELD_ANSWER,
    LOG_FIELD_GO,
    LOG_FIELD_TO,
    LOG_FIELD_BY,
    LOG_FIELD_NOTE,
    LOG_FIELD_TEXT,
    LOG_FIELD_SEVERITY,
    LOG_FIELD_OWNER,
    LOG_FIELD_DUE,
    LOG_FIELD_CLOSED,
    LOG_FIELD_RETEST,
    LOG_FIELD_TYPE,
    LOG_FIELD_SCENARIO,
    LOG_FIELD_SITE,
    LOG_FIELD_BACKUP,
    LOG_FIELD_CHECKSUM,
    LOG_FIELD_OBSERVER,
    LOG_FIELD_SERVICES,
    LOG_FIELD_NAME,
    LOG_FIELD_ROLE,
    LOG_FIELD_SET,
    LOG_FIELD_MONO,  /* on any line */
    LOG_FIELD_CHAIN, /* the last one, on any line */
    LOG_FIELDS,
} LogField;

enum { LOG_MAX_VALUE = 4096 }; /* bytes */

typedef struct LogLine {
    Moment time;
    LogEvent event;
    Span span;               /* the word of the event */
    Text values[LOG_FIELDS]; /* text NULL where absent or empty */
} LogLine;

typedef enum LogLineState {
    LOG_LINE_BLANK,   /* empty, or a comment */
    LOG_LINE_BAD,     /* nothing of it can be used; findings say why */
    LOG_LINE_PARTIAL, /* the event is known, but there are findings */
    LOG_LINE_SOUND,
} LogLineState;

const char *log_event_name(LogEvent event);
const char *log_field_name(LogField field);

/* Does the line of LENGTH bytes at TEXT tell of an event: is it neither empty nor a comment? */
bool log_line_is_event(const char *text, size_t length);

/* Takes line NUMBER (from 1) of SOURCE apart. Texts belong to ARENA. */
LogLineState log_line_read(const Source *source, uint32_t number, Arena *arena, LogLine *line,
                           Diags *diags);

#endif
