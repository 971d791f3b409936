#ifndef REDBINDER_HISTORY_MIGRATIONS_H
#define REDBINDER_HISTORY_MIGRATIONS_H

#include "base/diag.h"

#include <stddef.h>

struct History;

/*
 * How the database came to be: step N makes version N + 1 out of version N.
 *
 * To change the database: add a step at the end of the list in migrations.c. A script that
 * was in a release is never edited: there are databases that have it behind them.
 */
typedef struct Migration {
    const char *script;
    /* Carries rows over that SQL alone cannot, when SCRIPT has run; NULL: there are none. False
     * with a finding. */
    bool (*carry_over)(struct History *history, Diags *diags);
} Migration;

typedef struct Migrations {
    const Migration *steps;
    size_t count; /* the version of this program */
} Migrations;

extern const Migrations history_migrations;

#endif
