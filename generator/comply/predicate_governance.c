#include "comply/answer.h"

#include "comply/reason.h"

/* Who has agreed to the plan, and who has a copy. */

/* The newest approval up to the day: written in the plan, or recorded. */
typedef struct Approval {
    bool known;
    Date date;
    bool has_until;
    Date until;
    const char *by; /* id; NULL: nobody is named */
    const Act *act; /* NULL: it is written in the plan */
} Approval;

static Approval newest_approval(const Standing *standing)
{
    const Plan *plan = standing->plan;
    Approval approval = {.known = false};
    if (plan->approved.known && plan->approved.value.days <= standing->as_of.days)
        approval =
            (Approval){.known = true, .date = plan->approved.value, .by = plan->approved_by.text};
    for (size_t i = 0; i < standing->n_acts; i++) {
        const Act *act = standing->acts[i];
        if (act->kind != ACT_APPROVAL || act->plan == NULL ||
            (approval.known && act->date.days < approval.date.days))
            continue;
        approval = (Approval){.known = true,
                              .date = act->date,
                              .has_until = act->until.days != INT32_MIN,
                              .until = act->until,
                              .by = act->by,
                              .act = act};
    }
    return approval;
}

/* Why the approval says nothing, whatever its day; NULL when it is by somebody else than the
 * author. */
static const char *objection(const Question *question, const Approval *approval)
{
    const Plan *plan = question->standing->plan;
    if (approval->by == NULL)
        return "Nothing says who approved it.";
    if (plan->author.text == NULL)
        return "Nothing says who wrote the plan, so nobody can tell whether somebody else "
               "approved it.";
    if (g_strcmp0(approval->by, plan->author.text) == 0)
        return arena_printf(question->arena, "'%s' approved a plan of their own.", approval->by);
    return NULL;
}

/* Whether the plan says that it is reviewed, and so approved, at least once in the period. */
static Verdict approval_defined(const Question *question)
{
    const DurationValue *review = &question->standing->plan->review;
    bool often = review->known && review->word == DURATION_WORD_NONE &&
                 duration_compare(review->value, question->control->within.value) <= 0;
    return often ? VERDICT_SATISFIED : VERDICT_NOT_SATISFIED;
}

Answer approval_current(const Question *question)
{
    Arena *arena = question->arena;
    Approval approval = newest_approval(question->standing);
    Verdict defined = approval_defined(question);
    const char *interval =
        defined == VERDICT_SATISFIED
            ? ""
            : arena_printf(arena, " The plan does not say that it is reviewed at least every %s.",
                           reason_duration(arena, question->control->within.value));
    Answer answer = {.act = approval.act};
    if (!approval.known) {
        answer.reason = arena_printf(arena, "No approval up to %s is written or recorded.%s",
                                     reason_date(arena, question->standing->as_of), interval);
        answer_ask_two(&answer, defined, VERDICT_NO_EVIDENCE);
        return answer;
    }
    const char *against = objection(question, &approval);
    Date until = last_day(question, approval.date);
    if (approval.has_until && approval.until.days < until.days)
        until = approval.until;
    bool over = question->standing->as_of.days > until.days;
    answer_ask_two(&answer, defined,
                   against != NULL ? VERDICT_NOT_SATISFIED
                   : over          ? VERDICT_STALE
                                   : VERDICT_SATISFIED);
    answer_limit(&answer, until);
    if (answer.met == VERDICT_SATISFIED)
        answer.turn = arena_printf(arena, "Write `review: %s` or less in the plan.",
                                   reason_duration(arena, question->control->within.value));
    answer.reason =
        against != NULL
            ? arena_printf(arena, "%s%s", against, interval)
            : arena_printf(arena, "Approved on %s by '%s', who is not its author: %s %s.%s",
                           reason_date(arena, approval.date), approval.by,
                           over ? "counted only until" : "counts until", reason_date(arena, until),
                           interval);
    return answer;
}

Answer distribution_written(const Question *question)
{
    const Library *library = question->library;
    Tally tally = {0};
    for (size_t i = 0; i < library->binders.count; i++) {
        const Binder *binder = library->binders.items[i];
        tally_count(&tally, binder->where.text != NULL && binder->holder.target != NULL,
                    binder->where.text == NULL ? "(no place)" : binder->where.text);
    }
    return answer_tally(question, &tally, "copies of the plans",
                        "say where they lie and who keeps "
                        "them");
}
