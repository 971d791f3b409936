#ifndef REDBINDER_PRESS_ROUTE_H
#define REDBINDER_PRESS_ROUTE_H

#include <glib.h>

/*
 * The way from one document of the output to another, as a relative link. Documents are named
 * as in doc/node.h: by their path from the root, without suffix.
 */

/* Appends the way from document FROM to the root of the output: "", "../", "../../" ... */
void route_to_root(GString *out, const char *from);

/* Appends the way from document FROM to document TO, which has SUFFIX (".html"). */
void route_to_document(GString *out, const char *from, const char *to, const char *suffix);

#endif
