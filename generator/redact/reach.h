#ifndef REDBINDER_REDACT_REACH_H
#define REDBINDER_REDACT_REACH_H

#include <glib.h>
#include <stddef.h>

/* How people can be reached: telephone numbers and mail addresses, found in any text. */
typedef struct Reach Reach;

Reach *reach_new(void) G_GNUC_WARN_UNUSED_RESULT;
void reach_free(Reach *reach);

/* Finds NUMBER from now on by its last seven digits, so that it does not matter whether a country
 * code stands before it, or what parts the digits. One with fewer digits is not found. */
void reach_add(Reach *reach, const char *number);

/* The length of the number or address that begins at START; 0 when none does. BEFORE is the
 * character before START, 0 for none. */
size_t reach_at(const Reach *reach, gunichar before, const char *start);

#endif
