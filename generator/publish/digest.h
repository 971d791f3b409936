#ifndef REDBINDER_PUBLISH_DIGEST_H
#define REDBINDER_PUBLISH_DIGEST_H

#include <stddef.h>

enum { DIGEST_DIGITS = 64 };

/* Writes the SHA-256 of the LENGTH bytes at BYTES as hex digits, with a NUL behind them, into HEX,
 * which has DIGEST_DIGITS + 1 bytes, and returns it. */
const char *digest_hex(const char *bytes, size_t length, char *hex);

#endif
