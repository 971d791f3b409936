#include "rules/checks.h"
#include "rules/step_records.h"
#include "rules/subject.h"

enum {
    TREND_RUNS = 3,
    TREND_AHEAD = 2,
    ESTIMATE_RUNS = 3,
    ESTIMATE_NEWEST = 10, /* older runs say little about today */
    ESTIMATE_PERCENT = 25,
    FLAKY_OF = 5,
    FLAKY_FAILED = 2,
};

/* ---- trend ---- */

/* Measured recovery times of one exercise and runbook, as long as each is above the one before. */
typedef struct Series {
    size_t length;
    int64_t first, before, last;
    const Run *run; /* the newest */
} Series;

static void series_add(Series *series, int64_t value, const Run *run)
{
    if (series->length == 0 || value <= series->last)
        *series = (Series){.length = 0, .first = value, .before = value};
    else
        series->before = series->last;
    series->length++;
    series->last = value;
    series->run = run;
}

/* The series of the plan, in the order in which they began. */
static GArray *collect_series(const Trials *trials)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Series));
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (size_t i = 0; i < trials->n_runs; i++) {
        const Run *run = trials->runs[i];
        int64_t rto = run_measured_rto(run);
        size_t runbook = 0;
        size_t place = trials_place(trials, run);
        if (rto < 0 || place + 1 == trials->n_places)
            continue;
        bool has = coverage_runbook(trials->coverage, run, &runbook);
        /* The hash of a number is its lower half: both parts must be in it. */
        size_t n_runbooks = trials->plan->runbooks.count;
        gint64 key = (gint64)(place * (n_runbooks + 1) + (has ? runbook + 1 : 0));
        size_t at = GPOINTER_TO_SIZE(g_hash_table_lookup(places, &key));
        if (at == 0) {
            Series series = {0};
            g_array_append_val(all, series);
            at = all->len;
            g_hash_table_insert(places, g_memdup2(&key, sizeof key), GSIZE_TO_POINTER(at));
        }
        series_add(&g_array_index(all, Series, at - 1), rto, run);
    }
    return all;
}

static const DurationValue *shorter(const DurationValue *a, const DurationValue *b)
{
    if (a == NULL || b == NULL)
        return a == NULL ? b : a;
    return duration_compare(a->value, b->value) <= 0 ? a : b;
}

/* The shortest recovery time objective that RUN has to meet; NULL when there is none. */
static const DurationValue *target_of(const Trials *trials, const Run *run)
{
    const Plan *plan = trials->plan;
    const DurationValue *target = NULL;
    Subjects subjects = coverage_of(trials->coverage, run);
    for (size_t i = 0; i < subjects.count && subjects.items[i] < plan->services.count; i++)
        target = shorter(target, subject_rto(&plan->services.items[subjects.items[i]]->entity));
    const Exercise *exercise = trials_exercise(trials, run);
    if (target == NULL && exercise != NULL)
        target = known_length(&exercise->proves.rto);
    const Runbook *runbook = trials_runbook(trials, run);
    if (target == NULL && runbook != NULL)
        target = known_length(&runbook->rto);
    return target;
}

static void report_trend(const Trials *trials, const Series *series, const DurationValue *target,
                         int64_t growth, int64_t ahead, Diags *diags)
{
    char texts[5][DURATION_TEXT_SIZE];
    const int64_t values[] = {series->first, series->before, series->last, growth,
                              series->last + ahead * growth};
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
        duration_format(duration_from_seconds(values[i]), texts[i]);
    size_t place = trials_place(trials, series->run);
    g_autofree char *words = trials_words(trials, place);
    const char *dots = series->length > TREND_RUNS ? ", ..." : "";
    Diag *diag =
        diags_add(diags, &check_rto_trend_rising.rule, trials_span(trials, place),
                  "%s takes longer each time: %s%s, %s, %s; %s more each time, and the %s run "
                  "takes %s > %s",
                  words, texts[0], dots, texts[1], texts[2], texts[3],
                  ahead == 1 ? "next" : "next but one", texts[4], target->text);
    diag_note(diags, diag, target->span, "the recovery time objective is %s", target->text);
}

static void rto_trend_rising(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    if (trials == NULL)
        return;
    g_autoptr(GArray) all = collect_series(trials);
    for (guint i = 0; i < all->len; i++) {
        const Series *series = &g_array_index(all, Series, i);
        if (series->length < TREND_RUNS)
            continue;
        const DurationValue *target = target_of(trials, series->run);
        int64_t limit = target == NULL ? 0 : duration_approximate(target->value);
        int64_t growth = (series->last - series->first) / (int64_t)(series->length - 1);
        /* What is broken already is no matter of a trend. */
        if (target == NULL || series->last > limit)
            continue;
        for (int64_t ahead = 1; ahead <= TREND_AHEAD; ahead++) {
            if (series->last + ahead * growth <= limit)
                continue;
            report_trend(trials, series, target, growth, ahead, diags);
            break;
        }
    }
}

