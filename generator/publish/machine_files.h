#ifndef REDBINDER_PUBLISH_MACHINE_FILES_H
#define REDBINDER_PUBLISH_MACHINE_FILES_H

#include "export/export.h"
#include "publish/pages.h"

/* What SHELF says for machines, of PLAN or (NULL) of the library; borrows both. */
ExportJob machine_job(const Shelf *shelf, const Plan *plan);

/* Writes the files for machines of VIEW: its report as JSON and its documents in OSCAL. False with
 * a finding when one could not be written. */
bool machine_files_write_plan(const Press *press, const PlanView *view, Diags *diags);

/* The same for the library, with the tables as CSV. */
bool machine_files_write_library(const Press *press, Diags *diags);

/* The page that says which file holds what. Owned by the caller. */
Doc *machine_files_document(const Press *press) G_GNUC_WARN_UNUSED_RESULT;

#endif
