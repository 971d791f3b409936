#include "comply/comply.h"

#include "comply/predicate.h"

static bool is_for_person(const Control *control)
{
    return control->evidence.text != NULL && control->evidence.index == EVIDENCE_PERSON;
}

static Answer nothing_known(const char *reason)
{
    return (Answer){.verdict = VERDICT_NO_EVIDENCE, .reason = reason};
}

/* Why the predicate of CONTROL cannot be asked, or NULL. All of it has been reported. */
static const char *hindrance(const Control *control, const Predicate *predicate, Arena *arena)
{
    if (predicate == NULL)
        return arena_printf(arena, "Nothing was computed: no predicate is called '%s'.",
                            control->predicate.text);
    if ((predicate->needs & NEEDS_WITHIN) != 0 && !control->within.known)
        return "Nothing was computed: the framework gives no readable period for this control.";
    if ((predicate->needs & NEEDS_TYPES) != 0 && control_types(control) == 0)
        return "Nothing was computed: the framework gives no known exercise types for this "
               "control.";
    return NULL;
}

static Answer ask(const Question *question)
{
    const Control *control = question->control;
    if (control->predicate.text == NULL && is_for_person(control))
        return nothing_known("A person has to attest this; plan and runs cannot show it.");
    if (control->predicate.text == NULL)
        return nothing_known("Nothing was computed: the control names no predicate.");
    const Predicate *predicate = predicate_find(control->predicate.text);
    const char *reason = hindrance(control, predicate, question->arena);
    if (reason != NULL)
        return nothing_known(reason);
    Answer answer = predicate->ask(question);
    /* What a person has to attest is never shown by computing alone. */
    if (is_for_person(control) && answer.verdict != VERDICT_NOT_SATISFIED) {
        answer.verdict = VERDICT_NO_EVIDENCE;
        answer.reason =
            arena_printf(question->arena, "%s A person has to attest the rest.", answer.reason);
    }
    return answer;
}

const ControlResult *comply_evaluate(const Framework *framework, const Standing *standing,
                                     const Library *library, Arena *arena, size_t *n)
{
    size_t count = framework->controls.count;
    ControlResult *results = arena_alloc(arena, (count + 1) * sizeof *results);
    for (size_t i = 0; i < count; i++) {
        Question question = {.control = framework->controls.items[i],
                             .standing = standing,
                             .library = library,
                             .arena = arena};
        Answer answer = ask(&question);
        results[i] = (ControlResult){.control = question.control,
                                     .verdict = answer.verdict,
                                     .reason = answer.reason,
                                     .run = answer.run};
    }
    *n = count;
    return results;
}
