#ifndef REDBINDER_PRESS_PDF_READER_H
#define REDBINDER_PRESS_PDF_READER_H

#include "press/pdf_record.h"

/*
 * Finds the record in a PDF that redbinder has made. This is no reader of PDF files: it looks at
 * the end of the file, at one entry of the table there and at the metadata that this names, and at
 * nothing that is packed; whatever else a file holds cannot keep it busy. A file that was written
 * anew by another program is not read; one to which something was appended, as by signing, is.
 */

/* Is the file PATH one that begins as a PDF does? */
bool pdf_reader_knows(const char *path);

/* The record in the PDF PATH. NULL when there is none: *WHY then gets the reason, which goes on
 * from "this PDF". Owned by the caller. */
PdfRecord *pdf_reader_record(const char *path, const char **why) G_GNUC_WARN_UNUSED_RESULT;

#endif
