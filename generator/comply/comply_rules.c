#include "comply/comply_rules.h"

#include "comply/comply.h"

const Rule rule_control_unknown = {
    .id = "control-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "what is to change, to be dropped or not to apply is no control of the framework",
    .remedy = "write the id of a control; `not-applicable` names it as framework/control",
    .why = "The control that was meant is judged as before, and who signed the exception believes "
           "that it is not.",
};

const Rule rule_parameter_missing = {
    .id = "framework-parameter-missing",
    .severity = SEVERITY_ERROR,
    .summary = "a control lacks a parameter that its predicate needs",
    .remedy = "add `within:` with a duration such as 1y, or `types:` with exercise types",
};

const Rule rule_parameter_impossible = {
    .id = "framework-parameter-impossible",
    .severity = SEVERITY_ERROR,
    .summary = "a parameter of a control asks for nothing, or for more than there can be",
    .remedy = "write a period longer than 0, and a count from 1 to the number of `types`",
    .why = "A control that asks for nothing is satisfied by nothing.",
};

const Rule rule_parameter_unused = {
    .id = "framework-parameter-unused",
    .severity = SEVERITY_WARNING,
    .summary = "a control gives a parameter that its predicate does not know",
    .remedy = "take it out; docs/frameworks.md says what each predicate takes",
    .why = "Somebody believes that the control asks for more than it does.",
};

const Rule rule_predicate_missing = {
    .id = "framework-predicate-missing",
    .severity = SEVERITY_ERROR,
    .summary = "a control names no predicate, but its evidence is not a person's either",
    .remedy = "add `predicate:`, or write `evidence: person`",
};

const Rule rule_predicate_unknown = {
    .id = "framework-predicate-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "a control names a predicate that does not exist",
    .remedy = "name one of the predicates of this program",
};

const Rule rule_type_unknown = {
    .id = "framework-type-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "a control names an exercise type that does not exist",
    .remedy = "name exercise types of the plan format, such as restore or tabletop",
};

const Rule rule_parameter_word_unknown = {
    .id = "framework-word-unknown",
    .severity = SEVERITY_ERROR,
    .summary = "`of` has a word that the predicate does not know",
    .remedy = "use the words that docs/frameworks.md lists for the predicate",
};

const Rule *const comply_rules[] = {
    &rule_control_unknown,  &rule_parameter_impossible,   &rule_parameter_missing,
    &rule_parameter_unused, &rule_predicate_missing,      &rule_predicate_unknown,
    &rule_type_unknown,     &rule_parameter_word_unknown, NULL,
};
