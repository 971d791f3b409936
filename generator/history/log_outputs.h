#ifndef REDBINDER_HISTORY_LOG_OUTPUTS_H
#define REDBINDER_HISTORY_LOG_OUTPUTS_H

#include "base/diag.h"

/*
 * The files beside a run log that hold what its commands have printed.
 */
typedef struct LogOutputs {
    size_t n_whole;   /* as the log says, as far as it says something */
    size_t n_missing; /* not there, or not to be read */
    size_t n_changed;
} LogOutputs;

/* Looks for the files that SOURCE, a run log in FOLDER, names as output, and compares them with
 * their SHA-256 where it has that. What is missing or changed is a finding. */
LogOutputs log_outputs_check(const Source *source, const char *folder, Diags *diags);

#endif
