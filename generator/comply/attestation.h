#ifndef REDBINDER_COMPLY_ATTESTATION_H
#define REDBINDER_COMPLY_ATTESTATION_H

#include "comply/comply.h"

/*
 * What people have attested about the controls of one framework, for one plan. Of several
 * attestations of the same control the newest speaks; one of the plan before one of the whole
 * library, unless its validity is over.
 */
typedef struct AttestationBook AttestationBook;

/* An attestation counts until its `until`, else as long as `within` of its control, else a year. */
typedef struct Attestation {
    const Act *act; /* NULL: there is none */
    Date until;
    bool over;
} Attestation;

/* Borrows both. Owned by the caller. */
AttestationBook *attestation_book_new(const Framework *framework,
                                      const Standing *standing) G_GNUC_WARN_UNUSED_RESULT;
void attestation_book_free(AttestationBook *book);
Attestation attestation_of(const AttestationBook *book, const Control *control);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(AttestationBook, attestation_book_free)

#endif
