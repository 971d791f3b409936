#ifndef REDBINDER_READ_LIBRARY_FILES_H
#define REDBINDER_READ_LIBRARY_FILES_H

#include "base/diag.h"

/* Names in FOLDER that do not begin with '.', sorted; NULL with a finding when it cannot be
 * read. Owned by the caller (char *, freed with the array). */
GPtrArray *folder_names(const char *folder, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* Is PATH a folder? Follows links. */
bool is_folder(const char *path);

/* A file that is not there is no finding; anything else that keeps it from being read is, a link
 * to nowhere too. */
bool is_there(const char *path);

#endif
