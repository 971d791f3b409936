#ifndef REDBINDER_PUBLISH_FRAMEWORKS_H
#define REDBINDER_PUBLISH_FRAMEWORKS_H

#include "comply/comply.h"

/*
 * The frameworks of a library: files of its own folder templates/frameworks/, else of the
 * program's. One that extends another is put together here; one of the library may extend the
 * program's of the same name.
 */
extern const Rule rule_framework_misnamed, rule_framework_circle, rule_framework_unknown;

/* Reads the frameworks that redbinder.yaml names, in that order, and checks them and what plans
 * call not applicable. N gets their number. What cannot be found is a finding and left out. The
 * array and what it holds are owned by the caller. */
Framework **frameworks_read(const Library *library, size_t *n,
                            Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the framework NAME, whether redbinder.yaml names it or not. NULL with a finding when there
 * is none. Owned by the caller. */
Framework *framework_read(const Library *library, const char *name,
                          Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

#endif
