#include "comply/drills.h"

#include "comply/change.h"
#include "comply/reason.h"
#include "comply/verdict.h"
#include "model/coverage.h"
#include "read/schema.h"

/* Exercises of the types that a control names, and what they cover. */

static bool is_of_types(const Question *question, const Exercise *exercise)
{
    return exercise_is_of(exercise, control_types(question->control));
}

Answer exercise_current(const Question *question)
{
    const char *types = types_text(question);
    DrillSort sort = {.exercise = is_of_types,
                      .words = arena_printf(question->arena, "are of type %s", types),
                      .plan = arena_printf(question->arena, "Plan an exercise of type %s", types)};
    return drills_judge(question, &sort);
}

/* For each subject the first exercise of the types that is planned often enough to cover it, or
 * NULL. Owned by the caller. */
static const Exercise **planned_for(const Question *question)
{
    const Standing *standing = question->standing;
    const Exercise **planned = g_new0(const Exercise *, standing->n_objectives + 1);
    for (size_t i = 0; i < standing->n_exercises; i++) {
        const Exercise *exercise = standing->exercises[i].exercise;
        if (!is_of_types(question, exercise) || !exercise_is_often(question, exercise))
            continue;
        Subjects subjects = coverage_of_exercise(standing->coverage, i);
        for (size_t j = 0; j < subjects.count; j++)
            if (planned[subjects.items[j]] == NULL)
                planned[subjects.items[j]] = exercise;
    }
    return planned;
}

static const char *covered_claim(const Question *question)
{
    return arena_printf(question->arena, "are covered by an exercise of type %s at least every %s",
                        types_text(question),
                        reason_duration(question->arena, question->control->within.value));
}

Answer exercises_scheduled(const Question *question)
{
    const Standing *standing = question->standing;
    g_autofree const Exercise **planned = planned_for(question);
    Tally tally = {0};
    for (size_t i = 0; i < standing->n_objectives; i++)
        tally_entity(&tally, planned[i] != NULL, standing->objectives[i].subject);
    return answer_tally(question, &tally, "services and data sets", covered_claim(question));
}

/* Which services or data sets are asked for, and what a run must be beside of the types. */
typedef struct SubjectSort {
    MeasureKind kind;
    const char *things;
    const char *claim;           /* "passed an exercise"; the types and the period follow */
    bool (*run)(const Run *run); /* NULL: each counts */
} SubjectSort;

/* The newest runs of exercises of the types that speak for a subject. */
typedef struct Newest {
    const Run *passed;
    const Run *failed;  /* after the newest pass */
    const char *change; /* of the runbook of PASSED since; or NULL */
} Newest;

static Newest *newest_runs(const Question *question, const SubjectSort *sort)
{
    const Standing *standing = question->standing;
    unsigned types = control_types(question->control);
    Newest *newest = g_new0(Newest, standing->n_objectives + 1);
    for (size_t i = 0; i < standing->n_runs; i++) {
        const Run *run = standing->runs[i];
        if (run->outcome == RUN_ABORTED || !run_is_of(question, run, types))
            continue;
        bool counts = sort->run == NULL || sort->run(run);
        Subjects subjects = coverage_of(standing->coverage, run);
        for (size_t j = 0; j < subjects.count; j++) {
            Newest *of = &newest[subjects.items[j]];
            if (run->outcome == RUN_FAILED)
                of->failed = run;
            else if (counts)
                *of = (Newest){.passed = run};
        }
    }
    for (size_t i = 0; i < standing->n_objectives; i++)
        if (newest[i].passed != NULL)
            newest[i].change = runbook_change(standing, newest[i].passed);
    return newest;
}

static Verdict judge_newest(const Question *question, const Newest *newest)
{
    if (newest->failed != NULL)
        return VERDICT_NOT_SATISFIED;
    if (newest->passed == NULL)
        return VERDICT_NO_EVIDENCE;
    bool over = !is_in_period(question, run_date(newest->passed));
    return over || newest->change != NULL ? VERDICT_STALE : VERDICT_SATISFIED;
}

