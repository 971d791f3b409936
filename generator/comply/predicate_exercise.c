#include "comply/predicate.h"

#include "comply/exercise_state.h"
#include "comply/reason.h"
#include "comply/tally.h"
#include "comply/verdict.h"
#include "model/coverage.h"

/* "restore, failover or full" */
static const char *types_text(const Question *question)
{
    const TextList *types = &question->control->types;
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < types->count; i++) {
        if (i > 0)
            g_string_append(text, i + 1 == types->count ? " or " : ", ");
        g_string_append(text, types->items[i]->text == NULL ? "?" : types->items[i]->text);
    }
    return arena_text(question->arena, text->str);
}

static bool is_of_types(const Exercise *exercise, unsigned types)
{
    return exercise->type.text != NULL && exercise->type.index >= 0 &&
           (types & 1u << exercise->type.index) != 0;
}

/* Whether EXERCISE is planned at least once in the period of the control. */
static bool is_often(const Question *question, const Exercise *exercise)
{
    return exercise_has_frequency(exercise) &&
           duration_compare(exercise->every.value, question->control->within.value) <= 0;
}

static Verdict judge_state(const ExerciseState *state)
{
    if (state->last == NULL)
        return VERDICT_NO_EVIDENCE;
    if (state->last->outcome == RUN_FAILED)
        return VERDICT_NOT_SATISFIED;
    if (state->passed == NULL)
        return VERDICT_NO_EVIDENCE;
    return state->overdue ? VERDICT_STALE : VERDICT_SATISFIED;
}

static const char *state_text(Arena *arena, const ExerciseState *state, Verdict verdict)
{
    const char *id = reason_id(&state->exercise->entity);
    if (verdict == VERDICT_NO_EVIDENCE)
        return arena_printf(arena, "'%s' has %s.", id,
                            state->last == NULL ? "never taken place" : "never been finished");
    if (verdict == VERDICT_NOT_SATISFIED)
        return arena_printf(arena, "'%s' failed in %s.", id, reason_run(arena, state->last));
    return arena_printf(arena, "'%s' passed in %s and %s %s.", id, reason_run(arena, state->passed),
                        verdict == VERDICT_STALE ? "was due again by" : "is due again by",
                        reason_date(arena, state->due));
}

/* The answer for the exercises of the types that are planned often enough: one that is current
 * is enough; without one, the worst of them speaks. */
static Answer judge_planned(const Question *question, unsigned types, size_t *n_planned)
{
    const Standing *standing = question->standing;
    const ExerciseState *speaker = NULL;
    Verdict verdict = VERDICT_NOT_APPLICABLE;
    *n_planned = 0;
    for (size_t i = 0; i < standing->n_exercises; i++) {
        const ExerciseState *state = &standing->exercises[i];
        if (!is_of_types(state->exercise, types) || !is_often(question, state->exercise))
            continue;
        ++*n_planned;
        Verdict own = judge_state(state);
        bool better = own == VERDICT_SATISFIED || verdict_worst(verdict, own) != verdict;
        if (verdict != VERDICT_SATISFIED && better) {
            speaker = state;
            verdict = own;
        }
    }
    if (speaker == NULL)
        return (Answer){.verdict = verdict};
    return (Answer){verdict, state_text(question->arena, speaker, verdict),
                    speaker->passed != NULL && verdict != VERDICT_NOT_SATISFIED ? speaker->passed
                                                                                : speaker->last};
}

Answer exercise_current(const Question *question)
{
    const Standing *standing = question->standing;
    unsigned types = control_types(question->control);
    size_t n_of_types = 0;
    size_t n_planned = 0;
    for (size_t i = 0; i < standing->n_exercises; i++)
        n_of_types += is_of_types(standing->exercises[i].exercise, types);
    Answer answer = judge_planned(question, types, &n_planned);
    const char *count =
        arena_printf(question->arena,
                     "%zu of %zu exercises are of type %s, %zu of these planned at least every %s.",
                     n_of_types, standing->n_exercises, types_text(question), n_planned,
                     reason_duration(question->arena, question->control->within.value));
    if (n_planned == 0)
        return (Answer){VERDICT_NOT_SATISFIED, count, NULL};
    answer.reason = arena_printf(question->arena, "%s %s", count, answer.reason);
    return answer;
}

