#ifndef REDBINDER_RULES_CHECKS_H
#define REDBINDER_RULES_CHECKS_H

#include "rules/rules.h"

/* Every check of the room, by the file of its topic. */

/* objectives.c */
extern const Check check_objective_missing, check_objective_mtd_exceeded;

/* promises.c */
extern const Check check_data_loss_contradiction, check_slo_impossible, check_slo_margin;

/* scenarios.c */
extern const Check check_scenario_rto_looser, check_scenario_rpo_looser, check_phase_over_rto;

/* backups.c */
extern const Check check_backup_interval_over_rpo, check_backup_margin_zero, check_backup_missing;

/* dependencies.c */
extern const Check check_dependency_cycle, check_dependency_slower;
extern const Check check_dependency_without_objective;

/* recovery.c */
extern const Check check_runbook_over_rto, check_step_timeout_over_rto;

/* feasibility.c */
extern const Check check_recovery_over_rto, check_recovery_over_mtd, check_schedule_unestimated;

/* staffing.c */
extern const Check check_recovery_over_rto_staffed;

/* restores.c */
extern const Check check_restore_over_rto, check_scenario_copies_lost;

/* response.c */
extern const Check check_scenario_unrecovered, check_recovery_order_wrong;

/* vendors.c */
extern const Check check_vendor_response_late, check_vendor_contract_missing;

/* risks.c */
extern const Check check_risk_level_mismatch, check_risk_word_unknown;

/* contacts.c */
extern const Check check_contact_placeholder, check_contact_undialable, check_role_unfilled;

/* definitions.c */
extern const Check check_definition_unused;

/* runbooks.c */
extern const Check check_asset_without_runbook, check_failback_missing, check_runbook_aimless;
extern const Check check_runbook_business_check_missing, check_runbook_stop_missing;
extern const Check check_runbook_trigger_missing;

/* steps.c */
extern const Check check_step_after_unknown, check_step_timeout_missing, check_step_unassigned;
extern const Check check_step_unverified;

/* vague.c */
extern const Check check_step_vague;

/* destructive.c */
extern const Check check_step_destructive;

/* variables.c */
extern const Check check_shell_unquoted, check_variable_undefined;

/* portability.c */
extern const Check check_shell_bashism, check_shell_syntax;

/* secrets.c */
extern const Check check_secret_literal;

/* command_files.c */
extern const Check check_command_file_missing, check_placeholder_file;

/* placeholders.c */
extern const Check check_command_placeholder;

/* tools.c */
extern const Check check_tool_not_in_rescue_kit, check_tool_undeclared;

/* reviews.c */
extern const Check check_review_overdue;

/* roles.c */
extern const Check check_person_many_roles, check_role_own_alternate, check_role_single_person;

/* duty.c */
extern const Check check_roster_gap, check_training_overdue;

/* people.c */
extern const Check check_people_one_site, check_role_holder_left;

/* reach.c */
extern const Check check_contact_single_channel, check_contact_unverified;

/* together.c */
extern const Check check_contact_channels_together;

/* escalation.c */
extern const Check check_escalation_cycle, check_escalation_order, check_escalation_timeless;

/* ladder.c */
extern const Check check_escalation_slow;

/* declaration.c */
extern const Check check_declaration_ambiguous, check_declaration_successor_missing,
    check_declaration_unassigned;

/* exemptions.c */
extern const Check check_not_applicable_expired;

/* notifications.c */
extern const Check check_notification_late, check_notification_law_missing;

/* governance.c */
extern const Check check_approval_overdue, check_approver_is_author, check_review_in_future;

/* binders.c */
extern const Check check_binder_holder_missing, check_binder_missing, check_binder_outdated;

/* exercises.c */
extern const Check check_exercise_frequency_missing, check_exercise_scenario_riskless;
extern const Check check_proof_looser, check_restore_target_production;
extern const Check check_key_person_drill_missing;

/* played.c */
extern const Check check_exercise_too_weak, check_coverage_missing;

/* drills.c */
extern const Check check_exercise_overdue, check_exercise_due_soon;
extern const Check check_exercise_failed, check_drill_same_people;
extern const Check check_drill_office_hours;

/* run_findings.c */
extern const Check check_finding_overdue, check_finding_unowned;

/* evidence.c */
extern const Check check_evidence_outdated, check_backup_untested;
extern const Check check_result_implausible;

/* measured.c */
extern const Check check_rto_trend_rising, check_estimate_below_measured, check_step_flaky;

/* proofs.c */
extern const Check check_objective_unmeasured, check_rto_missed, check_rpo_missed;

/* calls.c */
extern const Check check_call_cycle;

/* ways.c */
extern const Check check_step_retried_blindly;
extern const Check check_step_go_unknown, check_choice_missing;
extern const Check check_wait_unlimited, check_irreversible_target_unknown;

/* claims.c */
extern const Check check_test_claim_unproven;

/* consistency.c */
extern const Check check_consistency_group_unequal;

/* copies.c */
extern const Check check_copy_same_failure_domain, check_copy_offline_missing;
extern const Check check_backup_class_missing;

/* families.c */
extern const Check check_scenario_family_missing, check_family_unknown;

/* keys.c */
extern const Check check_key_on_recovered_system;

/* matrix.c */
extern const Check check_matrix_not_monotone, check_matrix_incomplete, check_risk_levels_asymmetric;

/* paper.c */
extern const Check check_paper_unreadable;

/* retention.c */
extern const Check check_log_retention_short, check_retention_short, check_retention_long;

/* risk_care.c */
extern const Check check_risk_unattended, check_residual_above_inherent, check_risk_review_overdue;

/* sites.c */
extern const Check check_site_capacity_short;

/* targets.c */
extern const Check check_critical_rto_long, check_tier_inverted, check_rpo_zero_asynchronous;
extern const Check check_objective_unjustified;

/* loops.c */
extern const Check check_tool_loop, check_runbook_needs_recovered;

#endif
