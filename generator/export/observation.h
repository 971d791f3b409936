#ifndef REDBINDER_EXPORT_OBSERVATION_H
#define REDBINDER_EXPORT_OBSERVATION_H

#include "export/oscal.h"

/* Runs and acts as observations. A run is a TEST; an attestation is what somebody said
 * (INTERVIEW), any other act is a record that was looked at (EXAMINE). A passed run of an exercise
 * expires when that is due again; another one on UNTIL, days INT32_MIN: not. */
void observation_put_run(Oscal *oscal, const PlanView *view, const Run *run, Date until);
void observation_put_act(Oscal *oscal, const PlanView *view, const Act *act);

/* The references to the observations of RUN and ACT, either of which may be NULL. */
void observation_put_references(Oscal *oscal, const PlanView *view, const Run *run, const Act *act);

#endif
