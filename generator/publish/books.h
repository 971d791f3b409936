#ifndef REDBINDER_PUBLISH_BOOKS_H
#define REDBINDER_PUBLISH_BOOKS_H

#include "compose/book.h"
#include "publish/edition.h"
#include "publish/resources.h"

/*
 * The books of the editions, read from templates, each template once. Constant when they have been
 * read, and shared by all threads.
 */
typedef struct Books Books;

/* No books yet; templates are those of RESOURCES and of LIBRARY, which are borrowed. */
Books *books_new(Resources *resources, const Library *library) G_GNUC_WARN_UNUSED_RESULT;
void books_free(Books *books);

/* Reads the books of the editions chosen of EDITIONS, with all that they take in. What is not there
 * is a finding. */
void books_read_all(Books *books, const Editions *editions, Diags *diags);

/* The book that the template NAME makes; NULL when it could not be read. Belongs to BOOKS. */
const Book *books_find(const Books *books, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Books, books_free)

#endif
