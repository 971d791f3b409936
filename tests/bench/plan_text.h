#ifndef REDBINDER_BENCH_PLAN_TEXT_H
#define REDBINDER_BENCH_PLAN_TEXT_H

#include "prose.h"

/* The files of a made-up plan. NAME is below the plan's folder. */
typedef struct PlanFile {
    const char *name;
    void (*put)(Prose *prose, GString *out);
} PlanFile;

/* The files that hold the plan itself; the last has no name. */
extern const PlanFile plan_files[];

/* Its five runbooks; the last has no name. */
extern const PlanFile runbook_files[];

#endif
