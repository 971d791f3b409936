#ifndef REDBINDER_READ_READING_RULES_H
#define REDBINDER_READ_READING_RULES_H

#include "base/diag.h"

/* What can be wrong with the form of a source file; the list is reading_rules[] in reader.h. */
extern const Rule rule_file_hopeless, rule_file_empty, rule_plan_missing, rule_file_stray;
extern const Rule rule_text_encoding, rule_text_control;
extern const Rule rule_yaml_syntax, rule_yaml_tab, rule_yaml_feature, rule_yaml_depth,
    rule_yaml_documents;
extern const Rule rule_key_unknown, rule_key_duplicate, rule_key_missing, rule_value_missing,
    rule_value_type, rule_word_unknown;
extern const Rule rule_duration_malformed, rule_date_malformed, rule_number_malformed,
    rule_id_malformed, rule_id_duplicate, rule_url_unsafe, rule_prose_limit;
extern const Rule rule_reference_unknown, rule_step_kind;

#endif
