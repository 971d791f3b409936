#ifndef REDBINDER_RULES_STAFFING_H
#define REDBINDER_RULES_STAFFING_H

#include "base/diag.h"
#include "model/schedule.h"

/* Adds the finding of recovery-over-rto-staffed about SCHEDULE, if there is one. */
void staffing_weigh(const Schedule *schedule, Diags *diags);

#endif
