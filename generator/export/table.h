#ifndef REDBINDER_EXPORT_TABLE_H
#define REDBINDER_EXPORT_TABLE_H

#include "export/export.h"

/*
 * The tables that JSON and CSV print alike. To add a column: its name in the table and its cell in
 * the row function at the same place, a line in docs/schema/report.json and in docs/reports.md.
 */
enum { TABLE_COLUMNS = 48 };

typedef enum CellKind {
    CELL_ABSENT,
    CELL_TEXT,  /* words of plans and evidence, which may hold anything */
    CELL_PLAIN, /* a day or an instant */
    CELL_NUMBER,
    CELL_FLAG,
} CellKind;

typedef struct Cell {
    CellKind kind;
    const char *text; /* borrowed */
    char plain[MOMENT_TEXT_SIZE];
    int64_t number; /* CELL_FLAG: 0 or 1 */
} Cell;

/* One row in the making. Cells are put from left to right; `row_end` hands it on. */
typedef struct Row {
    const struct Table *table;
    const ExportJob *job;
    Cell cells[TABLE_COLUMNS];
    size_t count;
    const ExportOut *out;
    void (*take)(const struct Row *row, void *data);
    void *data;
} Row;

void row_text(Row *row, const char *text); /* NULL: absent */
void row_number(Row *row, bool present, int64_t number);
void row_flag(Row *row, bool present, bool value);
void row_day(Row *row, bool present, Date day); /* absent as well when its days are INT32_MIN */
void row_moment(Row *row, Moment moment);       /* absent when it is MOMENT_ABSENT */
void row_run(Row *row, const Run *run);         /* two cells: id and day; NULL: absent */

/* The row must be full. */
void row_end(Row *row);

/* A table: ROWS puts all rows about VIEW. */
typedef struct Table {
    const char *name;
    const char *about;                  /* what its rows are */
    const char *columns[TABLE_COLUMNS]; /* ends with NULL */
    void (*rows)(const PlanView *view, Row *row);
} Table;

extern const Table table_plans, table_figures, table_objectives, table_exercises, table_findings,
    table_closed, table_controls, table_runs;

/* All tables in the order of export_tables; ends with NULL. */
extern const Table *const all_tables[];

/* The table NAME, which must be one of them. */
const Table *table_called(const char *name);

/* Hands all rows of TABLE to TAKE, which puts them into OUT; of many they go on from there. */
void table_each(const Table *table, const ExportJob *job, const ExportOut *out,
                void (*take)(const Row *row, void *data), void *data);

#endif
