#ifndef REDBINDER_HISTORY_JUNIT_SUITE_H
#define REDBINDER_HISTORY_JUNIT_SUITE_H

#include "history/run_log_events.h"

/*
 * Test suites as they were written.
 *
 * To add a property: its name here, its line in junit_property.c, and its row in
 * docs/evidence.md.
 */
typedef enum JunitProperty {
    /* where a case belongs */
    JUNIT_PLAN,
    JUNIT_EXERCISE,
    JUNIT_RUNBOOK,
    JUNIT_PLACES,
    /* what the run was about */
    JUNIT_TYPE = JUNIT_PLACES,
    JUNIT_SCENARIO,
    JUNIT_SERVICES,
    JUNIT_SITE,
    JUNIT_BACKUP,
    JUNIT_CHECKSUM,
    JUNIT_OBSERVER,
    /* instants */
    JUNIT_DECLARED,
    JUNIT_DECIDED,
    JUNIT_SERVICE_BACK,
    JUNIT_VERIFIED,
    JUNIT_RECOVERED_TO,
    JUNIT_PROPERTIES,
} JunitProperty;

typedef struct JunitPropertyName {
    const char *name;
    LogField field; /* of run-begin; LOG_FIELDS: it is an instant */
    LogEvent event; /* then the time of this */
} JunitPropertyName;

extern const JunitPropertyName junit_properties[JUNIT_PROPERTIES];

/* The names of the suites that hold a case, inner ones first. */
typedef struct JunitSuiteName {
    const char *name; /* or NULL */
    const struct JunitSuiteName *outer;
} JunitSuiteName;

typedef struct JunitCase {
    RunStep step;   /* its times are set by junit_suite_place */
    double seconds; /* -1: not given */
    Moment base;    /* start of the inner suite that begins with it, or absent */
    Span span;
    const char *name, *class_name; /* CLASS_NAME or NULL */
    const JunitSuiteName *suites;
    Text properties[JUNIT_PROPERTIES];
    size_t suite; /* which outermost suite it is of */
} JunitCase;

/* An outermost suite. */
typedef struct JunitSuite {
    Span span;
    const char *name;
    Text timestamp;      /* its own, else the first of its inner suites, else of <testsuites> */
    double seconds;      /* -1: not given */
    bool failed_count;   /* it counts failures, whatever its cases say */
    bool failed_outside; /* something beside its cases has failed */
    Text properties[JUNIT_PROPERTIES]; /* its own, else those of <testsuites> */
    GArray *cases;                     /* JunitCase */
    Moment started, ended;             /* set by junit_suite_place, like: */
    bool failed_beside;                /* it has failed in a way that no case of it shows */
} JunitSuite;

/* Gives SUITE and its cases their times. Findings say what is missing. */
void junit_suite_place(JunitSuite *suite, Diags *diags);

#endif
