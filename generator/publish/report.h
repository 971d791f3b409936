#ifndef REDBINDER_PUBLISH_REPORT_H
#define REDBINDER_PUBLISH_REPORT_H

#include "export/export.h"
#include "publish/shelf.h"

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

/* Writes the compliance report in FORM to OUT: of the library with each of its plans, or of PLAN
 * alone when it is not NULL. */
void report_write(const Shelf *shelf, const Plan *plan, const ReportForm *form,
                  const ExportOut *out, Diags *diags);

#endif
