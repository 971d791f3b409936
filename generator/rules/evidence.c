#include "rules/checks.h"
#include "rules/subject.h"
#include "rules/term.h"
#include "rules/trials.h"

#include <stdlib.h>

enum { MOST_FINDINGS = 20 };

/* The newest run of each runbook that was carried through, in plan order. Owned by the caller. */
static const Run **newest_of_runbooks(const Trials *trials)
{
    const Run **newest = g_new0(const Run *, trials->plan->runbooks.count + 1);
    for (size_t i = 0; i < trials->n_runs; i++) {
        size_t index = 0;
        if (trials->runs[i]->outcome != RUN_ABORTED &&
            coverage_runbook(trials->coverage, trials->runs[i], &index))
            newest[index] = trials->runs[i];
    }
    return newest;
}

static void evidence_outdated(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    if (trials == NULL)
        return;
    g_autofree const Run **newest = newest_of_runbooks(trials);
    for (size_t i = 0; i < input->plan->runbooks.count; i++) {
        const Runbook *runbook = input->plan->runbooks.items[i];
        const Run *run = newest[i];
        /* One that failed has proven nothing, and is a finding of its own. */
        if (run == NULL || run->outcome != RUN_PASSED || run->runbook_hash == NULL ||
            runbook->hash == NULL || g_ascii_strcasecmp(run->runbook_hash, runbook->hash) == 0)
            continue;
        g_autofree char *which = run_words(run);
        Diag *diag =
            diags_add(diags, &check_evidence_outdated.rule, subject_place(&runbook->entity),
                      "runbook '%s' has changed since it last passed: %.*s in %s, %.*s now",
                      subject_id(&runbook->entity), SHORT_HASH, run->runbook_hash, which,
                      SHORT_HASH, runbook->hash);
        const Exercise *exercise = trials_exercise(trials, run);
        if (exercise != NULL)
            diag_note(diags, diag, subject_place(&exercise->entity),
                      "exercise '%s' carried out the older one", subject_id(&exercise->entity));
    }
}

const Check check_evidence_outdated = {
    .rule =
        {
            .id = "evidence-outdated",
            .severity = SEVERITY_ERROR,
            .summary = "a runbook has changed since the run that is its newest proof",
            .remedy = "carry the runbook out as it is now and record the run",
            .why = "What was proven is not what will be carried out: the changed step is tried "
                   "for the first time in the disaster.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4; ISO 22301:2019 8.5",
        },
    .run = evidence_outdated,
    .asks_history = true,
};

/* ---- restores ---- */

/* Does RUN show that data could be brought back? */
static bool is_restore(const Trials *trials, const Run *run)
{
    static const unsigned types =
        1u << EXERCISE_RESTORE | 1u << EXERCISE_FAILOVER | 1u << EXERCISE_FULL;
    if (run->outcome != RUN_PASSED)
        return false;
    if (run->recovered_to.seconds != MOMENT_ABSENT)
        return true;
    const Exercise *exercise = trials_exercise(trials, run);
    return exercise != NULL && exercise->type.index >= 0 &&
           (types & 1u << exercise->type.index) != 0;
}

/* The newest restore of each data set, in plan order. Owned by the caller. */
static const Run **newest_restores(const Trials *trials)
{
    const Plan *plan = trials->plan;
    const Run **newest = g_new0(const Run *, plan->data.count + 1);
    for (size_t i = 0; i < trials->n_runs; i++) {
        if (!is_restore(trials, trials->runs[i]))
            continue;
        Subjects subjects = coverage_of(trials->coverage, trials->runs[i]);
        for (size_t j = 0; j < subjects.count; j++)
            if (subjects.items[j] >= plan->services.count)
                newest[subjects.items[j] - plan->services.count] = trials->runs[i];
    }
    return newest;
}

static bool is_frequency(const DurationValue *value)
{
    return value->known && value->word == DURATION_WORD_NONE &&
           duration_approximate(value->value) > 0;
}

/* How often restores of DATA are promised: the shortest `test` of its backups, else the `every` of
 * the exercise that RUN was; NULL when neither says. */
static const DurationValue *restore_frequency(const Trials *trials, const DataSet *data,
                                              const Run *run)
{
    const DurationValue *shortest = NULL;
    for (size_t i = 0; i < data->backups.count; i++) {
        const DurationValue *test = &data->backups.items[i]->test;
        if (is_frequency(test) &&
            (shortest == NULL || duration_compare(test->value, shortest->value) < 0))
            shortest = test;
    }
    const Exercise *exercise = run == NULL ? NULL : trials_exercise(trials, run);
    if (shortest != NULL || exercise == NULL || !exercise_has_frequency(exercise))
        return shortest;
    /* When the exercise as a whole is overdue, that is said of the exercise. */
    const Run *last = newest_finished_run(trials->of_exercise[trials_place(trials, run)]);
    return run_date(last).days == run_date(run).days ? NULL : &exercise->every;
}

