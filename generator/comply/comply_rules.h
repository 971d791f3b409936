#ifndef REDBINDER_COMPLY_COMPLY_RULES_H
#define REDBINDER_COMPLY_COMPLY_RULES_H

#include "base/diag.h"

/* What can be wrong with a framework, or with what names its controls; the list is comply_rules[]
 * in comply.h. */
extern const Rule rule_control_unknown;
extern const Rule rule_parameter_missing, rule_parameter_unused, rule_parameter_impossible;
extern const Rule rule_predicate_missing, rule_predicate_unknown;
extern const Rule rule_type_unknown, rule_parameter_word_unknown;

#endif
