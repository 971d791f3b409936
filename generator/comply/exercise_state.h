#ifndef REDBINDER_COMPLY_EXERCISE_STATE_H
#define REDBINDER_COMPLY_EXERCISE_STATE_H

#include "comply/comply.h"

/* Fills the exercises of STANDING from its plan and runs. Only runs that name an exercise count
 * for it: a runbook carried out in earnest is no exercise. */
void exercises_judge(Standing *standing);

/* The type of the exercise that RUN was: what its exercise says, else what its evidence says. One
 * of ExerciseType; -1 when neither is known. */
int exercise_type_of_run(const Standing *standing, const Run *run);

/* "tabletop", "restore" ...; NULL behind the last type. */
const char *exercise_type_word(int type);

#endif
