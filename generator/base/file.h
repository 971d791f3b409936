#ifndef REDBINDER_BASE_FILE_H
#define REDBINDER_BASE_FILE_H

#include "base/diag.h"

/* The world is wrong: SEVERITY_ERROR, exit status 3. */
extern const Rule rule_system_read, rule_system_write;

/* Reads the file PATH into memory, at most LIMIT bytes. NULL with a finding (rule_system_read)
 * when it cannot be read, is no regular file, or is larger. Text is NUL-terminated; *LENGTH
 * gets its bytes. Owned by the caller (g_free). */
char *file_read(const char *path, size_t limit, size_t *length,
                Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* Writes LENGTH bytes at TEXT to PATH by way of a temporary name beside it, making folders as
 * needed. MODE is that of the file: 0644, 0755. False with a finding; then PATH is as before. */
bool file_write(const char *path, const char *text, size_t length, int mode, Diags *diags);

/* Writes LENGTH bytes at BYTES to the open FILE. False when not all of them can be; errno says why.
 */
bool file_put(int file, const char *bytes, size_t length);

/* Removes PATH and all below it, following no links. False with a finding. */
bool file_remove_tree(const char *path, Diags *diags);

#endif
