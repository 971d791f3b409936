#include "rules/checks.h"
#include "rules/subject.h"
#include "rules/term.h"
#include "rules/test_claim.h"
#include "rules/text_place.h"
#include "rules/trials.h"

#include <string.h>

/*
 * What the prose of a plan says of tests, against its exercises and runs.
 */
enum { PERIODS_BACK = 4, MOST_FINDINGS = 20, LONGEST_QUOTE = 60 };

typedef struct Claims {
    const CheckInput *input;
    Trials *trials; /* NULL without a history */
    size_t count;   /* findings so far */
    Diags *diags;
} Claims;

static bool speaks_of(const Entity *entity, const char *topic)
{
    const char *texts[] = {entity->id.text, entity->name.text};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *lower = g_ascii_strdown(texts[i] != NULL ? texts[i] : "", -1);
        if (strstr(lower, topic) != NULL)
            return true;
    }
    return false;
}

static bool is_of(const Exercise *exercise, unsigned types)
{
    return exercise->type.index < 0 || (types & 1u << exercise->type.index) != 0;
}

/* Does EXERCISE try out what a claim about TOPICS speaks of? */
static bool fits(const Exercise *exercise, unsigned topics)
{
    static const unsigned no_tests =
        1u << EXERCISE_TRAINING | 1u << EXERCISE_AUDIT | 1u << EXERCISE_REVIEW;
    if (topics == 0)
        return !is_of(exercise, no_tests);
    if ((topics & TOPIC_FAILOVER) != 0 &&
        (is_of(exercise, 1u << EXERCISE_FAILOVER | 1u << EXERCISE_FULL) ||
         speaks_of(&exercise->entity, "failover")))
        return true;
    return (topics & TOPIC_RESTORE) != 0 &&
           (is_of(exercise, 1u << EXERCISE_RESTORE | 1u << EXERCISE_FULL) ||
            speaks_of(&exercise->entity, "restor") || speaks_of(&exercise->entity, "backup"));
}

/* Does a pass of RUN show that tests take place? A drill of a runbook without an exercise may be
 * of anything. */
static bool proves(const Trials *trials, const Run *run, const TestClaim *claim)
{
    if (run->outcome != RUN_PASSED || run->kind == RUN_INCIDENT)
        return false;
    const Exercise *exercise = trials_exercise(trials, run);
    return exercise == NULL || fits(exercise, claim->topics);
}

/* The fitting exercise with the shortest period; NULL when none has one. *IS_DOUBTFUL tells that
 * the period of one could not be read. */
static const Exercise *most_frequent(const Plan *plan, const TestClaim *claim, bool *is_doubtful)
{
    const Exercise *best = NULL;
    *is_doubtful = false;
    for (size_t i = 0; i < plan->exercises.count; i++) {
        const Exercise *exercise = plan->exercises.items[i];
        if (!fits(exercise, claim->topics))
            continue;
        *is_doubtful |= exercise->every.span.source != NULL && !exercise->every.known;
        if (exercise_has_frequency(exercise) &&
            (best == NULL || duration_compare(exercise->every.value, best->every.value) < 0))
            best = exercise;
    }
    return best;
}

static const char *topic_words(const TestClaim *claim)
{
    static const char *const words[] = {"test", "failover test", "restore test",
                                        "failover or restore test"};
    return words[claim->topics & (TOPIC_FAILOVER | TOPIC_RESTORE)];
}

/* "the plan says 'tests every quarter', but " and what FORMAT makes. */
static Diag *report(Claims *claims, const Text *text, const TestClaim *claim, const char *but)
{
    g_autofree char *quote = g_strndup(text->text + claim->offset, claim->length);
    g_strdelimit(quote, "\n\t", ' ');
    bool is_long = strlen(quote) > LONGEST_QUOTE;
    g_autofree char *start =
        is_long ? g_utf8_substring(quote, 0, MIN(g_utf8_strlen(quote, -1), LONGEST_QUOTE)) : NULL;
    return diags_add(claims->diags, &check_test_claim_unproven.rule,
                     text_place(text, claim->offset, claim->length), "the plan says '%s%s', but %s",
                     is_long ? start : quote, is_long ? "..." : "", but);
}

