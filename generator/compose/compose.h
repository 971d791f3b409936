#ifndef REDBINDER_COMPOSE_COMPOSE_H
#define REDBINDER_COMPOSE_COMPOSE_H

#include "base/diag.h"
#include "comply/plan_view.h"
#include "doc/node.h"
#include "model/library.h"

/*
 * Document trees out of plans, standings and verdicts, following templates: Markdown with
 * variables `{{plan.title}}` and directives `::objectives` on a line of their own.
 */

struct Subject;
struct Template;

/* Gives documents their imprints (Doc.imprint); the texts are its own. */
typedef struct Imprinter {
    const char *(*ask)(void *data, const struct Template *template, const struct Subject *subject,
                       const char *path);
    void *data;
} Imprinter;

/* What a document is about. A directive that needs a part which is NULL is a finding. */
typedef struct Subject {
    const Library *library;
    const PlanView *views; /* of all plans, in order */
    size_t n_views;
    const PlanView *view;   /* the plan, or NULL */
    const Runbook *runbook; /* or NULL */
    const Diags *findings;  /* of what belongs to no plan, or NULL */
    Date as_of;
    Date from;             /* first day of the period; days INT32_MIN: without limit */
    const char *head;      /* of the history, as RunSet has it; "" when there is none */
    size_t n_runs, n_acts; /* records of the history up to AS_OF */
    bool is_public;        /* the public edition: what is private is no longer in the model */
    const char *generator; /* name and version */
    bool paper;            /* it will be printed */
    DocTab tab;
    const Imprinter *imprinter; /* or NULL: documents have no imprint */
    const char *imprint;        /* of the document at hand, once compose() has asked for it */
    bool bare; /* the document is for its imprint: without hashes of files and the like */
} Subject;

/* A report tells of so many of a plan's runs, the newest; the history has all. */
enum { COMPOSE_MOST_RUNS = 50 };

/* A template, checked when it is used. */
typedef struct Template {
    const char *name; /* plan.md */
    const Source *source;
    const struct Template *pages; /* those that it may name by ::page{NAME}, called NAME here */
    size_t n_pages;
    const char *text; /* instead of all of the source: a part of it, its lines in their places */
} Template;

/* Composes the document PATH by TEMPLATE. Sections in which nothing but their heading stands are
 * left out. Unknown variables and directives are findings in DIAGS, which are the same for
 * every subject: pass NULL when they have been reported. Never NULL; owned by the caller. */
Doc *compose(const Template *template, const Subject *subject, const char *path,
             Diags *diags) G_GNUC_WARN_UNUSED_RESULT;

/* Paths of documents in the output, without suffix; owned by the caller. */
char *plan_document(const Plan *plan);
char *plan_compliance_document(const Plan *plan);
char *runbook_document(const Runbook *runbook);

/* All rules of this room, sorted by id; ends with NULL. */
extern const Rule *const compose_rules[];

#endif
