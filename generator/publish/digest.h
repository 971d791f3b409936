#ifndef REDBINDER_PUBLISH_DIGEST_H
#define REDBINDER_PUBLISH_DIGEST_H

#include <nettle/sha2.h>
#include <stddef.h>

enum { DIGEST_DIGITS = 64 };

/* Writes the SHA-256 of the LENGTH bytes at BYTES as hex digits, with a NUL behind them, into HEX,
 * which has DIGEST_DIGITS + 1 bytes, and returns it. */
const char *digest_hex(const char *bytes, size_t length, char *hex);

/* The same for bytes that were given to sha256_update() of CONTEXT, which begins anew. */
const char *digest_end(struct sha256_ctx *context, char *hex);

#endif
