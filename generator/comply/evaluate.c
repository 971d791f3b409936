#include "comply/comply.h"

#include "comply/answer.h"
#include "comply/attestation.h"
#include "comply/exemption.h"
#include "comply/reason.h"

/* What one framework is asked about one plan. */
typedef struct Hearing {
    const Framework *framework;
    const Standing *standing;
    const Library *library;
    AttestationBook *attestations;
    ExemptionBook *exemptions;
    Rows *rows;
    Arena *arena;
} Hearing;

static bool is_for_person(const Control *control)
{
    return control->evidence.text != NULL && control->evidence.index == EVIDENCE_PERSON;
}

/* Why the predicate of CONTROL cannot be asked, or NULL. All of it has been reported. */
static const char *hindrance(const Control *control, const Predicate *predicate, Arena *arena)
{
    if (predicate == NULL)
        return arena_printf(arena, "Nothing was computed: no predicate is called '%s'.",
                            control->predicate.text);
    if ((predicate->needs & PARAMETER_WITHIN) != 0 && !control->within.known)
        return "Nothing was computed: the framework gives no readable period for this control.";
    if ((predicate->needs & PARAMETER_TYPES) != 0 && control_types(control) == 0)
        return "Nothing was computed: the framework gives no known exercise types for this "
               "control.";
    if ((predicate->needs & PARAMETER_COUNT) != 0 &&
        (!control->count.known || control->count.value < 1))
        return "Nothing was computed: the framework gives no readable count for this control.";
    if ((predicate->needs & PARAMETER_OF) != 0 && control->of.count == 0)
        return "Nothing was computed: the framework does not say of what.";
    return NULL;
}

static Answer compute(const Hearing *hearing, const Control *control)
{
    const char *name = control->predicate.text;
    const Predicate *predicate = name == NULL ? NULL : predicate_find(name);
    const char *reason = name == NULL ? "Nothing was computed: the control names no predicate."
                                      : hindrance(control, predicate, hearing->arena);
    if (reason != NULL)
        return (Answer){.verdict = VERDICT_NO_EVIDENCE,
                        .reason = reason,
                        .turn = "Mend the control in its framework: `redbinder check` says how."};
    Question question = {.control = control,
                         .predicate = predicate,
                         .standing = hearing->standing,
                         .library = hearing->library,
                         .rows = hearing->rows,
                         .arena = hearing->arena};
    Answer answer = predicate->ask(&question);
    if (answer.turn == NULL)
        answer.turn = turn_of(&question, NULL);
    return answer;
}

/* "attested by 'maria-silva' on 2026-03-31" */
static const char *attestation_text(Arena *arena, const Act *act)
{
    return arena_printf(arena, "attested%s%s%s on %s", act->by == NULL ? "" : " by '",
                        act->by == NULL ? "" : act->by, act->by == NULL ? "" : "'",
                        reason_date(arena, act->date));
}

static const char *attestation_turn(const Hearing *hearing, const Control *control)
{
    const char *framework = hearing->framework->id.text;
    return arena_printf(hearing->arena,
                        "Have somebody who knows attest it, and record that with kind "
                        "`attestation`, plan `%s`, subject `%s/%s` and a day `until`.",
                        hearing->standing->plan->id, framework == NULL ? "?" : framework,
                        reason_id(&control->entity));
}

/* Adds to ANSWER, which computing alone cannot make satisfied, what a person attests. */
static void attest(const Hearing *hearing, const Control *control, const Attestation *attestation,
                   ControlResult *result)
{
    Arena *arena = hearing->arena;
    bool computed = control->predicate.text != NULL;
    const char *before = computed ? arena_printf(arena, "%s ", result->reason) : "";
    result->turn = attestation_turn(hearing, control);
    if (attestation->act == NULL) {
        result->verdict = VERDICT_NO_EVIDENCE;
        result->reason = computed
                             ? arena_printf(arena, "%sA person has to attest the rest.", before)
                             : "A person has to attest this; plan and runs cannot show it.";
        return;
    }
    const Act *act = attestation->act;
    result->attested = true;
    result->act = act;
    rows_add_act(hearing->rows, act);
    const char *day = reason_date(arena, attestation->until);
    if (attestation->over) {
        result->verdict = VERDICT_STALE;
        result->reason = arena_printf(arena, "%sIt was %s, which counted only until %s.", before,
                                      attestation_text(arena, act), day);
        return;
    }
    result->verdict = VERDICT_SATISFIED;
    result->reason = arena_printf(arena, "%sIt was %s, not computed. That counts until %s.", before,
                                  attestation_text(arena, act), day);
    if (!result->has_until || attestation->until.days < result->until.days)
        result->until = attestation->until;
    result->has_until = true;
}