static void report_unplanned(Claims *claims, const Text *text, const TestClaim *claim,
                             const Exercise *best)
{
    char period[DURATION_TEXT_SIZE];
    duration_format(claim->period, period);
    g_autofree char *but =
        best == NULL ? g_strdup_printf("it has no %s with a frequency", topic_words(claim))
                     : g_strdup_printf("no %s is planned so often: %s > %s", topic_words(claim),
                                       best->every.text, period);
    Diag *diag = report(claims, text, claim, but);
    if (best != NULL)
        diag_note(claims->diags, diag, best->every.span, "exercise '%s' is the most frequent",
                  subject_id(&best->entity));
    diag_help(claims->diags, diag, "plan an exercise with `every: %s`, or say what is really done",
              period);
}

/* The widest gap without a pass that is too long for the claim, the newest of those. */
typedef struct Gap {
    bool found;
    Date from, to;
} Gap;

/* A period may stretch by half: what is done on the first Tuesday of a month, or at some time in a
 * quarter, is still done every month or quarter. */
static bool is_too_long(Date from, Date to, Duration period)
{
    int64_t half = duration_approximate(period) / 2;
    return to.days > date_add(date_add(from, period), duration_from_seconds(half)).days;
}

/* Looks through the last PERIODS_BACK periods, but not before the first recorded run of the plan.
 * *LAST gets the newest pass, or NULL. */
static Gap find_gap(const Trials *trials, const TestClaim *claim, const Run **last)
{
    int64_t back = duration_approximate(claim->period) * PERIODS_BACK / 86400;
    Gap gap = {0};
    Date from = {(int32_t)MAX((int64_t)trials->as_of.days - back, INT32_MIN / 2)};
    if (trials->n_runs > 0)
        from.days = MAX(from.days, run_date(trials->runs[0]).days);
    *last = NULL;
    for (size_t i = 0; i < trials->n_runs; i++) {
        const Run *run = trials->runs[i];
        if (!proves(trials, run, claim))
            continue;
        *last = run;
        Date day = run_date(run);
        if (day.days <= from.days)
            continue;
        if (is_too_long(from, day, claim->period))
            gap = (Gap){true, from, day};
        from = day;
    }
    return gap;
}

static void report_no_pass(Claims *claims, const Text *text, const TestClaim *claim,
                           const Run *last)
{
    if (last == NULL) {
        g_autofree char *but = g_strdup_printf("no recorded %s has passed", topic_words(claim));
        report(claims, text, claim, but);
        return;
    }
    char period[DURATION_TEXT_SIZE];
    Term term = {run_date(last), claim->period, duration_format(claim->period, period)};
    g_autofree char *arithmetic = term_arithmetic(term, claims->input->as_of);
    g_autofree char *but =
        g_strdup_printf("the last %s that passed is too old: %s", topic_words(claim), arithmetic);
    report(claims, text, claim, but);
}

static void report_gap(Claims *claims, const Text *text, const TestClaim *claim, const Gap *gap)
{
    char from[DATE_TEXT_SIZE];
    char to[DATE_TEXT_SIZE];
    char period[DURATION_TEXT_SIZE];
    g_autofree char *but =
        g_strdup_printf("no %s passed between %s and %s: %dd > %s", topic_words(claim),
                        date_format(gap->from, from), date_format(gap->to, to),
                        gap->to.days - gap->from.days, duration_format(claim->period, period));
    report(claims, text, claim, but);
}

