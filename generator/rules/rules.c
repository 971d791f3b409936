#include "rules/rules.h"

#include "rules/checks.h"
#include "rules/commands.h"

const Check *const all_checks[] = {
    &check_approval_overdue,
    &check_approver_is_author,
    &check_asset_without_runbook,
    &check_backup_class_missing,
    &check_backup_interval_over_rpo,
    &check_backup_margin_zero,
    &check_backup_missing,
    &check_backup_untested,
    &check_binder_holder_missing,
    &check_binder_missing,
    &check_binder_outdated,
    &check_call_cycle,
    &check_choice_missing,
    &check_command_file_missing,
    &check_command_placeholder,
    &check_consistency_group_unequal,
    &check_contact_channels_together,
    &check_contact_placeholder,
    &check_contact_single_channel,
    &check_contact_undialable,
    &check_contact_unverified,
    &check_copy_offline_missing,
    &check_copy_same_failure_domain,
    &check_coverage_missing,
    &check_critical_rto_long,
    &check_data_loss_contradiction,
    &check_declaration_ambiguous,
    &check_declaration_successor_missing,
    &check_declaration_unassigned,
    &check_definition_unused,
    &check_dependency_cycle,
    &check_dependency_slower,
    &check_dependency_without_objective,
    &check_drill_office_hours,
    &check_drill_same_people,
    &check_escalation_cycle,
    &check_escalation_order,
    &check_escalation_slow,
    &check_escalation_timeless,
    &check_estimate_below_measured,
    &check_evidence_outdated,
    &check_exercise_due_soon,
    &check_exercise_failed,
    &check_exercise_frequency_missing,
    &check_exercise_overdue,
    &check_exercise_scenario_riskless,
    &check_exercise_too_weak,
    &check_failback_missing,
    &check_family_unknown,
    &check_finding_overdue,
    &check_finding_unowned,
    &check_irreversible_target_unknown,
    &check_key_on_recovered_system,
    &check_key_person_drill_missing,
    &check_log_retention_short,
    &check_matrix_incomplete,
    &check_matrix_not_monotone,
    &check_not_applicable_expired,
    &check_notification_late,
    &check_notification_law_missing,
    &check_objective_missing,
    &check_objective_mtd_exceeded,
    &check_objective_unjustified,
    &check_objective_unmeasured,
    &check_paper_unreadable,
    &check_people_one_site,
    &check_person_many_roles,
    &check_phase_over_rto,
    &check_placeholder_file,
    &check_proof_looser,
    &check_recovery_order_wrong,
    &check_recovery_over_mtd,
    &check_recovery_over_rto,
    &check_recovery_over_rto_staffed,
    &check_residual_above_inherent,
    &check_restore_over_rto,
    &check_restore_target_production,
    &check_result_implausible,
    &check_retention_long,
    &check_retention_short,
    &check_review_in_future,
    &check_review_overdue,
    &check_risk_level_mismatch,
    &check_risk_levels_asymmetric,
    &check_risk_review_overdue,
    &check_risk_unattended,
    &check_risk_word_unknown,
    &check_role_holder_left,
    &check_role_own_alternate,
    &check_role_single_person,
    &check_role_unfilled,
    &check_roster_gap,
    &check_rpo_missed,
    &check_rpo_zero_asynchronous,
    &check_rto_missed,
    &check_rto_trend_rising,
    &check_runbook_aimless,
    &check_runbook_business_check_missing,
    &check_runbook_needs_recovered,
    &check_runbook_over_rto,
    &check_runbook_stop_missing,
    &check_runbook_trigger_missing,
    &check_scenario_copies_lost,
    &check_scenario_family_missing,
    &check_scenario_rpo_looser,
    &check_scenario_rto_looser,
    &check_scenario_unrecovered,
    &check_schedule_unestimated,
    &check_secret_literal,
    &check_shell_bashism,
    &check_shell_syntax,
    &check_shell_unquoted,
    &check_site_capacity_short,
    &check_slo_impossible,
    &check_slo_margin,
    &check_step_after_unknown,
    &check_step_destructive,
    &check_step_flaky,
    &check_step_go_unknown,
    &check_step_retried_blindly,
    &check_step_timeout_missing,
    &check_step_timeout_over_rto,
    &check_step_unassigned,
    &check_step_unverified,
    &check_step_vague,
    &check_test_claim_unproven,
    &check_tier_inverted,
    &check_tool_loop,
    &check_tool_not_in_rescue_kit,
    &check_tool_undeclared,
    &check_training_overdue,
    &check_variable_undefined,
    &check_vendor_contract_missing,
    &check_vendor_response_late,
    &check_wait_unlimited,
    NULL,
};

/* Only a check that says so sees the history: waivers count on that. */
static CheckInput input_for(const Check *check, const CheckInput *input)
{
    CheckInput own = *input;
    if (!check->asks_history) {
        own.has_history = false;
        own.runs = (RunList){NULL, 0};
        own.acts = (ActList){NULL, 0};
    }
    return own;
}

void rules_check(const CheckInput *input, Diags *diags)
{
    g_autoptr(ShellTexts) texts = shell_texts_new(input->plan);
    CheckInput own = *input;
    own.texts = texts;
    for (const Check *const *check = all_checks; *check != NULL; check++) {
        CheckInput given = input_for(*check, &own);
        if ((*check)->run != NULL)
            (*check)->run(&given, diags);
    }
}

void rules_check_library(const CheckInput *input, Diags *diags)
{
    for (const Check *const *check = all_checks; *check != NULL; check++) {
        CheckInput given = input_for(*check, input);
        if ((*check)->run_library != NULL)
            (*check)->run_library(&given, diags);
    }
}
