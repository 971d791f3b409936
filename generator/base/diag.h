#ifndef REDBINDER_BASE_DIAG_H
#define REDBINDER_BASE_DIAG_H

#include "base/source.h"

/*
 * What is wrong, where, and what to do about it. Every room adds its findings to a
 * `Diags`; nothing below command/ prints them.
 *
 * Wording of a message: lower case, no full stop, the problem first, the subject in
 * single quotes; the arithmetic in the message ("24h + 40m > 1h").
 *
 * To add a rule: write a `const Rule` in the file of its topic, add it to the list of its
 * room (rules/rules.c, read/reading_rules.c), and make its folder in tests/rules/.
 */
typedef enum Severity {
    SEVERITY_OFF,
    SEVERITY_INFO,
    SEVERITY_WARNING,
    SEVERITY_ERROR,
} Severity;

/* "error", "warning", "info", "off". */
const char *severity_word(Severity severity);

typedef struct Rule {
    const char *id; /* subject-problem, kebab case, stable for ever */
    Severity severity;
    const char *summary; /* one sentence, lower case, no full stop */
    const char *remedy;  /* what the author should do; printed as the help line */
    const char *why;     /* what happens in a disaster when it is left as it is: one or two
                            sentences that end with a full stop; NULL where the summary says it */
    const char *origin;  /* clause or post-mortem it comes from; NULL when it is our own */
} Rule;

/* A second place that the message speaks of. */
typedef struct Note {
    Span span;
    const char *text;
} Note;

typedef struct Diag {
    const Rule *rule;
    Severity severity;
    Span span;        /* span.source NULL: see PATH */
    const char *path; /* the file or folder meant when there is no source text, else NULL */
    const char *text; /* valid UTF-8, like PATH */
    const char *help; /* what to do; never NULL */
    GPtrArray *notes; /* of Note *, may be NULL */
} Diag;

/* A list of findings. Not shared between threads. */
typedef struct Diags Diags;

Diags *diags_new(void) G_GNUC_WARN_UNUSED_RESULT;
void diags_free(Diags *diags);

/* Adds a finding of RULE at SPAN. The rule's remedy becomes the help line. The result
 * belongs to DIAGS and stays valid until it is freed: use it to add a note or a help. */
Diag *diags_add(Diags *diags, const Rule *rule, Span span, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* The same for a file or folder as a whole, or a thing of the world. */
Diag *diags_add_path(Diags *diags, const Rule *rule, const char *path, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* The file or folder that DIAG is about, as shown to people; "" when it is about none. */
const char *diag_path(const Diag *diag);

/* Adds a second place to DIAG. */
void diag_note(Diags *diags, Diag *diag, Span span, const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Puts a more exact help line in place of the rule's remedy. */
void diag_help(Diags *diags, Diag *diag, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Moves all findings of FROM to the end of DIAGS and frees FROM. */
void diags_take_all(Diags *diags, Diags *from);

/* Adds a copy of DIAG, which may belong to another list. */
void diags_add_copy(Diags *diags, const Diag *diag);

/* Keeps the findings that KEEP, asked in their order, says; it may change their severity. */
void diags_keep(Diags *diags, bool (*keep)(Diag *diag, void *data), void *data);

/* Sorts by file, line and column, then by rule and text, and drops equal findings. */
void diags_sort(Diags *diags);

size_t diags_count(const Diags *diags);
const Diag *diags_at(const Diags *diags, size_t index);
size_t diags_count_severity(const Diags *diags, Severity severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diags, diags_free)

#endif
