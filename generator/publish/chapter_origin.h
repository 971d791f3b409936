#ifndef REDBINDER_PUBLISH_CHAPTER_ORIGIN_H
#define REDBINDER_PUBLISH_CHAPTER_ORIGIN_H

#include "model/library.h"

/* The file of LIBRARY in which most of the page PAGE ("risks") of PLAN is written, since each key
 * of a plan may stand in any file of its folder; owned by the caller. NULL when that is not known.
 */
char *chapter_origin(const Library *library, const Plan *plan,
                     const char *page) G_GNUC_WARN_UNUSED_RESULT;

#endif
