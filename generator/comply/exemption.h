#ifndef REDBINDER_COMPLY_EXEMPTION_H
#define REDBINDER_COMPLY_EXEMPTION_H

#include "comply/comply.h"

/*
 * What plan and library call not applicable, by the controls of one framework. The plan speaks
 * before the library, unless its claim is over.
 */
typedef struct ExemptionBook ExemptionBook;

/* Borrows all. Owned by the caller. */
ExemptionBook *exemption_book_new(const Framework *framework, const Plan *plan,
                                  const Library *library, Date as_of) G_GNUC_WARN_UNUSED_RESULT;
void exemption_book_free(ExemptionBook *book);

/* The claim about CONTROL; NULL when there is none, or none that is whole. *OVER gets whether its
 * last day has passed. */
const Exemption *exemption_of(const ExemptionBook *book, const Control *control, bool *over);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ExemptionBook, exemption_book_free)

#endif
