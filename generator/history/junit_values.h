#ifndef REDBINDER_HISTORY_JUNIT_VALUES_H
#define REDBINDER_HISTORY_JUNIT_VALUES_H

#include "history/evidence.h"

/* Values of JUnit XML, which every test runner writes in its own way. */

typedef enum JunitSeconds {
    JUNIT_SECONDS_KNOWN,
    JUNIT_SECONDS_ABSENT,
    JUNIT_SECONDS_ODD,   /* negative, or not a number by name: the runner's clock was set */
    JUNIT_SECONDS_WRONG, /* no number of seconds */
} JunitSeconds;

/* Seconds in TEXT: "0.25", "1,234.5", "1.234,5", "0,25", "1e-3", "0.25s", "00:01:30.5". SECONDS is
 * -1 unless they are known. Longer than a year is no time. A lone comma with three digits behind
 * it groups thousands, as Surefire writes them, unless a zero alone stands before it. */
JunitSeconds junit_seconds(const char *text, double *seconds);

/* The instant in TEXT: ISO 8601 with a zone ("Z", "+02:00", "+0200"), without one (taken as UTC),
 * with a space for the T, with a fraction. False when it is none. */
bool junit_moment(const char *text, Moment *moment);

/* What the attribute `status` or `result` of a case says, for runners that write no element;
 * FALLBACK when it says nothing that is known. TEXT may be NULL. */
StepOutcome junit_status(const char *text, StepOutcome fallback);

#endif
