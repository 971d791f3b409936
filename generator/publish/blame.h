#ifndef REDBINDER_PUBLISH_BLAME_H
#define REDBINDER_PUBLISH_BLAME_H

#include "base/diag.h"
#include "model/library.h"

/* Hands out FINDINGS: each to the plan in whose folder it lies, and one about somebody in
 * people.yaml to every plan that refers to them. What belongs to no plan's folder is also in
 * OTHERS. BY_PLAN has a list for each plan of LIBRARY. */
void blame(const Library *library, const Diags *findings, Diags **by_plan, Diags *others);

#endif
