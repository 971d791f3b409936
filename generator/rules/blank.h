#ifndef REDBINDER_RULES_BLANK_H
#define REDBINDER_RULES_BLANK_H

#include <stdbool.h>

/*
 * Blanks: text that holds the place of a name, an address or a number that nobody has filled in.
 */

/* Why TEXT is a blank: "it is still to be filled in"; NULL when it seems to be real. The result
 * is constant text. */
const char *blank_reason(const char *text);

/* Whether TEXT is a telephone number of the North American plan in the 555 block, which leads
 * nowhere. TEXT may be in any notation. */
bool blank_is_fictional_number(const char *text);

#endif
