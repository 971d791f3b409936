#ifndef REDBINDER_PUBLISH_REPORT_H
#define REDBINDER_PUBLISH_REPORT_H

#include "publish/shelf.h"

/* Appends the compliance report as Markdown to OUT: of the library with each of its plans, or of
 * PLAN alone when it is not NULL. */
void report_write(const Shelf *shelf, const Plan *plan, GString *out, Diags *diags);

#endif
