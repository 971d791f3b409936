#ifndef REDBINDER_COMPLY_PLAN_VIEW_H
#define REDBINDER_COMPLY_PLAN_VIEW_H

#include "comply/comply.h"

/* A framework with what it says about each plan. */
typedef struct Assessment {
    const Framework *framework;
    const ControlResult *results; /* in the order of its controls */
    size_t n_results;
} Assessment;

/* One plan and all that is known about it. */
typedef struct PlanView {
    const Plan *plan;
    const Standing *standing;
    const Diags *findings;         /* of this plan, sorted */
    const Assessment *assessments; /* one per framework of the library */
    size_t n_assessments;
} PlanView;

#endif
