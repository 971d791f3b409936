#ifndef REDBINDER_COMMAND_FORM_SUBJECTS_H
#define REDBINDER_COMMAND_FORM_SUBJECTS_H

#include "history/history.h"

/* FormSubject: what an empty form for acts of KIND lists of LIBRARY, or of PLAN alone where that
 * is not NULL. People for trainings and contacts, data sets for backups, for attestations the
 * controls of the library's frameworks that only a person can attest; else none. Their texts
 * belong to ARENA. What is wrong with a framework is found elsewhere. */
GArray *form_subjects_new(ActKind kind, const Library *library, const Plan *plan,
                          Arena *arena) G_GNUC_WARN_UNUSED_RESULT;

#endif
