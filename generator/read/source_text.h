#ifndef REDBINDER_READ_SOURCE_TEXT_H
#define REDBINDER_READ_SOURCE_TEXT_H

#include "base/diag.h"

/* Reads a source file, at most MAX_FILE_SIZE bytes. NULL with a finding when that fails. */
Source *source_text_read(const char *path, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* May the character C not stand in the text of a plan, neither as it is nor by an escape? */
bool source_text_forbids(gunichar c);

/* Is SOURCE valid UTF-8 without control characters other than tab and line end? Findings say
 * where it is not; the first few of each kind only. */
bool source_text_check(const Source *source, Diags *diags);

#endif
