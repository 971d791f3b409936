#ifndef REDBINDER_PUBLISH_REPLACEMENT_H
#define REDBINDER_PUBLISH_REPLACEMENT_H

#include "publish/build.h"
#include "publish/currency.h"

/*
 * The pages that make an old print current: a sheet that says what to take out and what to put in,
 * then the documents that are changed or new, each naming in its feet the pages that it replaces.
 */
typedef struct Replacement {
    const PdfRecord *record;  /* of the old print */
    const Currency *currency; /* of the same */
} Replacement;

/* Prints the pages for REPLACEMENT into OUT, a PDF of the library of OPTIONS, of which library,
 * history, commit and period count. Findings about the plans are left out. False with a finding
 * when it cannot be, or when the library has no such PDF any more. */
bool replacement_print(const Replacement *replacement, const BuildOptions *options, GString *out,
                       Diags *diags);

#endif
