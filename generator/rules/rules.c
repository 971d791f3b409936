#include "rules/rules.h"

#include "rules/checks.h"

const Check *const all_checks[] = {
    &check_approval_overdue,
    &check_approver_is_author,
    &check_backup_interval_over_rpo,
    &check_backup_margin_zero,
    &check_backup_missing,
    &check_backup_untested,
    &check_binder_holder_missing,
    &check_binder_missing,
    &check_binder_outdated,
    &check_contact_channels_together,
    &check_contact_placeholder,
    &check_contact_single_channel,
    &check_contact_undialable,
    &check_contact_unverified,
    &check_coverage_missing,
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
    &check_finding_overdue,
    &check_finding_unowned,
    &check_key_person_drill_missing,
    &check_notification_late,
    &check_notification_law_missing,
    &check_objective_missing,
    &check_objective_mtd_exceeded,
    &check_objective_unmeasured,
    &check_people_one_site,
    &check_person_many_roles,
    &check_phase_over_rto,
    &check_proof_looser,
    &check_recovery_order_wrong,
    &check_recovery_over_mtd,
    &check_recovery_over_rto,
    &check_recovery_over_rto_staffed,
    &check_restore_over_rto,
    &check_restore_target_production,
    &check_result_implausible,
    &check_review_in_future,
    &check_review_overdue,
    &check_risk_level_mismatch,
    &check_risk_word_unknown,
    &check_role_holder_left,
    &check_role_own_alternate,
    &check_role_single_person,
    &check_role_unfilled,
    &check_roster_gap,
    &check_rto_trend_rising,
    &check_runbook_over_rto,
    &check_scenario_copies_lost,
    &check_scenario_rpo_looser,
    &check_scenario_rto_looser,
    &check_scenario_unrecovered,
    &check_schedule_unestimated,
    &check_slo_impossible,
    &check_step_flaky,
    &check_step_timeout_over_rto,
    &check_test_claim_unproven,
    &check_training_overdue,
    &check_vendor_contract_missing,
    &check_vendor_response_late,
    NULL,
};

void rules_check(const CheckInput *input, Diags *diags)
{
    for (const Check *const *check = all_checks; *check != NULL; check++)
        if ((*check)->run != NULL)
            (*check)->run(input, diags);
}

void rules_check_library(const CheckInput *input, Diags *diags)
{
    for (const Check *const *check = all_checks; *check != NULL; check++)
        if ((*check)->run_library != NULL)
            (*check)->run_library(input, diags);
}
