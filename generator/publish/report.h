#ifndef REDBINDER_PUBLISH_REPORT_H
#define REDBINDER_PUBLISH_REPORT_H

#include "publish/resources.h"

/* Appends the compliance report as Markdown to OUT: of the library with each of its plans, or of
 * PLAN alone when it is not NULL. RUNS is taken over; READING are the findings of the readers. */
void report_write(const Library *library, const Resources *resources, const Plan *plan,
                  RunSet *runs, const Diags *reading, Date as_of, GString *out, Diags *diags);

#endif
