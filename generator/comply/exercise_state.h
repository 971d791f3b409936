#ifndef REDBINDER_COMPLY_EXERCISE_STATE_H
#define REDBINDER_COMPLY_EXERCISE_STATE_H

#include "comply/comply.h"

/* Whether EXERCISE says how often it takes place. */
bool exercise_has_frequency(const Exercise *exercise);

/* Fills the exercises of STANDING from its plan and runs. Only runs that name an exercise count
 * for it: a runbook carried out in earnest is no exercise. */
void exercises_judge(Standing *standing);

#endif
