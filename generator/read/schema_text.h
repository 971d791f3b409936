#ifndef REDBINDER_READ_SCHEMA_TEXT_H
#define REDBINDER_READ_SCHEMA_TEXT_H

#include "read/schema.h"

#include <glib.h>

/* The format for machines and for people, from the one table of schema.h. */

/* Appends a JSON Schema (draft 2020-12) of the file that SHAPE describes. PARTIAL: nothing is
 * required at the top, for files that hold a part of a plan. */
void schema_write_json(const Shape *shape, bool partial, GString *out);

/* Appends docs/format.md: every object of every file. */
void schema_write_markdown(GString *out);

/* Appends the sections of SHAPE and of all that it holds, as in docs/format.md. */
void schema_put_markdown(const Shape *shape, GString *out);

#endif
