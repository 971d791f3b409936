#ifndef REDBINDER_COMPLY_OBJECTIVE_H
#define REDBINDER_COMPLY_OBJECTIVE_H

#include "comply/comply.h"

/* Fills the objectives of STANDING from its plan, runs and coverage. */
void objectives_measure(Standing *standing);

#endif
