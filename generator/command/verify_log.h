#ifndef REDBINDER_COMMAND_VERIFY_LOG_H
#define REDBINDER_COMMAND_VERIFY_LOG_H

#include "base/json.h"
#include "history/log_verify.h"

/* Judges the run log PATH. Its text, into which findings point, is added to SOURCES. False with a
 * finding when it cannot be judged. */
bool log_judge(const char *path, GPtrArray *sources, LogVerdict *verdict, Diags *diags);

/* Appends what is said of a run log for people; and for machines. */
void log_verdict_say(const LogVerdict *verdict, GString *out);
void log_verdict_put(const LogVerdict *verdict, Json *json);

#endif
