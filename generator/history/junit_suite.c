#include "history/junit_suite.h"

#include "history/evidence_values.h"
#include "history/history_rules.h"
#include "history/junit_values.h"

#include <math.h>

static Moment after(Moment base, double seconds)
{
    return (Moment){base.seconds + (int64_t)seconds};
}

/* Sum of the cases' times; -1 when none has one. */
static double sum_of_cases(const JunitSuite *suite)
{
    double sum = -1;
    for (size_t i = 0; i < suite->cases->len; i++) {
        double seconds = g_array_index(suite->cases, JunitCase, i).seconds;
        if (seconds >= 0)
            sum = seconds + (sum < 0 ? 0 : sum);
    }
    return sum;
}

/* JUnit gives durations only: cases are laid end to end from the start of their suite. Where
 * they took longer than the suite they overlapped, and get no times. */
static void place_cases(JunitSuite *suite, bool overlapped)
{
    Moment base = suite->started;
    double spent = 0;
    for (size_t i = 0; i < suite->cases->len; i++) {
        JunitCase *each = &g_array_index(suite->cases, JunitCase, i);
        RunStep *step = &each->step;
        step->started = step->ended = (Moment){MOMENT_ABSENT};
        if (each->base.seconds != MOMENT_ABSENT) {
            base = each->base;
            spent = 0;
        }
        if (overlapped || each->seconds < 0 || base.seconds == MOMENT_ABSENT)
            continue;
        step->started = after(base, spent);
        spent += each->seconds;
        step->ended = after(base, spent);
    }
}

static Moment read_start(const JunitSuite *suite, Diags *diags)
{
    Moment moment = {MOMENT_ABSENT};
    Text start = suite->timestamp;
    if (start.text == NULL) {
        Diag *diag = diags_add(diags, &rule_evidence_missing, suite->span,
                               "the test suite does not say when it ran");
        diag_help(diags, diag,
                  "have the test runner write the attribute timestamp=\"2026-08-14T09:00:00Z\", "
                  "or record it with --started 2026-08-14T09:00:00Z");
    } else if (!junit_moment(start.text, &moment)) {
        g_autoptr(Arena) arena = arena_new();
        Diag *diag = diags_add(diags, &rule_evidence_malformed, start.span,
                               "timestamp '%s' is not a time", evidence_shown(arena, start));
        diag_help(diags, diag, "times are written 2026-08-14T09:00:00Z");
        moment.seconds = MOMENT_ABSENT;
    }
    return moment;
}

static bool has_failed_beside(const JunitSuite *suite)
{
    bool shown = false;
    for (size_t i = 0; i < suite->cases->len && !shown; i++)
        shown = g_array_index(suite->cases, JunitCase, i).step.outcome == STEP_FAILED;
    return suite->failed_outside || (suite->failed_count && !shown);
}

void junit_suite_place(JunitSuite *suite, Diags *diags)
{
    suite->started = read_start(suite, diags);
    suite->ended = (Moment){MOMENT_ABSENT};
    double sum = sum_of_cases(suite);
    double took = suite->seconds >= 0 ? suite->seconds : sum;
    if (took >= 0 && suite->started.seconds != MOMENT_ABSENT)
        suite->ended = after(suite->started, round(took));
    place_cases(suite, sum > took + 1);
    suite->failed_beside = has_failed_beside(suite);
}
