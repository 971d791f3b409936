#ifndef REDBINDER_BASE_FOLDER_H
#define REDBINDER_BASE_FOLDER_H

#include <glib.h>

/* The names in the folder PATH (char *, freed with the array), sorted by bytes, so that nothing
 * depends on the order of the disk; without "." and "..". NULL when it cannot be read; *ERROR,
 * unless ERROR is NULL, then says why. Owned by the caller. */
GPtrArray *folder_list(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
