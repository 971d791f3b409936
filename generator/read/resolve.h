#ifndef REDBINDER_READ_RESOLVE_H
#define REDBINDER_READ_RESOLVE_H

#include "base/diag.h"
#include "model/library.h"

/* Gives every reference of LIBRARY its target. What names nothing is a finding that proposes
 * the nearest id; so is an id that two things share which one reference could mean. PEOPLE_USES
 * are the references written in people.yaml (RefUse). PARTIAL is the set of plans of which a file
 * could not be read, and LIBRARY when that is people.yaml: what is not found there is no finding,
 * for it may stand in that file. */
void resolve_library(Library *library, const GArray *people_uses, GHashTable *partial,
                     Diags *diags);

#endif
