#ifndef REDBINDER_COMPLY_VERDICT_H
#define REDBINDER_COMPLY_VERDICT_H

#include "comply/comply.h"

/* The verdict on a whole of which A and B are parts: not-satisfied before no-evidence before
 * stale before satisfied; what is not applicable counts for nothing. */
Verdict verdict_worst(Verdict a, Verdict b);

#endif
