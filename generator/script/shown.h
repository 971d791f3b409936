#ifndef REDBINDER_SCRIPT_SHOWN_H
#define REDBINDER_SCRIPT_SHOWN_H

#include <glib.h>
#include <stdbool.h>

/*
 * Text of a plan as a terminal may see it. What could steer the terminal or turn the order of
 * what is read (control characters, bidirectional overrides, line separators, broken UTF-8)
 * is written out: ESC becomes <U+001B>. A reader then sees what is there.
 */

/* Appends TEXT, of several lines perhaps, without the newlines at its end. */
void shown_text(GString *out, const char *text);

/* Appends TEXT as one line: newlines and tabs become spaces, none at the end. */
void shown_line(GString *out, const char *text);

/* Whether TEXT can be shown as it is. */
bool shown_is_plain(const char *text);

#endif
