#include "base/uuid.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

Uuid uuid_v5(const Uuid *space, const char *name, size_t length)
{
    uint8_t digest[20];
    gsize size = sizeof digest;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
    g_checksum_update(sum, space->bytes, sizeof space->bytes);
    g_checksum_update(sum, (const guchar *)name, (gssize)length);
    g_checksum_get_digest(sum, digest, &size);
    Uuid uuid;
    memcpy(uuid.bytes, digest, sizeof uuid.bytes);
    uuid.bytes[6] = (uint8_t)((uuid.bytes[6] & 0x0f) | 0x50);
    uuid.bytes[8] = (uint8_t)((uuid.bytes[8] & 0x3f) | 0x80);
    return uuid;
}

const char *uuid_format(const Uuid *uuid, char *buffer)
{
    char *at = buffer;
    for (size_t i = 0; i < sizeof uuid->bytes; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *at++ = '-';
        at += snprintf(at, 3, "%02x", uuid->bytes[i]);
    }
    return buffer;
}
