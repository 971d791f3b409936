#ifndef REDBINDER_SCRIPT_NEEDS_H
#define REDBINDER_SCRIPT_NEEDS_H

#include "script/flat.h"

/* What a runbook and those that it calls need, each thing once. */
typedef struct Needs {
    GPtrArray *tools;     /* const char * */
    GPtrArray *files;     /* const char * */
    GPtrArray *users;     /* const char * */
    GPtrArray *space;     /* const SpaceNeed *; all of them */
    GPtrArray *access;    /* const AccessNeed * */
    GPtrArray *variables; /* const EnvVariable * */
} Needs;

/* Of the runbooks of FLAT, the first that names a thing counts. FLAT's runbooks must outlive what
 * is returned; owned. */
Needs *needs_new(const FlatRunbook *flat) G_GNUC_WARN_UNUSED_RESULT;
void needs_free(Needs *needs);

/* The variable that the LENGTH bytes at NAME name, when it may be shown; else NULL. Borrowed. */
const char *needs_find_open(const Needs *needs, const char *name, size_t length);

/* Appends the script's function `needs`, and the rights that nothing can check. */
void needs_part(const Needs *needs, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Needs, needs_free)

#endif
