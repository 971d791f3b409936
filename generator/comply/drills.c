#include "comply/drills.h"

#include "comply/change.h"
#include "comply/reason.h"
#include "comply/verdict.h"
#include "model/coverage.h"

/* What the runs of one exercise have shown. */
typedef struct Shown {
    const Run *last;   /* newest that counts, passed or not */
    const Run *passed; /* newest that passed */
    bool was_other;    /* one passed that does not count */
} Shown;

/* An exercise of the sort and what became of it. */
typedef struct Drill {
    const Exercise *exercise;
    const Shown *shown;
    Verdict verdict;
    bool has_until;
    Date until;
    bool often;         /* planned at least once in the period */
    const char *change; /* of the runbook since; or NULL */
} Drill;

static Shown *look_at_runs(const Question *question, const DrillSort *sort)
{
    const Standing *standing = question->standing;
    Shown *shown = g_new0(Shown, standing->n_exercises + 1);
    for (size_t i = 0; i < standing->n_runs; i++) {
        const Run *run = standing->runs[i];
        size_t index = 0;
        if (!coverage_exercise(standing->coverage, run, &index))
            continue;
        const Exercise *exercise = standing->exercises[index].exercise;
        bool passed = run->outcome == RUN_PASSED;
        /* A failure counts wherever it happened. */
        bool counts =
            sort->run == NULL || run->outcome == RUN_FAILED || sort->run(question, exercise, run);
        shown[index].was_other |= passed && !counts;
        if (!counts)
            continue;
        shown[index].last = run;
        if (passed)
            shown[index].passed = run;
    }
    return shown;
}

static Drill judge(const Question *question, const Exercise *exercise, const Shown *shown)
{
    Drill drill = {.exercise = exercise, .shown = shown, .verdict = VERDICT_NO_EVIDENCE};
    if (shown->last != NULL && shown->last->outcome == RUN_FAILED)
        drill.verdict = VERDICT_NOT_SATISFIED;
    if (shown->passed == NULL || drill.verdict == VERDICT_NOT_SATISFIED)
        return drill;
    drill.until = last_day(question, run_date(shown->passed));
    drill.often = exercise_is_often(question, exercise);
    if (drill.often)
        drill.until = date_add(run_date(shown->passed), exercise->every.value);
    drill.has_until = true;
    drill.change = runbook_change(question->standing, shown->passed);
    bool over = question->standing->as_of.days > drill.until.days;
    drill.verdict = over || drill.change != NULL ? VERDICT_STALE : VERDICT_SATISFIED;
    return drill;
}

static const char *drill_text(const Question *question, const DrillSort *sort, const Drill *drill)
{
    Arena *arena = question->arena;
    const char *id = reason_id(&drill->exercise->entity);
    const char *how = sort->run_words == NULL ? "" : sort->run_words;
    const char *space = *how == '\0' ? "" : " ";
    if (drill->verdict == VERDICT_NO_EVIDENCE && drill->shown->was_other)
        return arena_printf(arena, "'%s' has passed, but not%s%s.", id, space, how);
    if (drill->verdict == VERDICT_NO_EVIDENCE)
        return arena_printf(arena, "'%s' has %s.", id,
                            drill->shown->last == NULL ? "never taken place"
                                                       : "never been finished");
    if (drill->verdict == VERDICT_NOT_SATISFIED)
        return arena_printf(arena, "'%s' failed in %s.", id, reason_run(arena, drill->shown->last));
    const char *passed = arena_printf(arena, "'%s' passed%s%s in %s", id, space, how,
                                      reason_run(arena, drill->shown->passed));
    if (drill->change != NULL)
        return arena_printf(arena, "%s, but runbook '%s' %s.", passed,
                            drill->shown->passed->runbook, drill->change);
    bool over = drill->verdict == VERDICT_STALE;
    const char *words = drill->often ? over ? "was due again by" : "is due again by"
                        : over       ? "counted until"
                                     : "counts until";
    return arena_printf(arena, "%s and %s %s.", passed, words, reason_date(arena, drill->until));
}

/* Of two drills the one that speaks. */
static bool speaks_before(const Drill *drill, const Drill *speaker)
{
    if (speaker->exercise == NULL)
        return true;
    if (speaker->verdict == VERDICT_SATISFIED)
        return drill->verdict == VERDICT_SATISFIED && drill->until.days > speaker->until.days;
    return drill->verdict == VERDICT_SATISFIED ||
           verdict_worst(speaker->verdict, drill->verdict) != speaker->verdict;
}

Answer drills_judge(const Question *question, const DrillSort *sort)
{
    const Standing *standing = question->standing;
    Arena *arena = question->arena;
    g_autofree Shown *shown = look_at_runs(question, sort);
    Drill speaker = {.exercise = NULL};
    Drill planned = {.exercise = NULL};
    size_t n_of_sort = 0;
    size_t n_planned = 0;
    for (size_t i = 0; i < standing->n_exercises; i++) {
        const Exercise *exercise = standing->exercises[i].exercise;
        if (!sort->exercise(question, exercise))
            continue;
        n_of_sort++;
        bool often = exercise_is_often(question, exercise);
        n_planned += often;
        Drill drill = judge(question, exercise, &shown[i]);
        rows_add_run(question->rows, shown[i].passed);
        rows_add_run(question->rows, shown[i].last);
        if (speaks_before(&drill, &speaker))
            speaker = drill;
        if (often && speaks_before(&drill, &planned))
            planned = drill;
    }
    if (planned.exercise != NULL)
        speaker = planned;
    Answer answer = {.reason = arena_printf(
                         arena, "%zu of %zu exercises %s, %zu of these planned at least every %s.",
                         n_of_sort, standing->n_exercises, sort->words, n_planned,
                         reason_duration(arena, question->control->within.value))};
    answer_ask_two(&answer, n_planned > 0 ? VERDICT_SATISFIED : VERDICT_NOT_SATISFIED,
                   speaker.exercise == NULL ? VERDICT_NO_EVIDENCE : speaker.verdict);
    answer.turn = n_planned > 0
                      ? turn_carry_out(question, speaker.exercise)
                      : arena_printf(arena, "%s, with `every: %s` or less.", sort->plan,
                                     reason_duration(arena, question->control->within.value));
    if (speaker.exercise == NULL)
        return answer;
    answer.reason =
        arena_printf(arena, "%s %s", answer.reason, drill_text(question, sort, &speaker));
    answer.run = speaker.verdict == VERDICT_NOT_SATISFIED || speaker.shown->passed == NULL
                     ? speaker.shown->last
                     : speaker.shown->passed;
    answer.has_until = speaker.has_until;
    answer.until = speaker.until;
    return answer;
}
