#ifndef REDBINDER_BENCH_LIST_TEXT_H
#define REDBINDER_BENCH_LIST_TEXT_H

#include "base/diag.h"

/* Made-up libraries with one plan, which has one very long list. */

typedef enum ListRuns {
    RUNS_NONE,
    RUNS_TOGETHER, /* a run for each row, all of one exercise */
    RUNS_APART,    /* each of an exercise of its own */
} ListRuns;

typedef struct ListKind {
    const char *name;
    const char *file; /* in the library; takes the place of the small one of that name. With `#`
                         each row has a file of its own */
    const char *head;
    const char *row; /* `#` is the row's number, `@` the next one's, `~` that of the row before */
    const char *tail;
    ListRuns runs;
} ListKind;

/* Ends with a name that is NULL. */
extern const ListKind list_kinds[];

/* Writes the library with the list KIND of ROWS rows into FOLDER. */
bool list_write(const ListKind *kind, const char *folder, size_t rows, Diags *diags);

#endif
