#ifndef REDBINDER_COMPOSE_BOOK_H
#define REDBINDER_COMPOSE_BOOK_H

#include "compose/compose.h"

/*
 * A book is a row of documents that are printed as one. Its template is Markdown like any other,
 * but for lines that take in whole documents, each line on its own:
 *
 *   ::document{people.md}         what that template makes
 *   ::each-plan{plan.md}          the same for each plan
 *   ::each-runbook{runbook.md}    the same for each runbook of the plan
 *
 * What is taken in may be a book, too. The Markdown between two such lines is a document.
 */
typedef enum BookPartKind {
    BOOK_TEXT,
    BOOK_DOCUMENT,
    BOOK_EACH_PLAN,
    BOOK_EACH_RUNBOOK,
} BookPartKind;

typedef struct Book Book;
typedef struct BookPart {
    BookPartKind kind;
    char *text;       /* TEXT: Markdown, owned, its lines numbered as in the template */
    char *name;       /* else: the template taken in, owned */
    const Book *book; /* else: what that makes; borrowed; NULL when it cannot be had */
    Span span;        /* else: the line that takes it in */
} BookPart;

struct Book {
    Template template;
    GPtrArray *parts; /* BookPart *, owned */
};

extern const Rule rule_template_document;

/* The book that TEMPLATE makes; what its parts take in is not yet found. Owned by the caller. */
Book *book_new(const Template *template) G_GNUC_WARN_UNUSED_RESULT;
void book_free(Book *book);

/* Composes the documents of BOOK about SUBJECT and appends them to DOCS (Doc *, owned). DIAGS as in
 * compose. */
void book_compose(const Book *book, const Subject *subject, GPtrArray *docs, Diags *diags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Book, book_free)

#endif
