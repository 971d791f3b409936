#ifndef REDBINDER_BASE_HEADING_ID_H
#define REDBINDER_BASE_HEADING_ID_H

#include <glib.h>

/* The id at the end of a heading, "Restore {#restore}": where its brace opens in the LENGTH bytes
 * of TEXT, and *ID_LENGTH, how long the id is, which begins two bytes later. NULL when it names
 * none. */
const char *heading_id(const char *text, size_t length, size_t *id_length);

#endif