/* "'docs-api': run 'r-1' of 2025-01-31 passed." */
static const char *newest_text(Arena *arena, const Objective *objective, const Newest *newest)
{
    const char *id = reason_id(objective->subject);
    if (newest->failed != NULL)
        return arena_printf(arena, "'%s': %s failed.", id, reason_run(arena, newest->failed));
    if (newest->passed == NULL)
        return arena_printf(arena, "'%s': never.", id);
    if (newest->change != NULL)
        return arena_printf(arena, "'%s': %s passed, but runbook '%s' %s.", id,
                            reason_run(arena, newest->passed), newest->passed->runbook,
                            newest->change);
    return arena_printf(arena, "'%s': %s passed.", id, reason_run(arena, newest->passed));
}

/* What is counted while the subjects are gone through. */
typedef struct Count {
    Tally covered, exercised;
    size_t speaker; /* the worst of them */
    Verdict worst;
} Count;

static const char *subject_turn(const Question *question, const Exercise **planned,
                                const Count *count, const char *things)
{
    if (count->covered.part == count->covered.whole)
        return turn_carry_out(question, planned[count->speaker]);
    return arena_printf(
        question->arena, "Plan an exercise of type %s at least every %s that covers '%s'%s.",
        types_text(question), reason_duration(question->arena, question->control->within.value),
        count->covered.missing[0],
        count->covered.whole - count->covered.part == 1
            ? ""
            : arena_printf(question->arena, " and %zu more %s",
                           count->covered.whole - count->covered.part - 1, things));
}

static Answer subjects_answer(const Question *question, const SubjectSort *sort,
                              const Exercise **planned, const Newest *newest, const Count *count)
{
    Arena *arena = question->arena;
    const char *claim = arena_printf(arena, "%s of type %s in %s", sort->claim,
                                     types_text(question), period_text(question));
    Answer answer = {.reason = tally_text(&count->exercised, arena, sort->things, claim),
                     .verdict = VERDICT_NO_EVIDENCE};
    if (count->exercised.whole == 0)
        return answer;
    const Newest *of = &newest[count->speaker];
    const Objective *speaker = &question->standing->objectives[count->speaker];
    answer.reason = arena_printf(arena, "%s %s", answer.reason, newest_text(arena, speaker, of));
    if (count->covered.part < count->covered.whole)
        answer.reason =
            arena_printf(arena, "%s %s",
                         tally_text(&count->covered, arena, sort->things, covered_claim(question)),
                         answer.reason);
    answer_ask_two(&answer, tally_verdict(&count->covered), count->worst);
    answer.run = of->failed != NULL ? of->failed : of->passed;
    answer.turn = subject_turn(question, planned, count, sort->things);
    return answer;
}

/* Data that has no copies, with a written reason, cannot be restored from one. */
static bool is_excused(const Entity *subject)
{
    const DataSet *data = subject->kind == ENTITY_DATA ? (const DataSet *)subject : NULL;
    return data != NULL && data->backups.count == 0 && data->no_backup.text != NULL;
}

static Answer subjects_exercised(const Question *question, const SubjectSort *sort)
{
    const Standing *standing = question->standing;
    g_autofree const Exercise **planned = planned_for(question);
    g_autofree Newest *newest = newest_runs(question, sort);
    Count count = {.worst = VERDICT_NOT_APPLICABLE};
    Answer limit = {.has_until = false};
    for (size_t i = 0; i < standing->n_objectives; i++) {
        const Entity *subject = standing->objectives[i].subject;
        if (standing->objectives[i].kind != sort->kind || is_excused(subject))
            continue;
        Verdict own = judge_newest(question, &newest[i]);
        tally_entity(&count.covered, planned[i] != NULL, subject);
        tally_entity(&count.exercised, own == VERDICT_SATISFIED, subject);
        rows_add_run(question->rows, newest[i].passed);
        rows_add_run(question->rows, newest[i].failed);
        if (newest[i].passed != NULL)
            answer_limit(&limit, last_day(question, run_date(newest[i].passed)));
        if (verdict_worst(count.worst, own) != count.worst) {
            count.worst = own;
            count.speaker = i;
        }
    }
    Answer answer = subjects_answer(question, sort, planned, newest, &count);
    answer.has_until = limit.has_until;
    answer.until = limit.until;
    return answer;
}

