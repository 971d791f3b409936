#include "history/junit_suite.h"

#include "history/history_rules.h"
#include "history/plain_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ID_DIGITS = 16, LONGEST_SECONDS = 366 * 86400 };

const char *const junit_property_names[JUNIT_PROPERTIES] = {
    [JUNIT_PLAN] = "redbinder.plan",
    [JUNIT_EXERCISE] = "redbinder.exercise",
    [JUNIT_RUNBOOK] = "redbinder.runbook",
    [JUNIT_DECLARED] = "redbinder.declared",
    [JUNIT_SERVICE_BACK] = "redbinder.service-back",
    [JUNIT_RECOVERED_TO] = "redbinder.recovered-to",
};

bool junit_seconds(const char *text, double *seconds)
{
    *seconds = -1;
    if (text == NULL || *text == '\0')
        return true;
    char digits[32];
    size_t n_digits = 0;
    for (; *text != '\0'; text++) {
        if (*text == ',')
            continue; /* some writers group the thousands */
        if (n_digits == sizeof digits - 1 || !(g_ascii_isdigit(*text) || strchr(".eE+-", *text)))
            return false;
        digits[n_digits++] = *text;
    }
    digits[n_digits] = '\0';
    char *end = NULL;
    double value = g_ascii_strtod(digits, &end);
    if (end == digits || *end != '\0' || !(value >= 0 && value <= LONGEST_SECONDS))
        return false;
    *seconds = value;
    return true;
}

static Moment read_moment(Text value, const char *name, Diags *diags)
{
    Moment moment = {MOMENT_ABSENT};
    if (value.text == NULL || moment_parse(value.text, &moment))
        return moment;
    g_autoptr(Arena) arena = arena_new();
    Diag *diag =
        diags_add(diags, &rule_evidence_malformed, value.span, "%s '%s' is not a time", name,
                  plain_text(arena, value.text, strlen(value.text), EVIDENCE_MAX_SHOWN));
    diag_help(diags, diag, "times are written 2026-08-14T09:00:00Z");
    return (Moment){MOMENT_ABSENT};
}

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
static void place_steps(Run *run, const JunitSuite *suite, bool overlapped)
{
    Moment base = run->started;
    double spent = 0;
    for (size_t i = 0; i < run->n_steps; i++) {
        const JunitCase *each = &g_array_index(suite->cases, JunitCase, i);
        RunStep *step = &run->steps[i];
        *step = each->step;
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

/* A suite of which nothing was carried out has proved nothing. */
static RunOutcome outcome_of(const Run *run, bool failed)
{
    size_t skipped = 0;
    for (size_t i = 0; i < run->n_steps; i++) {
        if (run->steps[i].outcome == STEP_FAILED)
            failed = true;
        if (run->steps[i].outcome == STEP_SKIPPED)
            skipped++;
    }
    if (failed)
        return RUN_FAILED;
    return skipped == run->n_steps ? RUN_ABORTED : RUN_PASSED;
}

static Moment read_start(const JunitSuite *suite, const JunitDefaults *defaults, Diags *diags)
{
    Text start = suite->timestamp.text != NULL ? suite->timestamp : defaults->timestamp;
    if (start.text != NULL)
        return read_moment(start, "timestamp", diags);
    Diag *diag = diags_add(diags, &rule_evidence_missing, suite->span,
                           "the test suite does not say when it ran");
    diag_help(diags, diag,
              "have the test runner write the attribute timestamp="
              "\"2026-08-14T09:00:00Z\"");
    return (Moment){MOMENT_ABSENT};
}

static Text property(const JunitSuite *suite, const JunitDefaults *defaults, JunitProperty which)
{
    const Text *own = &suite->properties[which];
    return own->text != NULL ? *own : defaults->properties[which];
}

static const char *read_id(const JunitSuite *suite, const JunitDefaults *defaults,
                           JunitProperty which, Diags *diags)
{
    Text value = property(suite, defaults, which);
    evidence_check_id(value, junit_property_names[which], diags);
    return value.text;
}

EvidenceRun junit_suite_run(const JunitSuite *suite, const JunitDefaults *defaults, size_t number,
                            const EvidenceInput *input, Arena *arena, Diags *diags)
{
    EvidenceRun evidence = {.span = suite->span};
    Run *run = &evidence.run;
    run->id = arena_printf(arena, "junit-%.*s-%zu", ID_DIGITS, input->hash, number);
    run->kind = RUN_TEST;
    run->title = suite->name;
    run->plan = read_id(suite, defaults, JUNIT_PLAN, diags);
    run->exercise = read_id(suite, defaults, JUNIT_EXERCISE, diags);
    run->runbook = read_id(suite, defaults, JUNIT_RUNBOOK, diags);
    Moment *const moments[JUNIT_PROPERTIES] = {[JUNIT_DECLARED] = &run->declared,
                                               [JUNIT_SERVICE_BACK] = &run->service_back,
                                               [JUNIT_RECOVERED_TO] = &run->recovered_to};
    for (JunitProperty which = JUNIT_DECLARED; which <= JUNIT_RECOVERED_TO; which++)
        *moments[which] =
            read_moment(property(suite, defaults, which), junit_property_names[which], diags);
    run->started = read_start(suite, defaults, diags);
    run->ended = run->decided = run->verified = (Moment){MOMENT_ABSENT};
    double sum = sum_of_cases(suite);
    double took = suite->seconds >= 0 ? suite->seconds : sum;
    if (took >= 0 && run->started.seconds != MOMENT_ABSENT)
        run->ended = after(run->started, round(took));
    run->n_steps = suite->cases->len;
    run->steps = arena_alloc(arena, run->n_steps * sizeof(RunStep));
    place_steps(run, suite, sum > took + 1);
    run->outcome = outcome_of(run, suite->failed);
    evidence_complete(&evidence, input, diags);
    return evidence;
}
