#include "comply/answer.h"

#include "comply/reason.h"
#include "comply/tally.h"

static const char *run_id(const Run *run)
{
    return run->id == NULL ? "(no id)" : run->id;
}

static Answer no_runs(const Question *question)
{
    Answer answer =
        answer_plain(VERDICT_NO_EVIDENCE, arena_printf(question->arena, "There are no runs in %s.",
                                                       period_text(question)));
    answer.turn = "Carry out an exercise and record its run.";
    return answer;
}

/* What the runs of the period have shown. */
typedef struct FollowUp {
    size_t n_runs;
    Tally failures; /* runs that did not pass, with findings */
    Tally findings; /* with owner and due date */
} FollowUp;

static bool is_assigned(const RunFinding *finding, Date as_of)
{
    bool is_closed = finding->closed.days != INT32_MIN && finding->closed.days <= as_of.days;
    return finding->owner != NULL && (is_closed || finding->due.days != INT32_MIN);
}

static FollowUp follow_up(const Question *question)
{
    const Standing *standing = question->standing;
    FollowUp follow = {0};
    for (size_t i = 0; i < standing->n_runs; i++) {
        const Run *run = standing->runs[i];
        if (!is_in_period(question, run_date(run)))
            continue;
        follow.n_runs++;
        if (run->outcome != RUN_PASSED)
            tally_count(&follow.failures, run->n_findings > 0, run_id(run));
        for (size_t j = 0; j < run->n_findings; j++)
            tally_count(&follow.findings, is_assigned(&run->findings[j], standing->as_of),
                        run_id(run));
    }
    return follow;
}

static size_t count_overdue(const Standing *standing, const Run **first)
{
    size_t count = 0;
    for (size_t i = 0; i < standing->n_findings; i++) {
        if (!standing->findings[i].overdue)
            continue;
        if (count++ == 0)
            *first = standing->findings[i].run;
    }
    return count;
}

/* The first thing that is to be done, with the run that it is about. */
static const char *follow_up_turn(const Question *question, const FollowUp *follow,
                                  size_t n_overdue, const Run *overdue)
{
    Arena *arena = question->arena;
    if (follow->failures.part < follow->failures.whole)
        return arena_printf(arena,
                            "Record what was found in run '%s', which did not pass: a finding with "
                            "owner and due date.",
                            follow->failures.missing[0]);
    if (follow->findings.part < follow->findings.whole)
        return arena_printf(arena, "Record owner and due date of the findings of run '%s'.",
                            follow->findings.missing[0]);
    if (n_overdue > 0)
        return arena_printf(arena,
                            "Close the overdue findings, first that of %s, or agree on a "
                            "new day.",
                            reason_run(arena, overdue));
    return NULL;
}

Answer failures_followed_up(const Question *question)
{
    const Standing *standing = question->standing;
    Arena *arena = question->arena;
    FollowUp follow = follow_up(question);
    if (follow.n_runs == 0 && standing->n_findings == 0)
        return no_runs(question);
    if (follow.failures.whole + follow.findings.whole + standing->n_findings == 0)
        return answer_plain(VERDICT_NOT_APPLICABLE,
                            arena_printf(arena,
                                         "All %zu runs in %s passed, and none has findings: there "
                                         "was nothing to correct.",
                                         follow.n_runs, period_text(question)));
    const Run *first = NULL;
    size_t n_overdue = count_overdue(standing, &first);
    bool clean = follow.failures.part == follow.failures.whole &&
                 follow.findings.part == follow.findings.whole && n_overdue == 0;
    if (clean && follow.n_runs == 0)
        return no_runs(question);
    Answer answer = answer_plain(
        clean ? VERDICT_SATISFIED : VERDICT_NOT_SATISFIED,
        arena_printf(
            arena, "%s %s %zu of %zu open findings are overdue.",
            tally_text(&follow.failures, arena, "runs that did not pass", "have findings"),
            tally_text(&follow.findings, arena, "findings", "have an owner and a due date"),
            n_overdue, standing->n_findings));
    answer.run = first;
    answer.turn = follow_up_turn(question, &follow, n_overdue, first);
    return answer;
}

/* What has to pass again after RUN; "" when the run does not say what it was about. Owned by
 * the caller. */
static char *scope_of(const Run *run)
{
    if (run->runbook != NULL)
        return g_strconcat("runbook ", run->runbook, NULL);
    if (run->exercise != NULL)
        return g_strconcat("exercise ", run->exercise, NULL);
    return run->title == NULL ? g_strdup("") : g_strconcat("title ", run->title, NULL);
}

/* Whether PASSED, the scopes of later passed runs, answers RUN. A whole exercise answers for
 * each of its runbooks. */
static bool is_answered(GHashTable *passed, const Run *run)
{
    g_autofree char *scope = scope_of(run);
    if (*scope != '\0' && g_hash_table_contains(passed, scope))
        return true;
    if (run->runbook == NULL || run->exercise == NULL)
        return false;
    g_autofree char *exercise = g_strconcat("exercise ", run->exercise, NULL);
    return g_hash_table_contains(passed, exercise);
}

Answer failures_retested(const Question *question)
{
    const Standing *standing = question->standing;
    g_autoptr(GHashTable) passed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Tally tally = {0};
    size_t n_runs = 0;
    const Run *open = NULL;
    for (size_t i = standing->n_runs; i > 0; i--) {
        const Run *run = standing->runs[i - 1];
        if (run->outcome == RUN_PASSED)
            g_hash_table_add(passed, scope_of(run));
        if (!is_in_period(question, run_date(run)))
            continue;
        n_runs++;
        if (run->outcome == RUN_PASSED)
            continue;
        bool answered = is_answered(passed, run);
        tally_count(&tally, answered, run_id(run));
        if (!answered && open == NULL)
            open = run;
    }
    if (n_runs == 0)
        return no_runs(question);
    if (tally.whole == 0)
        return answer_plain(VERDICT_NOT_APPLICABLE,
                            arena_printf(question->arena,
                                         "All %zu runs in %s passed: there was nothing to repeat.",
                                         n_runs, period_text(question)));
    Answer answer = answer_tally(question, &tally, "runs that did not pass",
                                 "were followed by a passed run of the same scope");
    answer.run = open;
    return answer;
}
