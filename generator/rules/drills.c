#include "rules/checks.h"
#include "rules/subject.h"
#include "rules/term.h"
#include "rules/trials.h"

enum { SAME_RUNS = 3, OFFICE_RUNS = 4, DAY_SECONDS = 86400, MOST_FINDINGS = 20 };

static Term term_since(const Exercise *exercise, const Run *last)
{
    return term_of(run_date(last), &exercise->every);
}

static void report_never(const Exercise *exercise, RunList runs, Diags *diags)
{
    if (runs.count == 0) {
        diags_add(diags, &check_exercise_overdue.rule, exercise->every.span,
                  "exercise '%s' is due every %s and has never taken place",
                  subject_id(&exercise->entity), exercise->every.text);
        return;
    }
    diags_add(diags, &check_exercise_overdue.rule, exercise->every.span,
              "exercise '%s' is due every %s and was never carried through: %s",
              subject_id(&exercise->entity), exercise->every.text,
              runs.count == 1 ? "its only run was stopped" : "all its runs were stopped");
}

static void report_overdue(const Exercise *exercise, const Run *last, Date as_of, Diags *diags)
{
    g_autofree char *overdue = term_overdue(term_since(exercise, last), as_of);
    diags_add(diags, &check_exercise_overdue.rule, exercise->every.span, "exercise '%s' is %s",
              subject_id(&exercise->entity), overdue);
}

/* What has never taken place is due one period after the plan was approved; at once where no
 * approval says since when it is promised. */
static bool is_still_new(const Plan *plan, const Exercise *exercise, Date as_of)
{
    return plan->approved.known &&
           date_add(plan->approved.value, exercise->every.value).days >= as_of.days;
}

static void exercise_overdue(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    size_t n_never = 0;
    for (size_t i = 0; trials != NULL && i < input->plan->exercises.count; i++) {
        const Exercise *exercise = input->plan->exercises.items[i];
        if (!exercise_has_frequency(exercise))
            continue;
        const Run *last = newest_finished_run(trials->of_exercise[i]);
        if (last == NULL && is_still_new(input->plan, exercise, input->as_of))
            continue;
        if (last == NULL && n_never++ < MOST_FINDINGS)
            report_never(exercise, trials->of_exercise[i], diags);
        if (last != NULL && term_is_over(term_since(exercise, last), input->as_of))
            report_overdue(exercise, last, input->as_of, diags);
    }
    if (n_never > MOST_FINDINGS)
        diags_add(diags, &check_exercise_overdue.rule, input->plan->span,
                  "%zu more exercises of the plan have never taken place", n_never - MOST_FINDINGS);
}

const Check check_exercise_overdue = {
    .rule =
        {
            .id = "exercise-overdue",
            .severity = SEVERITY_ERROR,
            .summary = "an exercise was last carried out longer ago than it is due, or never",
            .remedy = "carry it out and record the run, or write an `every:` that can be kept",
            .why = "People, systems and passwords have changed since anybody tried; the next one "
                   "to try is on call in the disaster itself.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4; ISO 22301:2019 8.5",
        },
    .run = exercise_overdue,
    .asks_history = true,
};

/* How many days before the due day one is told: a tenth of the period, 1 to 30 days. What is due
 * every day or two is always due, and nobody plans it: -1. */
static int64_t notice_days(const Exercise *exercise)
{
    int64_t period = duration_approximate(exercise->every.value) / DAY_SECONDS;
    return period <= 2 ? -1 : CLAMP(period / 10, 1, 30);
}

static void exercise_due_soon(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    for (size_t i = 0; trials != NULL && i < input->plan->exercises.count; i++) {
        const Exercise *exercise = input->plan->exercises.items[i];
        const Run *last = newest_finished_run(trials->of_exercise[i]);
        if (last == NULL || !exercise_has_frequency(exercise))
            continue;
        Date due = term_due(term_since(exercise, last));
        int64_t left = (int64_t)due.days - input->as_of.days;
        if (left < 0 || left > notice_days(exercise))
            continue;
        char last_text[DATE_TEXT_SIZE];
        char due_text[DATE_TEXT_SIZE];
        g_autofree char *when =
            left == 0 ? g_strdup("today")
                      : g_strdup_printf("in %d day%s", (int)left, left == 1 ? "" : "s");
        diags_add(diags, &check_exercise_due_soon.rule, exercise->every.span,
                  "exercise '%s' is due %s: %s + %s = %s", subject_id(&exercise->entity), when,
                  date_format(run_date(last), last_text), exercise->every.text,
                  date_format(due, due_text));
    }
}

