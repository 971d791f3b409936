#ifndef REDBINDER_SCRIPT_STEP_PART_H
#define REDBINDER_SCRIPT_STEP_PART_H

#include "script/flat.h"
#include "script/needs.h"

/* Appends the branch of STEP in the script's function of steps: the assignments that say all
 * about it. What STEP does not have is left out; the engine has emptied it before. NEEDS tells
 * which variables may stand in what has to be typed. */
void step_part(const FlatStep *step, const Needs *needs, GString *out);

#endif
