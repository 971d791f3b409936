#ifndef REDBINDER_HISTORY_CARRY_OVER_H
#define REDBINDER_HISTORY_CARRY_OVER_H

#include "base/diag.h"

struct History;

/* Makes sealed records of the rows in the tables *_2, files and runs in the order of their numbers,
 * and drops those tables. False with a finding. */
bool carry_over_version_2(struct History *history, Diags *diags);

#endif
