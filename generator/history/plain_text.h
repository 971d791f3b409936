#ifndef REDBINDER_HISTORY_PLAIN_TEXT_H
#define REDBINDER_HISTORY_PLAIN_TEXT_H

#include "base/arena.h"

/*
 * Text from outside: evidence, and a database that anybody may have written to. Text is plain
 * when it is UTF-8 without control characters.
 */

/* How many bytes of the LENGTH at TEXT are plain, counted from the start; a tab counts as
 * plain, because it separates the fields of a run log. */
size_t plain_text_span(const char *text, size_t length);

/* A plain copy of the LENGTH bytes at TEXT: white space and control characters become one
 * space, broken bytes U+FFFD. At most MAX characters, the last then "…". Belongs to ARENA. */
const char *plain_text(Arena *arena, const char *text, size_t length,
                       size_t max) G_GNUC_WARN_UNUSED_RESULT;

#endif
