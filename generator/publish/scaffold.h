#ifndef REDBINDER_PUBLISH_SCAFFOLD_H
#define REDBINDER_PUBLISH_SCAFFOLD_H

#include "base/date.h"
#include "base/diag.h"

/*
 * A new plan library out of templates/init/, with the schemas of the format beside it, so that
 * an editor finds them without a network. A name that begins with "dot-" begins with a dot in the
 * library. In each file `{{title}}` is the title as it is, `{{quoted-title}}` as a text of YAML,
 * `{{today}}` the day for which it is made, `{{in-two-years}}` the same day two years later, and
 * `{{generator}}` the name and version of the program.
 */
typedef struct ScaffoldOptions {
    const char *folder;
    const char *title; /* one line of UTF-8 */
    Date as_of;
} ScaffoldOptions;

/* Makes the library in the folder of OPTIONS, which need not be there yet. It is written aside and
 * moved in as a whole; nothing that is there is changed, and when anything is in the way, nothing
 * is written. *N_FILES is how many files were made. False with findings. */
bool scaffold_write(const ScaffoldOptions *options, size_t *n_files, Diags *diags);

#endif