/* Does the history bear the claim out? Reports what does not. */
static bool check_runs(Claims *claims, const Text *text, const TestClaim *claim, bool tell)
{
    const Run *last = NULL;
    Gap gap = find_gap(claims->trials, claim, &last);
    bool is_old =
        last == NULL || (claim->has_period &&
                         date_add(run_date(last), claim->period).days < claims->input->as_of.days);
    bool has_gap = claim->has_period && gap.found;
    if (tell && is_old)
        report_no_pass(claims, text, claim, last);
    else if (tell && has_gap)
        report_gap(claims, text, claim, &gap);
    return !is_old && !has_gap;
}

static void check_claim(Claims *claims, const Text *text, const TestClaim *claim)
{
    bool is_doubtful = false;
    const Exercise *best = most_frequent(claims->input->plan, claim, &is_doubtful);
    bool is_planned = is_doubtful || !claim->has_period ||
                      (best != NULL && duration_compare(best->every.value, claim->period) <= 0);
    if (claims->trials == NULL) {
        if (!is_planned)
            report_unplanned(claims, text, claim, best);
        claims->count += !is_planned;
        return;
    }
    /* Runs that are often enough prove it, whatever is planned. */
    bool is_proven = check_runs(claims, text, claim, is_planned);
    if (!is_proven && !is_planned)
        report_unplanned(claims, text, claim, best);
    claims->count += !is_proven;
}

static void check_text(Claims *claims, const Text *text)
{
    if (text->text == NULL || claims->count >= MOST_FINDINGS)
        return;
    g_autoptr(GArray) found = test_claims_find(text->text);
    for (guint i = 0; i < found->len && claims->count < MOST_FINDINGS; i++)
        check_claim(claims, text, &g_array_index(found, TestClaim, i));
}

static void check_texts(Claims *claims, const TextList *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        check_text(claims, texts->items[i]);
}

static void check_practices(Claims *claims, const Plan *plan)
{
    for (size_t i = 0; i < plan->practices.count; i++) {
        const Practice *practice = plan->practices.items[i];
        check_text(claims, &practice->about);
        for (size_t j = 0; j < practice->items.count; j++) {
            check_text(claims, &practice->items.items[j]->name);
            check_text(claims, &practice->items.items[j]->about);
            check_texts(claims, &practice->items.items[j]->items);
        }
    }
}

static void check_runbooks(Claims *claims, const Plan *plan)
{
    for (size_t i = 0; i < plan->runbooks.count; i++) {
        const Runbook *runbook = plan->runbooks.items[i];
        check_text(claims, &runbook->about);
        for (size_t j = 0; j < runbook->steps.count; j++)
            check_text(claims, &runbook->steps.items[j]->note);
    }
}

static void test_claim_unproven(const CheckInput *input, Diags *diags)
{
    const Plan *plan = input->plan;
    g_autoptr(Trials) trials = trials_new(input);
    Claims claims = {.input = input, .trials = trials, .diags = diags};
    const Text *texts[] = {&plan->about, &plan->scope, &plan->purpose, &plan->closing};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        check_text(&claims, texts[i]);
    for (size_t i = 0; i < plan->services.count; i++)
        check_text(&claims, &plan->services.items[i]->about);
    for (size_t i = 0; i < plan->data.count; i++)
        check_text(&claims, &plan->data.items[i]->about);
    for (size_t i = 0; i < plan->sites.count; i++)
        check_text(&claims, &plan->sites.items[i]->about);
    check_practices(&claims, plan);
    check_runbooks(&claims, plan);
    for (size_t i = 0; i < plan->chapters.count; i++)
        check_text(&claims, &plan->chapters.items[i]->body);
}

const Check check_test_claim_unproven = {
    .rule =
        {
            .id = "test-claim-unproven",
            .severity = SEVERITY_ERROR,
            .summary = "the text of a plan says that something is tested, and exercises or runs do "
                       "not show it",
            .remedy = "carry the tests out and record their runs, or say what is really done",
            .why = "Readers trust the sentence and plan for less; an auditor asks for the dates.",
            .origin = "NIST SP 800-53 Rev. 5 CP-4; AICPA TSC A1.3",
        },
    .run = test_claim_unproven,
    .asks_history = true,
};
