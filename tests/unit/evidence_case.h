#ifndef REDBINDER_UNIT_EVIDENCE_CASE_H
#define REDBINDER_UNIT_EVIDENCE_CASE_H

#include "history/evidence.h"

#include <check.h>
#include <string.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* A file of evidence, what was read of it, and the findings. */
typedef struct Case {
    Source *source;
    Diags *diags;
    EvidenceFormat format;
    Evidence *evidence;
    char *found; /* "line:column rule text" lines, sorted */
} Case;

static inline char *case_list_found(const Case *c)
{
    diags_sort(c->diags);
    GString *found = g_string_new(NULL);
    for (size_t i = 0; i < diags_count(c->diags); i++) {
        const Diag *diag = diags_at(c->diags, i);
        ck_assert_ptr_eq(diag->span.source, c->source);
        Place place = source_place(c->source, diag->span.offset);
        g_string_append_printf(found, "%u:%u %s %s\n", place.line, place.column, diag->rule->id,
                               diag->text);
    }
    return g_string_free(found, FALSE);
}

/* Reads the LENGTH bytes at TEXT as those of the file PATH, in the format that they are in when
 * FORMAT is NULL; for free_case(). */
static inline Case case_read(const char *path, const char *text, size_t length,
                             const EvidenceHints *hints, const EvidenceFormat *format)
{
    Case c = {.diags = diags_new()};
    char *copy = g_malloc(length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    c.source = source_new_take(path, copy, length);
    if (format != NULL)
        c.format = *format;
    else
        ck_assert(evidence_format(c.source, &c.format, c.diags));
    EvidenceInput input = {c.source, HASH, hints};
    c.evidence = evidence_read(&input, c.format, c.diags);
    c.found = case_list_found(&c);
    return c;
}

static inline void free_case(Case *c)
{
    g_free(c->found);
    evidence_free(c->evidence);
    diags_free(c->diags);
    source_free(c->source);
}

#endif
