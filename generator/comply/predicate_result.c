#include "comply/answer.h"

#include "comply/reason.h"
#include "comply/verdict.h"

/* What is made of the results of runs. */

const char *const reviewed_kind_words[] = {
    [RUN_DRILL] = "drill",
    [RUN_INCIDENT] = "incident",
    [RUN_TEST] = "test",
    NULL,
};

/* Whether an open finding of RUN, or of any run when it is NULL, has an owner and a due day. */
static bool is_tracked(const Standing *standing, const Run *run)
{
    for (size_t i = 0; i < standing->n_findings; i++) {
        const OpenFinding *open = &standing->findings[i];
        if (open->run == run && open->finding->owner != NULL &&
            open->finding->due.days != INT32_MIN)
            return true;
    }
    return false;
}

static bool is_missed(const Objective *objective)
{
    return objective->n > 0 && objective->has_target && objective->verdict == VERDICT_NOT_SATISFIED;
}

Answer objective_gap_tracked(const Question *question)
{
    const Standing *standing = question->standing;
    Tally tally = {0};
    size_t n_measured = 0;
    const Run *first = NULL;
    for (size_t i = 0; i < standing->n_objectives; i++) {
        const Objective *objective = &standing->objectives[i];
        n_measured += objective->n > 0;
        if (!is_missed(objective))
            continue;
        bool tracked = is_tracked(standing, objective->last);
        tally_entity(&tally, tracked, objective->subject);
        rows_add_run(question->rows, objective->last);
        if (!tracked && first == NULL)
            first = objective->last;
    }
    if (n_measured == 0)
        return answer_plain(VERDICT_NO_EVIDENCE, "No objective has been measured.");
    if (tally.whole == 0)
        return answer_plain(VERDICT_SATISFIED,
                            arena_printf(question->arena,
                                         "None of %zu measured objectives was missed at last.",
                                         n_measured));
    Answer answer = answer_tally(question, &tally, "missed objectives",
                                 "have an open finding with an owner and a due day");
    answer.run = first;
    return answer;
}

/* ---- reviews of runs ---- */

/* Run id to its first review; both borrowed. */
static GHashTable *first_reviews(const Standing *standing)
{
    GHashTable *reviews = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < standing->n_acts; i++) {
        const Act *act = standing->acts[i];
        if (act->kind == ACT_REVIEW && act->subject != NULL &&
            !g_hash_table_contains(reviews, act->subject))
            g_hash_table_insert(reviews, (gpointer)act->subject, (gpointer)act);
    }
    return reviews;
}

static bool is_looked_at(const Question *question, const Run *run)
{
    const DurationValue *over = &question->control->over;
    return control_is_of(question->control, question->predicate, (size_t)run->kind) &&
           (!over->known ||
            date_add(run_date(run), over->value).days >= question->standing->as_of.days);
}

/* How the reviews of the runs stand. */
typedef struct Reviews {
    Tally done;               /* in time or late */
    size_t n_late, n_pending; /* pending: there is time left */
    const Run *first;         /* not reviewed, though it is time */
    bool has_next;
    Date next; /* the last day for the first that is pending */
} Reviews;

static Reviews count_reviews(const Question *question)
{
    const Standing *standing = question->standing;
    g_autoptr(GHashTable) reviews = first_reviews(standing);
    Reviews count = {.first = NULL};
    for (size_t i = 0; i < standing->n_runs; i++) {
        const Run *run = standing->runs[i];
        if (!is_looked_at(question, run))
            continue;
        const Act *review = run->id == NULL ? NULL : g_hash_table_lookup(reviews, run->id);
        Date due = last_day(question, run_date(run));
        if (review == NULL && due.days >= standing->as_of.days) {
            count.n_pending++;
            if (!count.has_next || due.days < count.next.days)
                count.next = due;
            count.has_next = true;
            continue;
        }
        count.n_late += review != NULL && review->date.days > due.days;
        tally_count(&count.done, review != NULL, run->id == NULL ? "?" : run->id);
        rows_add_act(question->rows, review);
        if (review == NULL && count.first == NULL)
            count.first = run;
    }
    return count;
}

Answer results_reviewed(const Question *question)
{
    Arena *arena = question->arena;
    Reviews count = count_reviews(question);
    Answer answer = answer_tally(question, &count.done, "runs", "were reviewed");
    answer.run = count.first;
    if (count.done.whole == 0)
        answer.reason = count.n_pending == 0 ? "There are no runs that could be reviewed." : "";
    if (count.n_pending > 0)
        answer.reason = arena_printf(arena, "%s%s%zu %s still time: %s is allowed.", answer.reason,
                                     *answer.reason == '\0' ? "" : " ", count.n_pending,
                                     count.n_pending == 1 ? "has" : "have",
                                     reason_duration(arena, question->control->within.value));
    if (count.n_late > 0) {
        answer.verdict = VERDICT_NOT_SATISFIED;
        answer.reason =
            arena_printf(arena, "%s %zu of these came later than %s after the run.", answer.reason,
                         count.n_late, reason_duration(arena, question->control->within.value));
        if (count.first == NULL)
            answer.turn = "Review the next runs in time; what came late counts until it is out of "
                          "the stretch that is looked at.";
    }
    if (count.has_next)
        answer_limit(&answer, count.next);
    return answer;
}