static void report_never_restored(const DataSet *data, const DurationValue *every, Diags *diags)
{
    Span span = every != NULL ? every->span : subject_place(&data->entity);
    Diag *diag =
        diags_add(diags, &check_backup_untested.rule, span,
                  "no backup of data set '%s' has ever been restored in a recorded run%s%s",
                  subject_id(&data->entity), every != NULL ? ", which is promised every " : "",
                  every != NULL ? every->text : "");
    if (every != NULL)
        diag_note(diags, diag, subject_place(&data->entity), "the data set is described here");
}

static void report_old_restore(const Trials *trials, const DataSet *data, const Run *run,
                               const DurationValue *every, Diags *diags)
{
    g_autofree char *arithmetic = term_arithmetic(term_of(run_date(run), every), trials->as_of);
    g_autofree char *which = run_words(run);
    Diag *diag = diags_add(diags, &check_backup_untested.rule, subject_place(&data->entity),
                           "the last good restore of data set '%s' is too old: %s",
                           subject_id(&data->entity), arithmetic);
    diag_note(diags, diag, every->span, "restores are to be tried every %s", every->text);
    diag_help(diags, diag, "restore it again and record the run; the last was %s", which);
}

static void backup_untested(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    if (trials == NULL)
        return;
    g_autofree const Run **newest = newest_restores(trials);
    size_t n_never = 0;
    for (size_t i = 0; i < input->plan->data.count; i++) {
        const DataSet *data = input->plan->data.items[i];
        const Run *run = newest[i];
        if (data->backups.count == 0)
            continue;
        const DurationValue *every = restore_frequency(trials, data, run);
        if (run == NULL && n_never++ < MOST_FINDINGS)
            report_never_restored(data, every, diags);
        if (run != NULL && every != NULL &&
            term_is_over(term_of(run_date(run), every), input->as_of))
            report_old_restore(trials, data, run, every, diags);
    }
    if (n_never > MOST_FINDINGS)
        diags_add(diags, &check_backup_untested.rule, input->plan->span,
                  "%zu more data sets have backups that were never restored in a recorded run",
                  n_never - MOST_FINDINGS);
}

const Check check_backup_untested = {
    .rule =
        {
            .id = "backup-untested",
            .severity = SEVERITY_ERROR,
            .summary = "no recorded run has restored a data set from its backups, or not lately "
                       "enough",
            .remedy = "restore it in an exercise of type restore, failover or full, and record "
                      "the run",
            .why = "Backups that were never restored are found empty, cut off or without their "
                   "key on the day when they are all that is left.",
            .origin = "NIST SP 800-53 Rev. 5 CP-9(1); AICPA TSC A1.3",
        },
    .run = backup_untested,
    .asks_history = true,
};

/* ---- results that cannot be ---- */

static bool is_known(Moment moment)
{
    return moment.seconds != MOMENT_ABSENT;
}

static bool is_before(Moment a, Moment b)
{
    return is_known(a) && is_known(b) && a.seconds < b.seconds;
}

static char *moment_words(Moment moment)
{
    char text[MOMENT_TEXT_SIZE];
    return g_strdup(moment_format(moment, text));
}

static char *backwards(const char *what, Moment earlier, const char *than, Moment later)
{
    g_autofree char *first = moment_words(earlier);
    g_autofree char *second = moment_words(later);
    return g_strdup_printf("%s at %s, before %s at %s", what, first, than, second);
}

/* Which clock went backwards in RUN; NULL when none did. */
static char *find_backwards(const Run *run)
{
    if (is_before(run->ended, run->started))
        return backwards("it ended", run->ended, "it began", run->started);
    if (is_before(run->service_back, run->declared))
        return backwards("the service was back", run->service_back, "it was declared",
                         run->declared);
    if (is_before(run->service_back, run->recovered_to))
        return backwards("the service was back", run->service_back,
                         "the newest data that it recovered was written", run->recovered_to);
    for (size_t i = 0; i < run->n_steps; i++) {
        const RunStep *step = &run->steps[i];
        if (!is_before(step->ended, step->started))
            continue;
        g_autofree char *what =
            g_strdup_printf("step '%s' ended", step->id != NULL ? step->id : "?");
        return backwards(what, step->ended, "it began", step->started);
    }
    return NULL;
}

