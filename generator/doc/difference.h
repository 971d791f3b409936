#ifndef REDBINDER_DOC_DIFFERENCE_H
#define REDBINDER_DOC_DIFFERENCE_H

#include "doc/node.h"

/* What has changed from OLD to NOW, for a reader of the old one: a line for each step, card and
 * section in which something has, such as "step restore: takes 45 min -> 1 h; command changed".
 * Empty when nothing has that can be told. The array of texts is owned by the caller. */
GPtrArray *doc_differences(const Doc *old, const Doc *now) G_GNUC_WARN_UNUSED_RESULT;

#endif
