#ifndef REDBINDER_READ_SCALAR_H
#define REDBINDER_READ_SCALAR_H

#include "base/arena.h"
#include "base/diag.h"
#include "read/schema.h"

/* One written value: its text (NUL-terminated, LENGTH bytes) and its place. */
typedef struct Scalar {
    const char *text;
    size_t length;
    Span span;
} Scalar;

/* Is TEXT an id: a-z and 0-9, with single '-' between them? Then it is an anchor and the name of
 * a file as it stands. */
bool is_id(const char *text);

/* Writes SCALAR into TARGET, the member that FIELD names (of type Text, Word, DurationValue,
 * DateValue, NumberValue, BoolValue or Ref); for the list types, an item of it. A value that
 * cannot be read keeps its text and is a finding. Strings are copied into ARENA. */
void scalar_read(const Field *field, Scalar scalar, void *target, Arena *arena, Diags *diags);

#endif
