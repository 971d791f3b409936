#ifndef REDBINDER_PUBLISH_CURRENCY_H
#define REDBINDER_PUBLISH_CURRENCY_H

#include "press/pdf_record.h"

/*
 * Whether a printed PDF is as the library would be printed now, document by document.
 */
typedef enum PartState {
    PART_CURRENT,
    PART_CHANGED,
    PART_NEW,     /* not in the print */
    PART_GONE,    /* only in the print */
    PART_UNKNOWN, /* the record does not say which version it holds */
    N_PART_STATES,
} PartState;

typedef struct CurrencyPart {
    const char *path; /* of the document; borrowed from one of the records */
    PartState state;
    int first, last;     /* its pages in the print; 0: none, or not known */
    const char *imprint; /* of the print, or NULL */
    GPtrArray *words;    /* char *: what has changed, a line each; NULL: not known. Owned */
} CurrencyPart;

typedef struct Currency {
    GArray *parts;       /* of CurrencyPart: those of the print by their pages, then the new ones */
    GHashTable *by_path; /* where each is in it, counted from 1 */
    size_t counts[N_PART_STATES];
} Currency;

/* Compares OLD, the record of a print, with NOW, that of the same file now, or NULL when the
 * library has no such file any more. Both are borrowed. Owned by the caller. */
Currency *currency_new(const PdfRecord *old, const PdfRecord *now) G_GNUC_WARN_UNUSED_RESULT;
void currency_free(Currency *currency);

/* What is said of the document PATH, or NULL. */
const CurrencyPart *currency_find(const Currency *currency, const char *path);

/* Is it all as it was? */
bool currency_holds(const Currency *currency);

/* "current", "changed", "new", "gone", "unknown". */
const char *part_state_word(PartState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Currency, currency_free)

#endif
