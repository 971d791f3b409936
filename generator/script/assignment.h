#ifndef REDBINDER_SCRIPT_ASSIGNMENT_H
#define REDBINDER_SCRIPT_ASSIGNMENT_H

#include "model/value.h"

/*
 * Lines `name='value'` of a script. NAME is ours and written as it is, with the indentation
 * in front of it; every value is quoted. A value that is NULL writes no line.
 */

/* VALUE byte for byte: what will be run, or compared. */
void assign_exact(GString *out, const char *name, const char *value);

/* VALUE as a terminal may see it: several lines, or one. */
void assign_text(GString *out, const char *name, const char *value);
void assign_line(GString *out, const char *name, const char *value);

/* LENGTH for people; as it was written when it could not be read. */
void assign_words(GString *out, const char *name, const DurationValue *length);

/* LENGTH in seconds; nothing when it is not known. */
void assign_seconds(GString *out, const char *name, const DurationValue *length);

#endif
