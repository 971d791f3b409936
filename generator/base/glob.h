#ifndef REDBINDER_BASE_GLOB_H
#define REDBINDER_BASE_GLOB_H

#include <stdbool.h>

/* Does TEXT as a whole match PATTERN, in which `*` stands for any characters, also none, and `?`
 * for one? Takes at most the product of their lengths, whatever they hold. Both are UTF-8. */
bool glob_match(const char *pattern, const char *text);

#endif
