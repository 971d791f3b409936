#ifndef REDBINDER_MODEL_AFTERMATH_TIMES_H
#define REDBINDER_MODEL_AFTERMATH_TIMES_H

#include "model/aftermath.h"

/* Finds when that of the plan of FATE which returns is back: its schedule, what comes before the
 * work, and the `back` of what is down. To be called when it is known what returns. */
void aftermath_schedule(Aftermath *aftermath, PlanFate *fate);

#endif
