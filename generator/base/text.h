#ifndef REDBINDER_BASE_TEXT_H
#define REDBINDER_BASE_TEXT_H

#include <glib.h>

/* TEXT fit to be shown: without control characters other than newline and tab, without
 * noncharacters, bytes that are no UTF-8 as U+FFFD. NULL gives "". The result is TEXT itself
 * when there is nothing to do; else a copy, which *COPY gets and the caller frees. */
const char *text_clean(const char *text, char **copy);

#endif
