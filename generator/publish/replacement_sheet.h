#ifndef REDBINDER_PUBLISH_REPLACEMENT_SHEET_H
#define REDBINDER_PUBLISH_REPLACEMENT_SHEET_H

#include "publish/replacement.h"

/* The sheet in front of the pages: for each document what goes out of the old print and what comes
 * in. DOCS are the documents of the new print in order, N of them; RECORD says on which of the new
 * pages they stand, and is NULL as long as that is not known. Owned by the caller. */
Doc *replacement_sheet(const Replacement *replacement, const Doc *const *docs, size_t n,
                       const PdfRecord *record) G_GNUC_WARN_UNUSED_RESULT;

/* "pages 12-15", "page 3"; NULL when FIRST is 0. Owned by the caller. */
char *replacement_pages(int first, int last) G_GNUC_WARN_UNUSED_RESULT;

#endif
