#ifndef REDBINDER_PRESS_PDF_TAGS_H
#define REDBINDER_PRESS_PDF_TAGS_H

#include "press/press.h"

/*
 * What cairo cannot say of a document's structure and who does not see needs: the language, that
 * the cells of a header row are about their columns, and what figures show. It is put into the
 * bytes that cairo writes while they pass by, and the table of objects at their end is made to
 * agree. No more than one object is held at a time, beside that table.
 */
typedef struct PdfTags PdfTags;

/* The bytes of one PDF go to WRITE with DATA. LANGUAGE is BCP 47 and the caller's. */
PdfTags *pdf_tags_new(PdfWrite write, void *data, const char *language) G_GNUC_WARN_UNUSED_RESULT;

/* Takes what cairo writes. What cannot be written is told at the end. */
void pdf_tags_write(PdfTags *tags, const char *bytes, size_t length);

/* All pages have been written; what comes now is the structure. FIGURES (of const char *) says what
 * each figure shows, in the order of the pages; NULL when they cannot be told apart. */
void pdf_tags_end_pages(PdfTags *tags, const GPtrArray *figures);

/* Writes what is held. Bytes that are not as cairo writes them pass as they are. False when the
 * table of objects could not be made to agree, or when something could not be written. */
bool pdf_tags_end(PdfTags *tags);

/* Has the writing failed, and not something else? */
bool pdf_tags_write_failed(const PdfTags *tags);

/* NULL is allowed. */
void pdf_tags_free(PdfTags *tags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfTags, pdf_tags_free)

#endif
