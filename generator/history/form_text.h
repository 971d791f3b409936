#ifndef REDBINDER_HISTORY_FORM_TEXT_H
#define REDBINDER_HISTORY_FORM_TEXT_H

#include <glib.h>

/* The YAML of a form that is to be filled in by hand. */
#define FORM_BLANK "________"

/* How every form begins, below its title. */
#define FORM_HEAD                                                                                  \
    "# Write on the lines, then type it in and take it into the history with\n"                    \
    "# `redbinder record FILE`. Where there is nothing to say leave the line as it is.\n"          \
    "# Put a text with a colon or # in quotes.\n"

/* One line of a comment: what could end it becomes a space. */
void form_put_words(GString *out, const char *text);

/* KEY with TEXT in quotes, or with a line to write on. */
void form_put_value(GString *out, const char *key, const char *text);

/* KEY with a line to write on, and HINT beside it, which may be empty. */
void form_put_blank(GString *out, const char *indent, const char *key, const char *hint);

#endif