Answer services_exercised(const Question *question)
{
    static const SubjectSort sort = {
        .kind = MEASURE_RTO, .things = "services", .claim = "passed an exercise"};
    return subjects_exercised(question, &sort);
}

Answer data_exercised(const Question *question)
{
    static const SubjectSort sort = {
        .kind = MEASURE_RPO, .things = "data sets", .claim = "passed an exercise"};
    return subjects_exercised(question, &sort);
}

static bool is_sound(const Run *run)
{
    return run->checksum == CHECKSUM_PASSED;
}

Answer restore_checked(const Question *question)
{
    static const SubjectSort sort = {.kind = MEASURE_RPO,
                                     .things = "data sets",
                                     .claim = "were restored with a checksum that held in an "
                                              "exercise",
                                     .run = is_sound};
    return subjects_exercised(question, &sort);
}

/* "restore, failover": the types with a bit in SET. */
static const char *list_types(const Question *question, unsigned set)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; exercise_type_words[i] != NULL; i++)
        if ((set & 1u << i) != 0)
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", exercise_type_words[i]);
    return arena_text(question->arena, text->len == 0 ? "none" : text->str);
}

static size_t count_bits(unsigned set)
{
    size_t count = 0;
    for (; set != 0; set &= set - 1)
        count++;
    return count;
}

/* Of the types those that EXERCISES plan often enough. */
static unsigned planned_types(const Question *question)
{
    unsigned set = 0;
    for (size_t i = 0; i < question->standing->n_exercises; i++) {
        const Exercise *exercise = question->standing->exercises[i].exercise;
        if (is_of_types(question, exercise) && exercise_is_often(question, exercise))
            set |= 1u << exercise->type.index;
    }
    return set;
}

/* Of the types those of which a run has passed in the period. */
static unsigned passed_types(const Question *question)
{
    unsigned wanted = control_types(question->control);
    unsigned set = 0;
    for (size_t i = question->standing->n_runs; i > 0; i--) {
        const Run *run = question->standing->runs[i - 1];
        for (unsigned bit = 1; bit <= wanted && run->outcome == RUN_PASSED; bit <<= 1)
            if ((wanted & bit & ~set) != 0 && run_is_of(question, run, bit) &&
                is_in_period(question, run_date(run))) {
                set |= bit;
                rows_add_run(question->rows, run);
            }
    }
    return set;
}

Answer types_exercised(const Question *question)
{
    Arena *arena = question->arena;
    unsigned planned = planned_types(question);
    unsigned passed = passed_types(question);
    size_t count = (size_t)question->control->count.value;
    unsigned missing = control_types(question->control) & ~passed;
    Answer answer = {.reason =
                         arena_printf(arena,
                                      "%zu types of exercise are asked for in %s. Planned so "
                                      "often: %s. Passed: %s.",
                                      count, period_text(question), list_types(question, planned),
                                      list_types(question, passed)),
                     .turn = arena_printf(arena,
                                          "Plan and carry out exercises of other types, until "
                                          "there are %zu: %s.",
                                          count, list_types(question, missing))};
    answer_ask_two(&answer,
                   count_bits(planned) >= count ? VERDICT_SATISFIED : VERDICT_NOT_SATISFIED,
                   count_bits(passed) >= count ? VERDICT_SATISFIED
                   : passed == 0               ? VERDICT_NO_EVIDENCE
                                               : VERDICT_NOT_SATISFIED);
    return answer;
}
