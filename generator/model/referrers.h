#ifndef REDBINDER_MODEL_REFERRERS_H
#define REDBINDER_MODEL_REFERRERS_H

#include "model/library.h"

/*
 * For each plan of LIBRARY whether its references lead to a plan that is CHOSEN, directly or by way
 * of other plans and of tools; the chosen ones are among them. Only what follows from these plans
 * can concern the chosen ones. Takes time in proportion to the references. Owned by the caller.
 */
bool *library_referrers(const Library *library, const bool *chosen) G_GNUC_WARN_UNUSED_RESULT;

#endif
