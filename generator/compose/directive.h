#ifndef REDBINDER_COMPOSE_DIRECTIVE_H
#define REDBINDER_COMPOSE_DIRECTIVE_H

#include "compose/compose.h"

/*
 * The block directives of templates.
 *
 * To add one: a function in the file of its topic in compose/, its line here and in
 * compose/directives.c, a word in docs/templates.md.
 */
typedef enum Needs { NEEDS_LIBRARY, NEEDS_PLAN, NEEDS_RUNBOOK } Needs;

/* What a directive works with. Blocks are appended to PARENT, whose sections have LEVEL. */
typedef struct Scope {
    const Subject *subject;
    Doc *doc;
    Node *parent;
    int level;
    const char *arguments; /* between the braces; "" when there are none */
} Scope;

typedef struct Directive {
    const char *name;
    Needs needs;
    void (*append)(const Scope *scope);
} Directive;

/* Sorted by name; ends with a NULL name. */
extern const Directive all_directives[];

/* compose/identity.c */
void append_identity(const Scope *scope);
void append_links(const Scope *scope);
void append_reviews(const Scope *scope);
void append_chapters(const Scope *scope);
void append_about(const Scope *scope);
void append_closing(const Scope *scope);
/* compose/objectives.c */
void append_objectives(const Scope *scope);
void append_data(const Scope *scope);
void append_levels(const Scope *scope);
/* compose/escalation.c */
void append_escalation_figure(const Scope *scope);
/* compose/dependencies.c */
void append_dependencies(const Scope *scope);
/* compose/backups.c */
void append_backups(const Scope *scope);
void append_sites(const Scope *scope);
/* compose/risks.c */
void append_risk_matrix(const Scope *scope);
void append_risks(const Scope *scope);
void append_failures(const Scope *scope);
/* compose/scenarios.c */
void append_scenarios(const Scope *scope);
/* compose/people.c */
void append_contacts(const Scope *scope);
void append_roles(const Scope *scope);
void append_escalation(const Scope *scope);
void append_people(const Scope *scope);
void append_needed_for(const Scope *scope);
/* compose/call_tree.c */
void append_call_tree(const Scope *scope);
/* compose/messages.c */
void append_notifications(const Scope *scope);
void append_messages(const Scope *scope);
/* compose/exercises.c */
void append_exercises(const Scope *scope);
void append_success(const Scope *scope);
void append_kpis(const Scope *scope);
/* compose/practices.c */
void append_triggers(const Scope *scope);
void append_snippets(const Scope *scope);
void append_after_incident(const Scope *scope);
void append_practices(const Scope *scope);
/* compose/runbook.c */
void append_runbooks(const Scope *scope);
void append_web_address(const Scope *scope);
void append_runbook_facts(const Scope *scope);
void append_needs(const Scope *scope);
/* compose/drill_sheet.c */
void append_drill_start(const Scope *scope);
void append_drill_end(const Scope *scope);
/* compose/form_table.c */
void append_form_table(const Scope *scope);
/* compose/index.c */
void append_index(const Scope *scope);
/* compose/steps.c */
void append_steps(const Scope *scope);
/* compose/now.c */
void append_now(const Scope *scope);
void append_entrance(const Scope *scope);
/* compose/recovery_order.c */
void append_recovery_order(const Scope *scope);
/* compose/overdue.c */
void append_all_overdue(const Scope *scope);
/* compose/on_call.c */
void append_on_call(const Scope *scope);
/* compose/services.c */
void append_all_services(const Scope *scope);
void append_all_data(const Scope *scope);
/* compose/owner_gaps.c */
void append_gaps_by_owner(const Scope *scope);
/* compose/changes.c */
void append_versions(const Scope *scope);
void append_records(const Scope *scope);
void append_changed_runbooks(const Scope *scope);
/* compose/inputs.c */
void append_build(const Scope *scope);
void append_inputs(const Scope *scope);
/* compose/library.c */
void append_tools(const Scope *scope);
void append_binders(const Scope *scope);
void append_editions(const Scope *scope);
void append_limits(const Scope *scope);
/* compose/waivers.c */
void append_not_applicable(const Scope *scope);
void append_waivers(const Scope *scope);
/* compose/gaps.c */
void append_gap_notice(const Scope *scope);
void append_gaps(const Scope *scope);
void append_left_out(const Scope *scope);
void append_library_gaps(const Scope *scope);
/* compose/shelf.c */
void append_plans(const Scope *scope);
void append_contents(const Scope *scope);
void append_cover(const Scope *scope);
/* compose/standing.c */
void append_measured(const Scope *scope);
void append_exercise_state(const Scope *scope);
void append_figures_of_plan(const Scope *scope);
void append_exercise_calendar(const Scope *scope);
void append_exercise_matrix(const Scope *scope);
void append_trend(const Scope *scope);
/* compose/findings.c */
void append_findings(const Scope *scope);
void append_closed_findings(const Scope *scope);
/* compose/made_from.c */
void append_made_from(const Scope *scope);
void append_new_page(const Scope *scope);
/* compose/summary.c */
void append_summary(const Scope *scope);
/* compose/library_summary.c */
void append_library_summary(const Scope *scope);
/* compose/library_tables.c */
void append_library_figures(const Scope *scope);
void append_library_exercises(const Scope *scope);
void append_library_findings(const Scope *scope);
/* compose/runs.c */
void append_runs(const Scope *scope);
/* compose/controls.c */
void append_controls(const Scope *scope);
void append_compliance_summary(const Scope *scope);

#endif
