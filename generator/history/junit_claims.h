#ifndef REDBINDER_HISTORY_JUNIT_CLAIMS_H
#define REDBINDER_HISTORY_JUNIT_CLAIMS_H

#include "history/junit_suite.h"

/*
 * Which exercise a test case proves, by the `junit` rules of the plans. Plans, exercises and
 * rules are asked in their order, and the first rule that matches takes the case; that one of
 * another exercise matches too is told, once for each two rules.
 */
typedef struct JunitClaim {
    const Plan *plan;
    const Exercise *exercise;
    const JunitRule *rule;
} JunitClaim;

typedef struct JunitClaims JunitClaims;

/* The rules of LIBRARY, or of the plan PLAN alone where that is not NULL. LIBRARY may be NULL: no
 * rule. Owned by the caller. */
JunitClaims *junit_claims_new(const Library *library, const char *plan,
                              Diags *diags) G_GNUC_WARN_UNUSED_RESULT;
void junit_claims_free(JunitClaims *claims);

/* The rule that takes EACH; NULL when none does. Borrowed. */
const JunitClaim *junit_claims_find(JunitClaims *claims, const JunitCase *each);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JunitClaims, junit_claims_free)

#endif
