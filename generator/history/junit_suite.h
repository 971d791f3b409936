#ifndef REDBINDER_HISTORY_JUNIT_SUITE_H
#define REDBINDER_HISTORY_JUNIT_SUITE_H

#include "history/evidence.h"

/*
 * An outermost test suite as it was written, and the run that it makes.
 *
 * To add a property: its name here and in junit_suite.c, what it gives to the run there, and
 * its mention in history/junit.h.
 */
typedef enum JunitProperty {
    JUNIT_PLAN,
    JUNIT_EXERCISE,
    JUNIT_RUNBOOK,
    JUNIT_DECLARED,
    JUNIT_SERVICE_BACK,
    JUNIT_RECOVERED_TO,
    JUNIT_PROPERTIES,
} JunitProperty;

extern const char *const junit_property_names[JUNIT_PROPERTIES];

typedef struct JunitCase {
    RunStep step;   /* without its times */
    double seconds; /* -1: not given */
    Moment base;    /* start of the inner suite that begins with it, or absent */
} JunitCase;

typedef struct JunitSuite {
    Span span;
    const char *name;
    Text timestamp; /* its own, else the first of its inner suites */
    double seconds; /* -1: not given */
    bool failed;    /* it says so of itself, whatever its cases say */
    Text properties[JUNIT_PROPERTIES];
    GArray *cases; /* JunitCase */
} JunitSuite;

/* What <testsuites> says for all suites. */
typedef struct JunitDefaults {
    Text timestamp;
    Text properties[JUNIT_PROPERTIES];
} JunitDefaults;

/* Seconds in TEXT ("1,234.5"); -1 when it is NULL or empty. False when it is no number. */
bool junit_seconds(const char *text, double *seconds);

/* The run that SUITE shows, the NUMBER-th (from 1) of its file. Findings say what is missing;
 * texts belong to ARENA. */
EvidenceRun junit_suite_run(const JunitSuite *suite, const JunitDefaults *defaults, size_t number,
                            const EvidenceInput *input, Arena *arena, Diags *diags);

#endif