Answer exercises_scheduled(const Question *question)
{
    const Standing *standing = question->standing;
    unsigned types = control_types(question->control);
    g_autofree bool *covered = g_new0(bool, standing->n_objectives + 1);
    for (size_t i = 0; i < standing->n_exercises; i++) {
        const Exercise *exercise = standing->exercises[i].exercise;
        if (!is_of_types(exercise, types) || !is_often(question, exercise))
            continue;
        Subjects subjects = coverage_of_exercise(standing->coverage, i);
        for (size_t j = 0; j < subjects.count; j++)
            covered[subjects.items[j]] = true;
    }
    Tally tally = {0};
    for (size_t i = 0; i < standing->n_objectives; i++)
        tally_entity(&tally, covered[i], standing->objectives[i].subject);
    const char *claim = arena_printf(
        question->arena, "are covered by an exercise of type %s at least every %s",
        types_text(question), reason_duration(question->arena, question->control->within.value));
    return (Answer){tally_verdict(&tally),
                    tally_text(&tally, question->arena, "services and data sets", claim), NULL};
}

/* The newest runs of exercises of the types that speak for a subject. */
typedef struct Newest {
    const Run *passed;
    const Run *failed; /* after the newest pass */
} Newest;

static Newest *newest_runs(const Question *question)
{
    const Standing *standing = question->standing;
    unsigned types = control_types(question->control);
    Newest *newest = g_new0(Newest, standing->n_objectives + 1);
    for (size_t i = 0; i < standing->n_runs; i++) {
        const Run *run = standing->runs[i];
        size_t exercise = 0;
        if (!coverage_exercise(standing->coverage, run, &exercise) ||
            !is_of_types(standing->exercises[exercise].exercise, types))
            continue;
        Subjects subjects = coverage_of(standing->coverage, run);
        for (size_t j = 0; j < subjects.count; j++) {
            Newest *of = &newest[subjects.items[j]];
            if (run->outcome == RUN_PASSED)
                *of = (Newest){.passed = run};
            else if (run->outcome == RUN_FAILED)
                of->failed = run;
        }
    }
    return newest;
}

static Verdict judge_newest(const Question *question, const Newest *newest)
{
    if (newest->failed != NULL)
        return VERDICT_NOT_SATISFIED;
    if (newest->passed == NULL)
        return VERDICT_NO_EVIDENCE;
    Date until = date_add(run_date(newest->passed), question->control->within.value);
    return question->standing->as_of.days > until.days ? VERDICT_STALE : VERDICT_SATISFIED;
}

/* "The last pass of 'docs-api' was run 'r-1' of 2025-01-31." */
static const char *newest_text(Arena *arena, const Objective *objective, const Newest *newest)
{
    const char *id = reason_id(objective->subject);
    if (newest->failed != NULL)
        return arena_printf(arena, "'%s': %s failed.", id, reason_run(arena, newest->failed));
    if (newest->passed == NULL)
        return arena_printf(arena, "'%s': never.", id);
    return arena_printf(arena, "'%s': %s passed.", id, reason_run(arena, newest->passed));
}

static const char *exercised_claim(const Question *question)
{
    Arena *arena = question->arena;
    return arena_printf(arena, "passed an exercise of type %s in the %s up to %s",
                        types_text(question),
                        reason_duration(arena, question->control->within.value),
                        reason_date(arena, question->standing->as_of));
}

static Answer subjects_exercised(const Question *question, MeasureKind kind, const char *things)
{
    const Standing *standing = question->standing;
    g_autofree Newest *newest = newest_runs(question);
    Tally tally = {0};
    Verdict verdict = VERDICT_NOT_APPLICABLE;
    size_t speaker = 0;
    for (size_t i = 0; i < standing->n_objectives; i++) {
        if (standing->objectives[i].kind != kind)
            continue;
        Verdict own = judge_newest(question, &newest[i]);
        tally_entity(&tally, own == VERDICT_SATISFIED, standing->objectives[i].subject);
        if (verdict_worst(verdict, own) != verdict) {
            verdict = own;
            speaker = i;
        }
    }
    const char *count = tally_text(&tally, question->arena, things, exercised_claim(question));
    if (tally.whole == 0)
        return (Answer){VERDICT_NO_EVIDENCE, count, NULL};
    const Newest *of = &newest[speaker];
    const char *detail = newest_text(question->arena, &standing->objectives[speaker], of);
    return (Answer){verdict, arena_printf(question->arena, "%s %s", count, detail),
                    of->failed != NULL ? of->failed : of->passed};
}

Answer services_exercised(const Question *question)
{
    return subjects_exercised(question, MEASURE_RTO, "services");
}

Answer data_exercised(const Question *question)
{
    return subjects_exercised(question, MEASURE_RPO, "data sets");
}
