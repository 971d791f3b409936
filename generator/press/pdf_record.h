#ifndef REDBINDER_PRESS_PDF_RECORD_H
#define REDBINDER_PRESS_PDF_RECORD_H

#include <glib.h>
#include <stdbool.h>

/*
 * What a PDF says of itself to the machine that is asked years later whether it is current: which
 * documents it holds, in which version, on which pages. It stands in the field Keywords of the
 * metadata, which survives copying, mailing and signing, as one line of words with "; " between
 * them (docs/currency.md):
 *
 *   redbinder-record 1; file binder.pdf; as-of 2026-06-30; commit 1f0c…; pages 71; index 9f86… 3-4
 *
 * Names are percent-encoded, so that all of it is ASCII.
 */
enum { PDF_IMPRINT_KEPT = 16, PDF_IMPRINT_SIZE = PDF_IMPRINT_KEPT + 1, PDF_MOST_PARTS = 20000 };

/* A document in a PDF. FIRST 0: not known on which pages. */
typedef struct PdfPart {
    char *path;                     /* as Doc.path */
    char imprint[PDF_IMPRINT_SIZE]; /* its first PDF_IMPRINT_KEPT digits; "" when not known */
    int first, last;
} PdfPart;

typedef struct PdfRecord {
    char *file;      /* in the output: "binder.pdf" */
    char *as_of;     /* a date, or NULL */
    char *commit;    /* or NULL */
    bool is_public;  /* printed without what is private */
    bool is_partial; /* it holds only those documents of FILE that replace others */
    int n_pages;
    GArray *parts; /* of PdfPart, in the order of the pages */
} PdfRecord;

/* An empty record of FILE; AS_OF and COMMIT may be NULL. All is copied. Owned by the caller. */
PdfRecord *pdf_record_new(const char *file, const char *as_of,
                          const char *commit) G_GNUC_WARN_UNUSED_RESULT;
void pdf_record_free(PdfRecord *record);

/* Appends a document; IMPRINT may be NULL. */
PdfPart *pdf_record_add(PdfRecord *record, const char *path, const char *imprint);

/* Appends the line. */
void pdf_record_write(const PdfRecord *record, GString *out);

/* Reads the line TEXT, which is foreign. NULL when it is not one that pdf_record_write could have
 * written. Owned by the caller. */
PdfRecord *pdf_record_parse(const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfRecord, pdf_record_free)

#endif
