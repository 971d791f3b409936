#ifndef REDBINDER_READ_READER_H
#define REDBINDER_READ_READER_H

#include "base/diag.h"
#include "base/workers.h"
#include "model/library.h"
#include "read/schema.h"

/*
 * YAML to model. All errors of all files are found in one run; a field that cannot be read
 * stays empty and everything else is kept.
 */

enum {
    MAX_FILE_SIZE = 1024 * 1024,
    MAX_PROSE_SIZE = 64 * 1024,
    MAX_LINE_SIZE = 4 * 1024,
    MAX_YAML_DEPTH = 64,
    MAX_FILE_FINDINGS = 200,
};

/* Reads the whole plan library in the folder PATH. NULL with findings when PATH is not one.
 * Plans that cannot be read are in `unreadable`. Owned by the caller. */
Library *read_library(const char *path, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* The same, the plans being read by WORKERS. */
Library *read_library_with(const char *path, const Workers *workers,
                           Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the mapping in SOURCE by the table SHAPE into OBJECT, a zeroed struct of that shape;
 * what it points to comes from ARENA. References stay without target. False when the file as
 * a whole could not be read (syntax, encoding); findings say why. */
bool read_object(const Source *source, const Shape *shape, void *object, Arena *arena,
                 Diags *diags);

/* All rules of this room, sorted by id; ends with NULL. */
extern const Rule *const reading_rules[];

#endif
