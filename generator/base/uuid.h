#ifndef REDBINDER_BASE_UUID_H
#define REDBINDER_BASE_UUID_H

#include <stddef.h>
#include <stdint.h>

/*
 * Names that anybody makes alike from the same words: UUIDs of version 5 (RFC 9562), which are the
 * SHA-1 of a namespace and a name.
 */
typedef struct Uuid {
    uint8_t bytes[16];
} Uuid;

enum { UUID_TEXT_SIZE = 37 };

/* The UUID of the LENGTH bytes at NAME within SPACE. */
Uuid uuid_v5(const Uuid *space, const char *name, size_t length);

/* Writes "2ed6657d-e927-568b-95e1-2665a8aea6a2" into BUFFER of UUID_TEXT_SIZE bytes and returns
 * it. */
const char *uuid_format(const Uuid *uuid, char *buffer);

#endif
