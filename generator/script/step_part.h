#ifndef REDBINDER_SCRIPT_STEP_PART_H
#define REDBINDER_SCRIPT_STEP_PART_H

#include "model/library.h"

/* Appends the branch of STEP in the script's function `step`: the assignments that say all
 * about it. What STEP does not have is left out; the engine has emptied it before. */
void step_part(const Step *step, GString *out);

/* What the script calls STEP: its id, on one line, or its number when it has none. */
void step_label(const Step *step, GString *out);

#endif
