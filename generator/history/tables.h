#ifndef REDBINDER_HISTORY_TABLES_H
#define REDBINDER_HISTORY_TABLES_H

#include "model/run.h"

#include <stddef.h>

/*
 * The tables of the history beside the struct members that they hold. Storing, loading, sealing,
 * exporting and merging all go by them, so that a member is named once.
 *
 * To add a member: a line here, the column in a new script of migrations.c (allowing NULL: what is
 * absent is left out of the seal, so that older rows keep theirs) and in docs/history.md.
 */
typedef enum ColumnType {
    COLUMN_TEXT,   /* const char * */
    COLUMN_SHARED, /* const char * that many rows have in common: kept once when loaded */
    COLUMN_WORD,   /* an enum, kept as one of its words */
    COLUMN_MOMENT, /* Moment; absent: NULL */
    COLUMN_DATE,   /* Date; absent: NULL */
    COLUMN_NUMBER, /* int; less than `least`: NULL */
    COLUMN_FLAG,   /* bool, kept as 0 or 1 */
} ColumnType;

typedef struct Column {
    const char *name;
    ColumnType type;
    size_t offset;
    bool required; /* NULL is damage */
    int least;
    const char *const *words;
} Column;

typedef enum TableId {
    TABLE_RECORDS,
    TABLE_EVIDENCE,
    TABLE_RUNS,
    TABLE_STEPS,
    TABLE_FINDINGS,
    TABLE_NOTES,
    TABLE_PEOPLE,
    TABLE_SERVICES,
    TABLE_EARLIER,
    TABLE_ACTS,
    TABLE_CORRECTIONS,
    TABLE_MERGES,
    N_TABLES,
} TableId;

/* The rows of a table that is numbered belong to one record and are counted from 1. */
typedef struct Table {
    const char *name;
    bool numbered;
    size_t size; /* of the struct that holds one row */
    const Column *columns;
    size_t n_columns;
} Table;

enum { MAX_COLUMNS = 32 };

/* By TableId. */
extern const Table history_tables[N_TABLES];

/* One of everything that is taken in. */
typedef enum RecordKind {
    RECORD_FILE, /* of evidence; the records that it brought follow */
    RECORD_RUN,
    RECORD_ACT,
    RECORD_CORRECTION, /* takes another record back, or puts one in its place */
    RECORD_MERGE,
    N_RECORD_KINDS,
} RecordKind;

extern const char *const record_kind_words[];

/* The tables of a record of KIND in the order of its seals, the records themselves left out; ends
 * with N_TABLES. */
const TableId *record_tables(RecordKind kind);

/* What the tables hold that model/ has no struct for. */
typedef struct RecordRow {
    int64_t seq; /* not among the columns */
    RecordKind kind;
    const char *key;      /* SHA-256 of the content, 64 hex digits */
    const char *evidence; /* SHA-256 of the file it came from, or NULL */
    const char *corrects; /* key of the record that it takes back, or NULL */
} RecordRow;

typedef struct EvidenceRow {
    const char *sha256, *name, *format;
} EvidenceRow;

typedef struct CorrectionRow {
    const char *replacement; /* key of what counts instead; NULL: nothing does */
    Date date;               /* absent where the evidence itself shows it */
    const char *by, *reason;
} CorrectionRow;

typedef struct MergeRow {
    const char *head; /* of the history that was merged */
    int records;      /* of it */
} MergeRow;

#endif
