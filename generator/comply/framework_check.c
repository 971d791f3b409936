#include "comply/comply.h"

#include "base/nearest.h"
#include "comply/comply_rules.h"
#include "comply/predicate.h"
#include "comply/reason.h"
#include "read/reading_rules.h"
#include "read/schema.h"

static void propose(Diags *diags, Diag *diag, const Nearest *nearest)
{
    if (nearest->best != NULL)
        diag_help(diags, diag, "did you mean '%s'?", nearest->best);
}

static void report_unknown_predicate(const Control *control, Diags *diags)
{
    Diag *diag = diags_add(diags, &rule_predicate_unknown, control->predicate.span,
                           "no predicate is called '%s'", control->predicate.text);
    Nearest nearest = nearest_start(control->predicate.text);
    for (size_t i = 0; i < n_predicates; i++)
        nearest_offer(&nearest, predicates[i].name);
    propose(diags, diag, &nearest);
}

static bool is_type(const char *word)
{
    for (size_t i = 0; exercise_type_words[i] != NULL; i++)
        if (g_strcmp0(word, exercise_type_words[i]) == 0)
            return true;
    return false;
}

static void check_types(const Control *control, Diags *diags)
{
    for (size_t i = 0; i < control->types.count; i++) {
        const Text *type = control->types.items[i];
        if (type->text == NULL || is_type(type->text))
            continue;
        Diag *diag = diags_add(diags, &rule_type_unknown, type->span,
                               "no exercise type is called '%s'", type->text);
        Nearest nearest = nearest_start(type->text);
        for (size_t j = 0; exercise_type_words[j] != NULL; j++)
            nearest_offer(&nearest, exercise_type_words[j]);
        propose(diags, diag, &nearest);
    }
}

static bool is_given(const char *text, Span span)
{
    return text != NULL || span.source != NULL;
}

/* The parameters that CONTROL gives, whether they can be read or not. */
static unsigned given_parameters(const Control *control)
{
    unsigned given = 0;
    given |= is_given(control->within.text, control->within.span) ? PARAMETER_WITHIN : 0u;
    given |= is_given(control->over.text, control->over.span) ? PARAMETER_OVER : 0u;
    given |= is_given(control->count.text, control->count.span) ? PARAMETER_COUNT : 0u;
    given |= control->types.count > 0 ? PARAMETER_TYPES : 0u;
    given |= control->of.count > 0 ? PARAMETER_OF : 0u;
    return given;
}

/* Where PARAMETER of CONTROL stands. */
static Span parameter_span(const Control *control, Parameter parameter)
{
    switch (parameter) {
    case PARAMETER_WITHIN:
        return control->within.span;
    case PARAMETER_TYPES:
        return control->types.span;
    case PARAMETER_OF:
        return control->of.span;
    case PARAMETER_COUNT:
        return control->count.span;
    case PARAMETER_OVER:
        return control->over.span;
    }
    g_assert_not_reached();
}

/* How long an attestation counts is said by `within` too, where a person attests. */
static bool is_of_use(const Control *control, const Predicate *predicate, unsigned parameter)
{
    bool attested = control->evidence.text != NULL && control->evidence.index == EVIDENCE_PERSON;
    return ((predicate->needs | predicate->takes) & parameter) != 0 ||
           (parameter == PARAMETER_WITHIN && attested);
}

static void check_parameters(const Control *control, const Predicate *predicate, Diags *diags)
{
    unsigned given = given_parameters(control);
    for (unsigned bit = PARAMETER_WITHIN; bit <= PARAMETER_OVER; bit <<= 1) {
        const char *word = parameter_word((Parameter)bit);
        if ((predicate->needs & bit) != 0 && (given & bit) == 0) {
            Diag *diag = diags_add(diags, &rule_parameter_missing, control->predicate.span,
                                   "predicate '%s' needs `%s`", predicate->name, word);
            if (bit == PARAMETER_OF || bit == PARAMETER_COUNT)
                diag_help(diags, diag, "add `%s:`; docs/frameworks.md says what it may hold", word);
            else if (bit == PARAMETER_TYPES)
                diag_help(diags, diag, "add `types:` with exercise types, such as [restore, full]");
            else if (bit == PARAMETER_WITHIN)
                diag_help(diags, diag, "add `within:` with a duration such as 1y");
        } else if ((given & bit) != 0 && !is_of_use(control, predicate, bit)) {
            diags_add(diags, &rule_parameter_unused, parameter_span(control, (Parameter)bit),
                      "predicate '%s' takes no `%s`", predicate->name, word);
        }
    }
}

static void check_period(const DurationValue *period, const char *word, Diags *diags)
{
    if (period->known && duration_approximate(period->value) <= 0)
        diags_add(diags, &rule_parameter_impossible, period->span,
                  "`%s: %s` is no time at all: nothing is as new as that", word, period->text);
}

