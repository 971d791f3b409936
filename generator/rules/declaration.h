#ifndef REDBINDER_RULES_DECLARATION_H
#define REDBINDER_RULES_DECLARATION_H

#include "model/plan.h"

/* Does the declaring ROLE lack an alternate, so that declaration-successor-missing says it? */
bool successor_is_missing(const Role *role);

#endif
