#ifndef REDBINDER_PUBLISH_PAPER_PRINT_H
#define REDBINDER_PUBLISH_PAPER_PRINT_H

#include "publish/pages.h"

/* Prints JOB to PATH with a record of what it holds, or hands it to whoever takes it in place of
 * that. False with a finding. */
bool paper_print(const Press *press, const PdfJob *job, const char *path, Diags *diags);

#endif
