#ifndef REDBINDER_HISTORY_RECORD_ROWS_H
#define REDBINDER_HISTORY_RECORD_ROWS_H

#include "base/arena.h"
#include "history/seal.h"
#include "history/tables.h"

/*
 * One record as rows of values: what is between a struct and the database, and between two
 * databases.
 *
 * The canonical text of a row is a JSON object without blanks: "table", then "seq" (of a record) or
 * "position" (of a numbered table), then the columns in the order of tables.c. What is NULL is left
 * out. The key of a record is the SHA-256 of a line with its kind and what it corrects, and the
 * canonical texts of its other rows, each with a line end: nothing of where and when it was taken
 * in, so that two histories give the same record the same key.
 */
typedef enum ValueType { VALUE_NULL, VALUE_NUMBER, VALUE_TEXT } ValueType;

typedef struct Value {
    ValueType type;
    int64_t number;
    const char *text;
} Value;

typedef struct Row {
    TableId table;
    int64_t position;         /* within the table, from 1; of the records: seq */
    size_t values;            /* index of the first of its values */
    size_t text, text_length; /* its canonical text, once the record is complete */
    Seal seal;                /* as the database has it; zero for a new row */
} Row;

typedef struct Record {
    RecordRow about;
    GArray *rows;   /* of Row; the first is the row of the records itself */
    GArray *values; /* of Value */
    GString *texts; /* canonical texts, one behind the other */
    Arena *arena;   /* for what its values need; made when needed */
    char key[SEAL_DIGITS + 1];
    Seal head; /* as the database has it: the seal of its last row */
} Record;

/* A new, empty record, to be used for one after another; owned by the caller. */
Record *record_new(void) G_GNUC_WARN_UNUSED_RESULT;
void record_free(Record *record);

/* Empties RECORD for one ABOUT, whose key does not matter. Texts are borrowed until the next. */
void record_begin(Record *record, RecordRow about);

/* Adds the COUNT structs at ITEMS, of the type that TABLE holds, as rows. */
void record_add(Record *record, TableId table, const void *items, size_t count);

/* Adds an empty row and gives its values, all NULL, for the caller to set. */
Value *record_add_row(Record *record, TableId table, int64_t position);

/* Writes the key, and the canonical texts of all rows but the first. */
void record_complete(Record *record);

/* Makes the complete RECORD number SEQ of a history: writes the canonical text of its first row. */
void record_number(Record *record, int64_t seq);

const Value *row_values(const Record *record, const Row *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Record, record_free)

#endif
