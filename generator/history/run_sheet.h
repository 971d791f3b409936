#ifndef REDBINDER_HISTORY_RUN_SHEET_H
#define REDBINDER_HISTORY_RUN_SHEET_H

#include "history/run_log_events.h"

/*
 * A run that is told as a whole and not event by event: in a form, or in a row of a table. Its
 * parts are handed on as events of a log, and judged there.
 */
typedef struct SheetTime {
    Text text; /* text NULL: not written */
    Moment at; /* absent also when it could not be read */
} SheetTime;

typedef struct RunSheet {
    Span span;               /* where the run is named if it has no id */
    const char *id;          /* that it gets then */
    Text values[LOG_FIELDS]; /* of `run-begin` */
    SheetTime declared, decided, started, service_back, verified, recovered_to, ended;
    Text outcome;
    const char *order_help; /* what to do about times that are out of order */
} RunSheet;

/* Reads "09:15", "09:15:20", "2026-08-15 00:10", or in full with a zone, into MOMENT; DAY
 * ("2026-08-14") and ZONE ("Z", "+02:00") are taken where there is none. DAY may be NULL: then it
 * must be there. False when it is no time. */
bool sheet_moment(const char *text, const char *day, const char *zone, Moment *moment);

/* An event of LOG at TIME, or at any when absent. */
LogLine sheet_line(LogEvent event, Moment time, Span span);

/* Tells that AFTER is earlier than BEFORE, where it is; HELP says what to do. */
void sheet_check_order(LogReader *log, const SheetTime *before, const SheetTime *after,
                       const char *help);

/* The run, its people and moments up to the end. It must say when it was started. */
void run_sheet_begin(LogReader *log, const RunSheet *sheet);

/* Somebody who took part: "Name" or "Name (role)". */
void run_sheet_person(LogReader *log, Text person, Moment at);

void run_sheet_end(LogReader *log, const RunSheet *sheet);

#endif
