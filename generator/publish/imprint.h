#ifndef REDBINDER_PUBLISH_IMPRINT_H
#define REDBINDER_PUBLISH_IMPRINT_H

#include "compose/compose.h"
#include "publish/digest.h"

/*
 * The imprint of a document: what stands on paper to tell one version of it from another.
 *
 * It is the SHA-256 of the document as Markdown, composed from the sources alone: without the
 * history, without findings, for no day. So it stays the same however often the library is built,
 * and changes with every word, number and step that a reader could follow. It does change with the
 * templates, and where another version of redbinder words things differently.
 *
 * Composed documents carry it (Doc.imprint), and what composes them knows it (Subject.imprint).
 * Paper shows its first DOC_IMPRINT_SHOWN digits.
 */
typedef struct Imprints Imprints;

/* For the documents of LIBRARY, which is borrowed. Owned by the caller. */
Imprints *imprints_new(const Library *library) G_GNUC_WARN_UNUSED_RESULT;
void imprints_free(Imprints *imprints);

/* What gives a document about a subject its imprint, DIGEST_DIGITS digits; belongs to IMPRINTS, as
 * do the digits. The views of subjects are those of all plans of the library, in order. May be
 * asked by several threads at once. */
const Imprinter *imprints_imprinter(const Imprints *imprints);

/* The days and the generator of documents that imprints are made from. */
extern const Period imprint_period;
extern const char imprint_generator[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Imprints, imprints_free)

#endif
