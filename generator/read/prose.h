#ifndef REDBINDER_READ_PROSE_H
#define REDBINDER_READ_PROSE_H

#include "base/arena.h"
#include "base/diag.h"

enum { MAX_PROSE_DEPTH = 32, MAX_DELIMITERS = 2000 };

/* Is a Markdown text short enough, and shallow enough to be parsed in good time? A finding at
 * SPAN says when it is not. */
bool prose_within_limits(const char *text, size_t length, Span span, Diags *diags);

/* The size alone, for text that is kept verbatim. */
bool prose_within_size(size_t length, Span span, Diags *diags);

/* The same for a value that is no prose: a name, an id, a figure. */
bool prose_within_line(size_t length, Span span, Diags *diags);

/* The text of the first line of TEXT when it is a heading `# ...`, without an id at its end; *REST
 * gets what follows. NULL when it is none; else in ARENA. */
const char *prose_title(Arena *arena, const char *text, const char **rest);

#endif
