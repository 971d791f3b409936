#ifndef REDBINDER_RULES_CHECKS_H
#define REDBINDER_RULES_CHECKS_H

#include "rules/rules.h"

/* Every check of the room, by the file of its topic. */

/* objectives.c */
extern const Check check_objective_missing, check_objective_mtd_exceeded;

/* promises.c */
extern const Check check_data_loss_contradiction, check_slo_impossible;

/* scenarios.c */
extern const Check check_scenario_rto_looser, check_scenario_rpo_looser, check_phase_over_rto;

/* backups.c */
extern const Check check_backup_interval_over_rpo, check_backup_margin_zero, check_backup_missing;

/* dependencies.c */
extern const Check check_dependency_cycle, check_dependency_slower;

/* recovery.c */
extern const Check check_runbook_over_rto;

/* risks.c */
extern const Check check_risk_level_mismatch, check_risk_word_unknown;

/* contacts.c */
extern const Check check_contact_placeholder, check_contact_undialable, check_role_unfilled;

/* definitions.c */
extern const Check check_definition_unused;

/* reviews.c */
extern const Check check_review_overdue;

#endif
