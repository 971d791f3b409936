#include "rules/rules.h"

#include "rules/checks.h"

const Check *const all_checks[] = {
    &check_backup_interval_over_rpo,
    &check_backup_margin_zero,
    &check_backup_missing,
    &check_contact_placeholder,
    &check_contact_undialable,
    &check_data_loss_contradiction,
    &check_definition_unused,
    &check_dependency_cycle,
    &check_dependency_slower,
    &check_objective_missing,
    &check_objective_mtd_exceeded,
    &check_phase_over_rto,
    &check_review_overdue,
    &check_risk_level_mismatch,
    &check_risk_word_unknown,
    &check_role_unfilled,
    &check_runbook_over_rto,
    &check_scenario_rpo_looser,
    &check_scenario_rto_looser,
    &check_slo_impossible,
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
