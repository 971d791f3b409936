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

/* For the documents of LIBRARY, which is borrowed. Owned by the caller. May be asked by several
 * threads at once. */
Imprints *imprints_new(const Library *library) G_GNUC_WARN_UNUSED_RESULT;
void imprints_free(Imprints *imprints);

/* The document that the imprint is made of. It carries the imprint of SUBJECT, its text none. Owned
 * by the caller. */
Doc *imprint_compose(const Imprints *imprints, const Template *template, const Subject *subject,
                     const char *path) G_GNUC_WARN_UNUSED_RESULT;

/* The imprint of the document PATH by TEMPLATE about SUBJECT, whose views are those of the library:
 * DIGEST_DIGITS digits; belongs to IMPRINTS. */
const char *imprint_of(Imprints *imprints, const Template *template, const Subject *subject,
                       const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Imprints, imprints_free)

#endif