typedef struct Stretch {
    int64_t from, to;
} Stretch;

static int compare_stretches(const void *a, const void *b)
{
    const Stretch *x = a;
    const Stretch *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

/* Seconds up to the return of the service during which a step of RUN was being carried out; what
 * was done side by side counts once. */
static int64_t working_time(const Run *run)
{
    g_autofree Stretch *stretches = g_new(Stretch, run->n_steps + 1);
    size_t count = 0;
    for (size_t i = 0; i < run->n_steps; i++) {
        const RunStep *step = &run->steps[i];
        if (is_known(step->started) && is_known(step->ended) &&
            step->started.seconds < run->service_back.seconds)
            stretches[count++] = (Stretch){step->started.seconds,
                                           MIN(step->ended.seconds, run->service_back.seconds)};
    }
    qsort(stretches, count, sizeof *stretches, compare_stretches);
    int64_t sum = 0;
    int64_t done = INT64_MIN;
    for (size_t i = 0; i < count; i++) {
        int64_t from = MAX(stretches[i].from, done);
        sum += stretches[i].to > from ? stretches[i].to - from : 0;
        done = MAX(done, stretches[i].to);
    }
    return sum;
}

static char *find_too_short(const Run *run, int64_t rto)
{
    int64_t work = working_time(run);
    if (work <= rto)
        return NULL;
    char measured[DURATION_TEXT_SIZE];
    char worked[DURATION_TEXT_SIZE];
    duration_format(duration_from_seconds(rto), measured);
    duration_format(duration_from_seconds(work), worked);
    return g_strdup_printf("the service was back %s after it was declared, but the steps up to "
                           "then took %s",
                           measured, worked);
}

static bool equals(const DurationValue *target, int64_t rto)
{
    return target != NULL && rto > 0 && duration_approximate(target->value) == rto;
}

/* The objective that RTO meets to the second; NULL when there is none. */
static const DurationValue *exact_target(const Trials *trials, const Run *run, int64_t rto)
{
    const Plan *plan = trials->plan;
    Subjects subjects = coverage_of(trials->coverage, run);
    for (size_t i = 0; i < subjects.count && subjects.items[i] < plan->services.count; i++) {
        const DurationValue *target = subject_rto(&plan->services.items[subjects.items[i]]->entity);
        if (equals(target, rto))
            return target;
    }
    const Exercise *exercise = trials_exercise(trials, run);
    if (exercise != NULL && equals(known_length(&exercise->proves.rto), rto))
        return &exercise->proves.rto;
    return NULL;
}

/* What is hard to believe of RUN, NULL when nothing is; owned by the caller. */
static char *find_doubt(const Trials *trials, const Run *run, const DurationValue **target)
{
    *target = NULL;
    char *doubt = find_backwards(run);
    int64_t rto = run_measured_rto(run);
    if (doubt != NULL || rto < 0)
        return doubt;
    doubt = find_too_short(run, rto);
    if (doubt != NULL)
        return doubt;
    *target = exact_target(trials, run, rto);
    if (*target == NULL)
        return NULL;
    return g_strdup_printf("it took exactly as long as it may, to the second: %s", (*target)->text);
}

static void result_implausible(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    if (trials == NULL)
        return;
    g_autofree bool *told = g_new0(bool, trials->n_places);
    /* The newest first: it is the one that others rely on. */
    for (size_t i = trials->n_runs; i > 0; i--) {
        const Run *run = trials->runs[i - 1];
        size_t place = trials_place(trials, run);
        const DurationValue *target = NULL;
        g_autofree char *doubt = told[place] ? NULL : find_doubt(trials, run, &target);
        if (doubt == NULL)
            continue;
        told[place] = true;
        g_autofree char *words = trials_words(trials, place);
        g_autofree char *which = run_words(run);
        Diag *diag =
            diags_add(diags, &check_result_implausible.rule, trials_span(trials, place),
                      "the result of %s is hard to believe: in %s %s", words, which, doubt);
        if (target != NULL)
            diag_note(diags, diag, target->span, "the objective is set here");
    }
}

const Check check_result_implausible = {
    .rule =
        {
            .id = "result-implausible",
            .severity = SEVERITY_WARNING,
            .summary = "a recorded run contradicts itself, or meets its objective to the second",
            .remedy = "look at the evidence and ask who was there; then repeat the run with times "
                      "taken by the script",
            .why = "Times that were written to fit prove nothing, and the real ones come to "
                   "light in the disaster.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4 b",
        },
    .run = result_implausible,
    .asks_history = true,
};
