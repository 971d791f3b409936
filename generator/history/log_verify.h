#ifndef REDBINDER_HISTORY_LOG_VERIFY_H
#define REDBINDER_HISTORY_LOG_VERIFY_H

#include "history/log_outputs.h"
#include "history/log_seal.h"

/*
 * Whether a run log, and what lies beside it, is as the script has left it. Nothing is taken in.
 */
typedef struct LogVerdict {
    SealCheck seal;
    LogOutputs outputs;
} LogVerdict;

/* Is SOURCE a run log, of any version? */
bool log_verify_knows(const Source *source);

/* Judges SOURCE, a run log in FOLDER. What does not match is a finding, what is not sealed a
 * warning. False with a finding when it is a log of another version. */
bool log_verify(const Source *source, const char *folder, LogVerdict *verdict, Diags *diags);

#endif
