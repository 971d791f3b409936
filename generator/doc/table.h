#ifndef REDBINDER_DOC_TABLE_H
#define REDBINDER_DOC_TABLE_H

#include "doc/node.h"

/* Appends a table to PARENT when LINES (NULL-terminated, without line ends) are a pipe table: a
 * header, a line such as `|---|:-:|`, then rows. False, and nothing appended, when they are
 * not. */
bool table_append(Doc *doc, Node *parent, char *const *lines);

#endif