const Check check_exercise_due_soon = {
    .rule =
        {
            .id = "exercise-due-soon",
            .severity = SEVERITY_WARNING,
            .summary = "an exercise is due within a tenth of its period",
            .remedy = "fix the day, and tell those who take part",
            .why = "An exercise needs people, a place to restore to and a window; found late, it "
                   "is put off, and the plan goes unproven.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4; ISO 22301:2019 8.5",
        },
    .run = exercise_due_soon,
    .asks_history = true,
};

/* Where in the list of runs the newest passes are, counted from 1; 0: there is none. */
typedef struct Passes {
    size_t *of_runbook;
    size_t *of_exercise; /* with or without a runbook */
    size_t *of_whole;    /* of an exercise, without a runbook */
} Passes;

static void passes_find(Passes *passes, const Trials *trials)
{
    passes->of_runbook = g_new0(size_t, trials->plan->runbooks.count + 1);
    passes->of_exercise = g_new0(size_t, trials->plan->exercises.count + 1);
    passes->of_whole = g_new0(size_t, trials->plan->exercises.count + 1);
    for (size_t i = 0; i < trials->n_runs; i++) {
        const Run *run = trials->runs[i];
        size_t exercise = 0;
        size_t runbook = 0;
        if (run->outcome != RUN_PASSED)
            continue;
        bool has_runbook = coverage_runbook(trials->coverage, run, &runbook);
        if (has_runbook)
            passes->of_runbook[runbook] = i + 1;
        if (!coverage_exercise(trials->coverage, run, &exercise))
            continue;
        passes->of_exercise[exercise] = i + 1;
        if (!has_runbook)
            passes->of_whole[exercise] = i + 1;
    }
}

static void passes_clear(Passes *passes)
{
    g_free(passes->of_runbook);
    g_free(passes->of_exercise);
    g_free(passes->of_whole);
}

/* Has what failed in the run at INDEX passed since? A runbook by itself or in the exercise as a
 * whole, an exercise as a whole or in any of its parts. */
static bool is_made_good(const Trials *trials, const Passes *passes, size_t index)
{
    const Run *run = trials->runs[index];
    size_t exercise = 0;
    size_t runbook = 0;
    bool has_exercise = coverage_exercise(trials->coverage, run, &exercise);
    if (coverage_runbook(trials->coverage, run, &runbook))
        return passes->of_runbook[runbook] > index + 1 ||
               (has_exercise && passes->of_whole[exercise] > index + 1);
    return !has_exercise || passes->of_exercise[exercise] > index + 1;
}

/* Failed runs of one place that nothing has made good. */
typedef struct Failures {
    const Run *newest;
    size_t count;
} Failures;

static void report_failures(const Trials *trials, size_t place, const Failures *failures,
                            Diags *diags)
{
    const Run *run = failures->newest;
    const Runbook *runbook = trials_runbook(trials, run);
    bool is_part = runbook != NULL && trials_exercise(trials, run) != NULL;
    g_autofree char *words = trials_words(trials, place);
    g_autofree char *which = run_words(run);
    g_autofree char *part =
        is_part ? g_strdup_printf("failed with runbook '%s', which", subject_id(&runbook->entity))
                : g_strdup(run->kind == RUN_INCIDENT ? "failed in an incident and" : "failed and");
    g_autofree char *more =
        failures->count == 1 ? g_strdup("")
                             : g_strdup_printf(", the newest of %zu that failed", failures->count);
    Diag *diag = diags_add(diags, &check_exercise_failed.rule, trials_span(trials, place),
                           "%s %s has not passed since: %s%s", words, part, which, more);
    if (is_part)
        diag_note(diags, diag, subject_place(&runbook->entity), "runbook '%s' is here",
                  subject_id(&runbook->entity));
}

static void exercise_failed(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    if (trials == NULL)
        return;
    Passes passes = {0};
    passes_find(&passes, trials);
    g_autofree Failures *failures = g_new0(Failures, trials->n_places);
    for (size_t i = 0; i < trials->n_runs; i++) {
        if (trials->runs[i]->outcome != RUN_FAILED || is_made_good(trials, &passes, i))
            continue;
        Failures *of = &failures[trials_place(trials, trials->runs[i])];
        of->newest = trials->runs[i];
        of->count++;
    }
    passes_clear(&passes);
    for (size_t i = 0; i < trials->n_places; i++)
        if (failures[i].newest != NULL)
            report_failures(trials, i, &failures[i], diags);
}

