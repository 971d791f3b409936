#ifndef REDBINDER_PUBLISH_REPORT_H
#define REDBINDER_PUBLISH_REPORT_H

#include "publish/resources.h"

typedef enum ReportFormat {
    REPORT_MARKDOWN,
    REPORT_JSON,
    REPORT_CSV,
    REPORT_OSCAL_RESULTS,
    REPORT_OSCAL_SCHEDULE,
    REPORT_OSCAL_MILESTONES,
} ReportFormat;

typedef struct ReportForm {
    ReportFormat format;
    const char *table; /* REPORT_CSV: one of export_tables */
} ReportForm;

/* Appends the compliance report in FORM to OUT: of the library with each of its plans, or of
 * PLAN alone when it is not NULL. RUNS is taken over; READING are the findings of the readers. */
void report_write(const Library *library, const Resources *resources, const Plan *plan,
                  RunSet *runs, const Diags *reading, Date as_of, const ReportForm *form, GString *out,
                  Diags *diags);

#endif
