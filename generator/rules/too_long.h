#ifndef REDBINDER_RULES_TOO_LONG_H
#define REDBINDER_RULES_TOO_LONG_H

#include "model/plan.h"

/*
 * What alone takes too long and is told by a rule of its own, so that the rules that weigh the
 * whole recovery do not tell it again.
 */

/* How long the steps of RUNBOOK take at best, by themselves. See recovery.c. */
Duration runbook_alone(const Runbook *runbook);

/* Is COPY what a restore of DATA uses when nothing is lost, so that restore-over-rto weighs it
 * against what depends on DATA? See restores.c. */
bool restore_is_usual(const DataSet *data, const Backup *copy);

#endif