static void check_count(const Control *control, Diags *diags)
{
    const NumberValue *count = &control->count;
    size_t types = control->types.count;
    if (count->known && count->value < 1)
        diags_add(diags, &rule_parameter_impossible, count->span,
                  "`count: %s` asks for nothing: whatever is done satisfies it", count->text);
    else if (count->known && types > 0 && count->value > (double)types)
        diags_add(diags, &rule_parameter_impossible, count->span,
                  "`count: %s` asks for more exercise types than the %zu that are named",
                  count->text, types);
}

static bool is_word_of(const Predicate *predicate, const char *word)
{
    for (size_t i = 0; predicate->of[i] != NULL; i++)
        if (g_strcmp0(predicate->of[i], word) == 0)
            return true;
    return false;
}

static void check_words(const Control *control, const Predicate *predicate, Diags *diags)
{
    for (size_t i = 0; predicate->of != NULL && i < control->of.count; i++) {
        const Text *word = control->of.items[i];
        if (word->text == NULL || is_word_of(predicate, word->text))
            continue;
        Diag *diag = diags_add(diags, &rule_parameter_word_unknown, word->span,
                               "predicate '%s' knows no '%s'", predicate->name, word->text);
        Nearest nearest = nearest_start(word->text);
        for (size_t j = 0; predicate->of[j] != NULL; j++)
            nearest_offer(&nearest, predicate->of[j]);
        propose(diags, diag, &nearest);
    }
}

static void require(const char *key, const char *text, Span value, Span span, const char *shape,
                    const char *example, Diags *diags)
{
    if (is_given(text, value))
        return;
    Diag *diag = diags_add(diags, &rule_key_missing, span, "`%s` is missing in %s", key, shape);
    diag_help(diags, diag, "add for example `%s: %s`", key, example);
}

/* A control that lacks most of what it must have in a framework that extends another is likely to
 * be meant for one of that other. */
static bool is_misspelt(const Framework *framework, const Control *control, Diags *diags)
{
    if (framework->base == NULL || control->number.text != NULL || control->about.text != NULL ||
        control->entity.id.text == NULL)
        return false;
    Diag *diag = diags_add(diags, &rule_control_unknown, control->entity.id.span,
                           "framework '%s' has no control '%s' to change",
                           framework->base->id.text == NULL ? "?" : framework->base->id.text,
                           control->entity.id.text);
    Nearest nearest = nearest_start(control->entity.id.text);
    for (size_t i = 0; i < framework->base->controls.count; i++)
        nearest_offer(&nearest, reason_id(&framework->base->controls.items[i]->entity));
    if (nearest.best != NULL)
        propose(diags, diag, &nearest);
    else
        diag_help(diags, diag, "a new control needs `number`, `title`, `about` and `evidence`");
    return true;
}

static void check_keys(const Control *control, Diags *diags)
{
    static const char shape[] = "Control";
    Span span = control->entity.span;
    require("number", control->number.text, control->number.span, span, shape, "CP-4a", diags);
    require("title", control->entity.name.text, control->entity.name.span, span, shape,
            "Contingency plan testing", diags);
    require("about", control->about.text, control->about.span, span, shape,
            "the plan is tried out regularly", diags);
    require("evidence", control->evidence.text, control->evidence.span, span, shape, "history",
            diags);
}

static void check_control(const Framework *framework, const Control *control, Diags *diags)
{
    if (is_misspelt(framework, control, diags))
        return;
    check_keys(control, diags);
    check_types(control, diags);
    check_period(&control->within, "within", diags);
    check_period(&control->over, "over", diags);
    check_count(control, diags);
    const Word *evidence = &control->evidence;
    if (control->predicate.text == NULL) {
        bool known = evidence->text != NULL && evidence->index >= 0;
        if (known && evidence->index != EVIDENCE_PERSON)
            diags_add(diags, &rule_predicate_missing, control->entity.span,
                      "control '%s' names no predicate", reason_id(&control->entity));
        return;
    }
    const Predicate *predicate = predicate_find(control->predicate.text);
    if (predicate == NULL) {
        report_unknown_predicate(control, diags);
        return;
    }
    check_parameters(control, predicate, diags);
    check_words(control, predicate, diags);
}

void framework_check(const Framework *framework, Diags *diags)
{
    /* What extends nothing that could be read is not whole, and that has been reported. */
    if (framework->is_unreadable || (framework->extends.text != NULL && framework->base == NULL))
        return;
    Span start = {.source = framework->file};
    require("title", framework->title.text, framework->title.span, start, "Framework",
            "NIST SP 800-53, Contingency Planning", diags);
    if (framework->controls.span.source == NULL && framework->extends.text == NULL)
        require("controls", NULL, framework->controls.span, start, "Framework", "[{id: cp-4-a, …}]",
                diags);
    for (size_t i = 0; i < framework->controls.count; i++)
        check_control(framework, framework->controls.items[i], diags);
}
