#ifndef REDBINDER_COMMAND_LIBRARY_PAST_H
#define REDBINDER_COMMAND_LIBRARY_PAST_H

#include "command/git_objects.h"
#include "publish/papers.h"

/* What would be printed of the library in FOLDER as it was in COMMIT, an id or the beginning of one
 * of at least 7 digits, as OBJECTS, of that folder, have it. NULL when it cannot be had. Owned by
 * the caller. */
Papers *library_past(GitObjects *objects, const char *commit) G_GNUC_WARN_UNUSED_RESULT;

#endif
