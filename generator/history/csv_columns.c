#include "history/csv_columns.h"

#define HEAD(field_) .part = CSV_PART_HEAD, .field = LOG_FIELD_##field_
#define MOMENT(event_) .part = CSV_PART_MOMENT, .event = LOG_##event_
#define FINDING(field_) .part = CSV_PART_FINDING, .field = LOG_FIELD_##field_
#define RUNS_ALONE .act = ACT_FIELDS
#define ACT(field_) .act = ACT_FIELD_##field_

const CsvColumn csv_columns[CSV_COLUMNS] = {
    {"kind", .part = CSV_PART_KIND, RUNS_ALONE},
    {"plan", HEAD(PLAN), ACT(PLAN)},
    {"note", .part = CSV_PART_NOTE, ACT(NOTE)},
    /* runs */
    {"id", HEAD(RUN), RUNS_ALONE},
    {"exercise", HEAD(EXERCISE), RUNS_ALONE},
    {"incident", HEAD(INCIDENT), RUNS_ALONE},
    {"title", HEAD(TITLE), RUNS_ALONE},
    {"type", HEAD(TYPE), RUNS_ALONE},
    {"scenario", HEAD(SCENARIO), RUNS_ALONE},
    {"services", HEAD(SERVICES), RUNS_ALONE},
    {"runbook", HEAD(RUNBOOK), RUNS_ALONE},
    {"hash", HEAD(HASH), RUNS_ALONE},
    {"version", HEAD(VERSION), RUNS_ALONE},
    {"site", HEAD(SITE), RUNS_ALONE},
    {"backup", HEAD(BACKUP), RUNS_ALONE},
    {"checksum", HEAD(CHECKSUM), RUNS_ALONE},
    {"operator", HEAD(OPERATOR), RUNS_ALONE},
    {"observer", HEAD(OBSERVER), RUNS_ALONE},
    {"participants", .part = CSV_PART_PEOPLE, RUNS_ALONE},
    {"declared", MOMENT(DECLARED), RUNS_ALONE},
    {"decided", MOMENT(DECIDED), RUNS_ALONE},
    {"started", MOMENT(STARTED), RUNS_ALONE},
    {"service-back", MOMENT(SERVICE_BACK), RUNS_ALONE},
    {"verified", MOMENT(VERIFIED), RUNS_ALONE},
    {"recovered-to", MOMENT(RECOVERED_TO), RUNS_ALONE},
    {"ended", MOMENT(RUN_END), RUNS_ALONE},
    {"outcome", .part = CSV_PART_OUTCOME, RUNS_ALONE},
    {"finding", FINDING(TEXT), RUNS_ALONE},
    {"finding-severity", FINDING(SEVERITY), RUNS_ALONE},
    {"finding-owner", FINDING(OWNER), RUNS_ALONE},
    {"finding-due", FINDING(DUE), RUNS_ALONE},
    /* acts */
    {"date", ACT(DATE)},
    {"subject", ACT(SUBJECT)},
    {"by", ACT(BY)},
    {"role", ACT(ROLE)},
    {"passed", ACT(PASSED)},
    {"until", ACT(UNTIL)},
    {"owner", ACT(OWNER)},
    /* both: of a run's finding, and of a finding's act */
    {"closed", FINDING(CLOSED), ACT(CLOSED)},
    {"commit", FINDING(COMMIT), ACT(COMMIT)},
    {"retest", FINDING(RETEST), ACT(RETEST)},
};
