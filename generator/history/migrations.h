#ifndef REDBINDER_HISTORY_MIGRATIONS_H
#define REDBINDER_HISTORY_MIGRATIONS_H

#include <stddef.h>

/*
 * How the database came to be: script N makes version N + 1 out of version N.
 *
 * To change the database: add a script at the end of the list in migrations.c. A script that
 * was in a release is never edited: there are databases that have it behind them.
 */
typedef struct Migrations {
    const char *const *scripts;
    size_t count; /* the version of this program */
} Migrations;

extern const Migrations history_migrations;

#endif
