#ifndef REDBINDER_HISTORY_SEAL_H
#define REDBINDER_HISTORY_SEAL_H

#include <glib.h>
#include <nettle/sha2.h>

/*
 * What makes a row vouch for all rows before it: the SHA-256 of the seal of the row before, in
 * hexadecimal digits, a line end, the row's canonical text (record_rows.h) and a line end. Before
 * the first row stand 64 zeros. docs/history.md says how to recompute it with other tools.
 */
enum { SEAL_SIZE = 32, SEAL_DIGITS = 64 };

typedef struct Seal {
    unsigned char bytes[SEAL_SIZE];
} Seal;

/* Goes from the seal of one row to that of the next, whose canonical text are the LENGTH bytes
 * at TEXT. */
void seal_add(Seal *seal, const char *text, size_t length);

/* Adds the LENGTH bytes at TEXT and a line end to SUM. */
void seal_add_line(struct sha256_ctx *sum, const char *text, size_t length);

/* Writes the digits of SEAL into BUFFER of SEAL_DIGITS + 1 bytes and returns it. */
const char *seal_format(const Seal *seal, char *buffer);

#endif
