#ifndef REDBINDER_RULES_LATE_H
#define REDBINDER_RULES_LATE_H

#include "model/schedule.h"
#include "rules/rules.h"

/*
 * What is back too late in the schedules of a plan, gathered so that one cause is told once.
 */
enum {
    MOST_FINDINGS = 8, /* of one scenario and one rule */
    MOST_OTHERS = 3,   /* named beside the one that a finding is about */
};

/* The `run` of the checks whose findings recovery-over-rto makes with its own, so that each
 * schedule is computed once. */
void late_with_schedule(const CheckInput *input, Diags *diags);

/* Things that are late by the same cause. */
typedef struct Late {
    const Recovered *worst;
    const Recovered *others[MOST_OTHERS];
    size_t n_others; /* all of them */
} Late;

/* Those of one scenario, in the order of what it affects. */
typedef struct LateList {
    GArray *items;     /* Late */
    GHashTable *index; /* the cause to the place in ITEMS plus 1 */
} LateList;

LateList late_list_new(void) G_GNUC_WARN_UNUSED_RESULT;
void late_list_clear(LateList *list);

/* Adds RECOVERED to those with the same CAUSE; the one that IS_WORSE than the others is told. */
typedef bool (*IsWorse)(const Recovered *a, const Recovered *b);
void late_list_add(LateList *list, const void *cause, const Recovered *recovered, IsWorse is_worse);

/* Calls REPORT, which adds one finding, for the first of LIST, and says how many more there are. */
typedef Diag *(*LateReport)(const Schedule *schedule, const Late *late, Diags *diags);
void late_list_report(const LateList *list, const Schedule *schedule, LateReport report,
                      Diags *diags);

/* Adds the place where the scenario names RECOVERED. */
void late_note(const Schedule *schedule, const Recovered *recovered, Diag *diag, Diags *diags);

/* Adds what is late besides. */
void late_note_others(const Late *late, Diag *diag, Diags *diags);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LateList, late_list_clear)

#endif
