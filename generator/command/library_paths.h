#ifndef REDBINDER_COMMAND_LIBRARY_PATHS_H
#define REDBINDER_COMMAND_LIBRARY_PATHS_H

/* The history of LIBRARY: CHOSEN where it is not NULL, else history.db in its folder. Owned by the
 * caller. */
char *history_path(const char *library, const char *chosen);

#endif
