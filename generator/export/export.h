#ifndef REDBINDER_EXPORT_EXPORT_H
#define REDBINDER_EXPORT_EXPORT_H

#include "comply/plan_view.h"

/*
 * Standings and verdicts for machines: one JSON document, tables as CSV, and three documents in
 * OSCAL 1.0.6. docs/reports.md says what each holds. The same job gives the same bytes. Nothing
 * that a plan or a log holds breaks a format.
 */
typedef struct ExportJob {
    const Library *library;
    const PlanView *views; /* the plans that are told of */
    size_t n_views;
    const Plan *plan; /* the one plan when it is about one, else NULL: the library */
    const char *head; /* seal of the history's last record; empty: there is none */
    Date from;        /* days INT32_MIN: without limit */
    Date as_of;
    const char *version; /* of this program */
} ExportJob;

/* Where a document goes: it is appended to TEXT. Where TAKE is not NULL, what has come together
 * there is handed to it piece by piece, and does not stay. */
typedef struct ExportOut {
    GString *text;
    void (*take)(void *data, const char *bytes, size_t length);
    void *data;
} ExportOut;

/* Hands on all that is in the text of OUT, where somebody takes it. */
void export_hand_over(const ExportOut *out);

/* Appends all tables as one JSON document; docs/schema/report.json is its schema. */
void export_json(const ExportJob *job, const ExportOut *out);

/* The names of the tables in the order of the JSON document; ends with NULL. */
extern const char *const export_tables[];

/* What the table NAME holds, for people: "what is promised, and what runs have measured". */
const char *export_table_about(const char *name);

/* Appends the table NAME, one of export_tables, as CSV (RFC 4180, UTF-8, with a header). */
void export_csv(const ExportJob *job, const char *name, const ExportOut *out);

typedef enum OscalKind {
    OSCAL_RESULTS,    /* assessment-results: runs, verdicts, risks */
    OSCAL_SCHEDULE,   /* assessment-plan: exercises and how often */
    OSCAL_MILESTONES, /* plan-of-action-and-milestones: what is open */
} OscalKind;

/* "assessment-results.xml" and so on: the documents name one another by it. */
const char *oscal_file_name(OscalKind kind);

/* Appends the document KIND as XML. */
void export_oscal(const ExportJob *job, OscalKind kind, GString *out);

#endif
