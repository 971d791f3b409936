#ifndef REDBINDER_COMPLY_EXERCISE_STATE_H
#define REDBINDER_COMPLY_EXERCISE_STATE_H

#include "comply/comply.h"

/* Fills the exercises of STANDING from its plan and runs. Only runs that name an exercise count
 * for it: a runbook carried out in earnest is no exercise. */
void exercises_judge(Standing *standing);

#endif