const Check check_exercise_failed = {
    .rule =
        {
            .id = "exercise-failed",
            .severity = SEVERITY_ERROR,
            .summary = "an exercise or a runbook failed when it was last carried out, and has not "
                       "passed since",
            .remedy = "mend what the run showed, carry it out again and record the run",
            .why = "What failed in a drill fails in a disaster as well, with less time to think.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4 c; ISO 22301:2019 10.1",
        },
    .run = exercise_failed,
    .asks_history = true,
};

/* On how many days in a row, up to the newest, RUNS were all led by the same person. Runs that
 * name nobody, such as those of a machine, say nothing. */
static size_t count_same(RunList runs, const char **operator_name)
{
    size_t days = 0;
    Date day = {0};
    *operator_name = NULL;
    for (size_t i = runs.count; i > 0; i--) {
        const Run *run = runs.items[i - 1];
        if (run->operator_name == NULL)
            continue;
        if (*operator_name == NULL)
            *operator_name = run->operator_name;
        else if (g_ascii_strcasecmp(*operator_name, run->operator_name) != 0)
            break;
        Date own = moment_date(run->started);
        if (days == 0 || own.days != day.days)
            days++;
        day = own;
    }
    return days;
}

static void drill_same_people(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    for (size_t i = 0; trials != NULL && i < input->plan->exercises.count; i++) {
        const char *name = NULL;
        size_t days = count_same(trials->of_exercise[i], &name);
        const Entity *entity = &input->plan->exercises.items[i]->entity;
        if (days >= SAME_RUNS)
            diags_add(diags, &check_drill_same_people.rule, subject_place(entity),
                      "exercise '%s' was led by '%s' the last %zu times", subject_id(entity), name,
                      days);
    }
}

const Check check_drill_same_people = {
    .rule =
        {
            .id = "drill-same-people",
            .severity = SEVERITY_WARNING,
            .summary = "the last three runs of an exercise were all led by the same person",
            .remedy = "let somebody else lead the next one, from the plan alone",
            .why = "The drill proves that this person can do it; on the night when somebody else "
                   "is on call it proves nothing.",
            .origin = "Regulation (EU) 2022/2554 (DORA) Art. 24(4)",
        },
    .run = drill_same_people,
    .asks_history = true,
};

static bool is_in_office_hours(Moment moment)
{
    int64_t second = moment.seconds - date_start(moment_date(moment)).seconds;
    /* 1970-01-01 was a Thursday; Monday is 0. */
    int weekday = (int)(((int64_t)moment_date(moment).days % 7 + 7 + 3) % 7);
    return weekday < 5 && second >= 8 * 3600 && second < 18 * 3600;
}

/* A drill of people: not an incident, and not a test that a machine runs at night. */
static bool is_drill_of_people(const Trials *trials, const Run *run)
{
    return run->started.seconds != MOMENT_ABSENT && run->kind != RUN_INCIDENT &&
           (run->kind != RUN_TEST || run->operator_name != NULL) &&
           trials_exercise(trials, run) != NULL;
}

static void drill_office_hours(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    size_t count = 0;
    const Run *newest = NULL;
    for (size_t i = 0; trials != NULL && i < trials->n_runs; i++) {
        if (!is_drill_of_people(trials, trials->runs[i]))
            continue;
        if (!is_in_office_hours(trials->runs[i]->started))
            return;
        newest = trials->runs[i];
        count++;
    }
    if (count >= OFFICE_RUNS)
        diags_add(diags, &check_drill_office_hours.rule,
                  trials_span(trials, trials_place(trials, newest)),
                  "all %zu drills of the plan began between Monday and Friday, 08:00 and 18:00 "
                  "UTC",
                  count);
}

const Check check_drill_office_hours = {
    .rule =
        {
            .id = "drill-office-hours",
            .severity = SEVERITY_WARNING,
            .summary = "all drills of a plan began in office hours",
            .remedy = "begin the next drill at night or at a weekend, without notice where that "
                      "can be borne",
            .why = "Nobody has tried whether people can be reached, get in and recover when the "
                   "office is empty; three quarters of all hours are like that.",
            .origin = "Regulation (EU) 2022/2554 (DORA) Art. 24(4)",
        },
    .run = drill_office_hours,
    .asks_history = true,
};
