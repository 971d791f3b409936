#ifndef REDBINDER_COMMAND_LIBRARY_PATHS_H
#define REDBINDER_COMMAND_LIBRARY_PATHS_H

/* The history of LIBRARY: CHOSEN where it is not NULL, else history.db in its folder. Owned by the
 * caller. */
char *history_path(const char *library, const char *chosen);

/* The same for a command that only reads: where CHOSEN names nothing, stderr tells that nothing
 * has been shown there. */
char *history_path_to_read(const char *library, const char *chosen);

#endif
