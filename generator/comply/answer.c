#include "comply/answer.h"

#include "comply/reason.h"
#include "model/coverage.h"
#include "read/schema.h"

/* The reason names more of what is missing; here the first are enough to begin with. */
enum { TURN_NAMED = 3 };

Answer answer_plain(Verdict verdict, const char *reason)
{
    return (Answer){.verdict = verdict, .reason = reason};
}

Answer answer_tally(const Question *question, const Tally *tally, const char *things,
                    const char *claim)
{
    return (Answer){.verdict = tally_verdict(tally),
                    .reason = tally_text(tally, question->arena, things, claim),
                    .turn = turn_of(question, tally)};
}

void answer_ask_two(Answer *answer, Verdict defined, Verdict met)
{
    answer->asks_two = true;
    answer->defined = defined == VERDICT_SATISFIED ? VERDICT_SATISFIED : VERDICT_NOT_SATISFIED;
    answer->met = met;
    answer->verdict = answer->defined == VERDICT_SATISFIED ? met : VERDICT_NOT_SATISFIED;
}

void answer_limit(Answer *answer, Date until)
{
    if (!answer->has_until || until.days < answer->until.days)
        answer->until = until;
    answer->has_until = true;
}

const char *turn_of(const Question *question, const Tally *tally)
{
    g_autoptr(GString) text = g_string_new(question->predicate->turn);
    size_t n_missing = tally == NULL ? 0 : tally->whole - tally->part;
    for (size_t i = 0; i < MIN(n_missing, TURN_NAMED); i++)
        g_string_append_printf(text, "%s'%s'", i == 0 ? ": " : ", ", tally->missing[i]);
    if (n_missing > TURN_NAMED)
        g_string_append_printf(text, " and %zu more", n_missing - TURN_NAMED);
    g_string_append_c(text, '.');
    return arena_text(question->arena, text->str);
}

/* " (runbooks 'a', 'b')" */
static void put_runbooks(GString *text, const Exercise *exercise)
{
    size_t n = 0;
    for (size_t i = 0; i < exercise->runbooks.count; i++) {
        const Entity *runbook = exercise->runbooks.items[i]->target;
        if (runbook == NULL || n++ >= TALLY_NAMED)
            continue;
        g_string_append_printf(text, "%s'%s'",
                               n > 1                          ? ", "
                               : exercise->runbooks.count > 1 ? " (runbooks "
                                                              : " (runbook ",
                               reason_id(runbook));
    }
    if (n > TALLY_NAMED)
        g_string_append_printf(text, " and %zu more", n - TALLY_NAMED);
    if (n > 0)
        g_string_append_c(text, ')');
}

const char *turn_carry_out(const Question *question, const Exercise *exercise)
{
    Date as_of = question->standing->as_of;
    Date until = last_day(question, as_of);
    if (exercise_has_frequency(exercise)) {
        Date due = date_add(as_of, exercise->every.value);
        until = due.days < until.days ? due : until;
    }
    g_autoptr(GString) text = g_string_new("Carry out exercise ");
    g_string_append_printf(text, "'%s'", reason_id(&exercise->entity));
    put_runbooks(text, exercise);
    g_string_append_printf(text, " and record a run that passes: on %s it counts until %s.",
                           reason_date(question->arena, as_of),
                           reason_date(question->arena, until));
    return arena_text(question->arena, text->str);
}

const char *types_text(const Question *question)
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

const char *period_text(const Question *question)
{
    return arena_printf(question->arena, "the %s up to %s",
                        reason_duration(question->arena, question->control->within.value),
                        reason_date(question->arena, question->standing->as_of));
}

Date last_day(const Question *question, Date day)
{
    return date_add(day, question->control->within.value);
}

bool is_in_period(const Question *question, Date day)
{
    return question->standing->as_of.days <= last_day(question, day).days;
}

bool exercise_is_of(const Exercise *exercise, unsigned types)
{
    return exercise->type.text != NULL && exercise->type.index >= 0 &&
           (types & 1u << exercise->type.index) != 0;
}

bool exercise_is_often(const Question *question, const Exercise *exercise)
{
    return exercise_has_frequency(exercise) &&
           duration_compare(exercise->every.value, question->control->within.value) <= 0;
}

bool run_is_of(const Question *question, const Run *run, unsigned types)
{
    size_t index = 0;
    if (coverage_exercise(question->standing->coverage, run, &index))
        return exercise_is_of(question->standing->plan->exercises.items[index], types);
    for (size_t i = 0; run->type != NULL && exercise_type_words[i] != NULL; i++)
        if ((types & 1u << i) != 0 && g_strcmp0(run->type, exercise_type_words[i]) == 0)
            return true;
    return false;
}
