#include "comply/comply.h"

#include "base/nearest.h"
#include "comply/predicate.h"
#include "comply/reason.h"
#include "read/reader.h"

static const Rule rule_parameter_missing = {
    .id = "framework-parameter-missing",
    .severity = SEVERITY_ERROR,
    .summary = "a control lacks a parameter that its predicate needs",
    .remedy = "add `within:` with a duration such as 1y, or `types:` with exercise types",
};

static const Rule rule_predicate_missing = {
    .id = "framework-predicate-missing",
    .severity = SEVERITY_ERROR,
    .summary = "a control names no predicate, but its evidence is not a person's either",
    .remedy = "add `predicate:`, or write `evidence: person`",
};

static const Rule rule_predicate_unknown = {
    .id = "framework-predicate-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "a control names a predicate that does not exist",
    .remedy = "name one of the predicates of this program",
};

static const Rule rule_type_unknown = {
    .id = "framework-type-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "a control names an exercise type that does not exist",
    .remedy = "name exercise types of the plan format, such as restore or tabletop",
};

const Rule *const comply_rules[] = {
    &rule_parameter_missing,
    &rule_predicate_missing,
    &rule_predicate_unknown,
    &rule_type_unknown,
    NULL,
};

static const char *const evidence_words[] = {"plan", "history", "person", NULL};

static const Field control_fields[] = {
    {.key = "id",
     .type = FIELD_ID,
     .required = true,
     AT(Control, entity.id, Text),
     .about = "Anchor of the control.",
     .example = "cp-4-a"},
    {.key = "number",
     .type = FIELD_TEXT,
     .required = true,
     AT(Control, number, Text),
     .about = "Its number in the framework.",
     .example = "CP-4a"},
    {.key = "title",
     .type = FIELD_TEXT,
     .required = true,
     AT(Control, entity.name, Text),
     .about = "What it is called.",
     .example = "Contingency plan testing"},
    {.key = "about",
     .type = FIELD_LINE,
     .required = true,
     AT(Control, about, Text),
     .about = "What it asks for, in own words.",
     .example = "the plan is tried out regularly"},
    {.key = "oscal",
     .type = FIELD_TEXT,
     AT(Control, oscal, Text),
     .about = "Id of the assessment objective in NIST's catalogue in OSCAL.",
     .example = "cp-4_obj.a-1"},
    {.key = "evidence",
     .type = FIELD_WORD,
     .required = true,
     .words = evidence_words,
     AT(Control, evidence, Word),
     .about = "What can show it: the plan, dated runs, or only a person.",
     .example = "history"},
    {.key = "predicate",
     .type = FIELD_TEXT,
     AT(Control, predicate, Text),
     .about = "What is computed for it; left out where a person attests.",
     .example = "services-exercised"},
    {.key = "within",
     .type = FIELD_DURATION,
     AT(Control, within, DurationValue),
     .about = "Evidence is not older, and is renewed at least so often.",
     .example = "1y"},
    {.key = "types",
     .type = FIELD_TEXTS,
     AT(Control, types, TextList),
     .about = "Exercise types that count.",
     .example = "[restore, failover]"},
};

static const Shape shape_control = {
    .name = "Control",
    .about = "One requirement of a framework.",
    .size = sizeof(Control),
    .is_entity = true,
    .kind = ENTITY_OTHER,
    FIELDS(control_fields),
};

static const Field framework_fields[] = {
    {.key = "id",
     .type = FIELD_ID,
     .required = true,
     AT(Framework, id, Text),
     .about = "Name of the file, without .yaml.",
     .example = "nist-800-53-cp"},
    {.key = "title",
     .type = FIELD_TEXT,
     .required = true,
     AT(Framework, title, Text),
     .about = "Name for people.",
     .example = "NIST SP 800-53, Contingency Planning"},
    {.key = "version",
     .type = FIELD_TEXT,
     AT(Framework, version, Text),
     .about = "Edition.",
     .example = "Rev. 5"},
    {.key = "about",
     .type = FIELD_PROSE,
     AT(Framework, about, Text),
     .about = "What a reader of its verdicts should know first."},
    {.key = "source",
     .type = FIELD_TEXT,
     AT(Framework, source, Text),
     .about = "Where the text stands.",
     .example = "https://doi.org/10.6028/NIST.SP.800-53r5"},
    {.key = "controls",
     .type = FIELD_LIST,
     .required = true,
     .shape = &shape_control,
     AT_LIST(Framework, controls, Control),
     .about = "Its controls, in order."},
};

static const Shape shape_framework = {
    .name = "Framework",
    .about = "A file of `templates/frameworks/`.",
    .size = sizeof(Framework),
    FIELDS(framework_fields),
};

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

static void check_parameters(const Control *control, const Predicate *predicate, Diags *diags)
{
    if ((predicate->needs & NEEDS_WITHIN) != 0 && control->within.text == NULL)
        diags_add(diags, &rule_parameter_missing, control->predicate.span,
                  "predicate '%s' needs `within`", predicate->name);
    if ((predicate->needs & NEEDS_TYPES) != 0 && control->types.count == 0)
        diags_add(diags, &rule_parameter_missing, control->predicate.span,
                  "predicate '%s' needs `types`", predicate->name);
}

static void check_control(const Control *control, Diags *diags)
{
    check_types(control, diags);
    const Word *evidence = &control->evidence;
    if (control->predicate.text == NULL) {
        bool known = evidence->text != NULL && evidence->index >= 0;
        if (known && evidence->index != EVIDENCE_PERSON)
            diags_add(diags, &rule_predicate_missing, control->entity.span,
                      "control '%s' names no predicate", reason_id(&control->entity));
        return;
    }
    const Predicate *predicate = predicate_find(control->predicate.text);
    if (predicate == NULL)
        report_unknown_predicate(control, diags);
    else
        check_parameters(control, predicate, diags);
}

Framework *framework_read_take(Source *source, Diags *diags)
{
    Framework *framework = g_new0(Framework, 1);
    framework->arena = arena_new();
    framework->file = source;
    if (!read_object(source, &shape_framework, framework, framework->arena, diags))
        return framework;
    for (size_t i = 0; i < framework->controls.count; i++)
        check_control(framework->controls.items[i], diags);
    return framework;
}

void framework_free(Framework *framework)
{
    if (framework == NULL)
        return;
    arena_free(framework->arena);
    source_free(framework->file);
    g_free(framework);
}