/* Somebody attests that the control does not hold: that beats whatever was computed. */
static void deny(const Hearing *hearing, const Attestation *attestation, ControlResult *result)
{
    Arena *arena = hearing->arena;
    const Act *act = attestation->act;
    rows_add_act(hearing->rows, act);
    result->verdict = VERDICT_NOT_SATISFIED;
    result->attested = true;
    result->act = act;
    result->reason =
        arena_printf(arena, "That it does not hold was %s%s%s.", attestation_text(arena, act),
                     act->note == NULL ? "" : ": ", act->note == NULL ? "" : act->note);
    result->turn = "Mend what is said there, and have it attested anew that it holds.";
    result->has_until = false;
}

static void take_answer(const Answer *answer, ControlResult *result)
{
    result->verdict = answer->verdict;
    result->reason = answer->reason;
    result->turn = answer->turn;
    result->run = answer->run;
    result->act = answer->act;
    result->has_parameter = answer->asks_two;
    result->defined = answer->defined;
    result->met = answer->met;
    result->has_until = answer->has_until && answer->verdict == VERDICT_SATISFIED;
    result->until = answer->until;
}

/* What was computed, and what people have attested. */
static void judge(const Hearing *hearing, const Control *control, ControlResult *result)
{
    bool is_attestable = is_for_person(control);
    Attestation attestation = attestation_of(hearing->attestations, control);
    bool is_computed = control->predicate.text != NULL || !is_attestable;
    if (is_computed) {
        Answer answer = compute(hearing, control);
        take_answer(&answer, result);
        rows_add_run(hearing->rows, answer.run);
        rows_add_act(hearing->rows, answer.act);
    }
    bool stands = is_computed && result->verdict == VERDICT_NOT_SATISFIED;
    if (attestation.act != NULL && !attestation.over && !attestation.act->passed)
        deny(hearing, &attestation, result);
    else if (is_attestable && !stands)
        attest(hearing, control, &attestation, result);
}

/* What does not apply is not computed; a claim that is over is told, and it is. */
static void hear(const Hearing *hearing, const Control *control, ControlResult *result)
{
    Arena *arena = hearing->arena;
    bool over = false;
    const Exemption *exemption = exemption_of(hearing->exemptions, control, &over);
    *result = (ControlResult){.control = control, .exemption = exemption};
    if (exemption == NULL || over)
        judge(hearing, control, result);
    if (exemption != NULL && over) {
        result->reason = arena_printf(arena, "That it does not apply counted only until %s. %s",
                                      reason_date(arena, exemption->until.value), result->reason);
    } else if (exemption != NULL) {
        result->verdict = VERDICT_NOT_APPLICABLE;
        result->reason = arena_printf(arena,
                                      "It does not apply until %s, for which '%s' answers: "
                                      "%s%s",
                                      reason_date(arena, exemption->until.value),
                                      reason_id(exemption->owner.target), exemption->reason.text,
                                      g_str_has_suffix(exemption->reason.text, ".") ? "" : ".");
        result->has_until = true;
        result->until = exemption->until.value;
    }
    if (result->verdict == VERDICT_SATISFIED || result->verdict == VERDICT_NOT_APPLICABLE)
        result->turn = NULL;
    rows_hand_over(hearing->rows, result, arena);
}

const ControlResult *comply_evaluate(const Framework *framework, const Standing *standing,
                                     const Library *library, Arena *arena, size_t *n)
{
    g_autoptr(AttestationBook) attestations = attestation_book_new(framework, standing);
    g_autoptr(ExemptionBook) exemptions =
        exemption_book_new(framework, standing->plan, library, standing->as_of);
    g_autoptr(Rows) rows = rows_new();
    Hearing hearing = {.framework = framework,
                       .standing = standing,
                       .library = library,
                       .attestations = attestations,
                       .exemptions = exemptions,
                       .rows = rows,
                       .arena = arena};
    size_t count = framework->controls.count;
    ControlResult *results = arena_alloc(arena, (count + 1) * sizeof *results);
    for (size_t i = 0; i < count; i++)
        hear(&hearing, framework->controls.items[i], &results[i]);
    *n = count;
    return results;
}
