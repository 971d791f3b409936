#ifndef REDBINDER_MODEL_AFTERMATH_RETURNS_H
#define REDBINDER_MODEL_AFTERMATH_RETURNS_H

#include "model/aftermath.h"

/* Finds out what that is down returns, and which runbooks are possible once other things have
 * returned. To be called when it is known what is down and what holds each runbook up. Takes time
 * in proportion to what refers to what. */
void aftermath_find_returns(Aftermath *aftermath);

#endif
