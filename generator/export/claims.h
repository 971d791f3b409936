#ifndef REDBINDER_EXPORT_CLAIMS_H
#define REDBINDER_EXPORT_CLAIMS_H

#include "export/oscal.h"

/*
 * All that is judged of a plan, in one form: its objectives, with WRT and MTD where one is promised
 * and was measured, then the controls of the frameworks.
 */
typedef struct Claim {
    char *title, *target, *statement; /* owned */
    bool has_objective_id;            /* TARGET is the id of an objective in NIST's catalogue */
    const char *reason, *turn;
    Verdict verdict;
    bool attested;
    const Exemption *exemption; /* or NULL */
    const Run *run;
    const Act *act;
    Date deadline; /* days INT32_MIN: none */
    Date until;    /* likewise */
    char finding[UUID_TEXT_SIZE], risk[UUID_TEXT_SIZE];
} Claim;

/* GArray of Claim about VIEW, owned by the caller. */
GArray *claims_new(const Oscal *oscal, const PlanView *view) G_GNUC_WARN_UNUSED_RESULT;

/* Whether it has been shown that CLAIM does not hold; what has not been shown at all is no risk
 * that anybody has seen. */
bool claim_failed(const Claim *claim);

/* The risk of a claim that failed. */
void claim_put_risk(Oscal *oscal, const PlanView *view, const Claim *claim);

#endif
