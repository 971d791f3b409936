#ifndef REDBINDER_HISTORY_RUN_LOG_SUBJECT_H
#define REDBINDER_HISTORY_RUN_LOG_SUBJECT_H

#include "history/run_log_events.h"

/* What a run was about, where it took place, what was restored, and who took part. */

/* Takes NAME among the people of the run, once; a ROLE (or NULL) told later is kept too. NULL
 * is nobody. */
void log_take_person(LogReader *reader, const char *name, const char *role);

/* What the line `run-begin` says of this; its plan is known. */
void log_take_subject(LogReader *reader, const LogLine *line);

/* The events `participant` and `backup`. */
void log_take_participant(LogReader *reader, const LogLine *line);
void log_take_backup(LogReader *reader, const LogLine *line);

#endif
