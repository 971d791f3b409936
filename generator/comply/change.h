#ifndef REDBINDER_COMPLY_CHANGE_H
#define REDBINDER_COMPLY_CHANGE_H

#include "comply/comply.h"

/* In what way the runbook of RUN is no longer what was carried out: "has changed since"; NULL when
 * it still is, or when nothing can be said. */
const char *runbook_change(const Standing *standing, const Run *run);

#endif
