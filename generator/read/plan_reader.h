#ifndef REDBINDER_READ_PLAN_READER_H
#define REDBINDER_READ_PLAN_READER_H

#include "base/diag.h"
#include "model/library.h"

/* Reads the plan in the folder PATH; ID is the folder's name. References have no target yet.
 * NULL with findings when nothing of plan.yaml could be read; *WHOLE tells whether all files of
 * the plan could. The sources read are appended to SOURCES. Several plans may be read at the same
 * time. */
Plan *plan_read(const char *path, const char *id, GPtrArray *sources, bool *whole,
                Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

#endif
