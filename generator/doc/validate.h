#ifndef REDBINDER_DOC_VALIDATE_H
#define REDBINDER_DOC_VALIDATE_H

#include "doc/node.h"

enum { MAX_DOC_DEPTH = 64 };

/* Does DOC keep the rules of node.h: who may hold whom, at most MAX_DOC_DEPTH levels, unique
 * anchors, and an anchor for every reference within it? NULL when it does, else what is wrong,
 * owned by the caller. */
char *doc_validate(const Doc *doc) G_GNUC_WARN_UNUSED_RESULT;

#endif
