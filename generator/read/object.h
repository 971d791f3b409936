#ifndef REDBINDER_READ_OBJECT_H
#define REDBINDER_READ_OBJECT_H

#include "base/arena.h"
#include "read/schema.h"
#include "read/yaml.h"

/*
 * Mappings to structs, by the tables of schema.h.
 */
typedef struct ObjectReader {
    Yaml *yaml;
    Arena *arena;
    Diags *diags;
    const struct Plan *plan; /* set in every entity; may be NULL */
    GArray *uses;            /* of RefUse: references are added to it */
} ObjectReader;

/* The places where the keys of a top level were seen, one per field of its shape; shared by the
 * files of one plan, since each key may stand in exactly one. */
typedef struct SeenKeys {
    Span *spans;
} SeenKeys;

/* Reads the one document of the file that READER->yaml has just opened, a mapping, by SHAPE
 * into OBJECT. False when the file as a whole could not be read; findings say why. */
bool object_read_file(ObjectReader *reader, const Shape *shape, void *object, SeenKeys *seen);

/* Reports the required keys of SHAPE that SEEN lacks, at SPAN. */
void object_require(const ObjectReader *reader, const Shape *shape, const SeenKeys *seen,
                    Span span);

#endif
