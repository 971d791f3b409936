#ifndef REDBINDER_SCRIPT_TAGS_H
#define REDBINDER_SCRIPT_TAGS_H

#include "script/flat.h"

/* Appends the assignment of rb_tag_lines: each tag of FLAT's steps on a line of its own, a tab, and
 * the numbers of the steps that carry it. */
void tags_part(const FlatRunbook *flat, GString *out);

#endif
