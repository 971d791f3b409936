#ifndef REDBINDER_PUBLISH_PAPERS_H
#define REDBINDER_PUBLISH_PAPERS_H

#include "base/diag.h"
#include "doc/node.h"
#include "model/library.h"
#include "press/pdf_record.h"

/*
 * What would be printed of a library as it is now: its PDFs, and which documents in which version
 * each holds. Nothing is printed, no history is looked at and nothing is checked.
 */
typedef struct Papers Papers;

/* Reads the library in FOLDER; with IS_PUBLIC without what is private. NULL with findings when
 * there is none to speak of. Owned by the caller. */
Papers *papers_new(const char *folder, bool is_public, Diags *diags) G_GNUC_WARN_UNUSED_RESULT;
void papers_free(Papers *papers);

/* All PDFs of all editions, each a record (const PdfRecord *) without pages; sorted by file. */
const GPtrArray *papers_records(const Papers *papers);

/* That of the PDF called FILE, or NULL. */
const PdfRecord *papers_find(const Papers *papers, const char *file);

/* Composes the documents that are keys of PATHS, as they are for their imprints: a table from path
 * to Doc. Owned by the caller. */
GHashTable *papers_documents(const Papers *papers, GHashTable *paths) G_GNUC_WARN_UNUSED_RESULT;

/* The library that was read. */
const Library *papers_library(const Papers *papers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Papers, papers_free)

#endif
