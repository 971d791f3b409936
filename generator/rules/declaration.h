#ifndef REDBINDER_RULES_DECLARATION_H
#define REDBINDER_RULES_DECLARATION_H

#include "model/plan.h"

/* The role of PLAN that may declare a disaster; NULL when there is none or more than one. */
const Role *declaring_role(const Plan *plan);

/* Does the declaring ROLE lack an alternate, so that declaration-successor-missing says it? */
bool successor_is_missing(const Role *role);

#endif
