#ifndef REDBINDER_PRESS_PDF_MISSING_H
#define REDBINDER_PRESS_PDF_MISSING_H

#include "press/press.h"

/* Reports the characters MISSING (of gunichar, sorted by this) that DOC prints and no font has:
 * where one stands first in the job's sources, or under the name of DOC. */
void pdf_missing_report(const PdfJob *job, const Doc *doc, GArray *missing, Diags *diags);

#endif