const Check check_rto_trend_rising = {
    .rule =
        {
            .id = "rto-trend-rising",
            .severity = SEVERITY_WARNING,
            .summary = "measured recovery times rise, and break the objective within two more runs",
            .remedy = "find out what takes longer each time, often more data, and make room for "
                      "it now",
            .why = "Every drill has passed so far, and the disaster comes after the last of them.",
            .origin = "ISO 22301:2019 9.1; NIST SP 800-53 Rev. 5 CP-4 b",
        },
    .run = rto_trend_rising,
    .asks_history = true,
};

/* ---- steps ---- */

static double estimate_percent(const Library *library)
{
    const NumberValue *limit = &library->limits.estimate;
    return limit->known ? limit->value : ESTIMATE_PERCENT;
}

static void report_estimate(const StepRecord *record, int64_t measured, int64_t limit,
                            double percent, Diags *diags)
{
    char texts[2][DURATION_TEXT_SIZE];
    duration_format(duration_from_seconds(measured), texts[0]);
    duration_format(duration_from_seconds(limit), texts[1]);
    const DurationValue *takes = &record->step->takes;
    size_t count = MIN((size_t)record->seconds->len, (size_t)ESTIMATE_NEWEST);
    g_autofree char *sum =
        percent > 0 ? g_strdup_printf(" + %g%% = %s", percent, texts[1]) : g_strdup("");
    Diag *diag = diags_add(diags, &check_estimate_below_measured.rule, takes->span,
                           "step '%s' takes longer than estimated: 80%% of its last %zu runs took "
                           "up to %s > %s%s",
                           subject_id(&record->step->entity), count, texts[0], takes->text, sum);
    diag_help(diags, diag, "write `takes: %s`, or find out what holds the step up", texts[0]);
}

static void estimate_below_measured(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    if (trials == NULL)
        return;
    g_autoptr(StepRecords) records = step_records_new(trials);
    double percent = estimate_percent(input->library);
    for (size_t i = 0; i < records->count; i++) {
        const StepRecord *record = &records->items[i];
        const DurationValue *takes = known_length(&record->step->takes);
        if (takes == NULL || record->seconds->len < ESTIMATE_RUNS)
            continue;
        int64_t measured = percentile_80(record->seconds, ESTIMATE_NEWEST);
        int64_t limit = (int64_t)((double)duration_approximate(takes->value) * (1 + percent / 100));
        if (measured > limit)
            report_estimate(record, measured, limit, percent, diags);
    }
}

const Check check_estimate_below_measured = {
    .rule =
        {
            .id = "estimate-below-measured",
            .severity = SEVERITY_WARNING,
            .summary = "a step has taken much longer in most runs than it is estimated to take",
            .remedy = "write what was measured, and see whether the objectives still hold",
            .why = "The schedule of the recovery is reckoned from the estimates: all that is "
                   "promised for the time after this step comes too late.",
            .origin = "NIST SP 800-34 Rev. 1 3.5; ISO 22301:2019 8.5",
        },
    .run = estimate_below_measured,
    .asks_history = true,
};

static void step_flaky(const CheckInput *input, Diags *diags)
{
    g_autoptr(Trials) trials = trials_new(input);
    if (trials == NULL)
        return;
    g_autoptr(StepRecords) records = step_records_new(trials);
    for (size_t i = 0; i < records->count; i++) {
        const StepRecord *record = &records->items[i];
        size_t count = MIN((size_t)record->outcomes->len, (size_t)FLAKY_OF);
        size_t failed = 0;
        for (size_t j = record->outcomes->len - count; j < record->outcomes->len; j++)
            failed += !g_array_index(record->outcomes, bool, j);
        if (failed < FLAKY_FAILED || failed == count)
            continue;
        g_autofree char *which = run_words(record->newest);
        diags_add(diags, &check_step_flaky.rule, subject_place(&record->step->entity),
                  "step '%s' failed in %zu of its last %zu runs and passed in the others; the "
                  "newest is %s",
                  subject_id(&record->step->entity), failed, count, which);
    }
}

const Check check_step_flaky = {
    .rule =
        {
            .id = "step-flaky",
            .severity = SEVERITY_WARNING,
            .summary = "a step failed in two or more of its last five runs and passed in others",
            .remedy = "find out what it depends on that is not always so, and write it in "
                      "`require` or in a step before it",
            .why = "Whether it works at night is a matter of luck, and whoever carries it out "
                   "cannot tell bad luck from a mistake of their own.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4 c; ISO 22301:2019 10.1",
        },
    .run = step_flaky,
    .asks_history = true,
};
