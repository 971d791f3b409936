#ifndef REDBINDER_HISTORY_HISTORY_RULES_H
#define REDBINDER_HISTORY_HISTORY_RULES_H

#include "base/diag.h"

/*
 * What can be wrong with evidence (evidence-*), with what was recorded (history-*) and with the
 * database (system-*).
 *
 * To add one: its `const Rule` and its line in the list of history/history_rules.c, both
 * sorted by id, and its name here.
 */
extern const Rule rule_evidence_case_ambiguous, rule_evidence_case_unclaimed;
extern const Rule rule_evidence_clock;
extern const Rule rule_evidence_duplicate;
extern const Rule rule_evidence_empty;
extern const Rule rule_evidence_encoding;
extern const Rule rule_evidence_format;
extern const Rule rule_evidence_malformed;
extern const Rule rule_evidence_missing;
extern const Rule rule_evidence_order;
extern const Rule rule_evidence_output_changed;
extern const Rule rule_evidence_output_missing;
extern const Rule rule_evidence_plan_missing;
extern const Rule rule_evidence_name_unknown;
extern const Rule rule_evidence_run_known;
extern const Rule rule_evidence_seal_broken;
extern const Rule rule_evidence_unfinished;
extern const Rule rule_evidence_unknown;
extern const Rule rule_evidence_unsealed;
extern const Rule rule_evidence_xml;
extern const Rule rule_history_broken;
extern const Rule rule_history_conflict;
extern const Rule rule_history_record_unknown;
extern const Rule rule_system_history;
extern const Rule rule_system_history_damaged;
extern const Rule rule_system_history_foreign;
extern const Rule rule_system_history_newer;

#endif
