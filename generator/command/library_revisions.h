#ifndef REDBINDER_COMMAND_LIBRARY_REVISIONS_H
#define REDBINDER_COMMAND_LIBRARY_REVISIONS_H

#include "model/revisions.h"

/* What git tells of the plan library in FOLDER: the commits that led to the present one, without
 * merges, and of very many the latest. NULL when there is no git, no repository, or one that does
 * not hold all of them, whose dates would be wrong. Owned by the caller. */
Revisions *library_revisions(const char *folder) G_GNUC_WARN_UNUSED_RESULT;

#endif
