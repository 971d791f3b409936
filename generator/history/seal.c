#include "history/seal.h"

const char *seal_format(const Seal *seal, char *buffer)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < SEAL_SIZE; i++) {
        buffer[2 * i] = digits[seal->bytes[i] >> 4];
        buffer[2 * i + 1] = digits[seal->bytes[i] & 0xF];
    }
    buffer[SEAL_DIGITS] = '\0';
    return buffer;
}

void seal_add(Seal *seal, GChecksum *sum, const char *text, size_t length)
{
    char before[SEAL_DIGITS + 1];
    gsize size = SEAL_SIZE;
    seal_format(seal, before);
    before[SEAL_DIGITS] = '\n';
    g_checksum_reset(sum);
    g_checksum_update(sum, (const guchar *)before, sizeof before);
    g_checksum_update(sum, (const guchar *)text, (gssize)length);
    g_checksum_update(sum, (const guchar *)"\n", 1);
    g_checksum_get_digest(sum, seal->bytes, &size);
}
